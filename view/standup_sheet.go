package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// AskName names the direct message that asks somebody; each time it was put
// off, there is one more.
func AskName(id scrum.AskID, putOff int) string {
	return "ask" + strings.Repeat("-again", putOff) + ":" + itoa(id)
}

// StandupPart is one stand-up in the message to somebody.
type StandupPart struct {
	Ask   scrum.Ask
	Name  StandupName
	Moves []scrum.Move // theirs
	Since time.Time    // from when on they moved, in the reader's zone
	Goal  string       // of the running sprint, "" for none
	Again bool         // there are answers that could be repeated
}

// StandupSheet is the direct message about one stand-up, or several that came
// due together: what is asked, what was answered, what is over.
func StandupSheet(w *locale.Words, parts []StandupPart, names Names) Message {
	var all Message
	for i, p := range parts {
		all = all.And(p.shown(w, names))
		if p.open() && p.tellsWhat(w, parts, i) {
			all = all.And(whatIsAsked(w, p.Ask))
		}
	}
	all.Blocks = append(all.Blocks, sheetButtons(w, parts)...)
	all.Text = clip(all.Text, maxFallback)
	return all
}

// tellsWhat reports whether the i-th part says what is asked: where nothing else
// stands to begin from, or the questions are the team's own. Among several it
// is said once, after the last that asks the same.
func (p StandupPart) tellsWhat(w *locale.Words, parts []StandupPart, i int) bool {
	if len(parts) == 1 {
		return p.Goal == "" && len(p.Moves) == 0 || len(p.Ask.Questions) > 0
	}
	return !slices.ContainsFunc(parts[i+1:], func(later StandupPart) bool {
		return later.open() && asked(w, later.Ask) == asked(w, p.Ask)
	})
}

func whatIsAsked(w *locale.Words, a scrum.Ask) Message {
	what := asked(w, a)
	return Message{Text: escape(what), Blocks: []slack.Block{plainFootnote(what)}}
}

func (p StandupPart) shown(w *locale.Words, names Names) Message {
	switch {
	case p.Ask.State == scrum.AskAnswered:
		return p.copied(w, names)
	case p.open():
		return p.asked(w)
	case p.Ask.State == scrum.AskSkipped:
		return Note(w.Say("standup.ask.skipped", "title", escape(p.Name.title(w))))
	case p.Ask.Ended != "":
		return Note(w.Say("standup.ask."+string(p.Ask.Ended), "title", escape(p.Name.title(w))))
	}
	return Note(w.Say("standup.ask.closed", "title", escape(p.Name.title(w))))
}

// asked puts the question.
func (p StandupPart) asked(w *locale.Words) Message {
	title := escape(p.Name.title(w))
	lines := []string{title}
	if p.Ask.Late {
		lines = append(lines, w.Say("standup.ask.late"))
	}
	if p.Goal != "" {
		lines = append(lines, w.Say("standup.ask.goal", "goal", escape(oneLine(p.Goal, maxCardPart))))
	}
	if len(p.Moves) > 0 {
		lines = append(lines, w.Say("standup.ask.moved", "day", w.Day(p.Since), "moves", moved(w, p.Moves)))
	}
	if p.Ask.PutOff >= scrum.MaxPutOff {
		lines = append(lines, w.Say("standup.ask.last"))
	}
	text := strings.Join(lines, "\n")
	lines[0] = "*" + title + "*"
	return Message{Text: text, Blocks: []slack.Block{section(strings.Join(lines, "\n"))}}
}

// copied shows somebody what they answered, each answer as far as a form takes
// one.
func (p StandupPart) copied(w *locale.Words, names Names) Message {
	title := p.copyTitle(w)
	m := Message{
		Text:   title + "\n" + answerText(w, p.Ask, names),
		Blocks: []slack.Block{section("*" + title + "*"), rich(answerParts(w, p.Ask, names, maxInput)...)},
	}
	if exceeds(p.Ask, maxInput) {
		m.Blocks = append(m.Blocks, buttons(fullButton(p.Ask, w.Say("common.fullText"))))
	}
	if p.Ask.Perhaps {
		value := itoa(p.Ask.ID)
		m.Blocks = append(m.Blocks, section(w.Say("standup.perhaps")), buttons(
			button(BlockerYes+"."+value, value, w.Say("standup.button.yes")), button(BlockerNo+"."+value, value, w.Say("standup.button.no"))))
	}
	return m
}

// copyTitle stands above it. What was filled in ahead of being asked says for
// which day.
func (p StandupPart) copyTitle(w *locale.Words) string {
	title := escape(p.Name.title(w))
	day, err := time.Parse(time.DateOnly, p.Ask.Date)
	if !p.Ask.AskedAt.IsZero() || err != nil {
		return w.Say("standup.copy", "title", title)
	}
	return w.Say("standup.copyFor", "title", title, "day", w.Day(day))
}

// sheetButtons are for all parts at once.
func sheetButtons(w *locale.Words, parts []StandupPart) []slack.Block {
	lead := parts[0].Ask
	value := itoa(lead.Leads())
	again, ended := false, true
	for _, p := range parts {
		if p.open() {
			return []slack.Block{buttons(openButtons(w, parts, value)...)}
		}
		again = again || p.Ask.State == scrum.AskAnswered
		ended = ended && p.Ask.Ended != ""
	}
	switch {
	case again:
		return []slack.Block{buttons(button(StandupAnswer, value, w.Say("standup.button.edit")), button(StandupTomorrow, value, w.Say("standup.button.tomorrow")))}
	case ended:
		return nil
	}
	return []slack.Block{buttons(button(StandupAnswer, value, w.Say("standup.button.answer")))}
}

