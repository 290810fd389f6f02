package view

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// questionText is a question as it is asked.
func questionText(w *locale.Words, q scrum.Question) string {
	if q.Own() {
		return string(q)
	}
	return w.Say("standup.question." + string(q))
}

// questionLabel stands before its answer.
func questionLabel(w *locale.Words, q scrum.Question) string {
	if q.Own() {
		return string(q)
	}
	return w.Say("standup.label." + string(q))
}

// asked says in a line what is asked, as the team wrote it.
func asked(w *locale.Words, ask scrum.Ask) string {
	if len(ask.Questions) == 0 {
		return w.Say("standup.ask.what")
	}
	texts := make([]string, len(ask.Questions))
	for i, q := range ask.Questions {
		texts[i] = questionText(w, q)
	}
	return strings.Join(texts, " · ")
}

// answerField is the field of the n-th question in the form: the code of a
// default one.
func answerField(n int, q scrum.Question) string {
	if q.Own() {
		return "own" + strconv.Itoa(n+1)
	}
	return string(q)
}

// AnswersIn returns what was written into the form about an ask: a text for each
// question, and who can help. What was too long to be shown there, and nothing
// was put in its place, is as it was.
func AnswersIn(ask scrum.Ask, values map[string]string) (texts []string, helper string) {
	value := func(field string) string {
		if v, ok := values[field+":"+itoa(ask.ID)]; ok {
			return v
		}
		return values[field]
	}
	for i, q := range ask.Asks() {
		text := value(answerField(i, q))
		if was := ask.Answers[q]; text == "" && was != "" && fits(was) == "" {
			text = was
		}
		texts = append(texts, text)
	}
	return texts, value(FieldHelper)
}

// StandupFormPart is one stand-up in the form.
type StandupFormPart struct {
	Ask    scrum.Ask
	Name   StandupName
	Helper string    // who can help, as answered before
	Day    time.Time // that is asked about, if it is not today
}

// StandupForm asks the questions, filled with what was answered already. Several
// stand-ups stand below each other, each under its name.
func StandupForm(w *locale.Words, private string, parts []StandupFormPart) *Form {
	if len(parts) == 1 {
		return form(StandupAnswers, private, parts[0].Name.title(w), w.Say("common.send"), w.Say("common.cancel"), parts[0].blocks(w, "")...)
	}
	blocks := []slack.Block{footnote(w.Say("standup.form.empty"))}
	for _, p := range parts {
		blocks = append(blocks, header(p.Name.title(w)))
		blocks = append(blocks, p.blocks(w, ":"+itoa(p.Ask.ID))...)
	}
	return form(StandupAnswers, private, w.Say("standup.form.together"), w.Say("common.send"), w.Say("common.cancel"), blocks...)
}

// blocks are the questions. Who can help is asked under the question for what is
// in the way, and at the end where a team does not ask that. The suffix tells
// the fields of several stand-ups apart.
func (p StandupFormPart) blocks(w *locale.Words, suffix string) []slack.Block {
	var blocks []slack.Block
	if !p.Day.IsZero() {
		blocks = append(blocks, footnote(w.Say("standup.form.day", "day", w.Day(p.Day))))
	}
	person := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, FieldHelper+suffix)
	person.InitialUser = p.Helper
	unblocks := input(FieldHelper+suffix, w.Say("standup.question.helper"), true, person)
	for n, q := range p.Ask.Asks() {
		field := answerField(n, q) + suffix
		was := p.Ask.Answers[q]
		blocks = append(blocks, input(field, questionText(w, q), true, textInput(field, "", fits(was), true)))
		if was != "" && fits(was) == "" {
			blocks = append(blocks, footnote(w.Say("standup.form.long", "n", utf8.RuneCountInString(was))))
		}
		if q == scrum.QuestionObstacle {
			blocks = append(blocks, unblocks)
		}
	}
	if !slices.Contains(p.Ask.Asks(), scrum.QuestionObstacle) {
		blocks = append(blocks, unblocks)
	}
	return blocks
}

// answerParts writes the answers, each behind what it answers and as far as
// width.
func answerParts(w *locale.Words, ask scrum.Ask, names Names, width int) []slack.RichTextSectionElement {
	if ask.Answers.Empty() {
		return []slack.RichTextSectionElement{written(w.Say("standup.nothing"))}
	}
	var parts []slack.RichTextSectionElement
	for _, q := range ask.Asks() {
		if ask.Answers[q] == "" {
			continue
		}
		if len(parts) > 0 {
			parts = append(parts, written("\n"))
		}
		parts = append(parts, bold(questionLabel(w, q)+" "))
		parts = append(parts, withCode(clip(names.in(ask.Answers[q]), width))...)
	}
	return parts
}

// answerText is the same in words.
func answerText(w *locale.Words, ask scrum.Ask, names Names) string {
	if ask.Answers.Empty() {
		return w.Say("standup.nothing")
	}
	var lines []string
	for _, q := range ask.Asks() {
		if text := ask.Answers[q]; text != "" {
			lines = append(lines, escape(questionLabel(w, q)+" "+clip(names.in(text), answerWidth)))
		}
	}
	return strings.Join(lines, "\n")
}
