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