func openButtons(w *locale.Words, parts []StandupPart, value string) []slack.BlockElement {
	elements := []slack.BlockElement{primary(StandupAnswer, value, w.Say("standup.button.answer"))}
	if slices.ContainsFunc(parts, func(p StandupPart) bool { return p.Again && p.open() }) {
		elements = append(elements, button(StandupSame, value, w.Say("standup.button.same")))
	}
	elements = append(elements, button(StandupNothing, value, w.Say("standup.button.nothing")))
	if parts[0].Ask.PutOff < scrum.MaxPutOff {
		elements = append(elements, button(StandupLater, value, w.Say("standup.button.later")))
	}
	return append(elements, button(StandupSkip, value, w.Say("standup.button.skip")), button(AbsenceAdd, "0", w.Say("absence.button.away")))
}

// moved lists what moved: "PAY-9 done · PAY-11 started".
func moved(w *locale.Words, moves []scrum.Move) string {
	const shown = 10
	parts := make([]string, 0, shown)
	for _, m := range moves[:min(shown, len(moves))] {
		kind, _ := m.Kind()
		parts = append(parts, w.Say("standup.move."+string(kind), "key", m.Story.Key))
	}
	if rest := len(moves) - shown; rest > 0 {
		parts = append(parts, w.Say("standup.moreMoves", "n", rest))
	}
	return strings.Join(parts, " · ")
}

// StandupNoted is an answer that somebody wrote in a message.
type StandupNoted struct {
	Name     StandupName
	Ask      scrum.Ask
	Question scrum.Question
	Text     string
	Next     scrum.Ask // what the next message answers; zero: nothing
	NextName StandupName
}

// StandupWritten confirms what a message was taken for.
func StandupWritten(w *locale.Words, n StandupNoted) Message {
	text := w.Say("standup.written", "title", n.Name.title(w), "question", questionText(w, n.Question), "text", w.Quote(oneLine(n.Text, 150)))
	if n.Next.ID != 0 {
		text += "\n" + w.Say("standup.writtenNext", "title", n.NextName.title(w), "question", questionText(w, n.Next.Asks()[0]))
	}
	value := itoa(n.Ask.ID)
	return Message{Text: escape(text), Blocks: []slack.Block{plainSection(text), buttons(
		button(StandupAnswer, value, w.Say("standup.button.edit")), button(StandupTakeBack, value, w.Say("standup.button.takeBack")))}}
}

// titles lists the stand-ups of a message for which a condition holds: "Stand-up
// of #payments · Design, #payments".
func titles(w *locale.Words, parts []StandupPart, holds func(StandupPart) bool) string {
	var list []string
	for _, p := range parts {
		if holds(p) {
			list = append(list, escape(p.Name.title(w)))
		}
	}
	return strings.Join(list, " · ")
}

// open reports whether an answer is waited for.
func (p StandupPart) open() bool { return p.Ask.State == scrum.AskOpen }

func (p StandupPart) any() bool { return true }

// StandupPutOff is what stands in the place of a message that was put off: what
// is not asked any more, and when the rest is.
func StandupPutOff(w *locale.Words, parts []StandupPart, names Names, again time.Time) Message {
	var all Message
	for _, p := range parts {
		if !p.open() {
			all = all.And(p.shown(w, names))
		}
	}
	text := w.Say("standup.ask.putOff", "title", titles(w, parts, StandupPart.open), "time", w.Clock(again))
	all = all.And(Message{Text: text, Blocks: []slack.Block{
		section(text),
		buttons(button(StandupAnswer, itoa(parts[0].Ask.Leads()), w.Say("standup.button.answer"))),
	}})
	all.Text = clip(all.Text, maxFallback)
	return all
}

// StandupPutOffDone is what stands there once it was asked again below.
func StandupPutOffDone(w *locale.Words, parts []StandupPart) Message {
	return Note(w.Say("standup.ask.putOffDone", "title", titles(w, parts, StandupPart.any)))
}

// RemindName names the n-th reminder of a message, from 0.
func RemindName(lead scrum.AskID, n int) string {
	return "remind" + strings.Repeat("-again", n) + ":" + itoa(lead)
}

// StandupReminder is a line about what waits for an answer.
func StandupReminder(w *locale.Words, parts []StandupPart, closes time.Time, last bool) Message {
	title := titles(w, parts, StandupPart.open)
	text := w.Say("standup.remind.first", "title", title, "time", w.Clock(closes))
	if last {
		text = w.Say("standup.remind.last", "title", title, "time", w.Clock(closes))
	}
	value := itoa(parts[0].Ask.Leads())
	return Message{Text: text, Blocks: []slack.Block{section(text), buttons(
		button(StandupAnswer, value, w.Say("standup.button.answer")), button(StandupSkip, value, w.Say("standup.button.skip")))}}
}

// StandupRemindedAgain stands in its place once there is another one below.
func StandupRemindedAgain(w *locale.Words, parts []StandupPart) Message {
	return Note(w.Say("standup.remind.again", "title", titles(w, parts, StandupPart.open)))
}

// StandupReminderOver stands in its place once nothing waits any more.
func StandupReminderOver(w *locale.Words, parts []StandupPart) Message {
	return Note(w.Say("standup.remind.over", "title", titles(w, parts, StandupPart.any)))
}

// StandupOtherTime asks somebody, once, whether another time would suit.
func StandupOtherTime(w *locale.Words, name StandupName, s scrum.Standup) Message {
	text := w.Say("standup.otherTime", "title", escape(name.title(w)), "time", clockText(w, s.Clock))
	return Message{Text: text, Blocks: []slack.Block{section(text), buttons(button(StandupOpen, itoa(s.ID), w.Say("standup.button.settings")))}}
}
