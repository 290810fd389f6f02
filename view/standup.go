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
	StandupSet     = "standup.set"
	StandupAnswer  = "standup.answer"
	StandupSame    = "standup.same"
	StandupNothing = "standup.nothing"
	StandupLater   = "standup.later"
	StandupAnswers = "standup.answers" // a form
	BlockerYes     = "blocker.yes"
	BlockerNo      = "blocker.no"
	BlockerResolve = "blocker.resolve"
	FieldHelper    = "helper" // of the form
)

// proposedStandup is what most teams take.
const proposedStandup = "09:30 weekdays"

// Standup is how a stand-up is set.
type Standup struct {
	Channel string
	Clock   scrum.Clock
	Days    scrum.Weekdays
	Digest  time.Time // when the next digest is due, in the product's zone
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
	return append(more,
		"channel", escape(s.Channel), "time", clockText(w, s.Clock), "days", daysText(w, s.Days),
		"digest", w.Clock(s.Digest)+" ("+locale.City(s.Digest.Location())+")")
}

// StandupIsSet tells the channel, once, when everybody is asked.
func StandupIsSet(w *locale.Words, s Standup, who string) Message {
	return Note(w.Say("standup.isSet", s.args(w, "who", escape(who))...))
}

// StandupIsOff tells the channel that nobody is asked any more.
func StandupIsOff(w *locale.Words, who string) Message {
	return Note(w.Say("standup.isOff", "who", escape(who)))
}

// StandupStatus says how the stand-up is set.
func StandupStatus(w *locale.Words, s Standup, who, next string) Message {
	return Note(w.Say("standup.status", s.args(w, "who", escape(who), "next", next)...))
}

// StandupProposal offers the usual time where there is no stand-up.
func StandupProposal(w *locale.Words, channel string) Message {
	text := w.Say("standup.proposal", "channel", escape(channel))
	return Message{Text: text, Blocks: []slack.Block{
		section(text),
		buttons(primary(StandupSet, proposedStandup, w.Say("standup.button.set"))),
	}}
}

// AskName names the direct message that asks somebody; each time it was put
// off, there is one more.
func AskName(id scrum.AskID, putOff int) string {
	return "ask" + strings.Repeat("-again", putOff) + ":" + itoa(id)
}

// StandupQuestion is what a member of the team is asked.
type StandupQuestion struct {
	Ask     scrum.Ask
	Channel string
	Moves   []scrum.Move // theirs
	Since   time.Time    // from when on they moved, in the reader's zone
	Goal    string       // of the running sprint, "" for none
	Again   bool         // there are answers that could be repeated
	Late    bool
}

