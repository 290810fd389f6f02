package storage

import (
	"context"
	"fmt"
	"time"
)

// Slack repeats a request within minutes; a day and an hour is generous.
const seenFor = 25 * time.Hour

const insertSeen = `INSERT INTO seen (key, at_us) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`

// Two for each one that comes: the table shrinks to what it must hold
// without anybody sweeping it.
const pruneSeen = `DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE at_us < $1 ORDER BY at_us LIMIT 2)`

// Seen records the key of a request together with what it changes, and
// reports whether it was there already: then the request was acted upon, and
// must not be again. Keys are forgotten after a day or more.
func (tx *Tx) Seen(ctx context.Context, key string, now time.Time) (bool, error) {
	if _, err := tx.exec(ctx, pruneSeen, micros(now.Add(-seenFor))); err != nil {
		return false, fmt.Errorf("forget old requests: %w", err)
	}
	n, err := tx.exec(ctx, insertSeen, key, micros(now))
	if err != nil {
		return false, fmt.Errorf("record request: %w", err)
	}
	return n == 0, nil
}
