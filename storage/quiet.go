package storage

import (
	"context"
	"errors"
	"fmt"

	"pogo/scrum"
)

const selectQuiet = `SELECT from_us, until_us FROM quiet WHERE person_id = $1`

// Quiet returns when somebody is not to be disturbed, as far as is known.
func (tx *Tx) Quiet(ctx context.Context, person scrum.PersonID) (scrum.Quiet, error) {
	q, err := one(ctx, tx, scanQuiet, selectQuiet, person)
	if errors.Is(err, scrum.ErrNotFound) {
		return scrum.Quiet{}, nil
	}
	if err != nil {
		return q, fmt.Errorf("when %s is not to be disturbed: %w", person, err)
	}
	return q, nil
}

func scanQuiet(r row) (scrum.Quiet, error) {
	var from, until int64
	err := r.Scan(&from, &until)
	return scrum.Quiet{From: instant(from), Until: instant(until)}, err
}

const (
	upsertQuiet = `INSERT INTO quiet (person_id, from_us, until_us) VALUES ($1, $2, $3)
		ON CONFLICT (person_id) DO UPDATE SET from_us = excluded.from_us, until_us = excluded.until_us`
	deleteQuiet = `DELETE FROM quiet WHERE person_id = $1`
)

// SaveQuiet keeps when somebody is not to be disturbed, in place of what was
// known.
func (tx *Tx) SaveQuiet(ctx context.Context, person scrum.PersonID, q scrum.Quiet) error {
	var err error
	if q == (scrum.Quiet{}) {
		_, err = tx.exec(ctx, deleteQuiet, person)
	} else {
		_, err = tx.exec(ctx, upsertQuiet, person, micros(q.From), micros(q.Until))
	}
	if err != nil {
		return fmt.Errorf("keep when %s is not to be disturbed: %w", person, err)
	}
	return nil
}
