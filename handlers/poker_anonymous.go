package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// In an anonymous poker nothing that somebody does to vote puts their name
// into a row, not even into that of an answer: as on an anonymous ballot, the
// form is the confirmation.

// seal keeps a new key for the round of a story whose cards lie face down.
func (t *turn) seal(ctx context.Context, p scrum.Poker, id scrum.PokerItemID) error {
	if !p.Anonymous {
		return nil
	}
	return t.tx.KeepPokerKey(ctx, id, t.h.token()+t.h.token())
}

// pokerKey is the key of a story's round; "" once it was destroyed, and in a
// poker with names.
func (t *turn) pokerKey(ctx context.Context, p scrum.Poker, id scrum.PokerItemID) (string, error) {
	if !p.Anonymous {
		return "", nil
	}
	key, err := t.tx.PokerKey(ctx, id)
	if errors.Is(err, scrum.ErrNotFound) {
		return "", nil
	}
	return key, err
}

// unsign takes the people off the cards that are about to be shown.
func (t *turn) unsign(ctx context.Context, d *table) error {
	if !d.poker.Anonymous {
		return nil
	}
	err := t.tx.ForgetPokerVoters(ctx, d.item.ID, d.item.Round, d.poker.Deck.Unsigned(d.cards()))
	if err != nil {
		return err
	}
	d.key = ""
	d.votes, err = t.tx.PokerVotes(ctx, d.item.ID)
	return err
}

