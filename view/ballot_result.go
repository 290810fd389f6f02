package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// BallotResult is what came of a vote: the order that is proposed, what each
// story got, how much hangs on one voter or estimate, and what was decided.
// With decide it offers the decision while there is one to make.
func BallotResult(w *locale.Words, b BallotShown, decide bool) Message {
	title := resultTitle(w, b)
	said := telling{spoken: []string{title}}
	if b.Voted.Total() > 0 { // an order that nobody chose is none
		for i, row := range b.Outcome.Rows {
			s := b.Stories[row.Story]
			said.add(itoa(row.Rank)+". "+s.Key+" ", oneLine(s.Headline(), 100), rowFacts(w, b, row, i+1))
		}
	}
	for _, id := range b.Outcome.Gone {
		s := b.Stories[id]
		said.add("– "+s.Key+" ", oneLine(s.Headline(), 100), optionFacts(w, s)+" · "+w.Say("vote.noRank"))
	}
	foot := resultFoot(w, b)
	said.spoken = append(said.spoken, strings.Join(foot, " · "))
	blocks := []slack.Block{section("*" + title + "*")}
	if len(said.lines) > 0 {
		blocks = append(blocks, rich(said.lines...))
	}
	if sentence := robustness(w, b); sentence != "" {
		blocks, said.spoken = append(blocks, section(sentence)), append(said.spoken, sentence)
	}
	blocks = append(blocks, footnote(foot...))
	if decide && b.State == scrum.BallotPublished && b.Voted.Total() > 0 && len(b.Outcome.Rows) > 0 {
		id := itoa(b.ID)
		blocks = append(blocks, buttons(primary(BallotApply, id, w.Say("vote.button.apply")), button(BallotKeep, id, w.Say("vote.button.keep"))))
	}
	return Message{Text: clip(strings.Join(said.spoken, "\n"), maxFallback), Blocks: blocks}
}

// telling is a list of stories as it is shown and as it is read out.
type telling struct {
	lines  []slack.RichTextSectionElement
	spoken []string
}

func (t *telling) add(head, headline, facts string) {
	if len(t.lines) > 0 {
		t.lines = append(t.lines, written("\n"))
	}
	t.lines = append(t.lines, bold(head), written(headline))
	if facts != "" {
		t.lines = append(t.lines, italic(facts))
	}
	t.spoken = append(t.spoken, head+escape(headline)+facts)
}

// resultTitle says what comes first, as far as the vote says it.
func resultTitle(w *locale.Words, b BallotShown) string {
	rows := b.Outcome.Rows
	switch {
	case len(rows) == 0:
		return w.Say("vote.result.gone")
	case b.Voted.Total() == 0:
		return w.Say("vote.result.nobody")
	}
	var leaders []string
	for _, row := range rows {
		if row.Rank == 1 {
			leaders = append(leaders, b.Stories[row.Story].Key)
		}
	}
	if len(leaders) == len(rows) && len(rows) > 1 {
		return w.Say("vote.result.allTied", "keys", w.List(leaders))
	}
	return w.Say("vote.result.first", "n", len(leaders), "keys", w.List(leaders))
}

// robustness says whether the first place hangs on one voter or estimate.
func robustness(w *locale.Words, b BallotShown) string {
	o := b.Outcome
	if o.Checks == 0 {
		return ""
	}
	first := b.Stories[o.Rows[0].Story].Key
	if o.First == o.Checks {
		return w.Say("vote.robust.all", "key", first, "n", o.Checks)
	}
	if len(o.Deciding) == 0 {
		return w.Say("vote.robust.voters", "key", first, "first", o.First, "n", o.Checks)
	}
	keys := make([]string, len(o.Deciding))
	for i, id := range o.Deciding {
		keys[i] = b.Stories[id].Key
	}
	return w.Say("vote.robust.estimates", "key", first, "first", o.First, "of", o.Checks, "n", len(keys), "keys", w.List(keys))
}

// rowFacts is what a story got, what it costs and how it moves; place is
// where it comes to stand if the result is applied.
func rowFacts(w *locale.Words, b BallotShown, row scrum.OutcomeRow, place int) string {
	facts := []string{w.Say("vote.result.approvals", "got", row.Approvals, "of", b.Voted.Total())}
	if tied(b.Outcome, row) {
		facts = append(facts, w.Say("vote.result.tied"))
	}
	if row.Effort.Known {
		facts = append(facts, points(w, row.Effort))
	}
	if row.Raised {
		facts = append(facts, w.Say("vote.result.raised"))
	}
	switch {
	case row.Was == 0:
	case place < row.Was:
		facts = append(facts, w.Say("vote.result.up", "from", w.Rank(row.Was)))
	case place > row.Was:
		facts = append(facts, w.Say("vote.result.down", "from", w.Rank(row.Was)))
	}
	return " · " + strings.Join(facts, " · ")
}

// tied reports whether another story is worth just as much for its effort.
func tied(o scrum.Outcome, row scrum.OutcomeRow) bool {
	return slices.ContainsFunc(o.Rows, func(other scrum.OutcomeRow) bool { return other.Story != row.Story && other.Rank == row.Rank })
}

// resultFoot is the small print: how many voted, what may be missing, and what
// was decided.
func resultFoot(w *locale.Words, b BallotShown) []string {
	foot := turnout(w, b.Ballot)
	if slices.ContainsFunc(b.Outcome.Rows, func(row scrum.OutcomeRow) bool { return row.Rank > 1 }) {
		foot = append(foot, w.Say("vote.result.worth"))
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
