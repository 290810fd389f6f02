package storage

import (
	"context"
	"fmt"
	"time"
)

// What was sent is kept a month, to answer questions; messages that may be
// edited, and what was missed, are kept.
const sentFor = 30 * 24 * time.Hour

// absentFor is how many months an absence is kept after its end: those of a
// last sprint a year ago still count.
const absentFor = 13

// pruneBatch keeps each transaction short: others wait behind it.
const pruneBatch = 500

const (
	pruneSent = `DELETE FROM outbox WHERE id IN
		(SELECT id FROM outbox WHERE state = 2 AND name = '' AND claimed_us < $1 ORDER BY claimed_us LIMIT $2)`
	pruneAbsence = `DELETE FROM absence WHERE id IN (SELECT id FROM absence WHERE last_on < $1 ORDER BY last_on LIMIT $2)`

	pruneQuiet = `DELETE FROM quiet WHERE person_id IN (SELECT person_id FROM quiet WHERE until_us < $1 LIMIT $2) -- scans: a row for each person, once a day`

	pruneUndo = `DELETE FROM undo WHERE (person_id, id) IN (SELECT person_id, id FROM undo WHERE expires_us < $1 LIMIT $2) -- scans: what can be taken back, which is of two days`

	selectSeenStep = `SELECT COALESCE(MAX(key), '') FROM (SELECT key FROM seen WHERE key > $1 ORDER BY key LIMIT $2) AS step -- scans: the step`
	pruneSeenStep  = `DELETE FROM seen WHERE key > $1 AND key <= $2 AND at_us < $3`
)

// Prune forgets what nobody will ask for any more at now: deliveries without
// a name that were settled, or parked and let go, a month ago, absences that
// ended thirteen months ago, times of Do Not Disturb that are over, requests
// that Slack will not repeat, and deeds that it is a day too late to take back.
// Once a day is often enough.
func (db *DB) Prune(ctx context.Context, now time.Time) error {
	if err := db.pruneAll(ctx, pruneSent, micros(now.Add(-sentFor))); err != nil {
		return fmt.Errorf("forget what was sent: %w", err)
	}
	if err := db.pruneLetGo(ctx, now); err != nil {
		return err
	}
	if err := db.pruneAll(ctx, pruneAbsence, now.AddDate(0, -absentFor, 0).Format(time.DateOnly)); err != nil {
		return fmt.Errorf("forget who was absent: %w", err)
	}
	if err := db.pruneAll(ctx, pruneQuiet, micros(now.AddDate(0, 0, -1))); err != nil {
		return fmt.Errorf("forget who was not to be disturbed: %w", err)
	}
	if err := db.pruneSeen(ctx, micros(now.Add(-seenFor))); err != nil {
		return fmt.Errorf("forget what Slack asked: %w", err)
	}
	if err := db.pruneAll(ctx, pruneUndo, micros(now.AddDate(0, 0, -1))); err != nil {
		return fmt.Errorf("forget what can no longer be undone: %w", err)
	}
	return nil
}

func (db *DB) pruneAll(ctx context.Context, prune string, before any) error {
	for {
		var n int64
		err := db.Write(ctx, func(tx *Tx) (err error) {
			n, err = tx.exec(ctx, prune, before, pruneBatch)
			return err
		})
		if err != nil || n < pruneBatch {
			return err
		}
	}
}

// pruneSeen looks at all requests once, so many at a time: an index of when they
// came would be written with every one of them, and read once a day.
func (db *DB) pruneSeen(ctx context.Context, before int64) error {
	for last := ""; ; {
		var next string
		err := db.Write(ctx, func(tx *Tx) (err error) {
			if next, err = one(ctx, tx, scalar[string], selectSeenStep, last, pruneBatch); err == nil {
				_, err = tx.exec(ctx, pruneSeenStep, last, next, before)
			}
			return err
		})
		if err != nil || next == "" {
			return err
		}
		last = next
	}
}
