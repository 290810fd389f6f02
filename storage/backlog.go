package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

// openAndSeen selects the open stories of product $1 that person $2 may see:
// what is hidden shows itself to its author and the product's owner.
const openAndSeen = `WHERE s.product_id = $1 AND s.open = 1 AND s.epic = 0
	AND (s.hidden = 0 OR s.author_id = $2 OR d.owner_id = $2 OR s.writer_id = $2 AND $2 <> '')`

const selectBacklog = `SELECT ` + storyColumns + fromStory + openAndSeen + `
	ORDER BY s.unranked, s.rank, s.thumbs DESC, s.number LIMIT $3 OFFSET $4`

const countBacklog = `SELECT COUNT(*)` + fromStory + openAndSeen

// Backlog returns a page of the open stories in the order of
// [scrum.SortBacklog], and how many there are in all. With a filter it
// returns those that fit, open or not as the filter says, those that are done
// with the last one first, and counts them up to one more than
// [scrum.MaxFound].
func (tx *Tx) Backlog(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, int, error) {
	if !q.None() {
		return tx.find(ctx, q)
	}
	stories, err := all(ctx, tx, scanStory, selectBacklog, q.Product, q.Viewer, q.Limit, q.Offset)
	if err != nil {
		return nil, 0, fmt.Errorf("backlog of product %d: %w", q.Product, err)
	}
	total, err := one(ctx, tx, scalar[int], countBacklog, q.Product, q.Viewer)
	if err != nil {
		return nil, 0, fmt.Errorf("count backlog of product %d: %w", q.Product, err)
	}
	return stories, total, nil
}

const countBefore = `SELECT COUNT(*)` + fromStory + openAndSeen + `
	AND (s.unranked, s.rank, -s.thumbs, s.number) <= ($3, $4, $5, $6)`

// Place returns a story's rank among the open stories that a person may see,
// from 1, and how many these are. The rank of a story that is not open is
// that of where it would stand.
func (tx *Tx) Place(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (rank, of int, err error) {
	unranked := bit(s.Rank == 0)
	rank, err = one(ctx, tx, scalar[int], countBefore, s.Product, viewer, unranked, s.Rank, -s.Thumbs, s.Number)
	if err == nil {
		of, err = one(ctx, tx, scalar[int], countBacklog, s.Product, viewer)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("place of story %s: %w", s.Key, err)
	}
	return rank, of, nil
}
