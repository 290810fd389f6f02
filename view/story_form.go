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

// NeedForm is what the form of a new story starts with.
type NeedForm struct {
	Private  string         // travels with it
	Text     string         // what is needed, as it was read
	Criteria string         // one a line
	Author   scrum.PersonID // who is offered as the one who asked; "": the form does not ask
	Targets  []Target       // the products to choose from, where the channel does not say

	Like  scrum.Story // says the same, and is shown first; the zero story is none
	Names Names       // of the people it speaks of
}

// StoryForm is the form of a need, whichever door it is opened by. What is too
// long for a field is not in it, and the form says what becomes of it.
func StoryForm(w *locale.Words, f NeedForm) *Form {
	var blocks []slack.Block
	submit := w.Say("story.form.submit")
	if f.Like.ID != 0 {
		submit = w.Say("story.button.createAnyway")
		blocks = append(append(blocks, section(w.Say("story.likeForm", "key", f.Like.Key))), inBrief(w, f.Like, f.Names)...)
		if f.Like.State.Open() {
			blocks = append(blocks, buttons(second(w, f.Like, "").WithStyle(slack.StyleDefault)))
		}
	}
	if len(f.Targets) > 0 {
		blocks = append(blocks, input(fieldProduct, w.Say("story.field.product"), false, selection(fieldProduct, f.Targets)))
	}
	blocks = append(blocks, needField(w, f.Text),
		input(fieldCriteria, w.Say("story.field.criteria"), true, textInput(fieldCriteria, w.Say("story.field.criteriaHint"), f.Criteria, true)))
	if f.Author != "" {
		person := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, fieldAuthor)
		person.InitialUser = string(f.Author)
		blocks = append(blocks, input(fieldAuthor, w.Say("story.field.author"), true, person))
	}
	return form(StoryCreate, f.Private, w.Say("story.form.title"), submit, w.Say("common.cancel"), blocks...)
}

// needField is the field of what is needed. It has one line, in which Enter
// sends the form, unless what stands in it already needs more; what no field
// can hold is kept beside the form and only begun in it.
func needField(w *locale.Words, text string) slack.Block {
	if !FitsForm(text) {
		return section(w.Say("story.field.kept", "n", utf8.RuneCountInString(text), "text", escape(oneLine(text, 300))))
	}
	const oneLineful = 100
	long := strings.Contains(text, "\n") || utf8.RuneCountInString(text) > oneLineful
	return input(fieldText, w.Say("story.field.text"), false, textInput(fieldText, w.Say("story.field.textHint"), text, long))
}

func selection(name string, targets []Target) slack.BlockElement {
	options := make([]*slack.OptionBlockObject, 0, len(targets))
	for _, t := range targets[:min(100, len(targets))] {
		options = append(options, option(t.ID, t.Label))
	}
	return slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, name, options...)
}

// editField is a field of the form of a story's words.
type editField struct {
	name, label, value string
	multiline          bool
}

func editFields(w *locale.Words, s scrum.Story) []editField {
	fields := []editField{{fieldTitle, w.Say("story.field.title"), s.Title, false}}
	if s.Kind == scrum.KindBug { // no goal that a role has, unless it is no bug at all
		fields = append(fields, editField{fieldGoal, w.Say("story.field.wrong"), s.Goal, true})
		for _, line := range s.Report.Lines() {
			fields = append(fields, editField{line.Code, w.Say("clinic.bug." + line.Code), line.Text, longAnswer(line.Code)})
		}
		fields = append(fields, editField{fieldRole, w.Say("story.field.noBug"), s.Role, false})
	} else {
		fields = append(fields,
			editField{fieldRole, w.Say("story.field.role"), s.Role, false},
			editField{fieldGoal, w.Say("story.field.goal"), s.Goal, true},
			editField{fieldBenefit, w.Say("story.field.benefit"), s.Benefit, true})
	}
	return append(fields, editField{fieldCriteria, w.Say("story.field.criteria"), strings.Join(s.Criteria, "\n"), true})
}

func (f editField) input(value string) slack.Block {
	return input(f.name, f.label, true, textInput(f.name, "", value, f.multiline))
}

// StoryEditForm holds the parts of a story as they stand. A part that is too
// long for a form is not offered, and the form says so: nothing is cut.
func StoryEditForm(w *locale.Words, private string, s scrum.Story) *Form {
	var blocks []slack.Block
	tooLong := false
	for _, f := range editFields(w, s) {
		if utf8.RuneCountInString(f.value) > maxInput {
			tooLong = true
			continue
		}
		blocks = append(blocks, f.input(f.value))
	}
	if tooLong {
		blocks = append(blocks, section(w.Say("story.field.tooLong")))
	}
	return form(StoryRevise, private, w.Say("story.form.edit", "key", s.Key), w.Say("common.save"), w.Say("common.cancel"), blocks...)
}

// DropForm asks why stories are dropped. Notes say what does not become of
// others that were named.
func DropForm(w *locale.Words, private string, stories []scrum.Story, notes []string) *Form {
	return form(StoryDropWhy, private, w.Say("story.form.drop", "n", len(stories), "key", stories[0].Key), w.Say("story.button.drop"), w.Say("common.cancel"),
		section(reasonText(w.Say("story.form.dropText", "n", len(stories)), stories, notes)),
		input(FieldCause, w.Say("story.field.cause"), true, textInput(FieldCause, "", "", true)),
	)
}

// ChangesForm asks what is missing in stories that were tried.
func ChangesForm(w *locale.Words, private string, stories []scrum.Story, notes []string) *Form {
	return form(StoryMissing, private, w.Say("story.form.changes", "n", len(stories), "key", stories[0].Key), w.Say("common.send"), w.Say("common.cancel"),
		section(reasonText(w.Say("story.form.changesText"), stories, notes)),
		input(FieldMissing, w.Say("story.field.missing"), false, textInput(FieldMissing, w.Say("story.field.missingHint"), "", true)),
	)
}

// reasonText lists the stories that a form is about and says what for.
func reasonText(text string, stories []scrum.Story, notes []string) string {
	const shown = 10
	var lines []string
	for _, s := range stories[:min(shown, len(stories))] {
		lines = append(lines, storyBullet(s))
	}
	if len(stories) > shown {
		lines = append(lines, "…")
	}
	return strings.Join(append(append(lines, text), notes...), "\n")
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
