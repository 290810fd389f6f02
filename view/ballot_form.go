package view

import (
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Names of the fields of a ballot's form.
const (
	fieldStories = "stories"
	fieldMethod  = "method"
	fieldSecrecy = "secrecy"
	fieldUntil   = "until"
	fieldQuorum  = "quorum"
)

// BallotAsked is what the form of a new vote is filled with.
type BallotAsked struct {
	Stories []scrum.Story // that can be chosen, in the order of the backlog
	Chosen  int           // how many of the first of them are chosen already
	Method  scrum.BallotMethod
	Secrecy scrum.Secrecy // "" for what suits the method
	Until   time.Time     // zero: closed by hand
}

// BallotForm asks what a vote is about, how it is voted and how long. What is
// left as it is makes an open vote by reactions. The end is picked as a moment
// in the person's own zone; without one the vote is closed by hand.
func BallotForm(w *locale.Words, private string, a BallotAsked) *Form {
	options := make([]*slack.OptionBlockObject, 0, len(a.Stories))
	for _, s := range a.Stories[:min(maxOptions, len(a.Stories))] {
		options = append(options, option(itoa(s.ID), s.Key+" "+oneLine(s.Headline(), maxOption)))
	}
	menu := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain(w.Say("vote.field.storiesHint")), fieldStories, options...).
		WithMaxSelectedItems(scrum.MaxApproved)
	menu.InitialOptions = options[:min(a.Chosen, len(options))]
	until := slack.NewDateTimePickerBlockElement(fieldUntil)
	if !a.Until.IsZero() {
		until.InitialDateTime = a.Until.Unix()
	}
	quorum := input(fieldQuorum, w.Say("vote.field.quorum"), true, textInput(fieldQuorum, w.Say("vote.field.quorumHint"), "", false))
	return form(BallotStart, private, w.Say("vote.form.title"), w.Say("vote.form.submit"), w.Say("common.cancel"),
		input(fieldStories, w.Say("vote.field.stories"), false, menu),
		input(fieldMethod, w.Say("vote.field.method"), false, methodSelect(w, a.Method)),
		input(fieldSecrecy, w.Say("vote.field.secrecy"), true, secrecySelect(w, a.Secrecy)),
		input(fieldUntil, w.Say("vote.field.until"), true, until),
		quorum,
	)
}

// methodSelect offers the ways of voting, each with what it is good for.
func methodSelect(w *locale.Words, chosen scrum.BallotMethod) slack.BlockElement {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, fieldMethod)
	for _, m := range scrum.BallotMethods() {
		o := explained(string(m), w.Say("vote.method."+string(m)), w.Say("vote.method."+string(m)+".for"))
		menu.Options = append(menu.Options, o)
		if m == chosen {
			menu.InitialOption = o
		}
	}
	return menu
}

// secrecySelect offers who may see what. Nothing chosen is what suits the
// method.
func secrecySelect(w *locale.Words, chosen scrum.Secrecy) slack.BlockElement {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain(w.Say("vote.field.secrecyHint")), fieldSecrecy)
	for _, s := range []scrum.Secrecy{scrum.SeenByAll, scrum.UntilClosed, scrum.Anonymous} {
		o := explained(string(s), w.Say("vote.secret."+string(s)), w.Say("vote.secret."+string(s)+".for"))
		menu.Options = append(menu.Options, o)
		if s == chosen {
			menu.InitialOption = o
		}
	}
	return menu
}

// explained is an option with a line below it.
func explained(value, label, line string) *slack.OptionBlockObject {
	o := option(value, label)
	o.Description = plain(clip(line, maxOption))
	return o
}

// BallotTooMany is the no to a vote over too many stories, with the way on: to
// narrow them by approval first. Plan is the vote that was asked for.
func BallotTooMany(w *locale.Words, no, plan string) Message {
	return noteWith(no, button(BallotNarrow, plan, w.Say("vote.button.narrow")))
}

// BallotDominated asks whether a vote is meant in which one person has more
// than a third of all weight.
func BallotDominated(w *locale.Words, b scrum.Ballot, plan string) Message {
	return noteWith(w.Say("vote.dominated", "weights", Weights(w, b)), button(BallotSure, plan, w.Say("vote.button.sure")))
}
