package storage

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"pogo/outbox"
	"pogo/scrum"
)

const deliveryColumns = `id, key, name, kind, channel_id, person_id, thread, thread_ts, url, body, version, tried, sent,
	ts, posted_in, state, in_doubt, attempts, failures, wake_us, created_us, error, request`

func scanDelivery(r row) (outbox.Delivery, error) {
	var d outbox.Delivery
	var body string
	var tried int
	var wake, created int64
	err := r.Scan(&d.ID, &d.Key, &d.Name, &d.Kind, &d.Channel, &d.Person, &d.Thread, &d.ThreadTS, &d.URL, &body, &d.Version, &tried, &d.Sent,
		&d.TS, &d.PostedIn, &d.State, &d.InDoubt, &d.Attempts, &d.Failures, &wake, &created, &d.Error, &d.Request)
	d.Body, d.CreatedAt = json.RawMessage(body), instant(created)
	switch d.State {
	case outbox.Open, outbox.Settled, outbox.Parked:
		d.DueAt = instant(wake)
	case outbox.Leased:
		d.LeaseUntil = instant(wake)
		if d.InDoubt {
			// What may stand in Slack is what the last claim tried to send. If
			// it is found, a newer body still has to follow.
			d.Version = tried
		}
	}
	return d, err
}

// reopened is the state of a parked delivery that gets another chance. A post
// that was tried may stand in Slack all the same: it comes back as one whose
// sender died, so that it is looked for before it is posted again.
const reopened = `CASE WHEN outbox.kind IN ('post', 'file') AND outbox.ts = '' AND outbox.claimed_us > 0 THEN 1 ELSE 0 END`

// unchanged is a message of a conversation that stands in Slack as it is to
// stand. One in direct messages may have been replaced there by an answer.
const unchanged = `(kind = 'post' AND state = 2 AND sent = version AND posted_in = channel_id AND body = $2)`

const (
	insertDelivery = `INSERT INTO outbox (name, body, wake_us, created_us, since_us, request, turn,
		key, lane, kind, channel_id, person_id, thread, thread_ts, url, posted_in, version, tried, sent, ts, state, in_doubt, attempts, claimed_us, error)
	VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, 0, 0, '', 0, 0, 0, 0, '')
	ON CONFLICT (name) WHERE name <> '' DO NOTHING`

	// A message that stands in Slack or was given up is opened again by a newer
	// body; one that waits keeps its place. What is leased is settled first and
	// opened then. It is due when the last call for it allows the next.
	rewriteDelivery = `UPDATE outbox SET
		body = $2,
		version = version + CASE WHEN ` + unchanged + ` THEN 0 ELSE 1 END,
		state = CASE WHEN ` + unchanged + ` THEN 2 WHEN state = 2 THEN 0 WHEN state = 3 THEN ` + reopened + ` ELSE state END,
		attempts = CASE WHEN state IN (2, 3) THEN 0 ELSE attempts END,
		failures = CASE WHEN state IN (2, 3) THEN 0 ELSE failures END,
		told = 0, request = $5,
		turn = CASE WHEN state IN (2, 3) OR $6 < turn THEN $6 ELSE turn END,
		since_us = CASE WHEN state IN (2, 3) THEN $4 ELSE since_us END,
		wake_us = CASE WHEN state IN (2, 3) AND wake_us < $3 THEN $3 ELSE wake_us END
	WHERE name = $1 AND name <> ''
	RETURNING ` + deliveryColumns

	selectLastTurn = `SELECT COALESCE(MAX(turn), 0) FROM outbox WHERE request = $1 AND state IN (0, 1) AND turn > 0`
)

// Send writes down what should stand in Slack and returns it with its id and
// key. When a delivery with the same Name exists, it gets the new body and a
// higher version instead: it keeps its place in the line if it was not posted
// yet, and becomes an edit if it was. What stands in a conversation already
// as d has it stays as it is.
//
// Thread is a message's timestamp or the Name of a delivery that was sent
// before; a [outbox.Seed] finds the latter in its body.
func (tx *Tx) Send(ctx context.Context, d outbox.Delivery) (outbox.Delivery, error) {
	if d.Key == "" {
		d.Key = rand.Text()
	}
	d, err := tx.join(ctx, d)
	if err != nil {
		return d, fmt.Errorf("send %s %s: %w", d.Kind, d.Name, err)
	}
	orphan := d.State == outbox.Parked && d.ThreadTS == ""
	if d, err = tx.write(ctx, d); err == nil {
		d, err = tx.lookFirst(ctx, d)
	}
	if err != nil {
		return d, fmt.Errorf("send %s %s: %w", d.Kind, d.Name, err)
	}
	tx.sent = true
	if orphan {
		if err := tx.withReplies(ctx, parkReplies, d.Thread); err != nil {
			return d, fmt.Errorf("park %s %s: %w", d.Kind, d.Name, err)
		}
	}
	return d, nil
}