// forgetUnshown forgets the cards of an anonymous round that will not be shown.
func (t *turn) forgetUnshown(ctx context.Context, it scrum.PokerItem) error {
	_, err := t.tx.PokerKey(ctx, it.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.tx.ForgetPokerVoters(ctx, it.ID, it.Round, nil)
}

// pressSealed opens the form for one story.
func pressSealed(ctx context.Context, t *turn, _ Click, d table) error {
	if d.item.State != scrum.PokerOpen {
		return t.refuseTable(ctx, d, "poker.refuse.over")
	}
	return t.openSealed(ctx, d.poker, d.item.ID)
}

// openSealed opens the form in which somebody puts down their cards and sees
// them: for one story, or for all that are open if it is 0.
func (t *turn) openSealed(ctx context.Context, p scrum.Poker, only scrum.PokerItemID) error {
	hands, err := t.hands(ctx, p.ID)
	if err != nil {
		return err
	}
	if only != 0 {
		hands = slices.DeleteFunc(hands, func(h view.PokerHand) bool { return h.Item.ID != only })
	}
	if !p.Anonymous || len(hands) == 0 {
		return t.tell(ctx, view.Note(t.mine.Say("poker.refuse.nothing")))
	}
	t.answer.Open = view.PokerSealedForm(t.mine, Where{Channel: string(t.product.Channel), ID: int64(p.ID)}.String(), hands)
	return nil
}

// submitSealed takes somebody's cards. What was shown while they filled in the
// form takes none any more, which they are told.
func submitSealed(ctx context.Context, t *turn, sub Submission) error {
	p, err := t.poker(ctx, scrum.PokerID(ParseWhere(sub.Private).ID))
	if err != nil {
		return err
	}
	var late []string
	kept := 0
	for _, it := range p.Items {
		late, kept, err = t.takeSealed(ctx, it, sub.Values, late, kept)
		if err != nil {
			return err
		}
	}
	if kept+len(late) == 0 {
		return t.refuseField(view.FirstCard(sub.Values), "poker.refuse.noCard")
	}
	said := t.mine.Say("poker.sealed.kept", "n", kept, "button", t.ours.Say("poker.button.vote"))
	if len(late) > 0 {
		said = t.mine.Say("poker.sealed.late", "n", len(late), "keys", t.mine.List(late))
	}
	t.answer.Replace = view.Notice(t.mine, t.mine.Say("poker.form.title"), said)
	return nil
}

// takeSealed takes the card of one story, if the form has one.
func (t *turn) takeSealed(ctx context.Context, it scrum.PokerItem, values map[string]string, late []string, kept int) ([]string, int, error) {
	face, round := view.CardGiven(values, it.ID)
	if face == "" {
		return late, kept, nil
	}
	d, err := t.tableOf(ctx, it)
	if err != nil {
		return late, kept, err
	}
	if it.State != scrum.PokerOpen || it.Round != round {
		key, err := t.keyOf(ctx, it)
		return append(late, key), kept, err
	}
	if err := t.mustPlay(ctx, d); err != nil {
		return late, kept, err
	}
	if _, ok := d.poker.Deck.Card(face); !ok || !d.poker.Anonymous {
		return late, kept, t.refuse("command.nothing")
	}
	if _, err := t.story(ctx, it.Story); err != nil {
		return late, kept, err
	}
	mine, _ := d.mine(t.person.ID)
	if reason, asked := values[view.FieldReason]; asked {
		mine.Reason = strings.TrimSpace(reason)
	}
	mine.Card = face
	_, err = t.putDown(ctx, &d, mine)
	return late, kept + 1, err
}

// inviteAll asks everybody who votes in an anonymous poker to say why, if they
// put down the lowest or the highest card. To ask only those would tell who
// they are.
func (t *turn) inviteAll(ctx context.Context, d table, o scrum.PokerOutcome) error {
	key, err := t.keyOf(ctx, d.item)
	if err != nil {
		return err
	}
	people, err := t.tx.People(ctx, d.expected()...)
	if err != nil {
		return err
	}
	for _, id := range d.expected() {
		words, _ := t.readerOf(people[id])
		if err := t.direct(ctx, id, "", view.PokerSpeakUp(words, d.item, key, t.channel.Name, o)); err != nil {
			return err
		}
	}
	return nil
}

// pressSpeak asks what somebody wants to say without their name.
func pressSpeak(ctx context.Context, t *turn, _ Click, d table) error {
	if err := t.mustSpeak(ctx, d); err != nil {
		return err
	}
	s, err := t.story(ctx, d.item.Story)
	if err != nil {
		return err
	}
	where := Where{Channel: string(t.product.Channel), ID: int64(d.item.ID)}
	t.answer.Open = view.PokerSpeakForm(t.mine, where.String(), s)
	return nil
}

// mustSpeak refuses to those who are not asked, and where nothing is discussed.
func (t *turn) mustSpeak(ctx context.Context, d table) error {
	if !d.poker.Anonymous {
		return t.refuse("command.nothing")
	}
	if d.item.State != scrum.PokerDiscussing {
		return t.refuseTable(ctx, d, "poker.refuse.settled")
	}
	return t.mustTakePart(ctx, d.poker)
}

// submitSpoken posts in the story's thread what somebody says without their
// name.
func submitSpoken(ctx context.Context, t *turn, sub Submission) error {
	d, err := t.table(ctx, scrum.PokerItemID(ParseWhere(sub.Private).ID))
	if err != nil {
		return err
	}
	if err := t.mustSpeak(ctx, d); err != nil {
		return atField(view.FieldReason, err)
	}
	said := strings.TrimSpace(sub.Values[view.FieldReason])
	if said == "" {
		return t.refuseField(view.FieldReason, "poker.refuse.noReason")
	}
	key, err := t.keyOf(ctx, d.item)
	if err != nil {
		return err
	}
	t.answer.Replace = view.Notice(t.mine, t.mine.Say("poker.form.title"), t.mine.Say("poker.speak.kept", "key", key))
	return t.reply(ctx, view.PokerName(d.poker.ID), "", view.PokerSpoken(t.ours, key, said))
}

// cardAt is when a card was put down, which an anonymous poker does not keep.
func (t *turn) cardAt(p scrum.Poker) time.Time {
	if p.Anonymous {
		return time.Time{}
	}
	return t.now
}
