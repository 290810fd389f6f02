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
	FieldGroups = "groups"
	FieldReason = "reason"

	FieldAnonymous = "anonymous"

	FieldPokerStories = "stories"
	FieldPokerUntil   = "until"
)

// PokerSetup is what the form of a poker offers.
type PokerSetup struct {
	Stories []scrum.Story // in the order of the backlog
	Chosen  int           // so many of them are chosen already
	Shirts  string        // what the sizes stand for in this team
	Own     string        // the team's own deck, "" for none yet
	Groups  []scrum.UserGroup
}

// PokerForm asks which stories are estimated, with which cards, by whom and
// until when.
func PokerForm(w *locale.Words, private string, setup PokerSetup) *Form {
	blocks := []slack.Block{
		input(FieldPokerStories, w.Say("poker.field.stories"), false, setup.stories(w)),
		input(FieldDeck, w.Say("poker.field.deck"), false, pokerDecks(w)),
		input(FieldShirts, w.Say("poker.field.shirts"), true, textInput(FieldShirts, scrum.Shirts, setup.Shirts, false)),
		input(FieldOwn, w.Say("poker.field.own"), true, textInput(FieldOwn, "1, 2, 4, 8, 16", setup.Own, false)),
		input(FieldVoters, w.Say("poker.field.voters"), true,
			slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeUser, plain(w.Say("poker.field.votersHint")), FieldVoters)),
	}
	if len(setup.Groups) > 0 {
		blocks = append(blocks, input(FieldGroups, w.Say("poker.field.groups"), true, setup.groups(w)))
	}
	box := slack.NewCheckboxGroupsBlockElement(FieldAnonymous, option("yes", w.Say("poker.field.anonymousYes")))
	anonymous := input(FieldAnonymous, w.Say("poker.field.anonymous"), true, box)
	anonymous.Hint = plain(w.Say("poker.field.anonymousHint"))
	blocks = append(blocks, anonymous, input(FieldPokerUntil, w.Say("poker.field.until"), true, slack.NewDateTimePickerBlockElement(FieldPokerUntil)))
	return form(PokerStart, private, w.Say("poker.form.title"), w.Say("poker.form.submit"), w.Say("common.cancel"), blocks...)
}

func (setup PokerSetup) stories(w *locale.Words) slack.BlockElement {
	options := make([]*slack.OptionBlockObject, 0, len(setup.Stories))
	for _, s := range setup.Stories[:min(maxOptions, len(setup.Stories))] {
		options = append(options, option(itoa(s.ID), s.Key+" "+oneLine(s.Headline(), maxOption)))
	}
	menu := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain(w.Say("poker.field.storiesHint")), FieldPokerStories, options...).
		WithMaxSelectedItems(scrum.MaxPokerStories)
	menu.InitialOptions = options[:min(setup.Chosen, len(options))]
	return menu
}

// groups is a menu of user groups, for which Slack has no element of its own.
func (setup PokerSetup) groups(w *locale.Words) slack.BlockElement {
	var options []*slack.OptionBlockObject
	for _, g := range setup.Groups[:min(maxOptions, len(setup.Groups))] {
		options = append(options, option(g.ID.Mention(), "@"+oneLine(g.Handle, maxOption)))
	}
	return slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain(w.Say("poker.field.groupsHint")), FieldGroups, options...)
}

func pokerDecks(w *locale.Words) slack.BlockElement {
	var decks []*slack.OptionBlockObject
	for _, kind := range []scrum.DeckKind{scrum.DeckFibonacci, scrum.DeckShirts, scrum.DeckOwn} {
		decks = append(decks, option(string(kind), w.Say("poker.deck."+string(kind))))
	}
	menu := slack.NewRadioButtonsBlockElement(FieldDeck, decks...)
	menu.InitialOption = decks[0]
	return menu
}

// PokerReasonForm asks why somebody put down their card.
func PokerReasonForm(w *locale.Words, private string, s scrum.Story, mine scrum.PokerVote) *Form {
	return form(PokerReason, private, w.Say("poker.reason.title"), w.Say("common.save"), w.Say("common.cancel"),
		section(w.Say("poker.reason.about", "key", s.Key, "card", string(mine.Card))),
		input(FieldReason, w.Say("poker.reason.field"), true, textInput(FieldReason, w.Say("poker.reason.hint"), fits(mine.Reason), true)),
	)
}
