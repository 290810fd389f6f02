package storage

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"pogo/scrum"
)

func scanPaper(r row) (scrum.BallotPaper, error) {
	var p scrum.BallotPaper
	var given string
	var at int64
	if err := r.Scan(&p.Voter, &given, &p.Abstains, &at, &p.Copies); err != nil {
		return p, err
	}
	p.At = instant(at)
	return p, fromJSON(given, &p.Given)
}

const upsertPaper = `INSERT INTO ballot_paper (ballot_id, voter, given, abstains, at_us, copies) VALUES ($1, $2, $3, $4, $5, $6)
	ON CONFLICT (ballot_id, voter) DO UPDATE SET given = excluded.given, abstains = excluded.abstains, at_us = excluded.at_us`

// KeepPaper keeps what a voter said by a form, and replaces what they said
// before. In the file of an anonymous ballot nothing of that is left.
func (tx *Tx) KeepPaper(ctx context.Context, ballot scrum.BallotID, p scrum.BallotPaper) error {
	if err := tx.keepPaper(ctx, ballot, p); err != nil {
		return err
	}
	tx.erased = tx.erased || p.At.IsZero()
	return nil
}

func (tx *Tx) keepPaper(ctx context.Context, ballot scrum.BallotID, p scrum.BallotPaper) error {
	given, err := asJSON(p.Given)
	if err == nil {
		_, err = tx.exec(ctx, upsertPaper, ballot, p.Voter, given, bit(p.Abstains), micros(p.At), p.Copies)
	}
	if err != nil {
		return fmt.Errorf("keep a paper of ballot %d: %w", ballot, err)
	}
	return nil
}

const selectPapers = `SELECT voter, given, abstains, at_us, copies FROM ballot_paper WHERE ballot_id = $1 ORDER BY voter`

// Papers returns what people said by the form of a ballot, in an order that
// tells nothing.
func (tx *Tx) Papers(ctx context.Context, ballot scrum.BallotID) ([]scrum.BallotPaper, error) {
	papers, err := all(ctx, tx, scanPaper, selectPapers, ballot)
	if err != nil {
		return nil, fmt.Errorf("papers of ballot %d: %w", ballot, err)
	}
	return papers, nil
}

const selectPaper = `SELECT voter, given, abstains, at_us, copies FROM ballot_paper WHERE ballot_id = $1 AND voter = $2`

// Paper returns what one voter said, or [scrum.ErrNotFound].
func (tx *Tx) Paper(ctx context.Context, ballot scrum.BallotID, voter scrum.VoterMark) (scrum.BallotPaper, error) {
	p, err := one(ctx, tx, scanPaper, selectPaper, ballot, voter)
	if err != nil {
		return p, fmt.Errorf("a paper of ballot %d: %w", ballot, err)
	}
	return p, nil
}

const (
	insertBallotKey = `INSERT INTO ballot_key (ballot_id, key) VALUES ($1, $2)`
	selectBallotKey = `SELECT key FROM ballot_key WHERE ballot_id = $1`
	deleteBallotKey = `DELETE FROM ballot_key WHERE ballot_id = $1`
	deletePapers    = `DELETE FROM ballot_paper WHERE ballot_id = $1`
)

// KeepBallotKey keeps the random key under which the voters of an anonymous
// ballot are marked.
func (tx *Tx) KeepBallotKey(ctx context.Context, ballot scrum.BallotID, key string) error {
	if _, err := tx.exec(ctx, insertBallotKey, ballot, key); err != nil {
		return fmt.Errorf("keep the key of ballot %d: %w", ballot, err)
	}
	return nil
}

// BallotKey returns the key of a running anonymous ballot, or
// [scrum.ErrNotFound] once it was destroyed.
func (tx *Tx) BallotKey(ctx context.Context, ballot scrum.BallotID) (string, error) {
	key, err := one(ctx, tx, scalar[string], selectBallotKey, ballot)
	if err != nil {
		return "", fmt.Errorf("key of ballot %d: %w", ballot, err)
	}
	return key, nil
}

// ForgetVoters puts unsigned papers in the place of those of an anonymous
// ballot and destroys its key. What is deleted is overwritten in the file, and
// the log that still holds it is emptied right after the commit: from then on
// nobody can tell who voted for what, except by a backup made before.
func (tx *Tx) ForgetVoters(ctx context.Context, ballot scrum.BallotID, unsigned []scrum.BallotPaper) error {
	for _, statement := range []string{deletePapers, deleteBallotKey} {
		if _, err := tx.exec(ctx, statement, ballot); err != nil {
			return fmt.Errorf("forget the voters of ballot %d: %w", ballot, err)
		}
	}
	for i, p := range unsigned {
		p.Voter, p.At = scrum.VoterMark(strconv.Itoa(i+1)), time.Time{}
		if err := tx.keepPaper(ctx, ballot, p); err != nil {
			return err
		}
	}
	tx.erased = true
	return nil
}
