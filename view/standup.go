package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons and forms of a stand-up are called on the wire.
const (
	StandupSet      = "standup.set"
	StandupOpen     = "standup.open"
	StandupNew      = "standup.new"
	StandupAnswer   = "standup.answer"
	StandupSame     = "standup.same"
	StandupNothing  = "standup.nothing"
	StandupLater    = "standup.later"
	StandupSkip     = "standup.skip"
	StandupTomorrow = "standup.tomorrow"
	StandupTakeBack = "standup.back"
	StandupAnswers  = "standup.answers"  // a form
	StandupSettings = "standup.settings" // another
	StandupHistory  = "standup.history"
	StandupFile     = "standup.file"
	StandupFull     = "standup.full"
	StandupPage     = "standup.page" // of the full text
	BlockerYes      = "blocker.yes"
	BlockerNo       = "blocker.no"
	BlockerResolve  = "blocker.resolve"
	FieldHelper     = "helper" // of the form
)

// proposedStandup is when most teams have their stand-up; a form begins with
// it.
const proposedStandup = "09:30 weekdays"

// StandupName is what a stand-up is called and of which channel it is.
type StandupName struct {
	Own     string // "" for the channel's first
	Channel string
}

// title is how it stands above a message: "Stand-up of #payments".
func (n StandupName) title(w *locale.Words) string {
	if n.Own == "" {
		return w.Say("standup.title", "channel", n.Channel)
	}
	return w.Say("standup.titleOwn", "name", n.Own, "channel", n.Channel)
}

// phrase is how a sentence in its channel speaks of it: "the stand-up".
func (n StandupName) phrase(w *locale.Words) string {
	if n.Own == "" {
		return w.Say("standup.the")
	}
	return w.Say("standup.theOwn", "name", w.Quote(escape(n.Own)))
}

// subject begins a sentence: "The stand-up".
func (n StandupName) subject(w *locale.Words) string {
	if n.Own == "" {
		return w.Say("standup.subject")
	}
	return w.Say("standup.subjectOwn", "name", w.Quote(escape(n.Own)))
}

// typed is what is typed to set it or to stop it.
func (n StandupName) typed(w *locale.Words, verb string) string {
	named := ""
	if n.Own != "" {
		named = `"` + escape(n.Own) + `" `
	}
	return "`/standup " + named + w.Say("standup.typed."+verb) + "`"
}

// short is how its own digest calls it: "Stand-up", "Design".
func (n StandupName) short(w *locale.Words) string {
	if n.Own == "" {
		return w.Say("standup.short")
	}
	return escape(n.Own)
}

// Standup is how a stand-up is set.
type Standup struct {
	ID     scrum.StandupID
	Name   StandupName
	Clock  scrum.Clock
	Days   scrum.Weekdays
	Digest time.Time // when the next digest is due, in the product's zone
	Today  time.Time // when today's is due, if that is another time
}

// clockText writes a wall clock: "09:30", "9 h 30".
func clockText(w *locale.Words, c scrum.Clock) string {
	return w.Clock(c.On(time.Unix(0, 0).UTC(), time.UTC))
}

// daysText writes on which days: "on weekdays", "every day", "on Mon and Wed".
func daysText(w *locale.Words, days scrum.Weekdays) string {
	switch days {
	case scrum.Workdays:
		return w.Say("standup.days.working")
	case scrum.Everyday:
		return w.Say("standup.days.every")
	}
	var list []time.Weekday
	for i := range 7 {
		if day := time.Weekday((i + 1) % 7); days.Has(day) { // Monday first
			list = append(list, day)
		}
	}
	return w.Say("standup.days.some", "days", w.Weekdays(list))
}

func (s Standup) args(w *locale.Words, more ...any) []any {
	return append(more, "time", clockText(w, s.Clock), "days", daysText(w, s.Days), "digest", s.digest(w))
}

// digest says at what time the digest comes.
func (s Standup) digest(w *locale.Words) string {
	usual := timed(w, s.Digest, s.Digest.Location())
	if s.Today.IsZero() {
		return usual
	}
	return w.Say("standup.digestToday", "usual", usual, "time", w.Clock(s.Today))
}

// StandupIsSet tells the channel, once, when everybody is asked.
func StandupIsSet(w *locale.Words, s Standup, who string) Message {
	return Note(w.Say("standup.isSet", s.args(w, "standup", s.Name.phrase(w), "who", escape(who))...))
}

// StandupIsOff tells the channel that nobody is asked any more.
func StandupIsOff(w *locale.Words, name StandupName, who string) Message {
	return Note(w.Say("standup.isOff", "standup", name.phrase(w), "who", escape(who)))
}

// StandupSetting is how a stand-up is set, by whom, and when the reader is asked
// next.
type StandupSetting struct {
	Standup
	SetBy, Next string
}

// StandupStatus says how stand-ups are set. The form has what cannot be typed.
func StandupStatus(w *locale.Words, list []StandupSetting) Message {
	lines := make([]string, 0, len(list)+1)
	blocks := make([]slack.Block, 0, len(list)+2)
	for _, s := range list {
		line := w.Say("standup.status", s.args(w, "title", escape(s.Name.title(w)), "who", escape(s.SetBy), "next", s.Next)...)
		lines = append(lines, line)
		blocks = append(blocks, sectionWith(line, button(StandupOpen, itoa(s.ID), w.Say("standup.button.settings"))))
	}
	how := w.Say("standup.statusHow")
	blocks = append(blocks, footnote(how), buttons(button(StandupNew, "", w.Say("standup.button.new"))))
	return Message{Text: strings.Join(append(lines, how), "\n"), Blocks: blocks}
}

// StandupSetDone tells who set a stand-up when they are asked first.
func StandupSetDone(w *locale.Words, name StandupName, next string) Message {
	return Note(w.Say("standup.set", "standup", name.subject(w), "when", next, "off", name.typed(w, "off")))
}

// StandupStopped tells who stopped a stand-up how to go on with it.
func StandupStopped(w *locale.Words, name StandupName) Message {
	return Note(w.Say("standup.off", "again", name.typed(w, "at")))
}

// StandupProposal offers the usual time where there is no stand-up.
func StandupProposal(w *locale.Words, channel string) Message {
	text := w.Say("standup.proposal", "channel", escape(channel))
	return Message{Text: text, Blocks: []slack.Block{
		section(text),
		buttons(primary(StandupSet, proposedStandup, w.Say("standup.button.set")), button(StandupNew, "", w.Say("standup.button.otherwise"))),
	}}
}
