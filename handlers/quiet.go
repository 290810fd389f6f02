package handlers

import (
	"context"
	"slices"
	"time"

	"pogo/scrum"
)

// quietTx is what not disturbing people needs of a transaction.
type quietTx interface {
	// Quiet returns when somebody is not to be disturbed; zero for never, or
	// if Slack was not asked.
	Quiet(ctx context.Context, person scrum.PersonID) (scrum.Quiet, error)
	SaveQuiet(ctx context.Context, person scrum.PersonID, q scrum.Quiet) error
}

// quietNoun is Do Not Disturb: reminders and blockers wait for its end.
func quietNoun() noun { return noun{rosterChanged: followQuiet} }

// holdReminder puts a reminder off until its person may be disturbed again. It
// reports false if they may be. Where the question closes before that they are
// not reminded at all.
func (t *turn) holdReminder(ctx context.Context, lead scrum.Ask) (held bool, err error) {
	quiet, err := t.tx.Quiet(ctx, lead.Person)
	if err != nil || !quiet.Holds(t.now) {
		return false, err
	}
	if lead.Closed(quiet.Until) {
		return true, nil
	}
	return true, t.armOnce(ctx, askRemindDeed, idText(lead.ID), quiet.Until, scrum.Patience)
}

// disturbableFrom is from when on a person may be disturbed: now, or when their
// Do Not Disturb ends.
func (t *turn) disturbableFrom(ctx context.Context, p scrum.PersonID) (time.Time, error) {
	quiet, err := t.tx.Quiet(ctx, p)
	if err != nil || !quiet.Holds(t.now) {
		return t.now, err
	}
	return quiet.Until, nil
}

// reachable is from when on a person can be told of what waits for them: in
// their working hours, when they may be disturbed. It is now if that is now.
func (t *turn) reachable(ctx context.Context, p scrum.Person) (time.Time, error) {
	from, err := t.disturbableFrom(ctx, p.ID)
	if err != nil {
		return from, err
	}
	hours, err := t.workHours(ctx, p, t.now)
	if err != nil || hours.At(from) {
		return from, err
	}
	return hours.Next(from), nil
}

// followQuiet keeps when people are not to be disturbed, and lets go what waited
// for a later end than there is now.
func followQuiet(ctx context.Context, h *Handlers, tx Tx, r Roster) error {
	for person, now := range r.Quiet {
		before, err := tx.Quiet(ctx, person)
		if err != nil {
			return err
		}
		if err := tx.SaveQuiet(ctx, person, now); err != nil {
			return err
		}
		due := h.now().Add(time.Second) // nothing can be armed for this very instant
		if now.Holds(due) {
			due = now.Until
		}
		if !before.Holds(h.now()) || !due.Before(before.Until) {
			continue // at the old end it is looked at again
		}
		if err := h.hastenReminders(ctx, tx, person, before, due); err != nil {
			return err
		}
		if err := h.hastenCalls(ctx, tx, person); err != nil {
			return err
		}
	}
	return nil
}

// hastenReminders moves the reminders of somebody that were held until the end
// of a quiet time to an earlier instant.
func (h *Handlers) hastenReminders(ctx context.Context, tx Tx, person scrum.PersonID, before scrum.Quiet, due time.Time) error {
	open, err := tx.OpenAsksOf(ctx, person)
	if err != nil {
		return err
	}
	for _, ask := range open {
		if ask.Lead != 0 {
			continue
		}
		t, err := h.occasion(ctx, tx, ask.Product)
		if err != nil {
			return err
		}
		held, err := t.remindedAt(ctx, ask, before.Until)
		if err != nil {
			return err
		}
		if held {
			if err := t.armOnce(ctx, askRemindDeed, idText(ask.ID), due, scrum.Patience); err != nil {
				return err
			}
		}
	}
	return nil
}

// hastenCalls tells somebody of the blockers that waited until they may be
// disturbed, or sets when that is now.
func (h *Handlers) hastenCalls(ctx context.Context, tx Tx, person scrum.PersonID) error {
	products, err := tx.CallsWait(ctx, person)
	if err != nil {
		return err
	}
	for _, product := range products {
		t, err := h.occasion(ctx, tx, product)
		if err != nil {
			return err
		}
		t.climbs = true
		if err := t.end(ctx); err != nil {
			return err
		}
	}
	return nil
}

// remindedAt reports whether the next reminder of an ask is due at an instant.
func (t *turn) remindedAt(ctx context.Context, ask scrum.Ask, at time.Time) (bool, error) {
	armed, err := t.tx.Schedules(ctx, t.product.ID, askRemindDeed)
	return slices.ContainsFunc(armed, func(s scrum.Schedule) bool { return s.Subject == idText(ask.ID) && s.Next.Equal(at) }), err
}