// write keeps a new delivery, or a newer body of the one with its name.
func (tx *Tx) write(ctx context.Context, d outbox.Delivery) (outbox.Delivery, error) {
	turn, err := tx.turn(ctx, d)
	if err != nil {
		return d, err
	}
	wording := []any{d.Name, string(d.Body), micros(d.DueAt), micros(d.CreatedAt), d.Request, turn}
	id, err := insert[int64](ctx, tx, insertDelivery, append(wording,
		d.Key, lane(d), d.Kind, d.Channel, d.Person, d.Thread, d.ThreadTS, d.URL, d.PostedIn)...)
	if errors.Is(err, scrum.ErrNotFound) {
		return one(ctx, tx, scanDelivery, rewriteDelivery, wording...)
	}
	d.ID, d.Version, d.State = id, 1, outbox.Open
	d.DueAt, d.CreatedAt = instant(micros(d.DueAt)), instant(micros(d.CreatedAt))
	return d, err
}

// turn is whose turn a message is. One of a deed takes it after those of the
// same deed that wait.
func (tx *Tx) turn(ctx context.Context, d outbox.Delivery) (int64, error) {
	if !d.Deed {
		return 0, nil
	}
	last, err := one(ctx, tx, scalar[int64], selectLastTurn, d.Request)
	return last + 1, err
}

// lane is the line a new delivery waits in. Private answers, Home and our own
// reactions neither wait for a busy channel nor hold it up; a message that stands in Slack leaves the line of
// its channel, so that its edits hold up nobody.
func lane(d outbox.Delivery) string {
	switch d.Kind {
	case outbox.Respond:
		return "respond:" + d.URL
	case outbox.Ephemeral:
		return "ephemeral:" + d.Channel + ":" + d.Person
	case outbox.Home:
		return "home:" + d.Person
	case outbox.File:
		return fileLane(d.Channel)
	case outbox.Seed:
		return "seed:" + d.Thread // those of one message in their order; what fails there may wait for long
	default:
		return d.Channel
	}
}

func fileLane(channel string) string { return "file:" + channel }

const selectFileOnItsWay = `SELECT count(*) FROM outbox WHERE lane = $1 AND state IN (0, 1)`

// FileOnItsWay reports whether a file for somebody waits or is being sent.
func (tx *Tx) FileOnItsWay(ctx context.Context, person scrum.PersonID) (bool, error) {
	n, err := one(ctx, tx, scalar[int], selectFileOnItsWay, fileLane(string(person)))
	if err != nil {
		return false, fmt.Errorf("file on its way to %s: %w", person, err)
	}
	return n > 0, nil
}

func editLane(id int64) string { return "edit:" + strconv.FormatInt(id, 10) }

// join finds the message that d belongs to, as far as it is posted.
func (tx *Tx) join(ctx context.Context, d outbox.Delivery) (outbox.Delivery, error) {
	if d.Kind == outbox.Seed && d.Thread == "" {
		var seed struct {
			On string `json:"on"`
		}
		if err := json.Unmarshal(d.Body, &seed); err != nil {
			return d, fmt.Errorf("read what to react to: %w", err)
		}
		d.Thread = seed.On
	}
	if d.Thread == "" {
		return d, nil
	}
	if isTimestamp(d.Thread) {
		d.ThreadTS = d.Thread
		return d, nil
	}
	parent, err := tx.Delivery(ctx, d.Thread)
	if err != nil {
		return d, err
	}
	if parent.Kind != outbox.Post {
		return d, fmt.Errorf("%s is no message to belong to", parent.Name)
	}
	if parent.Posted() {
		d.ThreadTS, d.PostedIn = parent.TS, parent.PostedIn
	}
	if parent.State == outbox.Parked {
		d.State = outbox.Parked
	}
	return d, nil
}

