package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// BallotResult is what came of a vote: the order it gives, what each story
// got, and what was decided. With decide it offers the decision while there is
// one to make.
func BallotResult(w *locale.Words, b BallotShown, decide bool) Message {
	placed, gone := b.Result(b.Stories)
	title := resultTitle(w, b, placed)
	var lines []slack.RichTextSectionElement
	spoken := []string{title}
	add := func(head, headline, facts string) {
		if len(lines) > 0 {
			lines = append(lines, written("\n"))
		}
		lines = append(lines, bold(head), written(headline))
		if facts != "" {
			lines = append(lines, italic(facts))
		}
		spoken = append(spoken, head+escape(headline)+facts)
	}
	if b.Voted.Total() == 0 {
		placed = nil // an order that nobody chose is none
	}
	for i, p := range placed {
		add(itoa(p.Place)+". "+p.Subject.Key+" ", oneLine(p.Subject.Headline(), 100), placedFacts(w, b, p, i+1))
	}
	for _, s := range gone {
		add("– "+s.Key+" ", oneLine(s.Headline(), 100), optionFacts(w, s)+" · "+w.Say("vote.noRank"))
	}
	foot := resultFoot(w, b, placed)
	spoken = append(spoken, strings.Join(foot, " · "))
	blocks := []slack.Block{section("*" + title + "*")}
	if len(lines) > 0 {
		blocks = append(blocks, rich(lines...))
	}
	blocks = append(blocks, footnote(foot...))
	if decide && b.State == scrum.BallotPublished && b.Voted.Total() > 0 && len(placed) > 0 {
		id := itoa(b.ID)
		blocks = append(blocks, buttons(primary(BallotApply, id, w.Say("vote.button.apply")), button(BallotKeep, id, w.Say("vote.button.keep"))))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}

// resultTitle says what comes first, as far as the vote says it.
func resultTitle(w *locale.Words, b BallotShown, placed []scrum.Placed) string {
	switch {
	case len(placed) == 0:
		return w.Say("vote.result.gone")
	case b.Voted.Total() == 0:
		return w.Say("vote.result.nobody")
	}
	var leaders []string
	for _, p := range placed {
		if p.Place == 1 {
			leaders = append(leaders, p.Subject.Key)
		}
	}
	if len(leaders) == len(placed) && len(placed) > 1 {
		return w.Say("vote.result.allTied", "keys", w.List(leaders))
	}
	return w.Say("vote.result.first", "n", len(leaders), "keys", w.List(leaders))
}

// placedFacts is what an option got, what it costs and how it moves; place
// is where it comes to stand if the result is applied.
func placedFacts(w *locale.Words, b BallotShown, p scrum.Placed, place int) string {
	facts := []string{w.Say("vote.result.approvals", "got", p.Approvals, "of", b.Voted.Total())}
	if p.Tied {
		facts = append(facts, w.Say("vote.result.tied"))
	}
	if p.Subject.Size.Known {
		facts = append(facts, points(w, p.Subject.Size))
	}
	switch {
	case p.Was == 0:
	case place < p.Was:
		facts = append(facts, w.Say("vote.result.up", "from", w.Rank(p.Was)))
	case place > p.Was:
		facts = append(facts, w.Say("vote.result.down", "from", w.Rank(p.Was)))
	}
	return " · " + strings.Join(facts, " · ")
}

// resultFoot is the small print: how many voted, how ties were ordered, what
// may be missing, and what was decided.
func resultFoot(w *locale.Words, b BallotShown, placed []scrum.Placed) []string {
	foot := turnout(w, b.Ballot)
	for _, p := range placed {
		if p.Tied && b.Voted.Total() > 0 {
			foot = append(foot, w.Say("vote.result.ties"))
			break
		}
	}
	if b.Unverified {
		foot = append(foot, w.Say("vote.result.unverified"))
	}
	who := escape(b.Names.Of(b.Decider))
	switch b.State {
	case scrum.BallotApplied:
		foot = append(foot, w.Say("vote.result.applied", "who", who))
	case scrum.BallotKept:
		foot = append(foot, w.Say("vote.result.kept", "who", who))
	case scrum.BallotOpen, scrum.BallotClosing, scrum.BallotPublished:
	}
	return append(foot, w.Say("vote.number", "number", b.Number))
}
