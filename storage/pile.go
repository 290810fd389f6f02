package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/outbox"
	"pogo/scrum"
)

// concernsOwner is what the owner of a product is told of: messages that stand
// nowhere, but for replies, which come back with the message they belong to.
const concernsOwner = `state = 3 AND told < 2 AND kind = 'post' AND ts = '' AND (thread = '' OR thread_ts <> '')`

const selectPiled = `SELECT id, channel_id, error, created_us FROM outbox WHERE ` + concernsOwner + ` AND channel_id = $1
	ORDER BY id -- scans: what is parked, by its own index`

func scanPiled(r row) (outbox.Delivery, error) {
	var d outbox.Delivery
	var created int64
	err := r.Scan(&d.ID, &d.Channel, &d.Error, &created)
	d.CreatedAt = instant(created)
	return d, err
}

// Piles returns what was parked in a conversation and was not let go, by its
// cause, those with the oldest first.
func (tx *Tx) Piles(ctx context.Context, channel scrum.ChannelID) ([]outbox.Pile, error) {
	parked, err := all(ctx, tx, scanPiled, selectPiled, channel)
	if err != nil {
		return nil, fmt.Errorf("what was parked in %s: %w", channel, err)
	}
	var piles []outbox.Pile
	for _, d := range parked {
		piles = outbox.Add(piles, d)
	}
	return piles, nil
}

const (
	selectUntold = `SELECT DISTINCT channel_id FROM outbox WHERE ` + concernsOwner + ` AND told = 0 ORDER BY channel_id -- scans: what is parked, by its own index`
	markTold     = `UPDATE outbox SET told = 1 WHERE state = 3 AND told = 0 -- scans: what is parked, by its own index`
)

// TakeUntold returns the conversations in which something was parked since it
// was asked last.
func (tx *Tx) TakeUntold(ctx context.Context) ([]scrum.ChannelID, error) {
	channels, err := all(ctx, tx, scalar[scrum.ChannelID], selectUntold)
	if err == nil && len(channels) > 0 {
		_, err = tx.exec(ctx, markTold)
	}
	if err != nil {
		return nil, fmt.Errorf("where something was parked: %w", err)
	}
	return channels, nil
}

// RetryPile opens again what was parked in a conversation for a cause, and
// returns how many deliveries that is, not counting those that belong to them.
func (tx *Tx) RetryPile(ctx context.Context, channel scrum.ChannelID, cause string) (int, error) {
	n, err := tx.eachOf(ctx, channel, cause, tx.retry)
	if err != nil {
		return 0, fmt.Errorf("retry what was parked in %s: %w", channel, err)
	}
	return n, nil
}

const (
	letGo        = `UPDATE outbox SET told = 2 WHERE id = $1 AND state = 3 RETURNING name`
	letGoReplies = `UPDATE outbox SET told = 2 WHERE thread = $1 AND thread <> '' AND thread_ts = '' AND state = 3 AND told < 2 RETURNING name`
)

// LetGoOfPile has nobody told again of what was parked in a conversation for a
// cause. A newer body still gets another chance.
func (tx *Tx) LetGoOfPile(ctx context.Context, channel scrum.ChannelID, cause string) (int, error) {
	n, err := tx.eachOf(ctx, channel, cause, tx.letGo)
	if err != nil {
		return 0, fmt.Errorf("let go of what was parked in %s: %w", channel, err)
	}
	return n, nil
}

func (tx *Tx) letGo(ctx context.Context, id int64) error {
	name, err := one(ctx, tx, scalar[string], letGo, id)
	if err != nil {
		return err
	}
	return tx.withReplies(ctx, letGoReplies, name)
}

// LetGo has nobody told again of a parked delivery, and of those that belong
// to it. The error is [scrum.ErrNotFound] if it is not parked.
func (db *DB) LetGo(ctx context.Context, id int64) error {
	if err := db.Write(ctx, func(tx *Tx) error { return tx.letGo(ctx, id) }); err != nil {
		return fmt.Errorf("let go of delivery %d: %w", id, err)
	}
	return nil
}

// eachOf does something to each delivery of a pile.
func (tx *Tx) eachOf(ctx context.Context, channel scrum.ChannelID, cause string, do func(context.Context, int64) error) (n int, err error) {
	parked, err := all(ctx, tx, scanPiled, selectPiled, channel)
	if err != nil {
		return 0, err
	}
	for _, d := range parked {
		if outbox.Cause(d.Error) != cause {
			continue
		}
		if err := do(ctx, d.ID); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

const pruneLetGo = `DELETE FROM outbox WHERE id IN
	(SELECT id FROM outbox WHERE told = 2 AND state = 3 AND name = '' AND claimed_us < $1 ORDER BY id LIMIT $2) -- scans: what was let go, by its own index`

func (db *DB) pruneLetGo(ctx context.Context, now time.Time) error {
	if err := db.pruneAll(ctx, pruneLetGo, micros(now.Add(-sentFor))); err != nil {
		return fmt.Errorf("forget what was let go: %w", err)
	}
	return nil
}
