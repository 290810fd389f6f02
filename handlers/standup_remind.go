package handlers

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// maxReminders is how often somebody is reminded of a message.
const maxReminders = 2

// armReminder has somebody reminded who does not answer; not those who let the
// last two pass.
func (t *turn) armReminder(ctx context.Context, ask scrum.Ask) error {
	tired, err := t.leftOut(ctx, ask)
	if err != nil || tired {
		return err
	}
	return t.armOnce(ctx, askRemindDeed, idText(ask.ID), t.now.Add(scrum.RemindAfter), scrum.Patience)
}

// leftOut reports whether somebody let the last two asks of a stand-up pass, not
// counting those up to the day on which it was set as it is: nobody could know.
func (t *turn) leftOut(ctx context.Context, ask scrum.Ask) (bool, error) {
	const inARow = 2
	before, err := t.tx.AsksBefore(ctx, ask, inARow)
	if err != nil || len(before) < inARow {
		return false, err
	}
	standup, err := t.tx.Standup(ctx, ask.Standup)
	if err != nil {
		return false, err
	}
	person, err := t.stranger(ctx, ask.Person)
	if err != nil {
		return false, err
	}
	setOn := standup.SetAt.In(person.Location(t.product.Location())).Format(time.DateOnly)
	for _, a := range before {
		if a.Date <= setOn || !a.LeftOut() {
			return false, nil
		}
	}
	return true, nil
}

// remindDue reminds somebody of a question that waits for them, twice at most,
// in a line of its own. Whoever pressed Later is asked again anyway, and whoever
// is not to be disturbed is reminded afterwards.
func remindDue(ctx context.Context, t *turn, o occurrence, lead scrum.Ask) error {
	waits, person, err := t.waits(ctx, lead)
	if err != nil || !waits || lead.PutOff > 0 || lead.Closed(t.now) || o.Timing == scrum.Missed {
		return err
	}
	n, err := t.reminders(ctx, lead.ID)
	if err != nil || n == maxReminders {
		return err
	}
	held, err := t.holdReminder(ctx, lead)
	if err != nil || held {
		return err
	}
	_, parts, _, err := t.sheet(ctx, lead.ID)
	if err != nil {
		return err
	}
	if n+1 < maxReminders {
		if err := t.armOnce(ctx, askRemindDeed, idText(lead.ID), t.now.Add(scrum.RemindAfter), scrum.Patience); err != nil {
			return err
		}
	}
	if n > 0 {
		words, _ := t.readerOf(person)
		if err := t.direct(ctx, person.ID, view.RemindName(lead.ID, n-1), view.StandupRemindedAgain(words, parts)); err != nil {
			return err
		}
	}
	return t.drawReminder(ctx, lead, person, parts, n)
}

// drawReminder writes the n-th reminder of a message, from 0.
func (t *turn) drawReminder(ctx context.Context, lead scrum.Ask, p scrum.Person, parts []view.StandupPart, n int) error {
	words, zone := t.readerOf(p)
	closes := lead.AskedAt.Add(scrum.CloseAfter).In(zone)
	return t.direct(ctx, p.ID, view.RemindName(lead.ID, n), view.StandupReminder(words, parts, closes, n+1 == maxReminders))
}

// reminders is how many reminders of a message were sent.
func (t *turn) reminders(ctx context.Context, lead scrum.AskID) (int, error) {
	for n := range maxReminders {
		sent, err := t.stands(ctx, view.RemindName(lead, n))
		if err != nil || !sent {
			return n, err
		}
	}
	return maxReminders, nil
}

// endReminders makes the last reminder of a message say that it is over; the one
// before it tells of the last.
func (t *turn) endReminders(ctx context.Context, lead scrum.AskID, p scrum.Person, over view.Message) error {
	n, err := t.reminders(ctx, lead)
	if err != nil || n == 0 {
		return err
	}
	return t.direct(ctx, p.ID, view.RemindName(lead, n-1), over)
}

// renewReminder makes the last reminder of a message wait for an answer again.
func (t *turn) renewReminder(ctx context.Context, id scrum.AskID) error {
	n, err := t.reminders(ctx, id)
	if err != nil || n == 0 {
		return err
	}
	lead, err := t.tx.Ask(ctx, id)
	if err != nil {
		return err
	}
	person, parts, _, err := t.sheet(ctx, id)
	if err != nil {
		return err
	}
	return t.drawReminder(ctx, lead, person, parts, n-1)
}

// offerOtherTime asks somebody who let two asks of a stand-up pass, once, whether
// another time would suit the team better.
func (t *turn) offerOtherTime(ctx context.Context, ask scrum.Ask) error {
	before, err := t.leftOut(ctx, scrum.Ask{Standup: ask.Standup, Person: ask.Person, Date: nextDate(ask.Date)})
	if err != nil || !before {
		return err
	}
	name := fmt.Sprintf("time:%d:%s", ask.Standup, ask.Person)
	told, err := t.stands(ctx, name)
	if err != nil || told {
		return err
	}
	standup, err := t.tx.Standup(ctx, ask.Standup)
	if err != nil || !standup.Runs() {
		return err
	}
	person, err := t.stranger(ctx, ask.Person)
	if err != nil {
		return err
	}
	words, _ := t.readerOf(person)
	return t.direct(ctx, ask.Person, name, view.StandupOtherTime(words, t.called(standup), standup))
}

func nextDate(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date // unreachable: dates are written by us
	}
	return day.AddDate(0, 0, 1).Format(time.DateOnly)
}
