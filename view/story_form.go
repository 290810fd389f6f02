package view

import (
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Target is one product that a form can be about.
type Target struct{ ID, Label string }

// StoryForm is the empty form of a need. Where the product is not known from
// the channel, targets are offered to choose from.
func StoryForm(w *locale.Words, private, text string, targets []Target) *Form {
	var blocks []slack.Block
	if len(targets) > 0 {
		blocks = append(blocks, input("product", w.Say("story.field.product"), false, selection("product", targets)))
	}
	blocks = append(blocks,
		input(fieldText, w.Say("story.field.text"), false, textInput(fieldText, w.Say("story.field.textHint"), fits(text), true)),
		input(fieldCriteria, w.Say("story.field.criteria"), true, textInput(fieldCriteria, w.Say("story.field.criteriaHint"), "", true)),
	)
	return form(StoryCreate, private, w.Say("story.form.title"), w.Say("story.form.submit"), w.Say("common.cancel"), blocks...)
}

func selection(name string, targets []Target) slack.BlockElement {
	options := make([]*slack.OptionBlockObject, 0, len(targets))
	for _, t := range targets[:min(100, len(targets))] {
		options = append(options, option(t.ID, t.Label))
	}
	return slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, name, options...)
}

// StoryEditForm holds the parts of a story as they stand. A part that is too
// long for a form is not offered, and the form says so: nothing is cut.
func StoryEditForm(w *locale.Words, private string, s scrum.Story) *Form {
	var blocks []slack.Block
	tooLong := false
	add := func(name, label, value string, multiline bool) {
		if utf8.RuneCountInString(value) > maxInput {
			tooLong = true
			return
		}
		blocks = append(blocks, input(name, label, true, textInput(name, "", value, multiline)))
	}
	add(fieldTitle, w.Say("story.field.title"), s.Title, false)
	add(fieldRole, w.Say("story.field.role"), s.Role, false)
	add(fieldGoal, w.Say("story.field.goal"), s.Goal, true)
	add(fieldBenefit, w.Say("story.field.benefit"), s.Benefit, true)
	add(fieldCriteria, w.Say("story.field.criteria"), strings.Join(s.Criteria, "\n"), true)
	if tooLong {
		blocks = append(blocks, section(w.Say("story.field.tooLong")))
	}
	return form(StoryRevise, private, w.Say("story.form.edit", "key", s.Key), w.Say("common.save"), w.Say("common.cancel"), blocks...)
}

// DropForm asks why a story is dropped.
func DropForm(w *locale.Words, private string, s scrum.Story) *Form {
	return form(StoryDropWhy, private, w.Say("story.form.drop", "key", s.Key), w.Say("story.button.drop"), w.Say("common.cancel"),
		section(w.Say("story.form.dropText", "title", escape(oneLine(s.Headline(), 200)))),
		input("cause", w.Say("story.field.cause"), true, textInput("cause", "", "", true)),
	)
}

// Notice is a form that only says something, in the place of one that can no
// longer do what it was for.
func Notice(w *locale.Words, title, text string) *Form {
	return form("notice", "", title, "", w.Say("common.close"), section(text))
}

// fits returns text if a form can hold it, else nothing: a form never shows
// half of what somebody wrote.
func fits(text string) string {
	if utf8.RuneCountInString(text) > maxInput {
		return ""
	}
	return text
}
