package storage

import (
	"context"
	"fmt"
	"slices"

	"pogo/scrum"
)

const (
	selectWords = `SELECT word FROM story_word WHERE story_id = $1 ORDER BY word`
	eightWords  = `($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12), ($13, $14, $15), ($16, $17, $18), ($19, $20, $21), ($22, $23, $24)`
	insertEight = `INSERT INTO story_word (product_id, word, story_id) VALUES ` + eightWords + `
		ON CONFLICT DO NOTHING -- scans: the words that are given`
	insertWords = `INSERT INTO story_word (product_id, word, story_id) VALUES ` + eightWords + `,
		($25, $26, $27), ($28, $29, $30), ($31, $32, $33), ($34, $35, $36), ($37, $38, $39), ($40, $41, $42), ($43, $44, $45), ($46, $47, $48)
		ON CONFLICT DO NOTHING -- scans: the words that are given`
	deleteWord = `DELETE FROM story_word WHERE product_id = $1 AND word = $2 AND story_id = $3`
)

// wordsAtOnce is how many words [insertWords] takes. Most needs have fewer, and
// many no more than eight.
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
	return tx.addWords(ctx, postings(s, slices.DeleteFunc(now, func(word string) bool {
		_, stays := slices.BinarySearch(before, word)
		return stays
	})))
}

// posting is that a story has a word.
type posting struct {
	product scrum.ProductID
	word    string
	story   scrum.StoryID
}

func postings(s scrum.Story, words []string) []posting {
	list := make([]posting, 0, len(words))
	for _, word := range words {
		list = append(list, posting{s.Product, word, s.ID})
	}
	return list
}

// addWords keeps words that stories did not have.
func (tx *Tx) addWords(ctx context.Context, words []posting) error {
	values := func(p posting) []any { return []any{p.product, p.word, p.story} }
	insert, size := insertWords, wordsAtOnce
	if len(words) <= size/2 {
		insert, size = insertEight, size/2
	}
	err := handfuls(words, size, values, func(args ...any) error {
		_, err := tx.exec(ctx, insert, args...)
		return err
	})
	if err != nil {
		return fmt.Errorf("keep the words of stories %d to %d: %w", words[0].story, words[len(words)-1].story, err)
	}
	return nil
}
