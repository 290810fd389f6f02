package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const callColumns = `c.id, c.blocker_id, c.step, c.person_id, c.told_us, c.message_id`

func scanCall(r row) (scrum.BlockerCall, error) {
	var c scrum.BlockerCall
	var told int64
	err := r.Scan(&c.ID, &c.Blocker, &c.Step, &c.Person, &told, &c.Message)
	c.ToldAt = instant(told)
	return c, err
}

const insertCall = `INSERT INTO blocker_call (blocker_id, step, person_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`

// CallFor keeps that a step brings a blocker to somebody; once more changes
// nothing.
func (tx *Tx) CallFor(ctx context.Context, c scrum.BlockerCall) error {
	if _, err := tx.exec(ctx, insertCall, c.Blocker, c.Step, c.Person); err != nil {
		return fmt.Errorf("bring blocker %d to %s: %w", c.Blocker, c.Person, err)
	}
	return nil
}

const (
	selectCalls = `SELECT ` + callColumns + ` FROM blocker_call c WHERE c.blocker_id = $1 ORDER BY c.id`
	// A message stands in for all that it told of.
	selectCallsOf = `SELECT ` + callColumns + ` FROM blocker_call c WHERE c.message_id = $1 ORDER BY c.id`
)

// Calls returns whom a blocker was brought to, or will be, in order.
func (tx *Tx) Calls(ctx context.Context, id scrum.BlockerID) ([]scrum.BlockerCall, error) {
	list, err := all(ctx, tx, scanCall, selectCalls, id)
	if err != nil {
		return nil, fmt.Errorf("calls of blocker %d: %w", id, err)
	}
	return list, nil
}

// CallsOf returns what a message told of, in order.
func (tx *Tx) CallsOf(ctx context.Context, message scrum.BlockerCallID) ([]scrum.BlockerCall, error) {
	list, err := all(ctx, tx, scanCall, selectCallsOf, message)
	if err != nil {
		return nil, fmt.Errorf("calls of message %d: %w", message, err)
	}
	return list, nil
}

const updateCall = `UPDATE blocker_call SET told_us = $2, message_id = $3 WHERE id = $1`

const selectCallsWait = `SELECT DISTINCT b.product_id FROM blocker_call c JOIN blocker b ON b.id = c.blocker_id
	WHERE c.person_id = $1 AND c.told_us = 0 AND b.resolved_us = 0 AND b.acked_us = 0 ORDER BY 1`

// CallsWait returns the products with blockers that nobody cares for and that
// somebody is to be told of.
func (tx *Tx) CallsWait(ctx context.Context, person scrum.PersonID) ([]scrum.ProductID, error) {
	list, err := all(ctx, tx, scalar[scrum.ProductID], selectCallsWait, person)
	if err != nil {
		return nil, fmt.Errorf("where %s is to be told of blockers: %w", person, err)
	}
	return list, nil
}

// ToldCall keeps that somebody was told, and by which message.
func (tx *Tx) ToldCall(ctx context.Context, c scrum.BlockerCall) error {
	if err := tx.change(ctx, updateCall, c.ID, micros(c.ToldAt), c.Message); err != nil {
		return fmt.Errorf("keep that %s was told of blocker %d: %w", c.Person, c.Blocker, err)
	}
	return nil
}

const deleteCalls = `DELETE FROM blocker_call WHERE blocker_id = $1`

// ForgetCalls lets the steps of a blocker begin anew.
func (tx *Tx) ForgetCalls(ctx context.Context, id scrum.BlockerID) error {
	if _, err := tx.exec(ctx, deleteCalls, id); err != nil {
		return fmt.Errorf("forget the calls of blocker %d: %w", id, err)
	}
	return nil
}
