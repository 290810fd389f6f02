package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const insertChange = `INSERT INTO story_change (story_id, person_id, at_us, field, before, after) VALUES ($1, $2, $3, $4, $5, $6)`

// RecordChanges keeps what somebody changed in a story; "" stands for a
// scheduled deed.
func (tx *Tx) RecordChanges(ctx context.Context, story scrum.StoryID, by scrum.PersonID, at time.Time, changes []scrum.Change) error {
	for _, c := range changes {
		if _, err := tx.exec(ctx, insertChange, story, by, micros(at), c.Field, text(c.Before), text(c.After)); err != nil {
			return fmt.Errorf("record the change of %s of story %d: %w", c.Field, story, err)
		}
	}
	if len(changes) == 0 {
		return nil
	}
	if _, err := tx.exec(ctx, updateTouched, story, micros(at)); err != nil {
		return fmt.Errorf("touch story %d: %w", story, err)
	}
	return nil
}

const selectChanges = `SELECT field, before, after, person_id, at_us FROM story_change WHERE story_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3`

// ChangesOf returns a page of what was changed in a story, the last first.
func (tx *Tx) ChangesOf(ctx context.Context, story scrum.StoryID, limit, offset int) ([]scrum.Change, error) {
	changes, err := all(ctx, tx, scanChange, selectChanges, story, limit, offset)
	if err != nil {
		return nil, fmt.Errorf("changes of story %d: %w", story, err)
	}
	return changes, nil
}

func scanChange(r row) (scrum.Change, error) {
	var c scrum.Change
	var at int64
	err := r.Scan(&c.Field, &c.Before, &c.After, &c.By, &at)
	c.At = instant(at)
	return c, err
}
