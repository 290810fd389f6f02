package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons and the form of a ballot are called on the wire.
const (
	BallotClose = "ballot.close"
	BallotMine  = "ballot.mine"
	BallotApply = "ballot.apply"
	BallotKeep  = "ballot.keep"

	BallotOtherwise = "ballot.otherwise" // a button and its form
	BallotStart     = "ballot.start"     // a form
)

// BallotName names a ballot's message in the outbox.
func BallotName(id scrum.BallotID) string { return "ballot:" + itoa(id) }

// ResultName names the message with a ballot's result in the outbox.
func ResultName(id scrum.BallotID) string { return "ballot.result:" + itoa(id) }

// BallotShown is a ballot with what is needed to show it.
type BallotShown struct {
	scrum.Ballot
	Stories map[scrum.StoryID]scrum.Story
	Names   Names
	Zone    *time.Location // in which times are written
}

// Ballot is the vote as it stands in the channel: open, being counted, or
// frozen after its close.
func Ballot(w *locale.Words, b BallotShown) Message {
	head := []string{ballotTitle(w, b)}
	if b.State == scrum.BallotOpen {
		head = append(head, w.Say("vote.about"))
	}
	var lines []slack.RichTextSectionElement
	spoken := slices.Clone(head)
	for i, o := range b.Options {
		s := b.Stories[o.Story]
		if i > 0 {
			lines = append(lines, written("\n"))
		}
		title, facts := headline(s), optionFacts(w, s)
		lines = append(lines, slack.NewRichTextSectionEmojiElement(scrum.OptionEmoji(i), 0, nil), bold(" "+s.Key+" "), written(title))
		if facts != "" {
			lines = append(lines, italic(facts))
		}
		spoken = append(spoken, itoa(i+1)+". "+s.Key+" "+escape(title)+facts)
	}
	foot := ballotFoot(w, b)
	spoken = append(spoken, strings.Join(foot, " · "))
	blocks := []slack.Block{section(strings.Join(append([]string{"*" + head[0] + "*"}, head[1:]...), "\n")), rich(lines...), footnote(foot...)}
	if b.State == scrum.BallotOpen {
		id := itoa(b.ID)
		blocks = append(blocks, buttons(button(BallotMine, id, w.Say("vote.button.mine")), button(BallotClose, id, w.Say("vote.button.close"))))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}

// ballotTitle says what is asked and how long.
func ballotTitle(w *locale.Words, b BallotShown) string {
	switch {
	case b.State == scrum.BallotClosing:
		return w.Say("vote.title.closing", "until", w.Clock(b.ClosedAt.In(b.Zone)))
	case b.State != scrum.BallotOpen && b.Closer != "":
		return w.Say("vote.title.closedBy", "when", dated(w, b.ClosedAt, b.Zone), "who", escape(b.Names.Of(b.Closer)))
	case b.State != scrum.BallotOpen:
		return w.Say("vote.title.closed", "when", dated(w, b.ClosedAt, b.Zone))
	case b.ClosesAt.IsZero():
		return w.Say("vote.title.open")
	}
	return w.Say("vote.title.until", "until", dated(w, b.ClosesAt, b.Zone))
}

func optionFacts(w *locale.Words, s scrum.Story) string {
	facts := ""
	if s.Size.Known {
		facts = " · " + points(w, s.Size)
	}
	if s.State != "" && !s.State.Open() {
		facts += " · " + strings.ToLower(w.Say("story.state."+string(s.State)))
	}
	return facts
}

// ballotFoot is the small print: how many have voted, and by which number
// the vote is found again.
func ballotFoot(w *locale.Words, b BallotShown) []string {
	return append(turnout(w, b.Ballot), w.Say("vote.opened", "who", escape(b.Names.Of(b.Opener))), w.Say("vote.number", "number", b.Number))
}

// Turnout says in a few words how many have voted.
func Turnout(w *locale.Words, b scrum.Ballot) string { return strings.Join(turnout(w, b), ", ") }

func turnout(w *locale.Words, b scrum.Ballot) []string {
	said := []string{w.Say("vote.voted", "n", b.Voted.Team, "of", b.Expected())}
	if b.Voted.Outside > 0 {
		said = append(said, w.Say("vote.outside", "n", b.Voted.Outside))
	}
	return said
}

// MyVote tells a person privately what is counted of theirs.
func MyVote(w *locale.Words, approved []scrum.Story) Message {
	if len(approved) == 0 {
		return Note(w.Say("vote.mine.none"))
	}
	lines := make([]string, 0, len(approved))
	for _, s := range approved {
		lines = append(lines, storyBullet(s))
	}
	return Note(w.Say("vote.mine.some") + "\n" + strings.Join(lines, "\n"))
}
