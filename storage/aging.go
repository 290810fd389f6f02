package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

// What came into progress several times counts from the first.
const startedAt = `COALESCE((SELECT MIN(b.at_us) FROM story_move b WHERE b.story_id = s.id AND b.state = 'started'), 0)`

const (
	selectPassages = `SELECT ` + startedAt + `, s.done_us FROM story s
		WHERE s.product_id = $1 AND s.state IN ('accepted', 'released') AND s.done_us > 0 ORDER BY s.place LIMIT $2`
	selectUnderway = `SELECT ` + storyColumns + `, ` + startedAt + fromStory + `
		WHERE s.product_id = $1 AND s.state IN ('started', 'changes_requested') ORDER BY s.number`
)

// Passages returns how long the stories of a product that were done last were
// in progress, at most limit of them. What was done without being started is
// left out.
func (tx *Tx) Passages(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.Passage, error) {
	list, err := all(ctx, tx, func(r row) (scrum.Passage, error) {
		var from, to int64
		err := r.Scan(&from, &to)
		return scrum.Passage{From: instant(from), To: instant(to)}, err
	}, selectPassages, product, limit)
	if err != nil {
		return nil, fmt.Errorf("passages of product %d: %w", product, err)
	}
	kept := list[:0]
	for _, p := range list {
		if !p.From.IsZero() {
			kept = append(kept, p)
		}
	}
	return kept, nil
}

// Underway returns the stories of a product that somebody works on, by number.
func (tx *Tx) Underway(ctx context.Context, product scrum.ProductID) ([]scrum.Underway, error) {
	list, err := all(ctx, tx, func(r row) (scrum.Underway, error) {
		var since int64
		story, err := scanStory(longer{r, []any{&since}})
		return scrum.Underway{Story: story, Since: instant(since)}, err
	}, selectUnderway, product)
	if err != nil {
		return nil, fmt.Errorf("stories in progress of product %d: %w", product, err)
	}
	return list, nil
}
