package storage

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"pogo/outbox"
	"pogo/scrum"
)

// The head of a lane, which alone may be claimed, is its oldest delivery that
// is open or leased. Those that wait for the message they belong to are not in
// the line yet, so that they hold up nobody.
const isHead = `d.state IN (0, 1) AND (d.thread = '' OR d.thread_ts <> '')
	AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.lane = d.lane AND o.state IN (0, 1)
		AND (o.thread = '' OR o.thread_ts <> '') AND o.id < d.id)`

// A private answer whose call was not seen to end leaves no trace by which
// one could tell, and is not repeated.
const settleOnceOnly = `UPDATE outbox SET state = 2, error = 'the outcome is unknown, and it is not repeated'
	WHERE state IN (0, 1) AND wake_us <= $1 AND state = 1 AND kind IN ('ephemeral', 'respond')`

// taken is what a claim changes.
const taken = `in_doubt = CASE WHEN state = 1 AND kind IN ('post', 'file') AND ts = '' THEN 1 ELSE 0 END,
		tried = CASE WHEN state = 1 AND kind IN ('post', 'file') AND ts = '' THEN tried ELSE version END,
		state = 1, attempts = attempts + 1, wake_us = $2, claimed_us = $1`

// A row that somebody on the server holds is left to the next claim.
const (
	claimAnswers = `UPDATE outbox SET ` + taken + ` WHERE id IN (SELECT d.id FROM outbox d
		WHERE ` + isHead + ` AND d.wake_us <= $1 AND d.turn = 0 ORDER BY d.wake_us, d.id LIMIT $3 FOR UPDATE SKIP LOCKED)
	RETURNING ` + deliveryColumns
	claimDeeds = `UPDATE outbox SET ` + taken + ` WHERE id IN (SELECT d.id FROM outbox d
		WHERE ` + isHead + ` AND d.wake_us <= $1 AND d.turn > 0 ORDER BY d.turn, d.id LIMIT $3 FOR UPDATE SKIP LOCKED)
	RETURNING ` + deliveryColumns
)

