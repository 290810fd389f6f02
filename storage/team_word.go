package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"pogo/scrum"
)

// The next label of a product and the next work-stream, each found by its
// index without looking at the stories that share the one before.
const (
	nextLabel = `SELECT label FROM story_label WHERE product_id = $1 AND label > $2 ORDER BY label LIMIT 1`

	nextStream = `SELECT stream FROM story
	WHERE product_id = $1 AND stream > $2 AND stream <> '' AND hidden = 0 ORDER BY stream LIMIT 1`

	firstLabeled = `SELECT s.labels FROM story_label l JOIN story s ON s.id = l.story_id
	WHERE l.product_id = $1 AND l.label = $2 AND s.hidden = 0 ORDER BY l.story_id LIMIT 1`
)

// StreamsUsed returns the work-streams of a product's stories, at most limit
// of them, in alphabetical order; those of hidden stories alone are left out.
func (tx *Tx) StreamsUsed(ctx context.Context, product scrum.ProductID, limit int) ([]string, error) {
	return tx.walk(ctx, nextStream, product, limit)
}

// LabelsUsed returns the labels of a product's stories, at most limit of them,
// in alphabetical order and each as it was spelled first; those of hidden
// stories alone are left out.
func (tx *Tx) LabelsUsed(ctx context.Context, product scrum.ProductID, limit int) ([]string, error) {
	folded, err := tx.walk(ctx, nextLabel, product, limit)
	if err != nil {
		return nil, err
	}
	var used []string
	for _, label := range folded {
		spelled, err := tx.LabelSpelled(ctx, product, label)
		if errors.Is(err, scrum.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		used = append(used, spelled)
	}
	return used, nil
}

// LabelSpelled returns a label as it was spelled by the first story that the
// whole channel sees and that has it, or [scrum.ErrNotFound].
func (tx *Tx) LabelSpelled(ctx context.Context, product scrum.ProductID, label string) (string, error) {
	stored, err := one(ctx, tx, scalar[string], firstLabeled, product, scrum.Fold(label))
	if err != nil {
		return "", fmt.Errorf("spelling of label %q: %w", label, err)
	}
	var labels []string
	if err := json.Unmarshal([]byte(stored), &labels); err != nil {
		return "", fmt.Errorf("read the labels of a story with %q: %w", label, err)
	}
	return scrum.Spelled(label, labels), nil
}

// walk goes from each word to the next.
func (tx *Tx) walk(ctx context.Context, next string, product scrum.ProductID, limit int) ([]string, error) {
	var found []string
	for last := ""; len(found) < limit; {
		word, err := one(ctx, tx, scalar[string], next, product, last)
		if errors.Is(err, scrum.ErrNotFound) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("words of product %d: %w", product, err)
		}
		found, last = append(found, word), word
	}
	return found, nil
}
