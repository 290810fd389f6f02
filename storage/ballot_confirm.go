package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const updateReworded = `UPDATE ballot_option SET reworded_us = $3 WHERE ballot_id = $1 AND story_id = $2`

// MarkReworded keeps that a story was given other words while people vote on
// it.
func (tx *Tx) MarkReworded(ctx context.Context, ballot scrum.BallotID, story scrum.StoryID, at time.Time) error {
	if _, err := tx.exec(ctx, updateReworded, ballot, story, micros(at)); err != nil {
		return fmt.Errorf("mark story %d of ballot %d as reworded: %w", story, ballot, err)
	}
	return nil
}

const (
	askConfirm = `INSERT INTO ballot_confirm (ballot_id, person_id) VALUES ($1, $2)
		ON CONFLICT (ballot_id, person_id) DO UPDATE SET confirmed_us = 0 WHERE ballot_confirm.confirmed_us <> 0`
	keepConfirm   = `UPDATE ballot_confirm SET confirmed_us = $3 WHERE ballot_id = $1 AND person_id = $2 AND confirmed_us = 0`
	countConfirms = `SELECT COUNT(*), COUNT(CASE WHEN confirmed_us > 0 THEN 1 END) FROM ballot_confirm WHERE ballot_id = $1`
)

// AskConfirm keeps that somebody is to confirm the vote they cast before a
// story was reworded. It reports false if they were asked and have not
// answered.
func (tx *Tx) AskConfirm(ctx context.Context, ballot scrum.BallotID, person scrum.PersonID) (bool, error) {
	n, err := tx.exec(ctx, askConfirm, ballot, person)
	if err != nil {
		return false, fmt.Errorf("ask %s to confirm in ballot %d: %w", person, ballot, err)
	}
	return n == 1, nil
}

// Confirm keeps that somebody's vote stands. It reports false if they were not
// asked, or have answered.
func (tx *Tx) Confirm(ctx context.Context, ballot scrum.BallotID, person scrum.PersonID, at time.Time) (bool, error) {
	n, err := tx.exec(ctx, keepConfirm, ballot, person, micros(at))
	if err != nil {
		return false, fmt.Errorf("confirm for %s in ballot %d: %w", person, ballot, err)
	}
	return n == 1, nil
}

func scanConfirmed(r row) (scrum.Confirmed, error) {
	var c scrum.Confirmed
	err := r.Scan(&c.Asked, &c.Did)
	return c, err
}

// Confirmed returns how many were asked to confirm their votes, and did.
func (tx *Tx) Confirmed(ctx context.Context, ballot scrum.BallotID) (scrum.Confirmed, error) {
	c, err := one(ctx, tx, scanConfirmed, countConfirms, ballot)
	if err != nil {
		return c, fmt.Errorf("who confirmed in ballot %d: %w", ballot, err)
	}
	return c, nil
}
