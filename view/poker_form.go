package view

import (
	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Fields of the form of a poker.
const (
	FieldDeck   = "deck"
	FieldShirts = "shirts"
	FieldOwn    = "own"
	FieldVoters = "voters"
	FieldReason = "reason"

	FieldPokerStories = "stories"
	FieldPokerUntil   = "until"
)

// PokerSetup is what the form of a poker offers.
type PokerSetup struct {
	Stories []scrum.Story // in the order of the backlog
	Chosen  int           // so many of them are chosen already
	Shirts  string        // what the sizes stand for in this team
	Own     string        // the team's own deck, "" for none yet
}

// PokerForm asks which stories are estimated, with which cards, by whom and
// until when.
func PokerForm(w *locale.Words, private string, setup PokerSetup) *Form {
	options := make([]*slack.OptionBlockObject, 0, len(setup.Stories))
	for _, s := range setup.Stories[:min(maxOptions, len(setup.Stories))] {
		options = append(options, option(itoa(s.ID), s.Key+" "+oneLine(s.Headline(), maxOption)))
	}
	stories := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain(w.Say("poker.field.storiesHint")), FieldPokerStories, options...).
		WithMaxSelectedItems(scrum.MaxPokerStories)
	stories.InitialOptions = options[:min(setup.Chosen, len(options))]
	var decks []*slack.OptionBlockObject
	for _, kind := range []scrum.DeckKind{scrum.DeckFibonacci, scrum.DeckShirts, scrum.DeckOwn} {
		decks = append(decks, option(string(kind), w.Say("poker.deck."+string(kind))))
	}
	deck := slack.NewRadioButtonsBlockElement(FieldDeck, decks...)
	deck.InitialOption = decks[0]
	voters := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeUser, plain(w.Say("poker.field.votersHint")), FieldVoters)
	return form(PokerStart, private, w.Say("poker.form.title"), w.Say("poker.form.submit"), w.Say("common.cancel"),
		input(FieldPokerStories, w.Say("poker.field.stories"), false, stories),
		input(FieldDeck, w.Say("poker.field.deck"), false, deck),
		input(FieldShirts, w.Say("poker.field.shirts"), true, textInput(FieldShirts, scrum.Shirts, setup.Shirts, false)),
		input(FieldOwn, w.Say("poker.field.own"), true, textInput(FieldOwn, "1, 2, 4, 8, 16", setup.Own, false)),
		input(FieldVoters, w.Say("poker.field.voters"), true, voters),
		input(FieldPokerUntil, w.Say("poker.field.until"), true, slack.NewDateTimePickerBlockElement(FieldPokerUntil)),
	)
}

// PokerReasonForm asks why somebody put down their card.
func PokerReasonForm(w *locale.Words, private string, s scrum.Story, mine scrum.PokerVote) *Form {
	return form(PokerReason, private, w.Say("poker.reason.title"), w.Say("common.save"), w.Say("common.cancel"),
		section(w.Say("poker.reason.about", "key", s.Key, "card", string(mine.Card))),
		input(FieldReason, w.Say("poker.reason.field"), true, textInput(FieldReason, w.Say("poker.reason.hint"), fits(mine.Reason), true)),
	)
}
