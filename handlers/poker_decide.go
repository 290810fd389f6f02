package handlers

import (
	"context"
	"errors"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// taken is what an undo of a card that was taken by hand puts back.
type taken struct {
	Item   scrum.PokerItemID `json:"item"`
	State  scrum.PokerState  `json:"state"`
	Card   scrum.Face        `json:"card"`
	Before sizeBefore        `json:"before"`
}

// pressTake puts a card on the story that the cards alone did not decide on.
func pressTake(ctx context.Context, t *turn, c Click) error {
	d, p, err := t.tablePlayed(ctx, c)
	if err != nil {
		return err
	}
	if err := t.mustLead(ctx, d.poker); err != nil {
		return err
	}
	switch {
	case d.item.State == scrum.PokerOpen || d.item.Round != p.round:
		return t.refuseTable(ctx, d, "poker.refuse.reopened")
	case d.item.State == scrum.PokerAgreed || !d.item.Shown():
		return t.refuseTable(ctx, d, "poker.refuse.settled")
	}
	s, err := t.story(ctx, d.item.Story)
	if err != nil {
		return err
	}
	if err := t.mustBeOpen(ctx, s); err != nil {
		return err
	}
	card, _ := d.poker.Deck.Card(p.card) // it has one, or it would not be on the table
	was := taken{Item: d.item.ID, State: d.item.State, Card: d.item.Card, Before: sizeBefore{ID: s.ID, Before: s.Size, After: card.Points}}
	d.item.Doubtful = d.outcome().Verdict == scrum.PokerPark
	if err := t.disarm(ctx, pokerConsentDeed, idText(d.item.ID)); err != nil {
		return err
	}
	if err := t.land(ctx, &d, p.card, t.person); err != nil {
		return err
	}
	undo, err := t.keepUndo(ctx, "poker.take", was)
	if err != nil {
		return err
	}
	s.Size = card.Points
	return t.tell(ctx, view.Estimated(t.mine, []scrum.Story{s}, undo))
}

// undoTake takes the points off again, if nobody changed them since, and leaves
// the story to be discussed.
func undoTake(ctx context.Context, t *turn, was taken) error {
	d, err := t.table(ctx, was.Item)
	if err != nil {
		return err
	}
	s, err := t.story(ctx, was.Before.ID)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && (s.Size != was.Before.After || d.item.State != scrum.PokerAgreed) {
		return t.refuse("common.undoOvertaken")
	}
	if err != nil {
		return err
	}
	d.item.State, d.item.Card, d.item.Doubtful = was.State, was.Card, false
	if was.State == scrum.PokerRevealed { // it had its five minutes
		d.item.State, d.item.Card = scrum.PokerDiscussing, ""
	}
	s.Size = was.Before.Before
	if _, err := t.saveStory(ctx, s); err != nil { // before the story is on the table again
		return err
	}
	if err := t.tx.SavePokerItem(ctx, d.item); err != nil {
		return err
	}
	if err := t.drawPoker(ctx, d.poker.ID, d.item.ID); err != nil {
		return err
	}
	return t.replace(ctx, view.Note(t.mine.Say("common.undone")))
}

// mustTakePart refuses to whoever neither votes in a poker nor leads it.
func (t *turn) mustTakePart(ctx context.Context, p scrum.Poker) error {
	if t.person.ID == p.Opener || t.person.ID == t.product.Owner || slices.Contains(p.Voters, t.person.ID) {
		return t.mustBelong()
	}
	who, _, err := t.votersAndLead(ctx, p)
	if err != nil {
		return err
	}
	return t.refuse("poker.refuse.voter", "who", who)
}

// pressObject keeps a proposed card from being taken.
func pressObject(ctx context.Context, t *turn, _ Click, d table) error {
	if err := t.mustTakePart(ctx, d.poker); err != nil {
		return err
	}
	if d.item.State != scrum.PokerRevealed {
		return t.refuseTable(ctx, d, "poker.refuse.settled")
	}
	d.item.State, d.item.Objector, d.item.Card = scrum.PokerDiscussing, t.person.ID, ""
	if d.poker.Anonymous {
		d.item.Objector = scrum.Somebody
	}
	if err := t.disarm(ctx, pokerConsentDeed, idText(d.item.ID)); err != nil {
		return err
	}
	if err := t.tx.SavePokerItem(ctx, d.item); err != nil {
		return err
	}
	if err := t.drawPoker(ctx, d.poker.ID, d.item.ID); err != nil || d.poker.Anonymous {
		return err
	}
	return t.tellOfTable(ctx, d, "poker.objected")
}

// tellOfTable tells the person what they did to a story.
func (t *turn) tellOfTable(ctx context.Context, d table, sentence string, args ...any) error {
	key, err := t.keyOf(ctx, d.item)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say(sentence, append(args, "key", key)...)))
}

