package view

import (
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// The form of a blocker, its fields, and what it says of the impact.
const (
	BlockerForm = "blocker.details" // a form

	FieldBlocker = "blocker"
	FieldOutside = "outside"
	FieldClass   = "class"
	FieldStory   = "story"
	FieldImpact  = "impact"

	ImpactLow  = "low"
	ImpactStop = "stop"
	ImpactGoal = "goal"

	MaxOutside = 80 // characters
)

// BlockerForEdit is what the form of a blocker shows.
type BlockerForEdit struct {
	scrum.Blocker
	Key    string // of the story
	Events []scrum.BlockerEvent
	Names  Names
	Zone   *time.Location
}

// BlockerDetailsForm opens what is known of a blocker, with its history below;
// of a new one nothing is.
func BlockerDetailsForm(w *locale.Words, private string, b BlockerForEdit) *Form {
	person := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, FieldHelper)
	person.InitialUser = string(b.Helper)
	outside := textInput(FieldOutside, w.Say("blocker.field.outsideHint"), clip(b.Outside, MaxOutside), false)
	outside.MaxLength = MaxOutside
	blocks := []slack.Block{
		input(FieldBlocker, w.Say("blocker.field.text"), len(fits(b.Text)) < len(b.Text), textInput(FieldBlocker, "", fits(b.Text), true)),
		input(FieldHelper, w.Say("standup.question.helper"), true, person),
		input(FieldOutside, w.Say("blocker.field.outside"), true, outside),
		input(FieldImpact, w.Say("blocker.field.impact"), false, impactSelect(w, b.Blocker)),
		input(FieldStory, w.Say("blocker.field.story"), true, textInput(FieldStory, "", b.Key, false)),
		input(FieldClass, w.Say("blocker.field.class"), b.Class == "", classSelect(w, b.Class)),
	}
	blocks = append(blocks, blockerHistory(w, b)...)
	return form(BlockerForm, private, w.Say("blocker.form"), w.Say("common.save"), w.Say("common.cancel"), blocks...)
}

func impactSelect(w *locale.Words, b scrum.Blocker) slack.BlockElement {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, FieldImpact)
	for _, impact := range []string{ImpactStop, ImpactLow, ImpactGoal} {
		menu.Options = append(menu.Options, option(impact, w.Say("blocker.impact."+impact)))
	}
	switch {
	case b.Goal:
		menu.InitialOption = menu.Options[2]
	case b.Low:
		menu.InitialOption = menu.Options[1]
	default:
		menu.InitialOption = menu.Options[0]
	}
	return menu
}

func classSelect(w *locale.Words, chosen scrum.BlockerClass) slack.BlockElement {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, FieldClass)
	for _, class := range scrum.BlockerClasses() {
		o := option(string(class), w.Say("blocker.class."+string(class)))
		menu.Options = append(menu.Options, o)
		if class == chosen {
			menu.InitialOption = o
		}
	}
	return menu
}

// blockerHistory is who did what when, the last first.
func blockerHistory(w *locale.Words, b BlockerForEdit) []slack.Block {
	const shown = 20
	var blocks []slack.Block
	for i := len(b.Events) - 1; i >= max(0, len(b.Events)-shown); i-- {
		e := b.Events[i]
		key := "blocker.event." + string(e.Deed)
		who := e.Person
		if e.Deed == scrum.BlockerEscalated && e.Other != "" {
			key, who = "blocker.event.brought", e.Other
		}
		at := e.At.In(b.Zone)
		blocks = append(blocks, footnote(w.Say(key, "when", w.Day(at)+", "+w.Clock(at), "who", escape(b.Names.Of(who)))))
	}
	if len(blocks) > 0 {
		blocks = append([]slack.Block{header(w.Say("blocker.history"))}, blocks...)
	}
	return blocks
}
