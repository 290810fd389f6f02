package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// CallName names the direct message that brings blockers to somebody.
func CallName(id scrum.BlockerCallID) string { return "call:" + itoa(id) }

// BlockerCalls is what is brought to one person at once.
type BlockerCalls struct {
	Channel string // "" where the reader does not see it
	Inside  bool   // the reader is of the channel's team
	Owner   bool   // the reader owns the product
	Lines   []BlockerCallLine
	Now     time.Time
	Zone    *time.Location
}

// BlockerCallLine is one blocker that is brought to somebody, and why.
type BlockerCallLine struct {
	BlockerLine
	Step        int
	Reader      scrum.PersonID
	Waited      time.Duration  // working hours
	Beyond      scrum.PersonID // who would be next, if the reader agrees
	NobodyNamed bool           // there is no one else to bring it to
}

// BlockersBrought tells one person of the blockers that wait for them.
func BlockersBrought(w *locale.Words, c BlockerCalls) Message {
	title := c.title(w)
	blocks, spoken := []slack.Block{section("*" + title + "*")}, []string{title}
	for _, line := range c.Lines[:min(len(c.Lines), maxCalls)] {
		text := line.line(w)
		blocks, spoken = append(blocks, section("• "+text)), append(spoken, text)
		if !line.Waits() {
			if line.Stands() && line.Helper == line.Reader {
				blocks = append(blocks, blockerButtons(w, line.Blocker, c.Inside, false))
			}
			continue
		}
		why := line.why(w)
		var more []slack.BlockElement
		if line.Beyond != "" {
			more = append(more, button(BlockerConsent+"."+itoa(line.ID), itoa(line.ID), w.Say("blocker.button.consent", "who", line.Names.Of(line.Beyond))))
		}
		blocks, spoken = append(blocks, footnote(why), blockerButtons(w, line.Blocker, c.Inside, false, more...)), append(spoken, why)
	}
	if rest := len(c.Lines) - maxCalls; rest > 0 {
		blocks = append(blocks, footnote(w.Say("blocker.moreThan", "n", rest)))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}

// title is how many of the blockers wait still.
func (c BlockerCalls) title(w *locale.Words) string {
	waiting := 0
	for _, line := range c.Lines {
		if line.Waits() {
			waiting++
		}
	}
	key := "blocker.brought"
	if c.Channel == "" {
		key = "blocker.broughtOutside"
	}
	if waiting == 0 {
		key += "Over"
	}
	return w.Say(key, "n", waiting, "channel", escape(c.Channel))
}

// maxCalls is how many blockers a message brings: each has three blocks.
const maxCalls = 15

// why is the reason for which this reader is told.
func (l BlockerCallLine) why(w *locale.Words) string {
	if l.Step == scrum.StepAsked {
		return w.Say("blocker.why.asked", "who", escape(l.Names.Of(l.Person)))
	}
	waited := workingTime(w, l.Waited)
	var why string
	switch {
	case l.Reader == l.Helper:
		why = w.Say("blocker.why.helper", "time", waited)
	case l.Helper == "":
		why = w.Say("blocker.why.nobody", "time", waited)
	default:
		why = w.Say("blocker.why.silent", "time", waited, "who", escape(l.Names.Of(l.Helper)))
	}
	switch {
	case l.Beyond != "":
		why += " " + w.Say("blocker.why.beyond", "who", escape(l.Names.Of(l.Beyond)))
	case l.NobodyNamed:
		why += " " + w.Say("blocker.why.last")
	}
	return why
}

// workingTime is a length of working hours: "4 working hours", "2 working
// days".
func workingTime(w *locale.Words, d time.Duration) string {
	if d = d.Round(time.Hour); d < scrum.WorkDay {
		return w.Say("blocker.hours", "n", int(d/time.Hour))
	}
	return w.Say("blocker.days", "n", int(d/scrum.WorkDay))
}

// LadderShown is how blockers are escalated in a product.
type LadderShown struct {
	Ladder                          scrum.Ladder
	Owner, Facilitator, Stakeholder scrum.PersonID // "" for nobody
	Outside                         bool           // the stakeholder is told only if the owner agrees
	Names                           Names
}

// BlockerLadder says to whom a blocker goes that nobody cares for, and when.
func BlockerLadder(w *locale.Words, l LadderShown) Message {
	after := func(step int) string { return workingTime(w, l.Ladder[step]) }
	second := []string{escape(l.Names.Of(l.Owner))}
	if l.Facilitator != "" && l.Facilitator != l.Owner {
		second = append(second, escape(l.Names.Of(l.Facilitator)))
	}
	lines := []string{
		w.Say("blocker.ladder"),
		"• " + w.Say("blocker.ladder.first", "time", after(scrum.StepOwner), "who", escape(l.Names.Of(l.Owner))),
		"• " + w.Say("blocker.ladder.second", "time", after(scrum.StepFacilitator), "who", w.List(second)),
	}
	switch who := escape(l.Names.Of(l.Stakeholder)); {
	case l.Stakeholder == "":
		lines = append(lines, "• "+w.Say("blocker.ladder.none", "time", after(scrum.StepStakeholder)))
	case l.Outside:
		lines = append(lines, "• "+w.Say("blocker.ladder.outside", "time", after(scrum.StepStakeholder), "who", who))
	default:
		lines = append(lines, "• "+w.Say("blocker.ladder.third", "time", after(scrum.StepStakeholder), "who", who))
	}
	return Note(strings.Join(append(lines, w.Say("blocker.ladder.stops")), "\n"))
}
