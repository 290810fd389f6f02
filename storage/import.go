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

const restoreStory = `INSERT INTO story (product_id, number, text, kind, lang, title, role, goal, benefit, situation,
		criteria, tags, warnings, state, author_id, owner_id, size_halves, rank, thumbs, sprint_id, hidden, permalink,
		created_us, done_us, dropped_cause)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
	RETURNING id`

// RestoreStory keeps a story with all it had somewhere else: unlike one that
// [Tx.CreateStory] keeps, it may be old, ranked, in a sprint or done. It
// returns the story's id.
func (tx *Tx) RestoreStory(ctx context.Context, s scrum.Story) (scrum.StoryID, error) {
	id, err := one(ctx, tx, scalar[scrum.StoryID], restoreStory, s.Product, s.Number, text(s.Text), s.Kind, s.Lang, text(s.Title),
		text(s.Role), text(s.Goal), text(s.Benefit), text(s.Situation), list(s.Criteria), list(s.Tags), list(s.Warnings),
		s.State, s.Author, s.Owner, halves(s.Size), s.Rank, s.Thumbs, s.Sprint, bit(s.Hidden), s.Permalink,
		micros(s.CreatedAt), micros(s.DoneAt), text(s.DroppedCause))
	if err != nil {
		return 0, fmt.Errorf("restore story %s: %w", s.Key, err)
	}
	s.ID = id
	return id, tx.keepWords(ctx, s)
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
