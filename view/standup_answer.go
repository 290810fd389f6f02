package view

import (
	"slices"
	"strconv"
	"strings"

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

// asked says in a line what is asked.
func asked(w *locale.Words, ask scrum.Ask) string {
	if len(ask.Questions) == 0 {
		return w.Say("standup.ask.what")
	}
	texts := make([]string, len(ask.Questions))
	for i, q := range ask.Questions {
		texts[i] = escape(questionText(w, q))
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

// AnswersIn returns what was written into the form, a text for each question.
func AnswersIn(questions []scrum.Question, values map[string]string) []string {
	texts := make([]string, len(questions))
	for i, q := range questions {
		texts[i] = values[answerField(i, q)]
	}
	return texts
}

// StandupForm asks the questions, filled with what was answered already. Who
// can help is asked under the question for what is in the way, and at the end
// where a team does not ask that.
func StandupForm(w *locale.Words, private string, name StandupName, ask scrum.Ask, helper string) *Form {
	var blocks []slack.Block
	person := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, FieldHelper)
	person.InitialUser = helper
	unblocks := input(FieldHelper, w.Say("standup.question.helper"), true, person)
	for n, q := range ask.Asks() {
		field := answerField(n, q)
		blocks = append(blocks, input(field, questionText(w, q), true, textInput(field, "", fits(ask.Answers[q]), true)))
		if q == scrum.QuestionObstacle {
			blocks = append(blocks, unblocks)
		}
	}
	if !slices.Contains(ask.Asks(), scrum.QuestionObstacle) {
		blocks = append(blocks, unblocks)
	}
	return form(StandupAnswers, private, name.title(w), w.Say("common.send"), w.Say("common.cancel"), blocks...)
}

// AnswerCopy is what somebody answered, as they see it.
type AnswerCopy struct {
	Ask            scrum.Ask
	Name           StandupName
	Editable       bool
	PerhapsBlocked bool // ask whether the answer tells of a blocker
}

// StandupCopy stands in the place of the question once it is answered.
func StandupCopy(w *locale.Words, c AnswerCopy, names Names) Message {
	title := w.Say("standup.copy", "title", escape(c.Name.title(w)))
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
	for _, q := range ask.Asks() {
		if ask.Answers[q] == "" {
			continue
		}
		if len(parts) > 0 {
			parts = append(parts, written("\n"))
		}
		parts = append(parts, bold(questionLabel(w, q)+" "), written(clip(names.in(ask.Answers[q]), maxInput)))
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
			lines = append(lines, escape(questionLabel(w, q)+" "+names.in(text)))
		}
	}
	return strings.Join(lines, "\n")
}
