package storage

import (
	"context"
	"fmt"
	"slices"

	"pogo/scrum"
)

const (
	selectWords = `SELECT word FROM story_word WHERE story_id = $1 ORDER BY word`
	insertWord  = `INSERT INTO story_word (product_id, word, story_id) VALUES ($1, $2, $3)`
	deleteWord  = `DELETE FROM story_word WHERE product_id = $1 AND word = $2 AND story_id = $3`
)

// keepWords brings the words that a story is found by up to date. Most changes
// of a story change none of them.
func (tx *Tx) keepWords(ctx context.Context, s scrum.Story) error {
	before, err := all(ctx, tx, scalar[string], selectWords, s.ID)
	if err != nil {
		return fmt.Errorf("words of story %s: %w", s.Key, err)
	}
	now := s.Words()
	for _, word := range before {
		if _, stays := slices.BinarySearch(now, word); stays {
			continue
		}
		if _, err := tx.exec(ctx, deleteWord, s.Product, word, s.ID); err != nil {
			return fmt.Errorf("forget a word of story %s: %w", s.Key, err)
		}
	}
	for _, word := range now {
		if slices.Contains(before, word) {
			continue
		}
		if _, err := tx.exec(ctx, insertWord, s.Product, word, s.ID); err != nil {
			return fmt.Errorf("keep a word of story %s: %w", s.Key, err)
		}
	}
	return nil
}