// pressAgain opens another round on a story. The cards of the rounds before
// stay below it.
func pressAgain(ctx context.Context, t *turn, _ Click, d table) error {
	if err := t.mustBeRepeatable(ctx, d); err != nil {
		return err
	}
	again := d.item
	again.State, again.Card, again.Doubtful, again.Objector, again.Cause = scrum.PokerOpen, "", false, "", ""
	if d.item.Shown() { // else it goes on with the cards that lie there
		again.Round++
	}
	hours, err := t.hoursAmong(ctx, d.team, d.poker.Voters)
	if err != nil {
		return err
	}
	again.ClosesAt = scrum.PokerEnd(t.now, hours)
	if err := t.tx.SavePokerItem(ctx, again); err != nil {
		return err
	}
	t.touch(d.poker.Voters...)
	if err := t.disarm(ctx, pokerConsentDeed, idText(again.ID)); err != nil {
		return err
	}
	if err := t.armOnce(ctx, pokerTimeDeed, idText(again.ID), again.ClosesAt, 0); err != nil {
		return err
	}
	if err := t.seal(ctx, d.poker, again.ID); err != nil {
		return err
	}
	if err := t.armReminders(ctx, d.poker, again); err != nil {
		return err
	}
	if err := t.drawPoker(ctx, d.poker.ID, again.ID); err != nil {
		return err
	}
	until := t.mine.Moment(again.ClosesAt.In(t.person.Location(t.product.Location())), t.now)
	if d.poker.Anonymous {
		return t.tellOfTable(ctx, d, "poker.againUnreminded", "until", until)
	}
	return t.tellOfTable(ctx, d, "poker.again", "until", until)
}

// mustBeRepeatable refuses another round where there is one, where the story
// cannot be voted on any more, and, once it is decided, to those who do not
// lead.
func (t *turn) mustBeRepeatable(ctx context.Context, d table) error {
	var err error
	if d.item.State.Live() {
		err = t.mustTakePart(ctx, d.poker)
	} else {
		err = t.mustLead(ctx, d.poker)
	}
	if err != nil {
		return err
	}
	switch d.item.State { //nolint:exhaustive // because the others can be
	case scrum.PokerOpen:
		return t.refuseTable(ctx, d, "poker.refuse.reopened")
	case scrum.PokerGone:
		return t.refuseTable(ctx, d, "poker.refuse.settled")
	}
	s, err := t.story(ctx, d.item.Story)
	if err == nil && d.item.State.Live() {
		return t.mustBeOpen(ctx, s)
	}
	if err == nil {
		return t.mustBeDealable(ctx, s)
	}
	return err
}

// pressPark ends a story's vote without points.
func pressPark(ctx context.Context, t *turn, _ Click, d table) error {
	if err := t.mustLead(ctx, d.poker); err != nil {
		return err
	}
	if !d.item.State.Live() {
		return t.refuseTable(ctx, d, "poker.refuse.settled")
	}
	cause := scrum.PokerByHand
	if !d.item.Shown() {
		cause = scrum.PokerStopped
	}
	if err := t.park(ctx, d, cause); err != nil {
		return err
	}
	return t.tellOfTable(ctx, d, "poker.parked")
}

// park ends a story's vote without points.
func (t *turn) park(ctx context.Context, d table, cause scrum.PokerCause) error {
	d.item.State, d.item.Cause, d.item.Card = scrum.PokerParked, cause, ""
	t.touch(d.poker.Voters...)
	if err := t.leaveTable(ctx, d.item); err != nil {
		return err
	}
	return t.drawPoker(ctx, d.poker.ID, d.item.ID)
}

// leaveTable keeps a story for which nothing is waited any more.
func (t *turn) leaveTable(ctx context.Context, it scrum.PokerItem) error {
	for _, deed := range []string{pokerTimeDeed, pokerConsentDeed} {
		if err := t.disarm(ctx, deed, idText(it.ID)); err != nil {
			return err
		}
	}
	if err := t.forgetUnshown(ctx, it); err != nil {
		return err
	}
	return t.tx.SavePokerItem(ctx, it)
}

// pressStop parks whatever is still open.
func pressStop(ctx context.Context, t *turn, _ Click, p scrum.Poker) error {
	if err := t.mustLead(ctx, p); err != nil {
		return err
	}
	for _, it := range p.Items {
		if it.State != scrum.PokerOpen {
			continue
		}
		d, err := t.tableOf(ctx, it)
		if err != nil {
			return err
		}
		if err := t.park(ctx, d, scrum.PokerStopped); err != nil {
			return err
		}
	}
	return t.tell(ctx, view.Note(t.mine.Say("poker.stopped")))
}
