package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	insertMuted    = `INSERT INTO muted (person_id, product_id, story_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
	deleteMuted    = `DELETE FROM muted WHERE person_id = $1 AND product_id = $2 AND story_id = $3`
	deleteAllMuted = `DELETE FROM muted WHERE person_id = $1`
	selectMuted    = `SELECT product_id, story_id FROM muted WHERE person_id = $1 ORDER BY product_id, story_id`
	countMuted     = `SELECT COUNT(*) FROM muted WHERE person_id = $1 AND product_id = $2 AND story_id IN (0, $3)`
)

// Mute keeps that somebody does not want to hear of something any more.
func (tx *Tx) Mute(ctx context.Context, person scrum.PersonID, m scrum.Muted) error {
	if _, err := tx.exec(ctx, insertMuted, person, m.Product, m.Story); err != nil {
		return fmt.Errorf("mute for %s: %w", person, err)
	}
	return nil
}

// Unmute takes back one [Tx.Mute].
func (tx *Tx) Unmute(ctx context.Context, person scrum.PersonID, m scrum.Muted) error {
	if _, err := tx.exec(ctx, deleteMuted, person, m.Product, m.Story); err != nil {
		return fmt.Errorf("unmute for %s: %w", person, err)
	}
	return nil
}

// UnmuteAll takes back whatever somebody muted, and says how much that was.
func (tx *Tx) UnmuteAll(ctx context.Context, person scrum.PersonID) (int, error) {
	n, err := tx.exec(ctx, deleteAllMuted, person)
	if err != nil {
		return 0, fmt.Errorf("unmute for %s: %w", person, err)
	}
	return int(n), nil
}

// MutedBy returns what somebody muted, by product.
func (tx *Tx) MutedBy(ctx context.Context, person scrum.PersonID) ([]scrum.Muted, error) {
	list, err := all(ctx, tx, scanMuted, selectMuted, person)
	if err != nil {
		return nil, fmt.Errorf("muted by %s: %w", person, err)
	}
	return list, nil
}

func scanMuted(r row) (scrum.Muted, error) {
	var m scrum.Muted
	err := r.Scan(&m.Product, &m.Story)
	return m, err
}

// Mutes reports whether somebody muted a story or all of its product.
func (tx *Tx) Mutes(ctx context.Context, person scrum.PersonID, s scrum.Story) (bool, error) {
	n, err := one(ctx, tx, scalar[int], countMuted, person, s.Product, s.ID)
	if err != nil {
		return false, fmt.Errorf("is story %d muted by %s: %w", s.ID, person, err)
	}
	return n > 0, nil
}
