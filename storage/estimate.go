package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	unsized = inBacklog + ` AND s.size_halves IS NULL`

	onTable = `i.state IN ('open', 'revealed', 'discussing')`

	selectUnestimated = `SELECT ` + storyColumns + fromStory + unsized + `
		AND NOT EXISTS (SELECT 1 FROM poker_item i WHERE i.story_id = s.id AND ` + onTable + `) ORDER BY s.place, s.number LIMIT $3`
	countDealt = `SELECT COUNT(*) FROM poker_item i JOIN story s ON s.id = i.story_id ` + unsized + ` AND i.product_id = $1 AND ` + onTable + `
		-- scans: the stories that were ever in a poker of the product`
	countUnestimated = `SELECT COUNT(*) FROM story s ` + unsized + ` AND s.place > 0` // as all have that are open
)

// Unestimated returns the first stories of the backlog without a size that no
// poker is running on, and how many there are in all, with those that one is
// running on apart.
func (tx *Tx) Unestimated(ctx context.Context, q scrum.BacklogQuery) (stories []scrum.Story, total, dealt int, err error) {
	stories, err = all(ctx, tx, scanStory, selectUnestimated, q.Product, q.Viewer, q.Limit)
	if err != nil {
		return nil, 0, 0, fmt.Errorf("unestimated stories of product %d: %w", q.Product, err)
	}
	total, err = one(ctx, tx, scalar[int], countUnestimated, q.Product, q.Viewer)
	if err != nil {
		return nil, 0, 0, fmt.Errorf("count unestimated stories of product %d: %w", q.Product, err)
	}
	dealt, err = one(ctx, tx, scalar[int], countDealt, q.Product, q.Viewer)
	if err != nil {
		return nil, 0, 0, fmt.Errorf("count unestimated stories in pokers of product %d: %w", q.Product, err)
	}
	return stories, total - dealt, dealt, nil
}
