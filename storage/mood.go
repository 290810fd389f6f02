package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"pogo/scrum"
)

const (
	upsertMood = `INSERT INTO mood (product_id, least) VALUES ($1, $2) ON CONFLICT (product_id) DO UPDATE SET least = excluded.least`
	selectMood = `SELECT least FROM mood WHERE product_id = $1`
	deleteMood = `DELETE FROM mood WHERE product_id = $1`

	deleteMoodWeeks = `DELETE FROM mood_week WHERE product_id = $1`
	deleteMoodTaps  = `DELETE FROM mood_tap WHERE product_id = $1`
)

// AskMood has a product's team asked for its mood each week. It is shown from
// least answers on; a week that has begun keeps the number that people were
// told.
func (tx *Tx) AskMood(ctx context.Context, product scrum.ProductID, least int) error {
	if _, err := tx.exec(ctx, upsertMood, product, least); err != nil {
		return fmt.Errorf("ask for the mood of product %d: %w", product, err)
	}
	return nil
}

// MoodLeast returns from how many answers on a product's mood is shown, or
// [scrum.ErrNotFound] if nobody is asked.
func (tx *Tx) MoodLeast(ctx context.Context, product scrum.ProductID) (int, error) {
	least, err := one(ctx, tx, scalar[int], selectMood, product)
	if err != nil {
		return 0, fmt.Errorf("mood of product %d: %w", product, err)
	}
	return least, nil
}

// StopMood ends the asking and forgets all answers, with their keys. What was
// shown stays.
func (tx *Tx) StopMood(ctx context.Context, product scrum.ProductID) error {
	for _, statement := range []string{deleteMoodTaps, deleteMoodWeeks, deleteMood} {
		if _, err := tx.exec(ctx, statement, product); err != nil {
			return fmt.Errorf("stop asking for the mood of product %d: %w", product, err)
		}
	}
	tx.erased = true
	return nil
}

func scanMoodFigure(r row) (scrum.MoodFigure, error) {
	var f scrum.MoodFigure
	return f, r.Scan(&f.From, &f.To, &f.Median, &f.Answers)
}

const (
	insertMoodFigure  = `INSERT INTO mood_shown (product_id, first, last, median, answers) VALUES ($1, $2, $3, $4, $5)`
	selectMoodFigures = `SELECT first, last, median, answers FROM mood_shown WHERE product_id = $1 ORDER BY first DESC LIMIT $2`
)

// MoodFigures returns what was shown of a product's mood, the newest first.
func (tx *Tx) MoodFigures(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.MoodFigure, error) {
	list, err := all(ctx, tx, scanMoodFigure, selectMoodFigures, product, limit)
	if err != nil {
		return nil, fmt.Errorf("shown moods of product %d: %w", product, err)
	}
	return list, nil
}

// ShowMood keeps what is shown.
func (tx *Tx) ShowMood(ctx context.Context, product scrum.ProductID, f scrum.MoodFigure) error {
	if _, err := tx.exec(ctx, insertMoodFigure, product, f.From, f.To, f.Median, f.Answers); err != nil {
		return fmt.Errorf("show the mood of product %d: %w", product, err)
	}
	return nil
}

const (
	selectMoodHeld = `SELECT held FROM mood WHERE product_id = $1`
	updateMoodHeld = `UPDATE mood SET held = $2 WHERE product_id = $1`
)

// MoodHeld returns the answers of a product's weeks that wait to be shown with
// the next.
func (tx *Tx) MoodHeld(ctx context.Context, product scrum.ProductID) (scrum.MoodHeld, error) {
	var held scrum.MoodHeld
	text, err := one(ctx, tx, scalar[string], selectMoodHeld, product)
	if err == nil {
		err = json.Unmarshal([]byte(text), &held)
	}
	if err != nil {
		return held, fmt.Errorf("held moods of product %d: %w", product, err)
	}
	return held, nil
}

// HoldMood keeps them; those that stood there leave no trace.
func (tx *Tx) HoldMood(ctx context.Context, product scrum.ProductID, held scrum.MoodHeld) error {
	if err := tx.change(ctx, updateMoodHeld, product, object(held)); err != nil {
		return fmt.Errorf("hold moods of product %d: %w", product, err)
	}
	tx.erased = true
	return nil
}
