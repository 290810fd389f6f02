package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Fields of the form of a stand-up's settings.
const (
	FieldStandupName      = "name"
	FieldStandupTime      = "time"
	FieldStandupDays      = "days"
	FieldStandupQuestions = "questions"
	FieldStandupDigest    = "digest"
	FieldStandupLines     = "lines" // ticked: not empty
)

// StandupSettingsForm asks how a stand-up is set; named: it is not the
// channel's first.
func StandupSettingsForm(w *locale.Words, private string, s scrum.Standup, channel string, named bool) *Form {
	if !s.Runs() {
		s.Clock, s.Days = "09:30", scrum.Workdays // what most teams take
	}
	var blocks []slack.Block
	if named {
		name := textInput(FieldStandupName, w.Say("standup.field.nameHint"), s.Name, false)
		name.MaxLength = 40
		blocks = append(blocks, input(FieldStandupName, w.Say("standup.field.name"), false, name))
	}
	at := slack.NewTimePickerBlockElement(FieldStandupTime)
	at.InitialTime = string(s.Clock)
	digest := slack.NewTimePickerBlockElement(FieldStandupDigest)
	digest.InitialTime = string(s.Digest)
	asked := textInput(FieldStandupQuestions, "", questionLines(w, s.Asks()), true)
	title := StandupName{Own: s.Name, Channel: channel}.title(w)
	if named && s.ID == 0 {
		title = w.Say("standup.field.newTitle")
	}
	return form(StandupSettings, private, title, w.Say("common.save"), w.Say("common.cancel"), append(blocks,
		input(FieldStandupTime, w.Say("standup.field.time"), false, at),
		input(FieldStandupDays, w.Say("standup.field.days"), false, dayBoxes(w, s.Days)),
		input(FieldStandupQuestions, w.Say("standup.field.questions", "n", scrum.MaxQuestions), true, asked),
		input(FieldStandupDigest, w.Say("standup.field.digest"), true, digest),
		input(FieldStandupLines, w.Say("standup.field.lines"), true, lineBox(w, s.Lines)),
	)...)
}

// lineBox asks whether the digest has a short line for each person.
func lineBox(w *locale.Words, ticked bool) *slack.CheckboxGroupsBlockElement {
	each := option("each", w.Say("standup.field.linesEach"))
	box := slack.NewCheckboxGroupsBlockElement(FieldStandupLines, each)
	if ticked {
		box.InitialOptions = []*slack.OptionBlockObject{each}
	}
	return box
}

// dayBoxes are the days of the week to be ticked, Monday first.
func dayBoxes(w *locale.Words, ticked scrum.Weekdays) *slack.CheckboxGroupsBlockElement {
	var options, initial []*slack.OptionBlockObject
	for i := range 7 {
		day := time.Weekday((i + 1) % 7)
		o := option(itoa(int(day)), w.Weekday(day))
		options = append(options, o)
		if ticked.Has(day) {
			initial = append(initial, o)
		}
	}
	boxes := slack.NewCheckboxGroupsBlockElement(FieldStandupDays, options...)
	boxes.InitialOptions = initial
	return boxes
}

// DaysIn reads the days that were ticked.
func DaysIn(value string) scrum.Weekdays {
	var days scrum.Weekdays
	for ticked := range strings.SplitSeq(value, ",") {
		for day := time.Sunday; day <= time.Saturday; day++ {
			if ticked == itoa(int(day)) {
				days |= 1 << day
			}
		}
	}
	return days
}

func questionLines(w *locale.Words, questions []scrum.Question) string {
	lines := make([]string, len(questions))
	for i, q := range questions {
		lines[i] = questionText(w, q)
	}
	return strings.Join(lines, "\n")
}

// DefaultQuestionTexts are the default questions by how they are asked.
func DefaultQuestionTexts(w *locale.Words) map[string]scrum.Question {
	texts := map[string]scrum.Question{}
	for _, q := range scrum.DefaultQuestions() {
		texts[questionText(w, q)] = q
	}
	return texts
}
