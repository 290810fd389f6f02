package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"pogo/outbox"
	"pogo/scrum"
)

// Restored is what is known of a database that was made of a backup.
type Restored struct {
	At    time.Time // when that was done
	Until time.Time // the last moment in the backup
	Below int64     // what has an id from this one on is newer than that
}

// restoredName names the row of the outbox in which this is kept. It counts as
// settled, and is never sent.
const restoredName = "restored"

const (
	// No history tells whether these were seen.
	quarantineOnceOnly = `UPDATE outbox SET state = 2, error = 'it may have been sent after the backup, and is not repeated'
		WHERE state IN (0, 1) AND kind IN ('ephemeral', 'respond') -- scans: what waits, by its own index`
	// As if the sender had died: what may stand in Slack is looked for, and then
	// brought to what is known here.
	quarantinePosts = `UPDATE outbox SET state = 1, tried = 0, wake_us = 0
		WHERE state IN (0, 1) AND kind IN ('post', 'file') AND ts = '' -- scans: what waits, by its own index`
	// The rest may be repeated freely.
	quarantineRest = `UPDATE outbox SET state = 0, wake_us = 0
		WHERE state IN (0, 1) AND (kind NOT IN ('post', 'file') OR ts <> '') -- scans: what waits, by its own index`

	selectHighestID = `SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence -- scans: a row for each table`
	leapIDs         = `UPDATE sqlite_sequence SET seq = $1 -- scans: a row for each table`
	leapMissing     = `INSERT INTO sqlite_sequence (name, seq) SELECT name, $1 FROM sqlite_schema
		WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' AND name NOT IN (SELECT name FROM sqlite_sequence) -- scans: a row for each table`
	leapNumbers = `UPDATE product SET next_number = next_number + $1 -- scans: a row for each product`
)

// How far what is new leaps over what may have been lost.
const (
	idLeap     = 1_000_000
	numberLeap = 100 // of stories, which people see
)

// quarantine makes sure that a backup repeats nothing of what was done after it
// was made: see [Restore].
func (db *DB) quarantine(ctx context.Context, until, now time.Time) error {
	err := db.Write(ctx, func(tx *Tx) error {
		highest, err := one(ctx, tx, scalar[int64], selectHighestID)
		if err != nil {
			return err
		}
		below := (highest/idLeap + 1) * idLeap
		for _, step := range []struct {
			change string
			args   []any
		}{
			{quarantineOnceOnly, nil},
			{quarantinePosts, nil},
			{quarantineRest, nil},
			{leapMissing, []any{below}},
			{leapIDs, []any{below}},
			{leapNumbers, []any{numberLeap}},
		} {
			if _, err := tx.exec(ctx, step.change, step.args...); err != nil {
				return err
			}
		}
		return tx.keepRestored(ctx, Restored{At: now, Until: until, Below: below})
	})
	if err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	return nil
}

const keepRestored = `INSERT INTO outbox (key, name, lane, kind, channel_id, person_id, thread, thread_ts, url, body, version, tried, sent,
		ts, posted_in, state, in_doubt, attempts, wake_us, claimed_us, created_us, error)
	VALUES ($1, $1, '', 'restored', '', '', '', '', '', $2, 1, 1, 1, '', '', 2, 0, 0, 0, 0, $3, '')
	ON CONFLICT (name) WHERE name <> '' DO UPDATE SET body = excluded.body, created_us = excluded.created_us`

func (tx *Tx) keepRestored(ctx context.Context, r Restored) error {
	body, err := asJSON(r)
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, keepRestored, restoredName, body, micros(r.At))
	return err
}

// Restored returns what is known of the backup that the database was last made
// of, or [scrum.ErrNotFound] if it never was.
func (tx *Tx) Restored(ctx context.Context) (Restored, error) {
	var r Restored
	d, err := tx.Delivery(ctx, restoredName)
	if err == nil {
		err = json.Unmarshal(d.Body, &r)
	}
	if err != nil {
		return r, fmt.Errorf("backup that this was made of: %w", err)
	}
	return r, nil
}

const lookFirst = `UPDATE outbox SET state = 1, wake_us = 0, created_us = $2 WHERE id = $1 AND state = 0 AND claimed_us = 0 RETURNING ` + deliveryColumns

// lookFirst has a new message looked for in Slack before it is posted, if it is
// about something that was there before the database was restored: it may have
// been posted by then, from what the backup does not know.
func (tx *Tx) lookFirst(ctx context.Context, d outbox.Delivery) (outbox.Delivery, error) {
	if d.Kind != outbox.Post || d.Name == "" || d.State != outbox.Open || d.Posted() {
		return d, nil
	}
	r, err := tx.Restored(ctx)
	if errors.Is(err, scrum.ErrNotFound) {
		return d, nil
	}
	if err != nil || idOf(d.Name) >= r.Below {
		return d, err
	}
	looked, err := one(ctx, tx, scanDelivery, lookFirst, d.ID, micros(r.Until))
	if errors.Is(err, scrum.ErrNotFound) { // it waits, and was tried
		return d, nil
	}
	return looked, err
}

// idOf is the id in a name like "story:12", and 0 if there is none.
func idOf(name string) int64 {
	_, after, _ := strings.Cut(name, ":")
	id, _, _ := strings.Cut(after, ":")
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