// StandupAsk asks somebody, in their direct messages.
func StandupAsk(w *locale.Words, q StandupQuestion) Message {
	title := w.Say("standup.ask.title", "channel", escape(q.Channel))
	lines := []string{title}
	if q.Late {
		lines = append(lines, w.Say("standup.ask.late"))
	}
	if q.Goal != "" {
		lines = append(lines, w.Say("standup.ask.goal", "goal", escape(oneLine(q.Goal, maxCardPart))))
	}
	if len(q.Moves) > 0 {
		lines = append(lines, w.Say("standup.ask.moved", "day", w.Day(q.Since), "moves", moved(w, q.Moves)))
	}
	value := itoa(q.Ask.ID)
	elements := []slack.BlockElement{primary(StandupAnswer, value, w.Say("standup.button.answer"))}
	if q.Again {
		elements = append(elements, button(StandupSame, value, w.Say("standup.button.same")))
	}
	elements = append(elements, button(StandupNothing, value, w.Say("standup.button.nothing")))
	if q.Ask.PutOff < scrum.MaxPutOff {
		elements = append(elements, button(StandupLater, value, w.Say("standup.button.later")))
	} else {
		lines = append(lines, w.Say("standup.ask.last"))
	}
	text := strings.Join(lines, "\n")
	lines[0] = "*" + title + "*"
	blocks := []slack.Block{section(strings.Join(lines, "\n"))}
	if q.Goal == "" && len(q.Moves) == 0 {
		what := w.Say("standup.ask.what")
		blocks, text = append(blocks, footnote(what)), text+"\n"+what
	}
	return Message{Text: clip(text, maxFallback), Blocks: append(blocks, buttons(elements...))}
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

// StandupPutOff is what stands in the place of a question that was put off;
// waiting tells that it was not asked again yet.
func StandupPutOff(w *locale.Words, channel string, ask scrum.Ask, again time.Time, waiting bool) Message {
	if !waiting {
		return Note(w.Say("standup.ask.putOffDone", "channel", escape(channel)))
	}
	text := w.Say("standup.ask.putOff", "channel", escape(channel), "time", w.Clock(again))
	return Message{Text: text, Blocks: []slack.Block{
		section(text),
		buttons(button(StandupAnswer, itoa(ask.ID), w.Say("standup.button.answer"))),
	}}
}

// StandupForm asks the questions, filled with what was answered already.
func StandupForm(w *locale.Words, private, channel string, answers scrum.Answers, helper string) *Form {
	var blocks []slack.Block
	for _, q := range scrum.Questions() {
		field := textInput(string(q), "", fits(answers[q]), true)
		blocks = append(blocks, input(string(q), w.Say("standup.question."+string(q)), true, field))
		if q == scrum.QuestionObstacle {
			person := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, FieldHelper)
			person.InitialUser = helper
			blocks = append(blocks, input(FieldHelper, w.Say("standup.question.helper"), true, person))
		}
	}
	return form(StandupAnswers, private, w.Say("standup.ask.title", "channel", channel), w.Say("common.send"), w.Say("common.cancel"), blocks...)
}

// AnswerCopy is what somebody answered, as they see it.
type AnswerCopy struct {
	Ask            scrum.Ask
	Channel        string
	Editable       bool
	PerhapsBlocked bool // ask whether the answer tells of a blocker
}

// StandupCopy stands in the place of the question once it is answered.
func StandupCopy(w *locale.Words, c AnswerCopy, names Names) Message {
	title := w.Say("standup.copy", "channel", escape(c.Channel))
	blocks := []slack.Block{section("*" + title + "*"), rich(answerParts(w, c.Ask, names)...)}
	value := itoa(c.Ask.ID)
	if c.PerhapsBlocked {
		blocks = append(blocks, section(w.Say("standup.perhaps")), buttons(
			button(BlockerYes, value, w.Say("standup.button.yes")), button(BlockerNo, value, w.Say("standup.button.no"))))
	}
	if c.Editable {
		blocks = append(blocks, buttons(button(StandupAnswer, value, w.Say("standup.button.edit"))))
	}
	return Message{Text: clip(title+"\n"+answerText(w, c.Ask, names), maxFallback), Blocks: blocks}
}

// answerParts writes the answers, each behind what it answers.
func answerParts(w *locale.Words, ask scrum.Ask, names Names) []slack.RichTextSectionElement {
	if ask.Answers.Empty() {
		return []slack.RichTextSectionElement{written(w.Say("standup.nothing"))}
	}
	var parts []slack.RichTextSectionElement
	for _, q := range scrum.Questions() {
		if ask.Answers[q] == "" {
			continue
		}
		if len(parts) > 0 {
			parts = append(parts, written("\n"))
		}
		parts = append(parts, bold(w.Say("standup.label."+string(q))+" "), written(clip(names.in(ask.Answers[q]), maxInput)))
	}
	return parts
}

// answerText is the same in words.
func answerText(w *locale.Words, ask scrum.Ask, names Names) string {
	if ask.Answers.Empty() {
		return w.Say("standup.nothing")
	}
	var lines []string
	for _, q := range scrum.Questions() {
		if text := ask.Answers[q]; text != "" {
			lines = append(lines, w.Say("standup.label."+string(q))+" "+escape(names.in(text)))
		}
	}
	return strings.Join(lines, "\n")
}
