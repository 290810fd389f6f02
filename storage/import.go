package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const selectSource = `SELECT story_id FROM story_source WHERE product_id = $1 AND source = $2 AND external_id = $3`

// Imported returns the story that came from a tool under an id of the tool,
// or [scrum.ErrNotFound].
func (tx *Tx) Imported(ctx context.Context, product scrum.ProductID, source, external string) (scrum.StoryID, error) {
	id, err := one(ctx, tx, scalar[scrum.StoryID], selectSource, product, source, text(external))
	if err != nil {
		return 0, fmt.Errorf("%s %s: %w", source, external, err)
	}
	return id, nil
}

const insertSource = `INSERT INTO story_source (product_id, source, external_id, story_id) VALUES ($1, $2, $3, $4)`

// KeepSource remembers where a story came from. The error is
// [scrum.ErrTaken] if another did.
func (tx *Tx) KeepSource(ctx context.Context, product scrum.ProductID, source, external string, story scrum.StoryID) error {
	if _, err := tx.exec(ctx, insertSource, product, source, text(external), story); err != nil {
		return fmt.Errorf("keep where story %d came from: %w", story, err)
	}
	return nil
}

const insertAlias = `INSERT INTO story_source (product_id, source, external_id, story_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`

// KeepAlias remembers another id of the tool for a story, unless another story
// has it.
func (tx *Tx) KeepAlias(ctx context.Context, product scrum.ProductID, source, external string, story scrum.StoryID) error {
	if _, err := tx.exec(ctx, insertAlias, product, source, text(external), story); err != nil {
		return fmt.Errorf("keep another id of story %d: %w", story, err)
	}
	return nil
}

const raiseNumber = `UPDATE product SET next_number = $2 WHERE id = $1 AND next_number < $2`

// RaiseNumber lets a product's next story have a number of at least next.
func (tx *Tx) RaiseNumber(ctx context.Context, product scrum.ProductID, next int) error {
	if _, err := tx.exec(ctx, raiseNumber, product, next); err != nil {
		return fmt.Errorf("raise the next number of product %d: %w", product, err)
	}
	return nil
}

const insertStep = `INSERT INTO story_move (product_id, story_id, state, person_id, at_us) VALUES ($1, $2, $3, $4, $5)`

// KeepStep records a move of a story that happened somewhere else, or, at the
// zero time, nobody knows when: then no stand-up tells of it.
func (tx *Tx) KeepStep(ctx context.Context, product scrum.ProductID, story scrum.StoryID, s scrum.Step) error {
	if _, err := tx.exec(ctx, insertStep, product, story, s.State, s.By, micros(s.At)); err != nil {
		return fmt.Errorf("keep a step of story %d: %w", story, err)
	}
	return nil
}

const updateParent = `UPDATE story SET parent_id = $2 WHERE id = $1`

// SetParent puts a story that was imported under its epic, which may have
// come later. It is no change that somebody made, and no form grows old by it.
func (tx *Tx) SetParent(ctx context.Context, story, epic scrum.StoryID) error {
	if err := tx.change(ctx, updateParent, story, epic); err != nil {
		return fmt.Errorf("put story %d under %d: %w", story, epic, err)
	}
	return nil
}

const selectStoryID = `SELECT id FROM story WHERE product_id = $1 AND number = $2`

// StoryID returns the id of the story with a number, or [scrum.ErrNotFound].
func (tx *Tx) StoryID(ctx context.Context, product scrum.ProductID, number int) (scrum.StoryID, error) {
	id, err := one(ctx, tx, scalar[scrum.StoryID], selectStoryID, product, number)
	if err != nil {
		return 0, fmt.Errorf("story %d of product %d: %w", number, product, err)
	}
	return id, nil
}
