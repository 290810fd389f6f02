package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const selectUntried = `SELECT ` + storyColumns + `,
		COALESCE((SELECT b.at_us FROM story_move b WHERE b.story_id = s.id ORDER BY b.id DESC LIMIT 1), 0)` + fromStory + `
	WHERE s.product_id = $1 AND s.state = 'to_accept' ORDER BY s.number`

// Untried returns the stories of a product that are ready to try, by number,
// each with the instant since when.
func (tx *Tx) Untried(ctx context.Context, product scrum.ProductID) ([]scrum.Untried, error) {
	list, err := all(ctx, tx, scanUntried, selectUntried, product)
	if err != nil {
		return nil, fmt.Errorf("stories to accept of product %d: %w", product, err)
	}
	return list, nil
}

func scanUntried(r row) (scrum.Untried, error) {
	var since int64
	story, err := scanStory(longer{r, []any{&since}})
	return scrum.Untried{Story: story, Since: instant(since)}, err
}
