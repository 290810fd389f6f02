package view

import (
	"math/big"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// rowsShown is how many stories a result lists; the rest is in its file.
const rowsShown = 12

// rows lists the stories in the order that is proposed, with a line where the
// capacity ends.
func (t *telling) rows(w *locale.Words, b BallotShown) {
	var list lines
	if decidable(b) {
		rows := b.Outcome.Rows
		for i, row := range rows[:min(len(rows), rowsShown)] {
			s := b.Stories[row.Story]
			list.add(itoa(row.Rank)+". "+s.Key+" ", optionTitle(w, s), rowFacts(w, b, row, i+1))
			if i+1 == b.Outcome.Fits && i+1 < len(rows) {
				list.add("", "", w.Say("vote.result.capacity", "points", points(w, b.Outcome.Capacity)))
			}
		}
		if more := len(rows) - rowsShown; more > 0 {
			key := "vote.result.more"
			if b.Secrecy == scrum.UntilClosed {
				key = "vote.result.moreSecret" // whose file has names
			}
			list.add("", "", w.Say(key, "n", more, "number", b.Number))
		}
	}
	for _, id := range b.Outcome.Gone {
		s := b.Stories[id]
		list.add("– "+s.Key+" ", optionTitle(w, s), optionFacts(w, s)+" · "+w.Say("vote.noRank"))
	}
	if len(list.shown) > 0 {
		t.blocks, t.spoken = append(t.blocks, rich(list.shown...)), append(t.spoken, list.spoken...)
	}
}

// lines are stories under each other.
type lines struct {
	shown  []slack.RichTextSectionElement
	spoken []string
}

func (l *lines) add(head, headline, facts string) {
	if len(l.shown) > 0 {
		l.shown = append(l.shown, written("\n"))
	}
	l.shown = append(l.shown, bold(head), written(headline), italic(facts))
	l.spoken = append(l.spoken, head+escape(headline)+facts)
}

// rowFacts is what a story got, what it costs and how it moves; place is
// where it comes to stand if the result is applied.
func rowFacts(w *locale.Words, b BallotShown, row scrum.OutcomeRow, place int) string {
	facts := []string{got(w, b, row)}
	if tied(b.Outcome, row) {
		facts = append(facts, w.Say("vote.result.tied"))
	}
	if row.Effort.Known {
		facts = append(facts, points(w, row.Effort))
	}
	if row.Expedite {
		facts = append(facts, w.Say("vote.result.expedite"))
	}
	if row.Due != "" {
		facts = append(facts, dueFact(w, row))
	}
	if row.Raised {
		facts = append(facts, w.Say("vote.result.raised"))
	}
	switch {
	case row.Was == 0 || len(b.Options) == 1:
	case place < row.Was:
		facts = append(facts, w.Say("vote.result.up", "from", w.Rank(row.Was)))
	case row.Rank > row.Was: // who ties is not said to go down to the place they had
		facts = append(facts, w.Say("vote.result.down", "from", w.Rank(row.Was)))
	}
	return " · " + strings.Join(facts, " · ")
}

// dueFact is until when a story must be done, and so when to begin.
func dueFact(w *locale.Words, row scrum.OutcomeRow) string {
	switch {
	case row.Pressing:
		return w.Say("vote.dated.now", "day", dueDay(w, row.Due))
	case row.Begin != "":
		return w.Say("vote.dated.later", "day", dueDay(w, row.Due), "begin", dueDay(w, row.Begin))
	}
	return w.Say("vote.result.due", "day", dueDay(w, row.Due))
}

// pressing says why stories with a fixed date stand before what was voted.
func pressing(w *locale.Words, b BallotShown) string {
	var keys []string
	for _, row := range b.Outcome.Rows {
		if row.Pressing {
			keys = append(keys, b.Stories[row.Story].Key)
		}
	}
	if len(keys) == 0 || !decidable(b) || len(b.Options) == 1 {
		return ""
	}
	return w.Say("vote.dated.pressing", "n", len(keys), "keys", KeysSaid(w, keys), "pace", paceSaid(w, b.Outcome.Pace))
}

// paceSaid is how long stories take.
func paceSaid(w *locale.Words, p scrum.Pace) string {
	if p.Guessed {
		return w.Say("vote.dated.paceGuessed", "n", p.Days)
	}
	return w.Say("vote.dated.pace", "n", p.Days)
}

// got is what a story was given by the ballot's method.
func got(w *locale.Words, b BallotShown, row scrum.OutcomeRow) string {
	sum := decimal(w, big.NewRat(int64(row.Sum), int64(scrum.OneVote)))
	switch b.Method {
	case scrum.ByYesNo:
		return w.Say("vote.got.yesNo", "yes", int(row.Approvals), "no", int(row.Against))
	case scrum.ByScore:
		return w.Say("vote.got.score", "score", decimal(w, big.NewRat(int64(row.Score), 100)), "of", int(b.Highest()))
	case scrum.ByDots:
		return w.Say("vote.got.dots", "sum", sum)
	case scrum.ByQuadratic:
		return w.Say("vote.got.votes", "sum", sum)
	case scrum.ByRanking:
		return w.Say("vote.got.place", "place", w.Rank(row.Place))
	case scrum.ByApproval:
	}
	return w.Say("vote.result.approvals", "got", int(row.Approvals), "of", b.Voted.Total())
}

// tied reports whether another story is worth just as much for its effort.
func tied(o scrum.Outcome, row scrum.OutcomeRow) bool {
	return slices.ContainsFunc(o.Rows, func(other scrum.OutcomeRow) bool { return other.Story != row.Story && other.Rank == row.Rank })
}
