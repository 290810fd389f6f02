package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// askDue asks a person when it is time on their clock. Who left the team
// meanwhile is not asked, and what comes too late stays in the ledger alone.
func askDue(ctx context.Context, t *turn, o occurrence) error {
	if o.Timing == scrum.Missed {
		return nil
	}
	asked, err := scrum.ParseAsked(o.Subject)
	if err != nil {
		return err
	}
	person, ok, err := t.member(ctx, asked.Person)
	if err != nil || !ok {
		return err
	}
	if away, err := t.isAway(ctx, person, o.Due); err != nil || away {
		return err
	}
	standup, err := t.tx.Standup(ctx, asked.Standup)
	if err != nil {
		return err
	}
	at := o.Due // the minute that was announced, not a moment after it
	if o.Timing == scrum.Late {
		at = t.now
	}
	date := o.Date
	if o.Deed == askSoonDeed { // the day was opened when it was asked for
		date = t.homeDate().Format(time.DateOnly)
	}
	digest := standup.DigestDue(date, t.product, at)
	day, err := t.openDay(ctx, standup, date, digest)
	if err == nil {
		day, err = t.noLater(ctx, day, digest)
	}
	if err != nil {
		return err
	}
	return t.askOnce(ctx, standup, day, person, o.Date, o.Timing == scrum.Late)
}

// member returns somebody of the team; false for who is not, or no longer. It
// looks at nobody else: a crowd is asked one by one.
func (t *turn) member(ctx context.Context, id scrum.PersonID) (scrum.Person, bool, error) {
	if !t.channel.Member || t.channel.Archived {
		return scrum.Person{}, false, nil
	}
	here, err := t.tx.IsMember(ctx, t.product.Channel, id)
	if err != nil || !here {
		return scrum.Person{}, false, err
	}
	p, err := t.tx.Person(ctx, id)
	if err != nil {
		return p, false, err
	}
	ok, err := t.inTeam(ctx, p, t.product.ID)
	return p, ok, err
}

// newAsk is what a person is to be asked of a stand-up on a date of theirs.
func newAsk(s scrum.Standup, day scrum.StandupDay, p scrum.PersonID, date string) scrum.Ask {
	return scrum.Ask{
		Standup: s.ID, Product: s.Product, Day: day.ID, Person: p, Date: date,
		State: scrum.AskOpen, Questions: s.Questions,
	}
}

// askOnce writes to a person, once for a date of theirs: somebody who was asked
// or has answered is left in peace. What comes due soon after something else
// joins its message.
func (t *turn) askOnce(ctx context.Context, s scrum.Standup, day scrum.StandupDay, p scrum.Person, date string, late bool) error {
	ask, open, err := t.unasked(ctx, s, day, p, date)
	if err != nil || !open {
		return err
	}
	ask.AskedAt, ask.Late = t.now, late
	if ask.Lead, err = t.joins(ctx, p.ID); err != nil {
		return err
	}
	if ask.ID != 0 {
		err = t.tx.SaveAsk(ctx, ask)
	} else {
		ask, err = t.tx.CreateAsk(ctx, ask)
	}
	if err != nil {
		return err
	}
	t.answer.Asked = append(t.answer.Asked, string(p.ID))
	if err := t.armOnce(ctx, askCloseDeed, idText(ask.ID), t.now.Add(scrum.CloseAfter), 0); err != nil {
		return err
	}
	if ask.Lead != 0 {
		return t.drawJoined(ctx, ask)
	}
	if err := t.armReminder(ctx, ask); err != nil {
		return err
	}
	return t.drawSheet(ctx, ask.ID)
}

// unasked is what somebody is to be asked; false if they were already, or have
// answered.
func (t *turn) unasked(ctx context.Context, s scrum.Standup, day scrum.StandupDay, p scrum.Person, date string) (scrum.Ask, bool, error) {
	ask, err := t.tx.AskOn(ctx, s.ID, p.ID, date)
	if errors.Is(err, scrum.ErrNotFound) {
		return newAsk(s, day, p.ID, date), true, nil
	}
	return ask, err == nil && ask.State == scrum.AskOpen && ask.AskedAt.IsZero(), err
}

// joins is the ask in whose message a person is asked more; 0: a new message is
// due.
func (t *turn) joins(ctx context.Context, person scrum.PersonID) (scrum.AskID, error) {
	open, err := t.tx.OpenAsksOf(ctx, person)
	if err != nil {
		return 0, err
	}
	for _, other := range slices.Backward(open) {
		if !other.Joins(t.now) {
			continue
		}
		together, err := t.tx.AsksTogether(ctx, other.Leads())
		if err != nil || len(together) < scrum.MaxTogether {
			return other.Leads(), err
		}
	}
	return 0, nil
}

// drawJoined shows what joined a message, unless that waits to be sent again
// because the person pressed Later.
func (t *turn) drawJoined(ctx context.Context, ask scrum.Ask) error {
	lead, err := t.tx.Ask(ctx, ask.Lead)
	if err != nil {
		return err
	}
	sent, err := t.stands(ctx, view.AskName(lead.ID, lead.PutOff))
	if err != nil || !sent {
		return err
	}
	return t.drawSheet(ctx, lead.ID)
}

// closeAskDue records who has not answered; nobody else is told.
func closeAskDue(ctx context.Context, t *turn, _ occurrence, ask scrum.Ask) error {
	if ask.State != scrum.AskOpen {
		return nil
	}
	if err := t.endAsk(ctx, ask, ""); err != nil {
		return err
	}
	return t.offerOtherTime(ctx, ask)
}

// endAsk closes an ask without an answer; why is not that it is too late, if
// it says something.
func (t *turn) endAsk(ctx context.Context, ask scrum.Ask, why scrum.AskEnd) error {
	ask.State, ask.Ended = scrum.AskMissed, why
	if err := t.tx.SaveAsk(ctx, ask); err != nil || ask.AskedAt.IsZero() {
		return err // if they were not asked, they opened the form by themselves and sent nothing
	}
	return t.drawSheet(ctx, ask.Leads())
}
