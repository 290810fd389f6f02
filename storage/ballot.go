package storage

import (
	"context"
	"errors"
	"fmt"

	"pogo/scrum"
)

const ballotColumns = `b.id, b.product_id, b.number, b.opener_id, b.state, b.opened_us, b.closes_us, b.closed_us, b.closer_id,
	b.unverified, b.decider_id, b.voted, b.outside, b.method, b.secrecy, b.budget, b.quorum_percent, b.quorum_votes, b.quorum_groups, b.extended, b.reason, b.outcome, b.follows, b.emoji`

func scanBallot(r row) (scrum.Ballot, error) {
	var b scrum.Ballot
	var opened, closes, closed int64
	var groups, outcome, emoji string
	err := r.Scan(&b.ID, &b.Product, &b.Number, &b.Opener, &b.State, &opened, &closes, &closed, &b.Closer,
		&b.Unverified, &b.Decider, &b.Voted.Team, &b.Voted.Outside, &b.Method, &b.Secrecy, &b.Budget,
		&b.Quorum.Percent, &b.Quorum.Votes, &groups, &b.Extended, &b.Reason, &outcome, &b.Follows, &emoji)
	if err != nil {
		return b, err
	}
	b.OpenedAt, b.ClosesAt, b.ClosedAt = instant(opened), instant(closes), instant(closed)
	return b, errors.Join(fromJSON(groups, &b.Quorum.Mandatory), fromJSON(outcome, &b.Outcome), fromJSON(emoji, &b.Answers))
}

