package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

const cardField = "card."

// fieldCard names the field of a story's card in a round.
func fieldCard(item scrum.PokerItemID, round int) string {
	return fmt.Sprintf("%s%d.%d", cardField, item, round)
}

// CardGiven is the card that a form of [PokerSealedForm] has for a story, and
// the round in which it was asked for; "" for none.
func CardGiven(values map[string]string, item scrum.PokerItemID) (card scrum.Face, round int) {
	prefix := cardField + itoa(item) + "."
	for field, value := range values {
		if number, found := strings.CutPrefix(field, prefix); found && value != "" {
			round, _ = strconv.Atoi(number) // 0 is no round
			return scrum.Face(value), round
		}
	}
	return "", 0
}

// FirstCard is the first field of a form of [PokerSealedForm], for what is
// wrong with all of it.
func FirstCard(values map[string]string) string {
	var fields []string
	for field := range values {
		if strings.HasPrefix(field, cardField) {
			fields = append(fields, field)
		}
	}
	slices.Sort(fields)
	return append(fields, FieldReason)[0]
}

// PokerSealedForm is the form in which somebody puts down cards of an anonymous
// poker, sees them and changes them; if it is about one story, with a reason.
func PokerSealedForm(w *locale.Words, private string, hands []PokerHand) *Form {
	blocks := []slack.Block{section(w.Say("poker.secrecy"))}
	for _, h := range hands {
		field := fieldCard(h.Item.ID, h.Item.Round)
		menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain(w.Say("poker.field.cardHint")), field)
		for _, c := range h.Poker.Deck.Cards {
			o := option(string(c.Face), string(c.Face))
			if menu.Options = append(menu.Options, o); c.Face == h.Mine.Card {
				menu.InitialOption = o
			}
		}
		blocks = append(blocks, input(field, h.Story.Key+" "+oneLine(h.Story.Headline(), maxButton), true, menu))
	}
	if len(hands) == 1 {
		reason := textInput(FieldReason, w.Say("poker.reason.hint"), fits(hands[0].Mine.Reason), true)
		blocks = append(blocks, input(FieldReason, w.Say("poker.reason.unnamed"), true, reason))
	}
	return form(PokerSealed, private, w.Say("poker.form.title"), w.Say("poker.form.putDown"), w.Say("common.cancel"), blocks...)
}

// PokerSpeakUp invites somebody to say why their card lies apart, if it does.
// It says the same to everybody.
func PokerSpeakUp(w *locale.Words, it scrum.PokerItem, key, channel string, o scrum.PokerOutcome) Message {
	said := w.Say("poker.speakUp", "key", key, "channel", escape(channel), "low", string(o.Low), "high", string(o.High))
	return Message{Text: said, Blocks: []slack.Block{section(said), buttons(button(PokerSpeak, itoa(it.ID), w.Say("poker.button.speak")))}}
}

// PokerSpeakForm asks what somebody sees that others do not.
func PokerSpeakForm(w *locale.Words, private string, s scrum.Story) *Form {
	return form(PokerSpeak, private, w.Say("poker.form.title"), w.Say("poker.speak.submit"), w.Say("common.cancel"),
		section(w.Say("poker.speak.about", "key", s.Key)),
		input(FieldReason, w.Say("poker.reason.field"), false, textInput(FieldReason, w.Say("poker.reason.hint"), "", true)),
	)
}

// PokerSpoken is what somebody said without their name.
func PokerSpoken(w *locale.Words, key, said string) Message {
	head := w.Say("poker.spoken", "key", key)
	return Message{
		Text:   clip(head+" "+escape(w.Quote(oneLine(said, maxFallback))), maxFallback),
		Blocks: []slack.Block{section(head), rich(written(fits(said)))},
	}
}