// isTimestamp reports whether s is one of Slack's, "1700000000.000100".
func isTimestamp(s string) bool {
	seconds, rest, ok := strings.Cut(s, ".")
	return ok && digits(seconds) && digits(rest)
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

const selectDelivery = `SELECT ` + deliveryColumns + ` FROM outbox WHERE name = $1 AND name <> ''`

// Delivery returns a delivery by its name, or [scrum.ErrNotFound].
func (tx *Tx) Delivery(ctx context.Context, name string) (outbox.Delivery, error) {
	d, err := one(ctx, tx, scanDelivery, selectDelivery, name)
	if err != nil {
		return d, fmt.Errorf("delivery %q: %w", name, err)
	}
	return d, nil
}

const selectDeliveryAt = `SELECT ` + deliveryColumns + ` FROM outbox
	WHERE posted_in = $1 AND ts = $2 AND ts <> '' AND kind = 'post'`

// DeliveryAt returns the delivery that is a message in Slack, or
// [scrum.ErrNotFound] if that message is not one of ours.
func (tx *Tx) DeliveryAt(ctx context.Context, channel scrum.ChannelID, ts string) (outbox.Delivery, error) {
	d, err := one(ctx, tx, scanDelivery, selectDeliveryAt, channel, ts)
	if err != nil {
		return d, fmt.Errorf("message %s in %s: %w", ts, channel, err)
	}
	return d, nil
}

const selectParked = `SELECT ` + deliveryColumns + ` FROM outbox WHERE state = 3 AND told < 2 ORDER BY id -- scans: what is parked, by its own index`

// Parked returns the deliveries that were given up and that nobody let go, the
// oldest first.
func (db *DB) Parked(ctx context.Context) ([]outbox.Delivery, error) {
	var list []outbox.Delivery
	err := db.Read(ctx, func(tx *Tx) (err error) {
		list, err = all(ctx, tx, scanDelivery, selectParked)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("parked deliveries: %w", err)
	}
	return list, nil
}

const (
	reopenParked  = `UPDATE outbox SET state = ` + reopened + `, attempts = 0, failures = 0, wake_us = 0, told = 0 WHERE id = $1 AND state = 3 RETURNING name`
	reopenReplies = `UPDATE outbox SET state = 0, attempts = 0, failures = 0, wake_us = 0, told = 0
		WHERE thread = $1 AND thread <> '' AND thread_ts = '' AND state = 3 RETURNING name`
	parkReplies = `UPDATE outbox SET state = 3, error = 'the message it belongs to was never posted'
		WHERE thread = $1 AND thread <> '' AND thread_ts = '' AND state IN (0, 1) RETURNING name`
)

const shutOut = `(error LIKE 'not_in_channel%' OR error LIKE 'channel_not_found%' OR error LIKE 'is_archived%')`

const selectShutOut = `SELECT id FROM outbox WHERE state = 3 AND told < 2 AND channel_id = $1 AND ` + shutOut + ` ORDER BY id -- scans: what is parked, by its own index`

// LetIn opens again what a conversation refused while Pogo was not in it, or
// while it was archived.
func (tx *Tx) LetIn(ctx context.Context, channel scrum.ChannelID) error {
	ids, err := all(ctx, tx, scalar[int64], selectShutOut, channel)
	for _, id := range ids {
		if err == nil {
			err = tx.retry(ctx, id)
		}
	}
	if err != nil {
		return fmt.Errorf("let in what %s refused: %w", channel, err)
	}
	return nil
}

// Retry opens a parked delivery again, and with it those that were parked
// because they belong to it. A post that may stand in Slack is looked for
// first. The error is [scrum.ErrNotFound] if it is not
// parked.
func (db *DB) Retry(ctx context.Context, id int64) error {
	if err := db.Write(ctx, func(tx *Tx) error { return tx.retry(ctx, id) }); err != nil {
		return fmt.Errorf("retry delivery %d: %w", id, err)
	}
	return nil
}

func (tx *Tx) retry(ctx context.Context, id int64) error {
	name, err := one(ctx, tx, scalar[string], reopenParked, id)
	if err != nil {
		return err
	}
	tx.sent = true
	return tx.withReplies(ctx, reopenReplies, name)
}

// withReplies runs an update on those that wait for the named delivery to be
// posted, and on those that wait for them.
func (tx *Tx) withReplies(ctx context.Context, update, name string) error {
	if name == "" {
		return nil
	}
	names, err := all(ctx, tx, scalar[string], update, name)
	if err != nil {
		return err
	}
	for _, reply := range names {
		if err := tx.withReplies(ctx, update, reply); err != nil {
			return err
		}
	}
	return nil
}
