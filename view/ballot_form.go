package view

import (
	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Names of the fields of a ballot's form.
const (
	fieldStories = "stories"
	fieldUntil   = "until"
)

// BallotForm asks what a vote is about and how long it is open. The stories
// are in the order of the backlog, and the first so many are chosen already.
// The end is picked as a moment in the person's own zone; without one the
// vote is closed by hand.
func BallotForm(w *locale.Words, private string, stories []scrum.Story, chosen int) *Form {
	const most = 100 // options of a menu
	options := make([]*slack.OptionBlockObject, 0, len(stories))
	for _, s := range stories[:min(most, len(stories))] {
		options = append(options, option(itoa(s.ID), s.Key+" "+oneLine(s.Headline(), maxOption)))
	}
	menu := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain(w.Say("vote.field.storiesHint")), fieldStories, options...).
		WithMaxSelectedItems(scrum.MaxOptions)
	menu.InitialOptions = options[:min(chosen, len(options))]
	return form(BallotStart, private, w.Say("vote.form.title"), w.Say("vote.form.submit"), w.Say("common.cancel"),
		section(w.Say("vote.about")),
		input(fieldStories, w.Say("vote.field.stories"), false, menu),
		input(fieldUntil, w.Say("vote.field.until"), true, slack.NewDateTimePickerBlockElement(fieldUntil)),
	)
}
