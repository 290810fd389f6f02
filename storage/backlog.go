package storage

import (
	"context"
	"fmt"
	"math"

	"pogo/scrum"
)

const (
	// seen lets through what person $2 may see of product $1: what is hidden
	// shows itself to its author, who brought it, the product's owner and the
	// privacy contact.
	seen = ` AND (s.only_for IN ('', $2) OR s.and_for = $2 AND $2 <> '' OR $2 IN (SELECT owner_id FROM product WHERE id = $1 UNION ALL SELECT privacy_id FROM product WHERE id = $1))`

	// inBacklog selects the backlog of product $1 that person $2 sees, in an
	// order that its index has.
	inBacklog = `WHERE s.product_id = $1 AND s.open = 1 AND s.epic = 0` + seen
)

const selectBacklog = `SELECT ` + storyColumns + fromStory + inBacklog + `
	AND (s.place, s.number) > ($3, $4) ORDER BY s.place, s.number LIMIT $5 OFFSET $6`

// Backlog returns a page of the open stories in the order of
// [scrum.SortBacklog], and how many there are in all. With a filter it
// returns those that fit, open or not as the filter says, those that are done
// with the last one first, and counts them up to [scrum.MaxFound]. A sorted
// list has open stories alone.
//
// A page takes as long as the stories that its Offset passes over; the next
// one is better asked for by After.
func (tx *Tx) Backlog(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, scrum.Total, error) {
	switch {
	case !q.None():
		return tx.find(ctx, q)
	case q.Sort != "":
		return tx.sorted(ctx, q)
	}
	after := behind(q)
	stories, err := all(ctx, tx, scanStory, selectBacklog, q.Product, q.Viewer, after.Place, after.Number, q.Limit, q.Offset)
	if err != nil {
		return nil, scrum.Total{}, fmt.Errorf("backlog of product %d: %w", q.Product, err)
	}
	size, err := tx.backlogSize(ctx, q.Product, q.Viewer)
	return stories, scrum.Total{N: size}, err
}

// behind is the spot that the stories of a page stand behind. What was dropped
// or taken back has no instant at which it was done, and stands behind all that
// has one: to begin there spares a walk along everything that is done.
func behind(q scrum.BacklogQuery) scrum.Spot {
	switch {
	case !q.After.None():
		return q.After
	case q.State == scrum.StoryDropped || q.State == scrum.StoryUndone:
		return scrum.Spot{Key: math.MinInt64}
	}
	return scrum.Spot{Key: math.MinInt64, Place: math.MinInt64}
}

const raiseBacklogSize = `INSERT INTO backlog_size (product_id, only_for, and_for, n) VALUES ($1, $2, $3, 1)
	ON CONFLICT (product_id, only_for, and_for) DO UPDATE SET n = backlog_size.n + 1`

// raiseBacklogSize counts a new story. The changes of a story are counted by
// triggers, whatever statement makes them; for an insert, which is one statement
// alone, a trigger took longer than all the rest of it.
func (tx *Tx) raiseBacklogSize(ctx context.Context, s scrum.Story) error {
	if !s.State.Open() || s.Epic {
		return nil
	}
	var only, and scrum.PersonID
	if s.Hidden {
		only, and = s.Author, s.Writer
	}
	if _, err := tx.exec(ctx, raiseBacklogSize, s.Product, only, and); err != nil {
		return fmt.Errorf("count story %s: %w", s.Key, err)
	}
	return nil
}

const selectBacklogSize = `SELECT COALESCE(SUM(s.n), 0) FROM backlog_size s WHERE s.product_id = $1` + seen

// backlogSize is how many stories of the backlog a person sees.
func (tx *Tx) backlogSize(ctx context.Context, product scrum.ProductID, viewer scrum.PersonID) (int, error) {
	n, err := one(ctx, tx, scalar[int], selectBacklogSize, product, viewer)
	if err != nil {
		return 0, fmt.Errorf("size of the backlog of product %d: %w", product, err)
	}
	return n, nil
}

const (
	countBefore = `SELECT COUNT(*) FROM (SELECT 1 FROM story s ` + inBacklog + ` AND (s.place, s.number) < ($3, $4) LIMIT $5) AS few
	-- scans: those before the story, up to the limit`
	countFrom = `SELECT COUNT(*) FROM (SELECT 1 FROM story s ` + inBacklog + ` AND (s.place, s.number) >= ($3, $4) LIMIT $5) AS few
	-- scans: those from the story on, up to the limit`
)

// Place returns an open story's rank in the backlog that a person sees, from
// 1, and how many stories that has. The rank is counted from the nearer end;
// it is 0 if more than [scrum.MaxFound] are before and behind the story.
func (tx *Tx) Place(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (rank, of int, err error) {
	if of, err = tx.backlogSize(ctx, s.Product, viewer); err != nil {
		return 0, 0, err
	}
	at := s.Spot()
	from, err := one(ctx, tx, scalar[int], countFrom, s.Product, viewer, at.Place, at.Number, scrum.MaxFound+1)
	if err != nil {
		return 0, 0, fmt.Errorf("stories from %s on: %w", s.Key, err)
	}
	if from <= scrum.MaxFound {
		return of - from + 1, of, nil
	}
	before, err := one(ctx, tx, scalar[int], countBefore, s.Product, viewer, at.Place, at.Number, scrum.MaxFound+1)
	if err != nil {
		return 0, 0, fmt.Errorf("stories before %s: %w", s.Key, err)
	}
	if before <= scrum.MaxFound {
		return before + 1, of, nil
	}
	return 0, of, nil
}
