package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	unestimated = openAndSeen + ` AND s.size_halves IS NULL`

	selectUnestimated = `SELECT ` + storyColumns + fromStory + unestimated + `
	ORDER BY s.unranked, s.rank, s.thumbs DESC, s.number LIMIT $3 OFFSET $4`
	countUnestimated = `SELECT COUNT(*)` + fromStory + unestimated
)

// Unestimated returns the page of the backlog that holds only stories without
// a size, and how many there are in all.
func (tx *Tx) Unestimated(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, int, error) {
	stories, err := all(ctx, tx, scanStory, selectUnestimated, q.Product, q.Viewer, q.Limit, q.Offset)
	if err != nil {
		return nil, 0, fmt.Errorf("unestimated stories of product %d: %w", q.Product, err)
	}
	total, err := one(ctx, tx, scalar[int], countUnestimated, q.Product, q.Viewer)
	if err != nil {
		return nil, 0, fmt.Errorf("count unestimated stories of product %d: %w", q.Product, err)
	}
	return stories, total, nil
}
