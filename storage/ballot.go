package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const ballotColumns = `b.id, b.product_id, b.number, b.opener_id, b.state, b.opened_us, b.closes_us, b.closed_us, b.closer_id,
	b.unverified, b.decider_id, b.voted, b.outside`

func scanBallot(r row) (scrum.Ballot, error) {
	var b scrum.Ballot
	var opened, closes, closed int64
	err := r.Scan(&b.ID, &b.Product, &b.Number, &b.Opener, &b.State, &opened, &closes, &closed, &b.Closer,
		&b.Unverified, &b.Decider, &b.Voted.Team, &b.Voted.Outside)
	b.OpenedAt, b.ClosesAt, b.ClosedAt = instant(opened), instant(closes), instant(closed)
	return b, err
}

const (
	insertBallot = `INSERT INTO ballot (product_id, number, opener_id, state, opened_us, closes_us)
		VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM ballot WHERE product_id = $1), $2, $3, $4, $5) RETURNING id`
	insertOption = `INSERT INTO ballot_option (ballot_id, position, story_id) VALUES ($1, $2, $3)`
	insertVoter  = `INSERT INTO ballot_roll (ballot_id, person_id, outside) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
)

// CreateBallot opens a ballot and returns it with its id and number. The
// error is [scrum.ErrTaken] if one of the product is running.
func (tx *Tx) CreateBallot(ctx context.Context, b scrum.Ballot) (scrum.Ballot, error) {
	id, err := one(ctx, tx, scalar[scrum.BallotID], insertBallot, b.Product, b.Opener, scrum.BallotOpen, micros(b.OpenedAt), micros(b.ClosesAt))
	if err != nil {
		return b, fmt.Errorf("open a ballot of product %d: %w", b.Product, err)
	}
	for i, o := range b.Options {
		if _, err := tx.exec(ctx, insertOption, id, i, o.Story); err != nil {
			return b, fmt.Errorf("keep an option of ballot %d: %w", id, err)
		}
	}
	for _, v := range b.Roll {
		if _, err := tx.exec(ctx, insertVoter, id, v.Person, bit(v.Outside)); err != nil {
			return b, fmt.Errorf("keep the roll of ballot %d: %w", id, err)
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

const (
	selectOptions = `SELECT story_id, was, approvals FROM ballot_option WHERE ballot_id = $1 ORDER BY position`
	selectRoll    = `SELECT person_id, outside FROM ballot_roll WHERE ballot_id = $1 ORDER BY person_id`
)

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
	err := r.Scan(&o.Story, &o.Was, &o.Approvals)
	return o, err
}

func scanVoter(r row) (scrum.Voter, error) {
	var v scrum.Voter
	err := r.Scan(&v.Person, &v.Outside)
	return v, err
}

const (
	updateBallot = `UPDATE ballot SET state = $2, closed_us = $3, closer_id = $4, unverified = $5, decider_id = $6, voted = $7, outside = $8
		WHERE id = $1`
	updateOption = `UPDATE ballot_option SET was = $3, approvals = $4 WHERE ballot_id = $1 AND position = $2`
)

// SaveBallot keeps what became of a ballot. Its options, its roll and when it
// was to close were fixed at the opening.
func (tx *Tx) SaveBallot(ctx context.Context, b scrum.Ballot) error {
	if err := tx.change(ctx, updateBallot, b.ID, b.State, micros(b.ClosedAt), b.Closer, bit(b.Unverified), b.Decider, b.Voted.Team, b.Voted.Outside); err != nil {
		return fmt.Errorf("save ballot %d: %w", b.ID, err)
	}
	for i, o := range b.Options {
		if err := tx.change(ctx, updateOption, b.ID, i, o.Was, o.Approvals); err != nil {
			return fmt.Errorf("save an option of ballot %d: %w", b.ID, err)
		}
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

// What has no rank is placed far behind what has one.
const selectRanking = `SELECT s.id FROM story s
	WHERE s.product_id = $1 AND s.place < 1152921504606846976 AND s.open = 1 AND s.epic = 0 ORDER BY s.place, s.number`

// Ranking returns the open stories of a product that have a rank, in order.
func (tx *Tx) Ranking(ctx context.Context, product scrum.ProductID) ([]scrum.StoryID, error) {
	ids, err := all(ctx, tx, scalar[scrum.StoryID], selectRanking, product)
	if err != nil {
		return nil, fmt.Errorf("ranking of product %d: %w", product, err)
	}
	return ids, nil
}
