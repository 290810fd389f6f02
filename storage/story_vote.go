package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const insertStoryVote = `INSERT INTO story_vote (story_id, person_id, at_us) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`

// KeepStoryVote keeps that a person wants a story. False means that they said
// so by a button before.
func (tx *Tx) KeepStoryVote(ctx context.Context, id scrum.StoryID, person scrum.PersonID, at time.Time) (bool, error) {
	n, err := tx.exec(ctx, insertStoryVote, id, person, micros(at))
	if err != nil {
		return false, fmt.Errorf("keep the vote of %s for story %d: %w", person, id, err)
	}
	return n == 1, nil
}

const deleteStoryVote = `DELETE FROM story_vote WHERE story_id = $1 AND person_id = $2`

// DropStoryVote takes a person's vote back; one that is not there is no error.
func (tx *Tx) DropStoryVote(ctx context.Context, id scrum.StoryID, person scrum.PersonID) error {
	if _, err := tx.exec(ctx, deleteStoryVote, id, person); err != nil {
		return fmt.Errorf("drop the vote of %s for story %d: %w", person, id, err)
	}
	return nil
}

const selectStoryVotes = `SELECT v.person_id FROM story_vote v LEFT JOIN person p ON p.id = v.person_id
	WHERE v.story_id = $1 AND COALESCE(p.bot, 0) = 0 AND COALESCE(p.deleted, 0) = 0 ORDER BY v.person_id`

// StoryVotes returns who wants a story and said so by a button, without those
// who are deactivated now.
func (tx *Tx) StoryVotes(ctx context.Context, id scrum.StoryID) ([]scrum.PersonID, error) {
	people, err := all(ctx, tx, scalar[scrum.PersonID], selectStoryVotes, id)
	if err != nil {
		return nil, fmt.Errorf("votes for story %d: %w", id, err)
	}
	return people, nil
}
