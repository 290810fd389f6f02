package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons and the forms of a ballot are called on the wire.
const (
	BallotClose  = "ballot.close"
	BallotMine   = "ballot.mine"
	BallotVote   = "ballot.vote"
	BallotAll    = "ballot.all"
	BallotNarrow = "ballot.narrow"
	BallotRank   = "ballot.rank"
	BallotSure   = "ballot.sure"
	BallotApply  = "ballot.apply"
	BallotKeep   = "ballot.keep"

	BallotOtherwise = "ballot.otherwise" // a button and its form
	BallotStart     = "ballot.start"     // a form
	BallotCast      = "ballot.cast"      // a form
)

// BallotName names a ballot's message in the outbox.
func BallotName(id scrum.BallotID) string { return "ballot:" + itoa(id) }

// ResultName names the message with a ballot's result in the outbox.
func ResultName(id scrum.BallotID) string { return "ballot.result:" + itoa(id) }

// BallotShown is a ballot with what is needed to show it.
type BallotShown struct {
	scrum.Ballot
	Stories   map[scrum.StoryID]scrum.Story
	Names     Names
	Confirmed scrum.Confirmed // after a story was reworded
	Found     int             // whose votes were found after an outage that spans the close
	Zone      *time.Location  // in which times are written
	Elsewhere string          // a mention of the channel in which its message stands, where this is another one; else ""
}

// maxListed is how many stories the message of a long ballot lists. All of
// them are in its form.
const maxListed = 15

