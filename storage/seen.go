package storage

import (
	"context"
	"fmt"
	"time"
)

// Slack repeats a request within minutes; a day and an hour is generous.
const seenFor = 25 * time.Hour

const insertSeen = `INSERT INTO seen (key, at_us) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`

// Seen records the key of a request together with what it changes, and
// reports whether it was there already: then the request was acted upon, and
// must not be again. A key is kept for 25 hours or more, see [DB.Prune].
func (tx *Tx) Seen(ctx context.Context, key string, now time.Time) (bool, error) {
	n, err := tx.exec(ctx, insertSeen, key, micros(now))
	if err != nil {
		return false, fmt.Errorf("record request: %w", err)
	}
	return n == 0, nil
}

const insertPress = `INSERT INTO seen (key, at_us) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET at_us = excluded.at_us
	WHERE seen.at_us <= excluded.at_us - $3 OR seen.at_us >= excluded.at_us + $3`

// SeenWithin records when something was done that may be done again, and
// reports whether that was less than within away from the last time, which then
// stands. It is kept as long as a request.
func (tx *Tx) SeenWithin(ctx context.Context, key string, at time.Time, within time.Duration) (bool, error) {
	n, err := tx.exec(ctx, insertPress, key, micros(at), within.Microseconds())
	if err != nil {
		return false, fmt.Errorf("record when: %w", err)
	}
	return n == 0, nil
}
