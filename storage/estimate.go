package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	unsized = inBacklog + ` AND s.size_halves IS NULL`

	selectUnestimated = `SELECT ` + storyColumns + fromStory + unsized + ` ORDER BY s.place, s.number LIMIT $3`
	countUnestimated  = `SELECT COUNT(*) FROM story s ` + unsized + ` AND s.place > 0` // as all have that are open
)

// Unestimated returns the first stories of the backlog without a size, and how
// many there are in all.
func (tx *Tx) Unestimated(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, int, error) {
	stories, err := all(ctx, tx, scanStory, selectUnestimated, q.Product, q.Viewer, q.Limit)
	if err != nil {
		return nil, 0, fmt.Errorf("unestimated stories of product %d: %w", q.Product, err)
	}
	total, err := one(ctx, tx, scalar[int], countUnestimated, q.Product, q.Viewer)
	if err != nil {
		return nil, 0, fmt.Errorf("count unestimated stories of product %d: %w", q.Product, err)
	}
	return stories, total, nil
}
