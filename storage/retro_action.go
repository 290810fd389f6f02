package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const actionColumns = `a.id, a.product_id, a.retro_id, a.text, a.owner_id, a.due, a.state, a.ended_us`

func scanAction(r row) (scrum.Action, error) {
	var a scrum.Action
	var ended int64
	err := r.Scan(&a.ID, &a.Product, &a.Retro, &a.Text, &a.Owner, &a.Due, &a.State, &ended)
	a.EndedAt = instant(ended)
	return a, err
}

const insertAction = `INSERT INTO retro_action (product_id, retro_id, text, owner_id, due, state, ended_us)
	VALUES ($1, $2, $3, $4, $5, $6, $7)`

// CreateAction keeps a new action and returns it with its id.
func (tx *Tx) CreateAction(ctx context.Context, a scrum.Action) (scrum.Action, error) {
	id, err := insert[scrum.ActionID](ctx, tx, insertAction, a.Product, a.Retro, text(a.Text), a.Owner, a.Due, a.State, micros(a.EndedAt))
	if err != nil {
		return a, fmt.Errorf("create action of retrospective %d: %w", a.Retro, err)
	}
	a.ID = id
	return a, nil
}

const selectAction = `SELECT ` + actionColumns + ` FROM retro_action a WHERE a.id = $1`

// Action returns an action, or [scrum.ErrNotFound].
func (tx *Tx) Action(ctx context.Context, id scrum.ActionID) (scrum.Action, error) {
	a, err := one(ctx, tx, scanAction, selectAction, id)
	if err != nil {
		return a, fmt.Errorf("action %d: %w", id, err)
	}
	return a, nil
}

const updateAction = `UPDATE retro_action SET owner_id = $2, due = $3, state = $4, ended_us = $5 WHERE id = $1`

// SaveAction keeps a change to an action.
func (tx *Tx) SaveAction(ctx context.Context, a scrum.Action) error {
	if err := tx.change(ctx, updateAction, a.ID, a.Owner, a.Due, a.State, micros(a.EndedAt)); err != nil {
		return fmt.Errorf("save action %d: %w", a.ID, err)
	}
	return nil
}

const selectActionsSince = `SELECT ` + actionColumns + ` FROM retro_action a
	WHERE a.product_id = $1 AND (a.state = 'open' OR a.ended_us >= $2) ORDER BY a.id`

// ActionsSince returns the actions of a product that are open or ended since
// an instant, the oldest first.
func (tx *Tx) ActionsSince(ctx context.Context, product scrum.ProductID, since time.Time) ([]scrum.Action, error) {
	list, err := all(ctx, tx, scanAction, selectActionsSince, product, micros(since))
	if err != nil {
		return nil, fmt.Errorf("actions of product %d: %w", product, err)
	}
	return list, nil
}

const selectActionsOf = `SELECT ` + actionColumns + ` FROM retro_action a WHERE a.retro_id = $1 ORDER BY a.id`

// ActionsOf returns the actions that came out of a retrospective, the oldest
// first.
func (tx *Tx) ActionsOf(ctx context.Context, id scrum.RetroID) ([]scrum.Action, error) {
	list, err := all(ctx, tx, scanAction, selectActionsOf, id)
	if err != nil {
		return nil, fmt.Errorf("actions of retrospective %d: %w", id, err)
	}
	return list, nil
}
