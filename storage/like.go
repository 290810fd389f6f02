package storage

import (
	"context"
	"fmt"
	"iter"

	"pogo/scrum"
)

// Of the newest stories that have a word only those are read that have enough
// of the others too: reading and comparing takes ten times as long.
const selectSharing = `SELECT ` + storyColumns + fromStory + `WHERE s.id IN (
		SELECT x.story_id FROM (SELECT story_id FROM story_word WHERE product_id = $1 AND word = $3 ORDER BY story_id DESC LIMIT $4) AS x
		WHERE (SELECT COUNT(*) FROM story_word w WHERE w.story_id = x.story_id AND w.word IN ($6, $7, $8, $9, $10, $11, $12, $13)) >= $5)
	AND s.state NOT IN ('dropped', 'undone')` + seen + ` -- scans: the newest, up to $4`

// Like returns the story that is most like another, among those that a person
// may see and that were neither dropped nor taken back; of several the oldest.
// It returns [scrum.ErrNotFound] if none is similar. Of words that very many
// stories have only the newest of these are compared.
func (tx *Tx) Like(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (scrum.Story, error) {
	var best scrum.Story
	var nearest float64
	stems, enough := scrum.SimilarBy(s.Parsed)
	similarity := scrum.SimilarityTo(s.Parsed)
	for c, err := range tx.sharing(ctx, s, viewer, stems, enough) {
		if err != nil {
			return best, err
		}
		share := similarity(c.Parsed)
		closer := share > nearest || share == nearest && c.Number < best.Number
		if closer && scrum.Compare(s.Parsed, c.Parsed) != scrum.Unlike {
			best, nearest = c, share
		}
	}
	if best.ID == 0 {
		return best, scrum.ErrNotFound
	}
	return best, nil
}

// sharing goes through the other stories that may have enough words in common
// with one, some of them more than once. It begins with the words that the
// fewest stories have, and ends with an error or when whoever asks has enough.
func (tx *Tx) sharing(ctx context.Context, s scrum.Story, viewer scrum.PersonID, stems []string, enough int) iter.Seq2[scrum.Story, error] {
	return func(yield func(scrum.Story, error) bool) {
		stems, err := tx.rarestFirst(ctx, s.Product, stems)
		if err != nil {
			yield(scrum.Story{}, err)
			return
		}
		for _, stem := range stems[:enough] {
			const newest = 200
			args := append([]any{s.Product, viewer, stem, newest}, lookedFor(stems, enough)...)
			candidates, err := all(ctx, tx, scanStory, selectSharing, args...)
			if err != nil {
				yield(scrum.Story{}, fmt.Errorf("stories that share words with %s: %w", s.Key, err))
				return
			}
			for _, c := range candidates {
				if c.ID != s.ID && !yield(c, nil) {
					return
				}
			}
		}
	}
}

// lookedFor is how many of the rarest words such a story has at least, and these:
// it lacks fewer words than are enough, see [scrum.SimilarBy].
func lookedFor(stems []string, enough int) []any {
	var looked [8]string
	n := copy(looked[:], stems)
	args := []any{max(1, n-enough+1)}
	for _, stem := range looked {
		args = append(args, stem)
	}
	return args
}
