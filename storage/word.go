package storage

import (
	"context"
	"fmt"
	"slices"

	"pogo/scrum"
)

const (
	selectWords = `SELECT word FROM story_word WHERE story_id = $1 ORDER BY word`
	insertWords = `INSERT INTO story_word (product_id, word, story_id) VALUES ($1, $3, $2), ($1, $4, $2), ($1, $5, $2), ($1, $6, $2),
		($1, $7, $2), ($1, $8, $2), ($1, $9, $2), ($1, $10, $2), ($1, $11, $2), ($1, $12, $2), ($1, $13, $2), ($1, $14, $2),
		($1, $15, $2), ($1, $16, $2), ($1, $17, $2), ($1, $18, $2) ON CONFLICT DO NOTHING -- scans: the words that are given`
	deleteWord = `DELETE FROM story_word WHERE product_id = $1 AND word = $2 AND story_id = $3`
)

// wordsAtOnce is how many words [insertWords] takes.
const wordsAtOnce = 16

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
	return tx.addWords(ctx, s, slices.DeleteFunc(now, func(word string) bool {
		_, stays := slices.BinarySearch(before, word)
		return stays
	}))
}

// addWords keeps words that a story did not have. A last handful that is not
// full says its last word again.
func (tx *Tx) addWords(ctx context.Context, s scrum.Story, words []string) error {
	for handful := range slices.Chunk(words, wordsAtOnce) {
		args := []any{s.Product, s.ID}
		for i := range wordsAtOnce {
			args = append(args, handful[min(i, len(handful)-1)])
		}
		if _, err := tx.exec(ctx, insertWords, args...); err != nil {
			return fmt.Errorf("keep words of story %s: %w", s.Key, err)
		}
	}
	return nil
}