// ClaimDeliveries leases to the caller the heads of all lanes that are due at
// now, at most limit of them: first what answers somebody, what waited longest
// before the rest; then at most deeds of what the clock asked for, whose deeds
// take turns. One whose
// lease ended before it was settled is claimed too, and is in doubt if it may
// have been posted: then its Version is the one that may stand in Slack,
// while its Body is the newest.
//
// The instants are those of the steady clock. The lease must be longer than a
// call to Slack can take, see [DB.RenewDelivery].
func (db *DB) ClaimDeliveries(ctx context.Context, now time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error) {
	var list []outbox.Delivery
	err := db.Write(ctx, func(tx *Tx) (err error) {
		list, err = tx.claim(ctx, now, lease, limit, deeds)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("claim deliveries: %w", err)
	}
	return list, nil
}

// ClaimAlong waits for a change by which a delivery may have come due, and
// claims in the commit of that very change, as [DB.ClaimDeliveries] does. While
// somebody waits here, [DB.Wake] does not tell of such a change. If ctx ends
// first, nothing is claimed.
func (db *DB) ClaimAlong(ctx context.Context, now func() time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error) {
	var list []outbox.Delivery
	err := db.writeAlong(ctx, func(tx *Tx) (err error) {
		list, err = tx.claim(ctx, now(), lease, limit, deeds)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("claim deliveries along with a change: %w", err)
	}
	return list, nil
}

func (tx *Tx) claim(ctx context.Context, now time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error) {
	if _, err := tx.exec(ctx, settleOnceOnly, micros(now)); err != nil {
		return nil, err
	}
	list, err := tx.claimHeads(ctx, claimAnswers, now, lease, limit)
	if err != nil {
		return nil, err
	}
	more, err := tx.claimHeads(ctx, claimDeeds, now, lease, min(deeds, limit-len(list)))
	return append(list, more...), err
}

func (tx *Tx) claimHeads(ctx context.Context, query string, now time.Time, lease time.Duration, limit int) ([]outbox.Delivery, error) {
	if limit <= 0 {
		return nil, nil
	}
	list, err := all(ctx, tx, scanDelivery, query, micros(now), micros(now.Add(lease)), limit)
	slices.SortFunc(list, func(a, b outbox.Delivery) int { return cmp.Compare(a.ID, b.ID) })
	return list, err
}

const nextDelivery = `SELECT d.wake_us FROM outbox d WHERE ` + isHead + ` ORDER BY d.wake_us LIMIT 1 -- scans: what waits, by its own index, up to the first head`

// NextDelivery returns when the next delivery may be claimed, on the steady
// clock: the zero time for one that may be claimed now. The second result is
// false if nothing waits.
func (db *DB) NextDelivery(ctx context.Context) (time.Time, bool, error) {
	var next int64
	err := db.Read(ctx, func(tx *Tx) (err error) {
		next, err = one(ctx, tx, scalar[int64], nextDelivery)
		return err
	})
	if errors.Is(err, scrum.ErrNotFound) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, fmt.Errorf("next delivery: %w", err)
	}
	return instant(next), true, nil
}

const shortenLeases = `UPDATE outbox SET wake_us = $1 WHERE state IN (0, 1) AND state = 1 AND wake_us > $1`

// InheritDeliveries ends at until the leases of processes that are gone, as far
// as they last longer. It is for a process that begins, before it claims
// anything: what another one holds that may live is left alone, so that nothing
// happens where several may share the database. Whoever looks earlier for what
// the dead one posted may not see it yet.
func (db *DB) InheritDeliveries(ctx context.Context, until time.Time) error {
	if db.engine.shared() {
		return nil
	}
	err := db.Write(ctx, func(tx *Tx) error {
		_, err := tx.exec(ctx, shortenLeases, micros(until))
		return err
	})
	if err != nil {
		return fmt.Errorf("inherit deliveries: %w", err)
	}
	return nil
}

const renewLease = `UPDATE outbox SET wake_us = $3 WHERE id = $1 AND wake_us = $2 AND state = 1`

// RenewDelivery extends the lease of a claimed delivery. False means that the
// lease had ended and another sender has it: stop, and do not call Slack.
// After true, set d.LeaseUntil to until; [DB.SettleDelivery] checks it.
func (db *DB) RenewDelivery(ctx context.Context, d outbox.Delivery, until time.Time) (bool, error) {
	var n int64
	err := db.Write(ctx, func(tx *Tx) (err error) {
		n, err = tx.exec(ctx, renewLease, d.ID, micros(d.LeaseUntil), micros(until))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("renew lease of delivery %d: %w", d.ID, err)
	}
	return n == 1, nil
}

const selectNewest = `SELECT version, body FROM outbox WHERE id = $1 AND wake_us = $2 AND state = 1`

// NewestDelivery returns a claimed delivery with what was written for it since
// the claim. The error is [scrum.ErrNotFound] if another sender has it.
func (db *DB) NewestDelivery(ctx context.Context, d outbox.Delivery) (outbox.Delivery, error) {
	err := db.Read(ctx, func(tx *Tx) (err error) {
		d, err = one(ctx, tx, func(r row) (outbox.Delivery, error) {
			var body string
			err := r.Scan(&d.Version, &body)
			d.Body = json.RawMessage(body)
			return d, err
		}, selectNewest, d.ID, micros(d.LeaseUntil))
		return err
	})
	if err != nil {
		return d, fmt.Errorf("newest version of delivery %d: %w", d.ID, err)
	}
	return d, nil
}

// A newer body written since the claim opens the delivery again, whatever
// became of the older one, due when that allows it.
const settleDelivery = `UPDATE outbox SET
		state = CASE WHEN version <= $4 THEN $3 WHEN $3 = 2 THEN 0 WHEN $3 = 3 THEN ` + reopened + ` ELSE $3 END,
		wake_us = $5,
		attempts = CASE WHEN $3 IN (2, 3) AND version > $4 THEN 0 ELSE $6 END,
		failures = CASE WHEN $3 IN (2, 3) AND version > $4 THEN 0 ELSE $12 END,
		in_doubt = 0, sent = $7, ts = $8, posted_in = $9, error = $10, lane = $11
	WHERE id = $1 AND wake_us = $2 AND state = 1`

// SettleDelivery records what came of a claimed delivery, as
// [outbox.Delivery.After] gave it. If a newer version was written since the
// claim, the delivery is opened again, due at its DueAt. The error is
// [ErrLeaseLost] if another sender took it over meanwhile; then nothing is
// recorded. A loss of power may take the record back, which leaves the delivery
// in doubt. The next in its lane may be claimed: whoever settled one looks, and
// is not woken.
func (db *DB) SettleDelivery(ctx context.Context, d outbox.Delivery) error {
	err := db.writeLoosely(ctx, func(tx *Tx) error { return tx.settle(ctx, d) })
	if errors.Is(err, scrum.ErrNotFound) {
		err = ErrLeaseLost
	}
	if err != nil {
		return fmt.Errorf("settle delivery %d: %w", d.ID, err)
	}
	return nil
}

func (tx *Tx) settle(ctx context.Context, d outbox.Delivery) error {
	line := lane(d)
	if d.Posted() {
		line = editLane(d.ID)
	}
	err := tx.change(ctx, settleDelivery,
		d.ID, micros(d.LeaseUntil), int64(d.State), d.Version,
		micros(d.DueAt), d.Attempts, d.Sent, d.TS, d.PostedIn, d.Error, line, d.Failures)
	if err != nil {
		return err
	}
	switch {
	case d.Name == "":
	case d.Posted():
		_, err = tx.exec(ctx, joinReplies, d.Name, d.TS, d.PostedIn)
	case d.State == outbox.Parked:
		err = tx.parkReplies(ctx, d.Name)
	}
	return err
}

// parkReplies gives up those that wait for a message that was given up, unless
// there is a newer version of it to post.
func (tx *Tx) parkReplies(ctx context.Context, name string) error {
	d, err := tx.Delivery(ctx, name)
	if err != nil || d.State != outbox.Parked {
		return err
	}
	return tx.withReplies(ctx, parkReplies, name)
}

// Those who waited for a message to be posted know now where it is.
const joinReplies = `UPDATE outbox SET thread_ts = $2, posted_in = $3 WHERE thread = $1 AND thread <> '' AND thread_ts = ''`
