package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const blockerColumns = `id, product_id, ask_id, person_id, helper_id, text, low, since, created_us, resolved_us, resolved_by`

func scanBlocker(r row) (scrum.Blocker, error) {
	var b scrum.Blocker
	var created, resolved int64
	err := r.Scan(&b.ID, &b.Product, &b.Ask, &b.Person, &b.Helper, &b.Text, &b.Low, &b.Since, &created, &resolved, &b.ResolvedBy)
	b.CreatedAt, b.ResolvedAt = instant(created), instant(resolved)
	return b, err
}

const insertBlocker = `INSERT INTO blocker (product_id, ask_id, person_id, helper_id, text, low, since, created_us)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`

// CreateBlocker keeps a new blocker and returns it with its id.
func (tx *Tx) CreateBlocker(ctx context.Context, b scrum.Blocker) (scrum.Blocker, error) {
	id, err := one(ctx, tx, scalar[scrum.BlockerID], insertBlocker,
		b.Product, b.Ask, b.Person, b.Helper, text(b.Text), bit(b.Low), b.Since, micros(b.CreatedAt))
	if err != nil {
		return b, fmt.Errorf("create blocker of %s: %w", b.Person, err)
	}
	b.ID = id
	return b, nil
}

const (
	selectBlocker   = `SELECT ` + blockerColumns + ` FROM blocker WHERE id = $1`
	selectBlockerOf = `SELECT ` + blockerColumns + ` FROM blocker WHERE ask_id = $1 ORDER BY id DESC LIMIT 1`
)

// Blocker returns a blocker, or [scrum.ErrNotFound].
func (tx *Tx) Blocker(ctx context.Context, id scrum.BlockerID) (scrum.Blocker, error) {
	b, err := one(ctx, tx, scanBlocker, selectBlocker, id)
	if err != nil {
		return b, fmt.Errorf("blocker %d: %w", id, err)
	}
	return b, nil
}

// BlockerOf returns the newest blocker that an answer told of, or
// [scrum.ErrNotFound].
func (tx *Tx) BlockerOf(ctx context.Context, ask scrum.AskID) (scrum.Blocker, error) {
	b, err := one(ctx, tx, scanBlocker, selectBlockerOf, ask)
	if err != nil {
		return b, fmt.Errorf("blocker of ask %d: %w", ask, err)
	}
	return b, nil
}

const selectBlockers = `SELECT ` + blockerColumns + ` FROM blocker
	WHERE product_id = $1 AND (resolved_us = 0 OR resolved_us >= $2) ORDER BY id`

// Blockers returns a product's blockers that stand, and those resolved at an
// instant or after it, the oldest first.
func (tx *Tx) Blockers(ctx context.Context, product scrum.ProductID, since time.Time) ([]scrum.Blocker, error) {
	list, err := all(ctx, tx, scanBlocker, selectBlockers, product, micros(since))
	if err != nil {
		return nil, fmt.Errorf("blockers of product %d: %w", product, err)
	}
	return list, nil
}

const updateBlocker = `UPDATE blocker SET helper_id = $2, text = $3, low = $4, since = $5, resolved_us = $6, resolved_by = $7 WHERE id = $1`

// SaveBlocker keeps a change to a blocker.
func (tx *Tx) SaveBlocker(ctx context.Context, b scrum.Blocker) error {
	if err := tx.change(ctx, updateBlocker, b.ID, b.Helper, text(b.Text), bit(b.Low), b.Since, micros(b.ResolvedAt), b.ResolvedBy); err != nil {
		return fmt.Errorf("save blocker %d: %w", b.ID, err)
	}
	return nil
}

const deleteBlocker = `DELETE FROM blocker WHERE id = $1`

// DropBlocker forgets a blocker that its author took back.
func (tx *Tx) DropBlocker(ctx context.Context, id scrum.BlockerID) error {
	if _, err := tx.exec(ctx, deleteBlocker, id); err != nil {
		return fmt.Errorf("drop blocker %d: %w", id, err)
	}
	return nil
}
