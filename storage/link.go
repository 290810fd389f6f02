package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const insertLink = `INSERT INTO story_link (story_id, kind, other_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`

// KeepLink keeps what a story has to do with another.
func (tx *Tx) KeepLink(ctx context.Context, l scrum.Link) error {
	if _, err := tx.exec(ctx, insertLink, l.Story, l.Kind, l.Other); err != nil {
		return fmt.Errorf("link story %d to %d: %w", l.Story, l.Other, err)
	}
	return nil
}

const deleteLink = `DELETE FROM story_link WHERE story_id = $1 AND kind = $2 AND other_id = $3`

// DropLink forgets a link.
func (tx *Tx) DropLink(ctx context.Context, l scrum.Link) error {
	if _, err := tx.exec(ctx, deleteLink, l.Story, l.Kind, l.Other); err != nil {
		return fmt.Errorf("part story %d from %d: %w", l.Story, l.Other, err)
	}
	return nil
}

const selectLinks = `SELECT story_id, kind, other_id FROM story_link WHERE story_id = $1
	UNION SELECT story_id, kind, other_id FROM story_link WHERE other_id = $1 ORDER BY 1, 2, 3`

// LinksOf returns the links from a story to others, and those from others to
// it.
func (tx *Tx) LinksOf(ctx context.Context, story scrum.StoryID) ([]scrum.Link, error) {
	links, err := all(ctx, tx, scanLink, selectLinks, story)
	if err != nil {
		return nil, fmt.Errorf("links of story %d: %w", story, err)
	}
	return links, nil
}

func scanLink(r row) (scrum.Link, error) {
	var l scrum.Link
	err := r.Scan(&l.Story, &l.Kind, &l.Other)
	return l, err
}
