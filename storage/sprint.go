package storage

import (
	"context"
	"database/sql"
	"fmt"

	"pogo/scrum"
)

const sprintColumns = `id, product_id, number, goal, started_by, starts_us, ends_us, closed_us, verdict`

func scanSprint(r row) (scrum.Sprint, error) {
	var s scrum.Sprint
	var starts, ends, closed int64
	err := r.Scan(&s.ID, &s.Product, &s.Number, &s.Goal, &s.StartedBy, &starts, &ends, &closed, &s.Verdict)
	s.StartsAt, s.EndsAt, s.ClosedAt = instant(starts), instant(ends), instant(closed)
	return s, err
}

const insertSprint = `INSERT INTO sprint (product_id, number, goal, started_by, starts_us, ends_us, closed_us, verdict)
	SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7 FROM sprint WHERE product_id = $1 RETURNING ` + sprintColumns

// CreateSprint keeps a product's next sprint and returns it with its id and
// number. The error is [scrum.ErrTaken] if the last one is not closed.
func (tx *Tx) CreateSprint(ctx context.Context, s scrum.Sprint) (scrum.Sprint, error) {
	kept, err := one(ctx, tx, scanSprint, insertSprint, s.Product, text(s.Goal), s.StartedBy, micros(s.StartsAt), micros(s.EndsAt), micros(s.ClosedAt), s.Verdict)
	if err != nil {
		return s, fmt.Errorf("create sprint of product %d: %w", s.Product, err)
	}
	return kept, nil
}

const selectSprint = `SELECT ` + sprintColumns + ` FROM sprint WHERE id = $1`

// Sprint returns a sprint, or [scrum.ErrNotFound].
func (tx *Tx) Sprint(ctx context.Context, id scrum.SprintID) (scrum.Sprint, error) {
	s, err := one(ctx, tx, scanSprint, selectSprint, id)
	if err != nil {
		return s, fmt.Errorf("sprint %d: %w", id, err)
	}
	return s, nil
}

const selectOpenSprint = `SELECT ` + sprintColumns + ` FROM sprint WHERE product_id = $1 AND closed_us = 0`

// OpenSprint returns the sprint of a product that runs or is prepared, or
// [scrum.ErrNotFound].
func (tx *Tx) OpenSprint(ctx context.Context, product scrum.ProductID) (scrum.Sprint, error) {
	s, err := one(ctx, tx, scanSprint, selectOpenSprint, product)
	if err != nil {
		return s, fmt.Errorf("open sprint of product %d: %w", product, err)
	}
	return s, nil
}

const selectLastSprint = `SELECT ` + sprintColumns + ` FROM sprint WHERE product_id = $1 AND closed_us > 0 ORDER BY number DESC LIMIT 1`

// LastSprint returns the sprint of a product that was closed last, or
// [scrum.ErrNotFound].
func (tx *Tx) LastSprint(ctx context.Context, product scrum.ProductID) (scrum.Sprint, error) {
	s, err := one(ctx, tx, scanSprint, selectLastSprint, product)
	if err != nil {
		return s, fmt.Errorf("last sprint of product %d: %w", product, err)
	}
	return s, nil
}

const updateSprint = `UPDATE sprint SET goal = $2, started_by = $3, starts_us = $4, ends_us = $5, closed_us = $6, verdict = $7 WHERE id = $1`

// SaveSprint keeps a change to a sprint.
func (tx *Tx) SaveSprint(ctx context.Context, s scrum.Sprint) error {
	if err := tx.change(ctx, updateSprint, s.ID, text(s.Goal), s.StartedBy, micros(s.StartsAt), micros(s.EndsAt), micros(s.ClosedAt), s.Verdict); err != nil {
		return fmt.Errorf("save sprint %d: %w", s.ID, err)
	}
	return nil
}

func scanSprintStory(r row) (scrum.SprintStory, error) {
	var s scrum.SprintStory
	var size sql.NullInt64
	var added, removed, done int64
	err := r.Scan(&s.ID, &s.Sprint, &s.Story, &size, &added, &removed, &done)
	s.Size = scrum.Points{Halves: int(size.Int64), Known: size.Valid}
	s.AddedAt, s.RemovedAt, s.DoneAt = instant(added), instant(removed), instant(done)
	return s, err
}

const selectSprintStays = `SELECT id, sprint_id, story_id, size_halves, added_us, removed_us, done_us
	FROM sprint_story WHERE sprint_id = $1 ORDER BY id`

// SprintStays returns every stay of a story in a sprint, in the order in
// which they began.
func (tx *Tx) SprintStays(ctx context.Context, id scrum.SprintID) ([]scrum.SprintStory, error) {
	list, err := all(ctx, tx, scanSprintStory, selectSprintStays, id)
	if err != nil {
		return nil, fmt.Errorf("stays in sprint %d: %w", id, err)
	}
	return list, nil
}

const (
	insertSprintStay = `INSERT INTO sprint_story (sprint_id, story_id, size_halves, added_us, removed_us, done_us)
	VALUES ($1, $2, $3, $4, $5, $6)`
	updateSprintStay = `UPDATE sprint_story SET size_halves = $2, added_us = $3, removed_us = $4, done_us = $5 WHERE id = $1`
)

// SaveSprintStay keeps a new stay, or a change to one that has an id.
func (tx *Tx) SaveSprintStay(ctx context.Context, s scrum.SprintStory) error {
	var err error
	if s.ID == 0 {
		_, err = tx.exec(ctx, insertSprintStay, s.Sprint, s.Story, halves(s.Size), micros(s.AddedAt), micros(s.RemovedAt), micros(s.DoneAt))
	} else {
		_, err = tx.exec(ctx, updateSprintStay, s.ID, halves(s.Size), micros(s.AddedAt), micros(s.RemovedAt), micros(s.DoneAt))
	}
	if err != nil {
		return fmt.Errorf("save stay of story %d in sprint %d: %w", s.Story, s.Sprint, err)
	}
	return nil
}

const selectSprintStories = `SELECT ` + storyColumns + fromStory + `
	WHERE s.id IN (SELECT story_id FROM sprint_story WHERE sprint_id = $1) ORDER BY s.unranked, s.rank, s.number`

// SprintStories returns the stories that are or were in a sprint, in the
// order of their ranks.
func (tx *Tx) SprintStories(ctx context.Context, id scrum.SprintID) ([]scrum.Story, error) {
	list, err := all(ctx, tx, scanStory, selectSprintStories, id)
	if err != nil {
		return nil, fmt.Errorf("stories of sprint %d: %w", id, err)
	}
	return list, nil
}
