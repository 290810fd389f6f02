package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const selectExpedited = `SELECT ` + storyColumns + fromStory + inBacklog + ` AND json_extract(s.worth, '$.class') = 'expedite'
	AND s.state IN ('started', 'to_accept', 'changes_requested') ORDER BY s.place, s.number LIMIT 10`

// Expedited returns the first of the stories in progress that go before all
// others, as far as a person may see them.
func (tx *Tx) Expedited(ctx context.Context, product scrum.ProductID, viewer scrum.PersonID) ([]scrum.Story, error) {
	stories, err := all(ctx, tx, scanStory, selectExpedited, product, viewer)
	if err != nil {
		return nil, fmt.Errorf("what goes first in product %d: %w", product, err)
	}
	return stories, nil
}

const sumClasses = `SELECT s.by_moscow, COUNT(*), COUNT(s.size_halves), COALESCE(SUM(s.size_halves), 0) FROM story s ` + inBacklog + `
	AND s.by_moscow < ` + noValue + ` GROUP BY s.by_moscow -- scans: what is classified, along its index`

// Classes returns the effort of the open stories in each class, as far as a
// person may see them.
func (tx *Tx) Classes(ctx context.Context, product scrum.ProductID, viewer scrum.PersonID) (map[scrum.MoSCoW]scrum.Classified, error) {
	classes := map[scrum.MoSCoW]scrum.Classified{}
	scan := func(r row) (int, error) {
		var key int
		c := scrum.Classified{Points: scrum.Points{Known: true}}
		err := r.Scan(&key, &c.Stories, &c.Estimated, &c.Points.Halves)
		if err == nil {
			classes[scrum.MoSCoWs()[key-1]] = c
		}
		return key, err
	}
	if _, err := all(ctx, tx, scan, sumClasses, product, viewer); err != nil {
		return nil, fmt.Errorf("classes of product %d: %w", product, err)
	}
	return classes, nil
}
