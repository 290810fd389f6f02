package storage

import (
	"context"
	"fmt"
	"time"
)

// Queue is how many of a kind wait, and since when the first of them does.
type Queue struct {
	N     int
	Since time.Time // zero if none does
}

// Readings are what waits in the database at one moment.
type Readings struct {
	Open      Queue // deliveries that wait for their turn
	Leased    Queue // deliveries that a sender has in hand
	InDoubt   Queue // posts of which nobody knows whether they stand
	Parked    Queue // deliveries that were given up and not let go, but for the moot
	Uncounted Queue // reactions that were kept and not counted
	Overdue   Queue // schedules that are due
}

// callTime is longer than a sender has a post in hand, unless it lost track of
// it.
const callTime = 30 * time.Second

const (
	countWaiting = `SELECT CASE WHEN state = 0 THEN 0 WHEN in_doubt = 1 OR kind = 'post' AND claimed_us < $1 THEN 2 ELSE 1 END,
			COUNT(*), MIN(since_us)
		FROM outbox WHERE state IN (0, 1) GROUP BY 1 -- scans: what waits, by its own index`
	countGivenUp = `SELECT COUNT(*), COALESCE(MIN(since_us), 0) FROM outbox
		WHERE state = 3 AND told < 2 AND NOT (ts <> '' AND (error LIKE 'message_not_found%' OR ` + shutOut + `)) -- scans: what is parked, by its own index`
	countUncounted = `SELECT COUNT(*), COALESCE(MIN(at_us), 0) FROM reaction WHERE counted = 0 -- scans: what waits to be counted, by its own index`
	countOverdue   = `SELECT COUNT(*), COALESCE(MIN(next_us), 0) FROM schedule WHERE next_us <= $1`
)

func scanQueue(r row) (q Queue, err error) {
	var since int64
	err = r.Scan(&q.N, &since)
	q.Since = instant(since)
	return q, err
}

// waiting is one row of countWaiting.
type waiting struct {
	which int
	Queue
}

func scanWaiting(r row) (w waiting, err error) {
	var since int64
	err = r.Scan(&w.which, &w.N, &since)
	w.Since = instant(since)
	return w, err
}

// Readings counts what waits, by indexes of what waits alone and without
// keeping the writer waiting. Now is on the wall clock, steady on the steady one.
func (db *DB) Readings(ctx context.Context, now, steady time.Time) (Readings, error) {
	var r Readings
	err := db.Read(ctx, func(tx *Tx) (err error) {
		rows, err := all(ctx, tx, scanWaiting, countWaiting, micros(steady.Add(-callTime)))
		for _, w := range rows {
			*[]*Queue{&r.Open, &r.Leased, &r.InDoubt}[w.which] = w.Queue
		}
		if err == nil {
			r.Parked, err = one(ctx, tx, scanQueue, countGivenUp)
		}
		if err == nil {
			r.Uncounted, err = one(ctx, tx, scanQueue, countUncounted)
		}
		if err == nil {
			r.Overdue, err = one(ctx, tx, scanQueue, countOverdue, micros(now))
		}
		return err
	})
	if err != nil {
		return Readings{}, fmt.Errorf("count what waits: %w", err)
	}
	return r, nil
}
