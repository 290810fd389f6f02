package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const standupColumns = `id, product_id, name, clock, days, questions, digest, lines, set_by, set_us`

func scanStandup(r row) (scrum.Standup, error) {
	var s scrum.Standup
	var questions string
	var set int64
	if err := r.Scan(&s.ID, &s.Product, &s.Name, &s.Clock, &s.Days, &questions, &s.Digest, &s.Lines, &s.SetBy, &set); err != nil {
		return s, err
	}
	s.SetAt = instant(set)
	return s, fromJSON(questions, &s.Questions)
}

const (
	selectStandup      = `SELECT ` + standupColumns + ` FROM standup WHERE id = $1`
	selectStandupNamed = `SELECT ` + standupColumns + ` FROM standup WHERE product_id = $1 AND folded = $2`
	selectStandups     = `SELECT ` + standupColumns + ` FROM standup WHERE product_id = $1 ORDER BY folded`
)

// Standup returns a stand-up, or [scrum.ErrNotFound].
func (tx *Tx) Standup(ctx context.Context, id scrum.StandupID) (scrum.Standup, error) {
	s, err := one(ctx, tx, scanStandup, selectStandup, id)
	if err != nil {
		return s, fmt.Errorf("stand-up %d: %w", id, err)
	}
	return s, nil
}

// StandupNamed returns a product's stand-up by its name, in any spelling that
// folds to the same; "" is the first. The error is [scrum.ErrNotFound] if there
// is none.
func (tx *Tx) StandupNamed(ctx context.Context, product scrum.ProductID, name string) (scrum.Standup, error) {
	s, err := one(ctx, tx, scanStandup, selectStandupNamed, product, scrum.Fold(name))
	if err != nil {
		return s, fmt.Errorf("stand-up %q of product %d: %w", name, product, err)
	}
	return s, nil
}

// Standups returns a product's stand-ups by name, the first first, also those
// of which nobody is asked by the clock.
func (tx *Tx) Standups(ctx context.Context, product scrum.ProductID) ([]scrum.Standup, error) {
	list, err := all(ctx, tx, scanStandup, selectStandups, product)
	if err != nil {
		return nil, fmt.Errorf("stand-ups of product %d: %w", product, err)
	}
	return list, nil
}

const (
	insertStandup = `INSERT INTO standup (product_id, name, folded, clock, days, questions, digest, lines, set_by, set_us)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
	updateStandup = `UPDATE standup SET product_id = $2, name = $3, folded = $4, clock = $5, days = $6, questions = $7, digest = $8,
		lines = $9, set_by = $10, set_us = $11 WHERE id = $1`
)

// SaveStandup keeps a stand-up, a new one if it has no id yet, and returns it
// with its id. The error is [scrum.ErrTaken] if the product has another of that
// name.
func (tx *Tx) SaveStandup(ctx context.Context, s scrum.Standup) (scrum.Standup, error) {
	args := []any{s.Product, text(s.Name), scrum.Fold(s.Name), s.Clock, int64(s.Days), list(s.Questions), s.Digest, bit(s.Lines), s.SetBy, micros(s.SetAt)}
	var err error
	if s.ID == 0 {
		s.ID, err = insert[scrum.StandupID](ctx, tx, insertStandup, args...)
	} else {
		err = tx.change(ctx, updateStandup, append([]any{s.ID}, args...)...)
	}
	if err != nil {
		return s, fmt.Errorf("save stand-up %q of product %d: %w", s.Name, s.Product, err)
	}
	return s, nil
}

const selectStandupsWith = `SELECT DISTINCT u.product_id FROM member m JOIN product d ON d.channel_id = m.channel_id
	JOIN standup u ON u.product_id = d.id WHERE m.person_id = $1 AND u.clock <> '' ORDER BY u.product_id`

// StandupsWith returns the products of whose channel somebody is and whose
// team is asked by the clock.
func (tx *Tx) StandupsWith(ctx context.Context, person scrum.PersonID) ([]scrum.ProductID, error) {
	list, err := all(ctx, tx, scalar[scrum.ProductID], selectStandupsWith, person)
	if err != nil {
		return nil, fmt.Errorf("stand-ups with %s: %w", person, err)
	}
	return list, nil
}