// Ballot is the vote as it stands in the channel: open, being counted, or
// frozen after its close.
func Ballot(w *locale.Words, b BallotShown) Message {
	head := []string{ballotTitle(w, b)}
	if b.State == scrum.BallotOpen {
		head = append(head, ballotTerms(w, b)...)
	}
	options, listed := ballotOptions(w, b)
	foot := ballotFoot(w, b)
	spoken := append(append(slices.Clone(head), listed...), strings.Join(foot, " · "))
	blocks := []slack.Block{section(strings.Join(append([]string{"*" + head[0] + "*"}, head[1:]...), "\n")), options}
	if left := len(b.Options) - maxListed; left > 0 {
		blocks = append(blocks, footnote(w.Say("vote.more", "n", left)))
	}
	blocks = append(blocks, footnote(foot...))
	if b.State == scrum.BallotOpen {
		blocks = append(blocks, ballotButtons(w, b.Ballot))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}

// ballotOptions lists the stories, each with the number to press where that is
// the vote, and as they are read out.
func ballotOptions(w *locale.Words, b BallotShown) (*slack.RichTextBlock, []string) {
	var lines []slack.RichTextSectionElement
	var spoken []string
	numbered := b.ByReactions() && b.Method == scrum.ByApproval
	for i, o := range b.Options[:min(len(b.Options), maxListed)] {
		s := b.Stories[o.Story]
		title, facts := optionTitle(w, s), optionFacts(w, s)
		if !o.RewordedAt.IsZero() {
			facts += " · " + w.Say("reworded.since")
		}
		if i > 0 {
			lines = append(lines, written("\n"))
		}
		mark := written("•")
		if numbered {
			mark = slack.NewRichTextSectionEmojiElement(scrum.OptionEmoji(i), 0, nil)
		}
		lines = append(lines, mark, bold(" "+s.Key+" "), written(title))
		if facts != "" {
			lines = append(lines, italic(facts))
		}
		spoken = append(spoken, itoa(i+1)+". "+s.Key+" "+escape(title)+facts)
	}
	return rich(lines...), spoken
}

// optionTitle is a story in a ballot. One that was hidden since the opening
// keeps its key alone.
func optionTitle(w *locale.Words, s scrum.Story) string {
	if s.Hidden {
		return w.Say("vote.hiddenSince")
	}
	return headline(s)
}

func ballotButtons(w *locale.Words, b scrum.Ballot) *slack.ActionBlock {
	id := itoa(b.ID)
	shut := closeButton(w, b)
	switch {
	case b.ByReactions():
		return buttons(button(BallotMine, id, w.Say("vote.button.mine")), shut)
	case b.Secrecy == scrum.SeenByAll:
		return buttons(primary(BallotVote, id, w.Say("vote.button.cast")), button(BallotAll, id, w.Say("vote.button.all")), shut)
	}
	return buttons(primary(BallotVote, id, w.Say("vote.button.cast")), shut)
}

// closeButton ends the voting, after a second press while votes are missing.
func closeButton(w *locale.Words, b scrum.Ballot) *slack.ButtonBlockElement {
	shut := button(BallotClose, itoa(b.ID), w.Say("vote.button.close"))
	missing := b.Expected() - b.Voted.Team
	if missing <= 0 {
		return shut
	}
	said := w.Say("vote.confirm.text", "n", missing, "of", b.Expected())
	if b.Voted.Total() == 0 {
		said = w.Say("vote.confirm.nobody")
	}
	return shut.WithConfirm(slack.NewConfirmationBlockObject(
		plain(w.Say("vote.confirm.title")), plain(said),
		plain(w.Say("vote.button.close")), plain(w.Say("common.cancel")),
	))
}

// ballotTitle says what is asked and how long.
func ballotTitle(w *locale.Words, b BallotShown) string {
	question := ballotQuestion(w, b)
	switch {
	case b.State == scrum.BallotClosing:
		return w.Say("vote.title.closing", "question", question, "until", w.Clock(b.ClosedAt.In(b.Zone)))
	case b.State != scrum.BallotOpen && b.Closer != "":
		return w.Say("vote.title.closedBy", "question", question, "when", dated(w, b.ClosedAt, b.Zone), "who", escape(b.Names.Of(b.Closer)))
	case b.State != scrum.BallotOpen:
		return w.Say("vote.title.closed", "question", question, "when", dated(w, b.ClosedAt, b.Zone))
	case !b.ClosesAt.IsZero():
		return w.Say("vote.title.until", "question", question, "until", dated(w, b.ClosesAt, b.Zone))
	case !b.Quorum.None():
		return w.Say("vote.title.quorum", "question", question)
	}
	return w.Say("vote.title.open", "question", question)
}

func ballotQuestion(w *locale.Words, b BallotShown) string {
	switch {
	case b.Method == scrum.ByYesNo && len(b.Options) == 1:
		return w.Say("vote.question.one", "key", b.Stories[b.Options[0].Story].Key)
	case b.Method == scrum.ByYesNo:
		return w.Say("vote.question.each")
	case len(b.Options) == 1:
		return w.Say("vote.question.much", "key", b.Stories[b.Options[0].Story].Key)
	}
	return w.Say("vote.question.first")
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
	foot := turnout(w, b.Ballot)
	if b.Extended && b.State == scrum.BallotOpen {
		foot = append(foot, w.Say("vote.extended"))
	}
	foot = append(append(foot, w.Say("vote.opened", "who", escape(b.Names.Of(b.Opener)))), b.numbered(w)...)
	if b.State == scrum.BallotOpen && b.Secrecy == scrum.Anonymous {
		foot = append(foot, w.Say("vote.equal"))
	}
	if b.State == scrum.BallotOpen && b.ByReactions() && b.Elsewhere == "" {
		foot = append(foot, w.Say("vote.seeds"))
	}
	return foot
}

// numbered is by which number a vote is found again, and that of the vote
// that it follows.
func (b BallotShown) numbered(w *locale.Words) []string {
	said := []string{w.Say("vote.number", "number", b.Number)}
	if b.Follows > 0 {
		said = append(said, w.Say("vote.follows", "number", b.Follows))
	}
	return said
}

// Turnout says in a few words how many have voted.
func Turnout(w *locale.Words, b scrum.Ballot) string { return strings.Join(turnout(w, b), ", ") }

func turnout(w *locale.Words, b scrum.Ballot) []string {
	team, outside := max(b.Voted.Team, b.Expected()), max(b.Voted.Outside, b.Outsiders())
	said := []string{w.Say("vote.voted", "n", b.Voted.Team, "of", team)}
	if outside > 0 {
		said = append(said, w.Say("vote.outside", "n", b.Voted.Outside, "of", outside))
	}
	return said
}
