package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

// Each half is a walk along an index from the oldest story on, so that a
// person with a hundred thousand of them waits no longer.
const (
	ofMember = fromStory + `JOIN member m ON m.channel_id = d.channel_id AND m.person_id = $1 WHERE s.open = 1`

	selectStoriesOf = `SELECT ` + storyColumns + fromStory + `WHERE s.id IN (
		SELECT id FROM (SELECT s.id` + ofMember + ` AND s.owner_id = $1 AND s.owner_id <> '' ORDER BY s.created_us, s.id LIMIT $2) AS taken
		UNION
		SELECT id FROM (SELECT s.id` + ofMember + ` AND s.author_id = $1 ORDER BY s.created_us, s.id LIMIT $2) AS asked
	) ORDER BY s.created_us, s.id LIMIT $2 -- scans: two lists, up to the limit`
)

// StoriesOf returns the open stories that a person took or asked for, in
// products whose channel they are in, the oldest first, 200 at most.
func (tx *Tx) StoriesOf(ctx context.Context, person scrum.PersonID) ([]scrum.Story, error) {
	const most = 200
	stories, err := all(ctx, tx, scanStory, selectStoriesOf, person, most)
	if err != nil {
		return nil, fmt.Errorf("stories of %s: %w", person, err)
	}
	return stories, nil
}
