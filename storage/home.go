package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const selectStoriesOf = `SELECT ` + storyColumns + fromStory + `JOIN member m ON m.channel_id = d.channel_id AND m.person_id = $1
	WHERE (s.owner_id = $1 OR s.author_id = $1) AND s.open = 1
	ORDER BY s.created_us, s.id LIMIT 200`

// StoriesOf returns the open stories that a person took or asked for, in
// products whose channel they are in, the oldest first, 200 at most.
func (tx *Tx) StoriesOf(ctx context.Context, person scrum.PersonID) ([]scrum.Story, error) {
	stories, err := all(ctx, tx, scanStory, selectStoriesOf, person)
	if err != nil {
		return nil, fmt.Errorf("stories of %s: %w", person, err)
	}
	return stories, nil
}
