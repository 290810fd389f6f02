package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const retroColumns = `r.id, r.product_id, r.state, r.format, r.sprint, r.opened_us, r.closes_us, r.closed_us`

func scanRetro(r row) (scrum.Retro, error) {
	var v scrum.Retro
	var opened, closes, closed int64
	err := r.Scan(&v.ID, &v.Product, &v.State, &v.Format, &v.Sprint, &opened, &closes, &closed)
	v.OpenedAt, v.ClosesAt, v.ClosedAt = instant(opened), instant(closes), instant(closed)
	return v, err
}

const insertRetro = `INSERT INTO retro (product_id, state, format, sprint, opened_us, closes_us, closed_us)
	VALUES ($1, $2, $3, $4, $5, $6, $7)`

// CreateRetro keeps a new retrospective and returns it with its id. The error
// is [scrum.ErrTaken] if the product has one that takes notes.
func (tx *Tx) CreateRetro(ctx context.Context, r scrum.Retro) (scrum.Retro, error) {
	id, err := insert[scrum.RetroID](ctx, tx, insertRetro, r.Product, r.State, r.Format, r.Sprint, micros(r.OpenedAt), micros(r.ClosesAt), micros(r.ClosedAt))
	if err != nil {
		return r, fmt.Errorf("create retrospective of product %d: %w", r.Product, err)
	}
	r.ID = id
	return r, nil
}

const selectRetro = `SELECT ` + retroColumns + ` FROM retro r WHERE r.id = $1`

// Retro returns a retrospective, or [scrum.ErrNotFound].
func (tx *Tx) Retro(ctx context.Context, id scrum.RetroID) (scrum.Retro, error) {
	r, err := one(ctx, tx, scanRetro, selectRetro, id)
	if err != nil {
		return r, fmt.Errorf("retrospective %d: %w", id, err)
	}
	return r, nil
}

const selectCollectingRetro = `SELECT ` + retroColumns + ` FROM retro r WHERE r.product_id = $1 AND r.state IN ('collecting', 'open')`

// CollectingRetro returns the retrospective of a product that takes notes, or
// [scrum.ErrNotFound].
func (tx *Tx) CollectingRetro(ctx context.Context, product scrum.ProductID) (scrum.Retro, error) {
	r, err := one(ctx, tx, scanRetro, selectCollectingRetro, product)
	if err != nil {
		return r, fmt.Errorf("collecting retrospective of product %d: %w", product, err)
	}
	return r, nil
}

const selectRetroBefore = `SELECT ` + retroColumns + ` FROM retro r
	WHERE r.product_id = $1 AND ($2 = 0 OR r.id < $2) AND r.state IN ('published', 'short', 'empty') ORDER BY r.id DESC LIMIT 1`

// RetroBefore returns the last closed retrospective of a product before
// another one, or of all if that is 0; else [scrum.ErrNotFound].
func (tx *Tx) RetroBefore(ctx context.Context, product scrum.ProductID, id scrum.RetroID) (scrum.Retro, error) {
	r, err := one(ctx, tx, scanRetro, selectRetroBefore, product, id)
	if err != nil {
		return r, fmt.Errorf("retrospective of product %d before %d: %w", product, id, err)
	}
	return r, nil
}

const updateRetro = `UPDATE retro SET state = $2, sprint = $3, opened_us = $4, closes_us = $5, closed_us = $6 WHERE id = $1`

// SaveRetro keeps a change to a retrospective.
func (tx *Tx) SaveRetro(ctx context.Context, r scrum.Retro) error {
	if err := tx.change(ctx, updateRetro, r.ID, r.State, r.Sprint, micros(r.OpenedAt), micros(r.ClosesAt), micros(r.ClosedAt)); err != nil {
		return fmt.Errorf("save retrospective %d: %w", r.ID, err)
	}
	return nil
}
