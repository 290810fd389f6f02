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
	n := 0
	for ; n < maxReminders; n++ {
		sent, err := t.stands(ctx, view.RemindName(lead.ID, n))
		if err != nil {
			return err
		}
		if !sent {
			break
		}
	}
	if n == maxReminders {
		return nil
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
	words, zone := t.readerOf(person)
	closes := lead.AskedAt.Add(scrum.CloseAfter).In(zone)
	return t.direct(ctx, person.ID, view.RemindName(lead.ID, n), view.StandupReminder(words, parts, closes, n+1 == maxReminders))
}

// endReminders makes what stands of a message's reminders say that it is over.
func (t *turn) endReminders(ctx context.Context, lead scrum.AskID, p scrum.Person, over view.Message) error {
	for n := range maxReminders {
		stands, err := t.stands(ctx, view.RemindName(lead, n))
		if err != nil || !stands {
			return err
		}
		if err := t.direct(ctx, p.ID, view.RemindName(lead, n), over); err != nil {
			return err
		}
	}
	return nil
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
