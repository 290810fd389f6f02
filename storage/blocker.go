package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const blockerColumns = `b.id, b.product_id, COALESCE(b.ask_id, 0), b.person_id, b.helper_id, b.outside, b.text, b.class, COALESCE(b.story_id, 0), b.goal, b.low, b.since,
	b.created_us, b.changed_us, b.acked_us, b.resolved_us, b.resolved_by, b.asked_us, b.level, b.level_us`

func scanBlocker(r row) (scrum.Blocker, error) {
	var b scrum.Blocker
	var created, changed, acked, resolved, asked, level int64
	err := r.Scan(&b.ID, &b.Product, &b.Ask, &b.Person, &b.Helper, &b.Outside, &b.Text, &b.Class, &b.Story, &b.Goal, &b.Low, &b.Since,
		&created, &changed, &acked, &resolved, &b.ResolvedBy, &asked, &b.Level, &level)
	b.CreatedAt, b.ChangedAt, b.AckedAt, b.ResolvedAt = instant(created), instant(changed), instant(acked), instant(resolved)
	b.AskedAt, b.LevelAt = instant(asked), instant(level)
	return b, err
}

const insertBlocker = `INSERT INTO blocker (product_id, ask_id, person_id, helper_id, outside, text, class, story_id, goal, low, since,
		created_us, changed_us, asked_us)
	VALUES ($1, NULLIF($2, 0), $3, $4, $5, $6, $7, NULLIF($8, 0), $9, $10, $11, $12, $12, $13)`

// CreateBlocker keeps a new blocker, for which somebody is waited for from now
// on unless it says otherwise, and returns it with its id.
func (tx *Tx) CreateBlocker(ctx context.Context, b scrum.Blocker) (scrum.Blocker, error) {
	asked := b.AskedAt
	if asked.IsZero() {
		asked = b.CreatedAt
	}
	id, err := insert[scrum.BlockerID](ctx, tx, insertBlocker,
		b.Product, b.Ask, b.Person, b.Helper, text(b.Outside), text(b.Text), b.Class, b.Story, bit(b.Goal), bit(b.Low), b.Since, micros(b.CreatedAt), micros(asked))
	if err != nil {
		return b, fmt.Errorf("create blocker of %s: %w", b.Person, err)
	}
	return tx.Blocker(ctx, id)
}

const (
	selectBlocker   = `SELECT ` + blockerColumns + ` FROM blocker b WHERE b.id = $1`
	selectBlockerOf = `SELECT ` + blockerColumns + ` FROM blocker b WHERE b.ask_id = $1 ORDER BY b.id DESC LIMIT 1`
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

const (
	selectBlockers = `SELECT ` + blockerColumns + ` FROM blocker b
		WHERE b.product_id = $1 AND (b.resolved_us = 0 OR b.resolved_us >= $2) ORDER BY b.id`
	// Whoever can help is found by their name on it or by having been told of it.
	selectBlockersFor = `SELECT ` + blockerColumns + ` FROM blocker b WHERE b.resolved_us = 0 AND b.helper_id = $1
		UNION
		SELECT ` + blockerColumns + ` FROM blocker_call c JOIN blocker b ON b.id = c.blocker_id
		WHERE c.person_id = $1 AND c.told_us > 0 AND b.resolved_us = 0 AND b.acked_us = 0 ORDER BY 1`
)

// Blockers returns a product's blockers that stand, and those resolved at an
// instant or after it, the oldest first.
func (tx *Tx) Blockers(ctx context.Context, product scrum.ProductID, since time.Time) ([]scrum.Blocker, error) {
	list, err := all(ctx, tx, scanBlocker, selectBlockers, product, micros(since))
	if err != nil {
		return nil, fmt.Errorf("blockers of product %d: %w", product, err)
	}
	return list, nil
}

// BlockersFor returns the blockers that wait for a person, whatever product
// they are of: those that name them and stand, and those that they were told
// of and nobody cares for.
func (tx *Tx) BlockersFor(ctx context.Context, person scrum.PersonID) ([]scrum.Blocker, error) {
	list, err := all(ctx, tx, scanBlocker, selectBlockersFor, person)
	if err != nil {
		return nil, fmt.Errorf("blockers for %s: %w", person, err)
	}
	return list, nil
}

const updateBlocker = `UPDATE blocker SET helper_id = $2, outside = $3, text = $4, class = $5, story_id = NULLIF($6, 0), goal = $7, low = $8, since = $9,
	changed_us = $10, acked_us = $11, resolved_us = $12, resolved_by = $13, asked_us = $14, level = $15, level_us = $16 WHERE id = $1`

// SaveBlocker keeps a change to a blocker.
func (tx *Tx) SaveBlocker(ctx context.Context, b scrum.Blocker) error {
	if err := tx.change(ctx, updateBlocker, b.ID, b.Helper, text(b.Outside), text(b.Text), b.Class, b.Story, bit(b.Goal), bit(b.Low), b.Since,
		micros(b.ChangedAt), micros(b.AckedAt), micros(b.ResolvedAt), b.ResolvedBy, micros(b.AskedAt), b.Level, micros(b.LevelAt)); err != nil {
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

const selectResolved = `SELECT ` + blockerColumns + ` FROM blocker b WHERE b.product_id = $1 AND b.resolved_us > 0 ORDER BY b.resolved_us DESC, b.id DESC LIMIT $2`

// ResolvedBlockers returns the blockers of a product that were resolved last,
// at most limit of them, the last first.
func (tx *Tx) ResolvedBlockers(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.Blocker, error) {
	list, err := all(ctx, tx, scanBlocker, selectResolved, product, limit)
	if err != nil {
		return nil, fmt.Errorf("resolved blockers of product %d: %w", product, err)
	}
	return list, nil
}

const insertBlockerWhole = `INSERT INTO blocker (product_id, person_id, helper_id, outside, text, class, goal, low, since,
		created_us, changed_us, acked_us, resolved_us, resolved_by, asked_us, level, level_us)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`

// RestoreBlocker keeps a blocker that stood in another database, with its
// history, and returns it with its id. No answer here told of it, and which story
// waits is said later.
func (tx *Tx) RestoreBlocker(ctx context.Context, b scrum.Blocker, events []scrum.BlockerEvent) (scrum.Blocker, error) {
	id, err := insert[scrum.BlockerID](ctx, tx, insertBlockerWhole,
		b.Product, b.Person, b.Helper, text(b.Outside), text(b.Text), b.Class, bit(b.Goal), bit(b.Low), b.Since,
		micros(b.CreatedAt), micros(b.ChangedAt), micros(b.AckedAt), micros(b.ResolvedAt), b.ResolvedBy, micros(b.AskedAt), b.Level, micros(b.LevelAt))
	if err != nil {
		return b, fmt.Errorf("restore a blocker of %s: %w", b.Person, err)
	}
	for _, e := range events {
		e.Blocker = id
		if err := tx.RecordBlocker(ctx, e); err != nil {
			return b, err
		}
	}
	b.ID = id
	return b, nil
}
