package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const selectUntouched = `SELECT s.id, s.touched_us` + fromStory + `WHERE s.product_id = $1 AND s.state IN ('draft', 'ready') AND s.epic = 0
	AND s.touched_us <= $3 AND s.kept_us <= $4 AND (s.hidden = 0 OR s.author_id = $2 OR $2 IN (d.owner_id, d.privacy_id) OR s.writer_id = $2 AND $2 <> '')
	ORDER BY s.touched_us, s.id LIMIT $5`

// Untouched returns the stories in no sprint that were not changed for
// longest, the oldest change first.
func (tx *Tx) Untouched(ctx context.Context, q scrum.GroomQuery) ([]scrum.GroomItem, error) {
	items, err := all(ctx, tx, scanUntouched, selectUntouched, q.Product, q.Viewer, micros(q.Untouched), micros(q.KeptLast), q.Limit)
	if err != nil {
		return nil, fmt.Errorf("untouched stories of product %d: %w", q.Product, err)
	}
	return items, nil
}

func scanUntouched(r row) (scrum.GroomItem, error) {
	var i scrum.GroomItem
	var since int64
	err := r.Scan(&i.Story, &since)
	i.Since = instant(since)
	return i, err
}

const (
	updateTouched = `UPDATE story SET touched_us = $2 WHERE id = $1 AND touched_us < $2`
	updateKept    = `UPDATE story SET kept_us = $2 WHERE id = $1`
)

// KeepOld keeps that somebody looked at a story and left it as it is, which
// is no change to it.
func (tx *Tx) KeepOld(ctx context.Context, story scrum.StoryID, at time.Time) error {
	if err := tx.change(ctx, updateKept, story, micros(at)); err != nil {
		return fmt.Errorf("keep story %d: %w", story, err)
	}
	return nil
}

const (
	insertGroom      = `INSERT INTO groom (product_id, person_id, weeks, started_us) VALUES ($1, $2, $3, $4)`
	insertGroomStory = `INSERT INTO groom_story (groom_id, position, story_id, since_us) VALUES ($1, $2, $3, $4)`
)

// CreateGroom keeps a going-through of stories and returns it with its id.
func (tx *Tx) CreateGroom(ctx context.Context, g scrum.Groom) (scrum.Groom, error) {
	id, err := insert[scrum.GroomID](ctx, tx, insertGroom, g.Product, g.Person, g.Weeks, micros(g.StartedAt))
	if err != nil {
		return g, fmt.Errorf("groom product %d: %w", g.Product, err)
	}
	g.ID = id
	for i, item := range g.Items {
		if _, err := tx.exec(ctx, insertGroomStory, id, i, item.Story, micros(item.Since)); err != nil {
			return g, fmt.Errorf("offer story %d: %w", item.Story, err)
		}
	}
	return g, nil
}

const (
	updateGroom      = `UPDATE groom SET ended_us = $2 WHERE id = $1`
	updateGroomStory = `UPDATE groom_story SET verdict = $3 WHERE groom_id = $1 AND position = $2`
)

// SaveGroom keeps the verdicts on its stories, and its end.
func (tx *Tx) SaveGroom(ctx context.Context, g scrum.Groom) error {
	if err := tx.change(ctx, updateGroom, g.ID, micros(g.EndedAt)); err != nil {
		return fmt.Errorf("save groom %d: %w", g.ID, err)
	}
	for i, item := range g.Items {
		if err := tx.change(ctx, updateGroomStory, g.ID, i, item.Verdict); err != nil {
			return fmt.Errorf("save the verdict on story %d: %w", item.Story, err)
		}
	}
	return nil
}

const (
	groomColumns = `g.id, g.product_id, g.person_id, g.weeks, g.started_us, g.ended_us`

	selectGroom        = `SELECT ` + groomColumns + ` FROM groom g WHERE g.id = $1`
	selectOpenGrooms   = `SELECT ` + groomColumns + ` FROM groom g WHERE g.person_id = $1 AND g.product_id = $2 AND g.ended_us = 0 ORDER BY g.id`
	selectGroomStories = `SELECT story_id, since_us, verdict FROM groom_story WHERE groom_id = $1 ORDER BY position`
)

func scanGroom(r row) (scrum.Groom, error) {
	var g scrum.Groom
	var started, ended int64
	err := r.Scan(&g.ID, &g.Product, &g.Person, &g.Weeks, &started, &ended)
	g.StartedAt, g.EndedAt = instant(started), instant(ended)
	return g, err
}

func scanGroomItem(r row) (scrum.GroomItem, error) {
	var i scrum.GroomItem
	var since int64
	err := r.Scan(&i.Story, &since, &i.Verdict)
	i.Since = instant(since)
	return i, err
}

// Groom returns a going-through of stories, or [scrum.ErrNotFound].
func (tx *Tx) Groom(ctx context.Context, id scrum.GroomID) (scrum.Groom, error) {
	g, err := one(ctx, tx, scanGroom, selectGroom, id)
	if err == nil {
		g.Items, err = all(ctx, tx, scanGroomItem, selectGroomStories, id)
	}
	if err != nil {
		return g, fmt.Errorf("groom %d: %w", id, err)
	}
	return g, nil
}

// OpenGrooms returns what somebody has not gone through yet of a product.
func (tx *Tx) OpenGrooms(ctx context.Context, person scrum.PersonID, product scrum.ProductID) ([]scrum.Groom, error) {
	grooms, err := all(ctx, tx, scanGroom, selectOpenGrooms, person, product)
	for i := range grooms {
		if err == nil {
			grooms[i].Items, err = all(ctx, tx, scanGroomItem, selectGroomStories, grooms[i].ID)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open grooms of %s: %w", person, err)
	}
	return grooms, nil
}