const (
	insertBallot = `INSERT INTO ballot (product_id, number, opener_id, state, opened_us, closes_us, method, secrecy, budget, quorum_percent, quorum_votes, quorum_groups, follows, emoji)
		VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM ballot WHERE product_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
	insertOption = `INSERT INTO ballot_option (ballot_id, position, story_id) VALUES ($1, $2, $3)`
)

// CreateBallot opens a ballot and returns it with its id and number. The
// error is [scrum.ErrTaken] if one of the product is running.
func (tx *Tx) CreateBallot(ctx context.Context, b scrum.Ballot) (scrum.Ballot, error) {
	groups, err := asJSON(b.Quorum.Mandatory)
	if err != nil {
		return b, err
	}
	id, err := insert[scrum.BallotID](ctx, tx, insertBallot, b.Product, b.Opener, scrum.BallotOpen, micros(b.OpenedAt), micros(b.ClosesAt),
		b.Method, b.Secrecy, b.Budget, b.Quorum.Percent, b.Quorum.Votes, groups, b.Follows, object(b.Answers))
	if err != nil {
		return b, fmt.Errorf("open a ballot of product %d: %w", b.Product, err)
	}
	for i, o := range b.Options {
		if _, err := tx.exec(ctx, insertOption, id, i, o.Story); err != nil {
			return b, fmt.Errorf("keep an option of ballot %d: %w", id, err)
		}
	}
	for _, v := range b.Roll {
		if err := tx.AddVoter(ctx, id, v); err != nil {
			return b, err
		}
	}
	return tx.Ballot(ctx, id)
}

const selectBallot = `SELECT ` + ballotColumns + ` FROM ballot b WHERE b.id = $1`

// Ballot returns a ballot, or [scrum.ErrNotFound].
func (tx *Tx) Ballot(ctx context.Context, id scrum.BallotID) (scrum.Ballot, error) {
	b, err := tx.ballot(ctx, selectBallot, id)
	if err != nil {
		return b, fmt.Errorf("ballot %d: %w", id, err)
	}
	return b, nil
}

const selectBallotByNumber = `SELECT ` + ballotColumns + ` FROM ballot b WHERE b.product_id = $1 AND b.number = $2`

// BallotByNumber returns a product's ballot by its number, or
// [scrum.ErrNotFound].
func (tx *Tx) BallotByNumber(ctx context.Context, product scrum.ProductID, number int) (scrum.Ballot, error) {
	b, err := tx.ballot(ctx, selectBallotByNumber, product, number)
	if err != nil {
		return b, fmt.Errorf("ballot number %d of product %d: %w", number, product, err)
	}
	return b, nil
}

const selectLastBallot = `SELECT ` + ballotColumns + ` FROM ballot b WHERE b.product_id = $1 ORDER BY b.number DESC LIMIT 1`

// LastBallot returns the product's newest ballot, or [scrum.ErrNotFound].
func (tx *Tx) LastBallot(ctx context.Context, product scrum.ProductID) (scrum.Ballot, error) {
	b, err := tx.ballot(ctx, selectLastBallot, product)
	if err != nil {
		return b, fmt.Errorf("last ballot of product %d: %w", product, err)
	}
	return b, nil
}

const selectLastApplied = `SELECT number, outcome FROM ballot WHERE product_id = $1 AND state = 'applied' ORDER BY number DESC LIMIT 1`

// LastApplied returns the number and the outcome of the product's newest ballot
// whose result was applied, or [scrum.ErrNotFound].
func (tx *Tx) LastApplied(ctx context.Context, product scrum.ProductID) (number int, o scrum.Outcome, err error) {
	o, err = one(ctx, tx, func(r row) (o scrum.Outcome, err error) {
		var outcome string
		if err := r.Scan(&number, &outcome); err != nil {
			return o, err
		}
		return o, fromJSON(outcome, &o)
	}, selectLastApplied, product)
	if err != nil {
		return 0, o, fmt.Errorf("last applied ballot of product %d: %w", product, err)
	}
	return number, o, nil
}

const selectOptions = `SELECT story_id, reworded_us FROM ballot_option WHERE ballot_id = $1 ORDER BY position`

// ballot reads one with its options and its roll.
func (tx *Tx) ballot(ctx context.Context, query string, args ...any) (scrum.Ballot, error) {
	b, err := one(ctx, tx, scanBallot, query, args...)
	if err != nil {
		return b, err
	}
	if b.Options, err = all(ctx, tx, scanOption, selectOptions, b.ID); err != nil {
		return b, fmt.Errorf("options: %w", err)
	}
	if b.Roll, err = all(ctx, tx, scanVoter, selectRoll, b.ID); err != nil {
		return b, fmt.Errorf("roll: %w", err)
	}
	return b, nil
}

func scanOption(r row) (scrum.Option, error) {
	var o scrum.Option
	var reworded int64
	err := r.Scan(&o.Story, &reworded)
	o.RewordedAt = instant(reworded)
	return o, err
}

const updateBallot = `UPDATE ballot SET state = $2, closes_us = $3, closed_us = $4, closer_id = $5, extended = $6, unverified = $7,
	decider_id = $8, reason = $9, voted = $10, outside = $11, outcome = $12 WHERE id = $1`

// SaveBallot keeps what became of a ballot. Its options, its roll and how it
// is voted were fixed at the opening.
func (tx *Tx) SaveBallot(ctx context.Context, b scrum.Ballot) error {
	outcome, err := asJSON(b.Outcome)
	if err != nil {
		return err
	}
	err = tx.change(ctx, updateBallot, b.ID, b.State, micros(b.ClosesAt), micros(b.ClosedAt), b.Closer, bit(b.Extended), bit(b.Unverified),
		b.Decider, text(b.Reason), b.Voted.Team, b.Voted.Outside, outcome)
	if err != nil {
		return fmt.Errorf("save ballot %d: %w", b.ID, err)
	}
	return nil
}

const insertTold = `INSERT INTO ballot_told (ballot_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`

// TellOnce records that somebody is told why their vote does not count, and
// reports whether that is the first time.
func (tx *Tx) TellOnce(ctx context.Context, id scrum.BallotID, person scrum.PersonID) (bool, error) {
	n, err := tx.exec(ctx, insertTold, id, person)
	if err != nil {
		return false, fmt.Errorf("tell %s of ballot %d: %w", person, id, err)
	}
	return n == 1, nil
}
