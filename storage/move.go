package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const insertMove = `INSERT INTO story_move (product_id, story_id, state, person_id, at_us)
	SELECT $1, $2, $3, $4, $5 WHERE $3 <> COALESCE((SELECT state FROM story_move WHERE story_id = $2 ORDER BY id DESC LIMIT 1), '')
	-- scans: nothing but the row that is given`

// RecordMove keeps that somebody brought a story into the state it has. A
// story that was in that state already has not moved.
func (tx *Tx) RecordMove(ctx context.Context, s scrum.Story, by scrum.PersonID, at time.Time) error {
	if _, err := tx.exec(ctx, insertMove, s.Product, s.ID, s.State, by, micros(at)); err != nil {
		return fmt.Errorf("record the move of story %s: %w", s.Key, err)
	}
	return nil
}

const selectMoves = `SELECT ` + storyColumns + `,
		COALESCE((SELECT b.state FROM story_move b WHERE b.story_id = s.id AND b.at_us < $2 ORDER BY b.id DESC LIMIT 1), ''),
		COALESCE((SELECT b.state FROM story_move b WHERE b.story_id = s.id AND b.at_us < $3 ORDER BY b.id DESC LIMIT 1), '')` + fromStory + `
	WHERE s.id IN (SELECT m.story_id FROM story_move m WHERE m.product_id = $1 AND m.at_us >= $2 AND m.at_us < $3)
	ORDER BY s.number`

// Moves returns the stories of a product whose state changed between two
// instants, the second excluded, with the state they had then, by number.
func (tx *Tx) Moves(ctx context.Context, product scrum.ProductID, from, to time.Time) ([]scrum.Move, error) {
	moves, err := all(ctx, tx, scanMove, selectMoves, product, micros(from), micros(to))
	if err != nil {
		return nil, fmt.Errorf("moves of product %d: %w", product, err)
	}
	changed := moves[:0]
	for _, m := range moves {
		if m.Before != m.Story.State {
			changed = append(changed, m)
		}
	}
	return changed, nil
}

func scanMove(r row) (scrum.Move, error) {
	var m scrum.Move
	var after scrum.StoryState
	story, err := scanStory(longer{r, []any{&m.Before, &after}})
	story.State = after
	m.Story = story
	return m, err
}

// longer is a row of which the last columns go elsewhere.
type longer struct {
	row
	rest []any
}

// Scan implements row.
func (l longer) Scan(dest ...any) error { return l.row.Scan(append(dest, l.rest...)...) }
