package storage

import (
	"context"
	"database/sql"
	"fmt"

	"pogo/scrum"
)

const (
	epics       = fromStory + `WHERE s.product_id = $1 AND s.epic = 1 AND s.open = 1 AND (s.hidden = 0 OR s.author_id = $2 OR $2 IN (d.owner_id, d.privacy_id) OR s.writer_id = $2 AND $2 <> '')`
	selectEpics = `SELECT ` + storyColumns + epics + ` ORDER BY s.number LIMIT $3 OFFSET $4`
	countEpics  = `SELECT COUNT(*)` + epics
)

// Epics returns a page of a product's open epics by number, as far as a
// person may see them, and how many there are.
func (tx *Tx) Epics(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, int, error) {
	list, err := all(ctx, tx, scanStory, selectEpics, q.Product, q.Viewer, q.Limit, q.Offset)
	if err != nil {
		return nil, 0, fmt.Errorf("epics of product %d: %w", q.Product, err)
	}
	total, err := one(ctx, tx, scalar[int], countEpics, q.Product, q.Viewer)
	if err != nil {
		return nil, 0, fmt.Errorf("count epics of product %d: %w", q.Product, err)
	}
	return list, total, nil
}

// parts are what belongs to epic $1 and person $2 may see.
const parts = fromStory + `WHERE s.parent_id = $1 AND s.parent_id <> 0 AND s.state NOT IN ('dropped', 'undone')
	AND (s.hidden = 0 OR s.author_id = $2 OR $2 IN (d.owner_id, d.privacy_id) OR s.writer_id = $2 AND $2 <> '')`

const selectParts = `SELECT ` + storyColumns + parts + ` ORDER BY s.unranked, s.rank, s.thumbs DESC, s.number LIMIT $3`

// Parts returns the first stories of an epic in the order of the backlog, as
// far as a person may see them; "" stands for the whole channel.
func (tx *Tx) Parts(ctx context.Context, epic scrum.StoryID, viewer scrum.PersonID, limit int) ([]scrum.Story, error) {
	list, err := all(ctx, tx, scanStory, selectParts, epic, viewer, limit)
	if err != nil {
		return nil, fmt.Errorf("parts of epic %d: %w", epic, err)
	}
	return list, nil
}

const selectProgress = `SELECT COUNT(*), COUNT(CASE WHEN s.open = 0 THEN 1 END), SUM(s.size_halves),
	SUM(CASE WHEN s.open = 0 THEN s.size_halves END), COUNT(CASE WHEN s.size_halves IS NULL THEN 1 END)` + parts

// Progress returns how far the parts of an epic are that a person may see.
func (tx *Tx) Progress(ctx context.Context, epic scrum.StoryID, viewer scrum.PersonID) (scrum.Progress, error) {
	p, err := one(ctx, tx, scanProgress, selectProgress, epic, viewer)
	if err != nil {
		return p, fmt.Errorf("progress of epic %d: %w", epic, err)
	}
	return p, nil
}

func scanProgress(r row) (scrum.Progress, error) {
	var p scrum.Progress
	var size, done sql.NullInt64
	err := r.Scan(&p.Of, &p.Done, &size, &done, &p.Unsized)
	p.Points = scrum.Points{Halves: int(size.Int64), Known: size.Valid}
	p.DonePoints = scrum.Points{Halves: int(done.Int64), Known: size.Valid}
	return p, err
}
