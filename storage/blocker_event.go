package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const insertBlockerEvent = `INSERT INTO blocker_event (blocker_id, deed, person_id, other_id, at_us) VALUES ($1, $2, $3, $4, $5)`

// RecordBlocker adds a line to a blocker's history.
func (tx *Tx) RecordBlocker(ctx context.Context, e scrum.BlockerEvent) error {
	if _, err := tx.exec(ctx, insertBlockerEvent, e.Blocker, e.Deed, e.Person, e.Other, micros(e.At)); err != nil {
		return fmt.Errorf("record that blocker %d was %s: %w", e.Blocker, e.Deed, err)
	}
	return nil
}

const selectBlockerEvents = `SELECT blocker_id, deed, person_id, other_id, at_us FROM blocker_event WHERE blocker_id = $1 ORDER BY id`

func scanBlockerEvent(r row) (scrum.BlockerEvent, error) {
	var e scrum.BlockerEvent
	var at int64
	err := r.Scan(&e.Blocker, &e.Deed, &e.Person, &e.Other, &at)
	e.At = instant(at)
	return e, err
}

// BlockerEvents returns a blocker's history, the oldest first.
func (tx *Tx) BlockerEvents(ctx context.Context, id scrum.BlockerID) ([]scrum.BlockerEvent, error) {
	list, err := all(ctx, tx, scanBlockerEvent, selectBlockerEvents, id)
	if err != nil {
		return nil, fmt.Errorf("history of blocker %d: %w", id, err)
	}
	return list, nil
}
