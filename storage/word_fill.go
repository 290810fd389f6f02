package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"pogo/scrum"
)

// selectUnindexed reads the columns that step 0060 found, not those that the
// tables have got since.
const selectUnindexed = `SELECT id, product_id, title, role, goal, benefit, situation, criteria FROM story WHERE id > $1 ORDER BY id LIMIT 500`

func scanUnindexed(r row) (scrum.Story, error) {
	var s scrum.Story
	var criteria string
	if err := r.Scan(&s.ID, &s.Product, &s.Title, &s.Role, &s.Goal, &s.Benefit, &s.Situation, &criteria); err != nil {
		return s, err
	}
	if err := json.Unmarshal([]byte(criteria), &s.Criteria); err != nil {
		return s, fmt.Errorf("read the criteria of story %d: %w", s.ID, err)
	}
	return s, nil
}

// fillWords is steps 61, 199 and 210 of the migrations: it keeps the words of
// the stories that were there before words were kept, then what their synonyms
// stand for, then terms of several words.
func fillWords(ctx context.Context, sqlTx *sql.Tx) error {
	tx := &Tx{conn: sqlTx, engine: &sqlite{}, writes: true}
	for last := scrum.StoryID(0); ; {
		stories, err := all(ctx, tx, scanUnindexed, selectUnindexed, last)
		if err != nil {
			return fmt.Errorf("read stories after %d: %w", last, err)
		}
		if len(stories) == 0 {
			return nil
		}
		for _, s := range stories {
			if err := tx.keepWords(ctx, s); err != nil {
				return err
			}
			last = s.ID
		}
	}
}
