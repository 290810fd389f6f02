package storage

import (
	"context"
	"fmt"
	"slices"

	"pogo/scrum"
)

const (
	selectLabels = `SELECT label FROM story_label WHERE story_id = $1 ORDER BY label`
	insertLabel  = `INSERT INTO story_label (product_id, label, story_id, open, place, number, only_for, and_for, state, epic)
		SELECT s.product_id, $2, s.id, s.open, s.place, s.number, s.only_for, s.and_for, s.state, s.epic FROM story s WHERE s.id = $1`
	deleteLabel = `DELETE FROM story_label WHERE product_id = $1 AND label = $2 AND story_id = $3`
)

// keepLabels brings the labels that a story is found by up to date.
func (tx *Tx) keepLabels(ctx context.Context, s scrum.Story) error {
	before, err := all(ctx, tx, scalar[string], selectLabels, s.ID)
	if err != nil {
		return fmt.Errorf("labels of story %s: %w", s.Key, err)
	}
	now := foldedLabels(s)
	for _, label := range before {
		if slices.Contains(now, label) {
			continue
		}
		if _, err := tx.exec(ctx, deleteLabel, s.Product, label, s.ID); err != nil {
			return fmt.Errorf("take a label off story %s: %w", s.Key, err)
		}
	}
	return tx.addLabels(ctx, s, slices.DeleteFunc(now, func(label string) bool { return slices.Contains(before, label) }))
}

// foldedLabels are a story's labels as they are found, each once.
func foldedLabels(s scrum.Story) []string {
	folded := make([]string, 0, len(s.Labels))
	for _, label := range s.Labels {
		folded = append(folded, scrum.Fold(text(label)))
	}
	slices.Sort(folded)
	return slices.Compact(folded)
}

// addLabels keeps labels that a story did not have.
func (tx *Tx) addLabels(ctx context.Context, s scrum.Story, labels []string) error {
	for _, label := range labels {
		if _, err := tx.exec(ctx, insertLabel, s.ID, label); err != nil {
			return fmt.Errorf("label story %s: %w", s.Key, err)
		}
	}
	return nil
}
