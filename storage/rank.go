package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

// What has no rank is placed far behind what has one.
const shiftRanks = `UPDATE story SET rank = rank + $3 WHERE product_id = $1 AND place < 1152921504606846976 AND rank >= $2 AND open = 1 AND epic = 0`

// ShiftRanks moves the open stories of a product that have a rank from one on
// down the backlog, to make room.
func (tx *Tx) ShiftRanks(ctx context.Context, product scrum.ProductID, from, by int) error {
	if _, err := tx.exec(ctx, shiftRanks, product, from, by); err != nil {
		return fmt.Errorf("shift the ranks of product %d: %w", product, err)
	}
	return nil
}

const selectRanking = `SELECT s.id FROM story s
	WHERE s.product_id = $1 AND s.place < 1152921504606846976 AND s.open = 1 AND s.epic = 0 ORDER BY s.place, s.number`

// Ranking returns the open stories of a product that have a rank, in order.
func (tx *Tx) Ranking(ctx context.Context, product scrum.ProductID) ([]scrum.StoryID, error) {
	ids, err := all(ctx, tx, scalar[scrum.StoryID], selectRanking, product)
	if err != nil {
		return nil, fmt.Errorf("ranking of product %d: %w", product, err)
	}
	return ids, nil
}
