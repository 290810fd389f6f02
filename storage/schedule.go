package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pogo/scrum"
)

const scheduleColumns = `id, product_id, deed, subject, clock, days, date, zone, window_us, next_us`

func scanSchedule(r row) (scrum.Schedule, error) {
	var s scrum.Schedule
	var window, next int64
	err := r.Scan(&s.ID, &s.Product, &s.Deed, &s.Subject, &s.Clock, &s.Days, &s.Date, &s.Zone, &window, &next)
	s.Window, s.Next = time.Duration(window)*time.Microsecond, instant(next)
	return s, err
}

const upsertSchedule = `INSERT INTO schedule (product_id, deed, subject, clock, days, date, zone, window_us, next_us)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
	ON CONFLICT (product_id, deed, subject) DO UPDATE SET clock = excluded.clock, days = excluded.days, date = excluded.date,
		zone = excluded.zone, window_us = excluded.window_us, next_us = excluded.next_us`

// Arm sets a schedule, replacing that of the same product, deed and subject.
// It is due for the first time after now; one that never is, is an error. Next
// matters only to a deed that is done once at that instant.
func (tx *Tx) Arm(ctx context.Context, s scrum.Schedule, now time.Time) error {
	first, ok := s.NextAfter(now)
	if !ok {
		return fmt.Errorf("arm %s of product %d for %q: it is never due after %s", s.Deed, s.Product, s.Subject, now)
	}
	_, err := tx.exec(ctx, upsertSchedule, s.Product, s.Deed, s.Subject, s.Clock, int64(s.Days), s.Date, s.Zone, s.Window.Microseconds(), micros(first.Due))
	if err != nil {
		return fmt.Errorf("arm %s of product %d for %q: %w", s.Deed, s.Product, s.Subject, err)
	}
	tx.armed = true
	return nil
}

const deleteSchedule = `DELETE FROM schedule WHERE product_id = $1 AND deed = $2 AND subject = $3`

// Disarm takes a schedule away; one that is not there is no error. What
// happened by it stays in the ledger.
func (tx *Tx) Disarm(ctx context.Context, product scrum.ProductID, deed, subject string) error {
	if _, err := tx.exec(ctx, deleteSchedule, product, deed, subject); err != nil {
		return fmt.Errorf("disarm %s of product %d for %q: %w", deed, product, subject, err)
	}
	return nil
}

const selectSchedules = `SELECT ` + scheduleColumns + ` FROM schedule WHERE product_id = $1 AND deed = $2 ORDER BY subject`

// Schedules returns the schedules of a deed of a product, by subject.
func (tx *Tx) Schedules(ctx context.Context, product scrum.ProductID, deed string) ([]scrum.Schedule, error) {
	list, err := all(ctx, tx, scanSchedule, selectSchedules, product, deed)
	if err != nil {
		return nil, fmt.Errorf("schedules of %s of product %d: %w", deed, product, err)
	}
	return list, nil
}

// The schedule may have been taken away or set anew since it was found due.
const insertOccurrence = `INSERT INTO occurrence (product_id, deed, subject, day, state, due_us, at_us)
	SELECT product_id, deed, subject, $3, $4, $5, $6 FROM schedule WHERE id = $1 AND next_us = $2
	ON CONFLICT DO NOTHING`

// Claim writes into the ledger that an occurrence is dealt with at now, done
// or missed, in the same transaction as the deed. False means that it was
// dealt with before, perhaps by another process, or that its schedule no
// longer stands: then nothing may be done.
func (tx *Tx) Claim(ctx context.Context, o scrum.Occurrence, t scrum.Timing, now time.Time) (bool, error) {
	n, err := tx.exec(ctx, insertOccurrence, o.ID, micros(o.Next), o.Key(), int64(t), micros(o.Due), micros(now))
	if err != nil {
		return false, fmt.Errorf("claim %s of product %d for %q on %s: %w", o.Deed, o.Product, o.Subject, o.Key(), err)
	}
	return n == 1, nil
}

// Whoever set the schedule anew meanwhile, perhaps the deed itself, is right.
const (
	advanceSchedule = `UPDATE schedule SET next_us = $3 WHERE id = $1 AND next_us = $2`
	endSchedule     = `DELETE FROM schedule WHERE id = $1 AND next_us = $2`
)

// Advance moves a schedule on to what is due after both o and now, or takes it
// away if that was the last. A schedule that was set anew since o was found
// due is left as it is.
func (tx *Tx) Advance(ctx context.Context, o scrum.Occurrence, now time.Time) error {
	after := o.Due
	if now.After(after) {
		after = now
	}
	var err error
	if next, ok := o.NextAfter(after); ok {
		_, err = tx.exec(ctx, advanceSchedule, o.ID, micros(o.Next), micros(next.Due))
	} else {
		_, err = tx.exec(ctx, endSchedule, o.ID, micros(o.Next))
	}
	if err != nil {
		return fmt.Errorf("advance %s of product %d for %q: %w", o.Deed, o.Product, o.Subject, err)
	}
	tx.armed = true
	return nil
}

const selectDue = `SELECT ` + scheduleColumns + ` FROM schedule
	WHERE next_us <= $1 AND (next_us, id) > ($2, $3) ORDER BY next_us, id LIMIT $4`

// Due returns the schedules that are due at now, in order, at most limit of
// them, beginning after the given one: the zero Schedule, or the last of the
// page before.
func (db *DB) Due(ctx context.Context, now time.Time, after scrum.Schedule, limit int) ([]scrum.Schedule, error) {
	var list []scrum.Schedule
	err := db.Read(ctx, func(tx *Tx) (err error) {
		list, err = all(ctx, tx, scanSchedule, selectDue, micros(now), micros(after.Next), after.ID, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("due schedules: %w", err)
	}
	return list, nil
}

const selectNextDue = `SELECT next_us FROM schedule WHERE next_us > $1 ORDER BY next_us LIMIT 1`

// NextDue returns the first instant after the given one at which something is
// due, and false if nothing is.
func (db *DB) NextDue(ctx context.Context, after time.Time) (time.Time, bool, error) {
	var next int64
	err := db.Read(ctx, func(tx *Tx) (err error) {
		next, err = one(ctx, tx, scalar[int64], selectNextDue, micros(after))
		return err
	})
	if errors.Is(err, scrum.ErrNotFound) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, fmt.Errorf("next due instant: %w", err)
	}
	return instant(next), true, nil
}
