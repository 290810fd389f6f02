package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"pogo/scrum"
)

func scanUndo(r row) (scrum.Undo, error) {
	var u scrum.Undo
	var data string
	var expires int64
	err := r.Scan(&u.ID, &u.Product, &u.Person, &u.Deed, &data, &expires)
	u.Data, u.Expires = json.RawMessage(data), instant(expires)
	return u, err
}

const insertUndo = `INSERT INTO undo (id, product_id, person_id, deed, data, expires_us) VALUES ($1, $2, $3, $4, $5, $6)`

// KeepUndo remembers how to take a deed back.
func (tx *Tx) KeepUndo(ctx context.Context, u scrum.Undo) error {
	if _, err := tx.exec(ctx, insertUndo, u.ID, u.Product, u.Person, u.Deed, string(u.Data), micros(u.Expires)); err != nil {
		return fmt.Errorf("keep undo of %s: %w", u.Deed, err)
	}
	return nil
}

const selectUndos = `SELECT id, product_id, person_id, deed, data, expires_us FROM undo WHERE person_id = $1 AND expires_us > $2 ORDER BY expires_us`

// UndosOf returns what somebody can take back at an instant, the oldest first.
func (tx *Tx) UndosOf(ctx context.Context, person scrum.PersonID, at time.Time) ([]scrum.Undo, error) {
	undos, err := all(ctx, tx, scanUndo, selectUndos, person, micros(at))
	if err != nil {
		return nil, fmt.Errorf("what %s can take back: %w", person, err)
	}
	return undos, nil
}

const takeUndo = `DELETE FROM undo WHERE person_id = $1 AND id = $2 RETURNING id, product_id, person_id, deed, data, expires_us`

// TakeUndo returns how somebody takes a deed of their own back, once: the second
// time the error is [scrum.ErrNotFound]. It is the caller who says whether it
// has expired.
func (tx *Tx) TakeUndo(ctx context.Context, person scrum.PersonID, id string) (scrum.Undo, error) {
	u, err := one(ctx, tx, scanUndo, takeUndo, person, id)
	if err != nil {
		return u, fmt.Errorf("undo %s: %w", id, err)
	}
	return u, nil
}
