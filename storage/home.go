package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

// Each is a walk along an index from the oldest story on, so that a person with
// a hundred thousand of them waits no longer.
const (
	ofMember = fromStory + `JOIN member m ON m.channel_id = d.channel_id AND m.person_id = $1
		WHERE s.open = 1 AND NOT (s.state = 'to_accept' AND d.owner_id = $1)`
	oldestFirst = ` ORDER BY s.created_us, s.id LIMIT $2`

	selectTakenBy = `SELECT ` + storyColumns + ofMember + ` AND s.owner_id = $1 AND s.owner_id <> ''` + oldestFirst
	selectAskedBy = `SELECT ` + storyColumns + ofMember + ` AND s.author_id = $1 AND s.owner_id <> $1` + oldestFirst
)

// TakenBy returns the open stories that a person took, the oldest first, in
// products whose channel they are in. Those that wait for the person's own
// acceptance are left out.
func (tx *Tx) TakenBy(ctx context.Context, person scrum.PersonID, limit int) ([]scrum.Story, error) {
	stories, err := all(ctx, tx, scanStory, selectTakenBy, person, limit)
	if err != nil {
		return nil, fmt.Errorf("stories that %s took: %w", person, err)
	}
	return stories, nil
}

// AskedBy returns likewise those that a person asked for and did not take.
func (tx *Tx) AskedBy(ctx context.Context, person scrum.PersonID, limit int) ([]scrum.Story, error) {
	stories, err := all(ctx, tx, scanStory, selectAskedBy, person, limit)
	if err != nil {
		return nil, fmt.Errorf("stories that %s asked for: %w", person, err)
	}
	return stories, nil
}

const upsertHome = `INSERT INTO home (person_id, opened_us) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET opened_us = excluded.opened_us`

// OpenHome keeps when somebody looked at Home last.
func (tx *Tx) OpenHome(ctx context.Context, person scrum.PersonID, at time.Time) error {
	if _, err := tx.exec(ctx, upsertHome, person, micros(at)); err != nil {
		return fmt.Errorf("open home of %s: %w", person, err)
	}
	return nil
}

const selectHome = `SELECT person_id FROM home WHERE person_id = $1 AND opened_us >= $2`

// HomeOpen reports whether somebody looked at Home since an instant.
func (tx *Tx) HomeOpen(ctx context.Context, person scrum.PersonID, since time.Time) (bool, error) {
	found, err := all(ctx, tx, scalar[scrum.PersonID], selectHome, person, micros(since))
	if err != nil {
		return false, fmt.Errorf("home of %s: %w", person, err)
	}
	return len(found) > 0, nil
}

const selectHomes = `SELECT h.person_id FROM member m JOIN home h ON h.person_id = m.person_id
	WHERE m.channel_id = $1 AND h.opened_us >= $2 ORDER BY h.opened_us DESC LIMIT 50`

// HomesOpen returns those in a channel who looked at Home since an instant,
// the last first, fifty at most.
func (tx *Tx) HomesOpen(ctx context.Context, channel scrum.ChannelID, since time.Time) ([]scrum.PersonID, error) {
	people, err := all(ctx, tx, scalar[scrum.PersonID], selectHomes, channel, micros(since))
	if err != nil {
		return nil, fmt.Errorf("homes open in %s: %w", channel, err)
	}
	return people, nil
}
