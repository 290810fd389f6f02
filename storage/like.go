package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

// Of the newest stories that have a word only those are read that have enough
// of the others too: reading and comparing takes ten times as long.
const selectSharing = `SELECT ` + storyColumns + fromStory + `WHERE s.id IN (
		SELECT x.story_id FROM (SELECT story_id FROM story_word WHERE product_id = $1 AND word = $3 ORDER BY story_id DESC LIMIT $4) AS x
		WHERE (SELECT COUNT(*) FROM story_word w WHERE w.story_id = x.story_id AND w.word IN ($6, $7, $8, $9, $10, $11, $12, $13)) >= $5)
	AND s.state NOT IN ('dropped', 'undone')
	AND (s.hidden = 0 OR s.author_id = $2 OR d.owner_id = $2 OR s.writer_id = $2 AND $2 <> '') -- scans: the newest, up to $4`

// Like returns the story that is most like another, among those that a person
// may see and that were neither dropped nor taken back; of several the oldest.
// It returns [scrum.ErrNotFound] if none is similar. Of words that very many
// stories have only the newest of these are compared.
func (tx *Tx) Like(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (scrum.Story, error) {
	stems, enough, err := tx.tellingStems(ctx, s)
	if err != nil {
		return scrum.Story{}, err
	}
	var best scrum.Story
	var nearest float64
	for _, stem := range stems[:enough] {
		const newest = 200
		args := append([]any{s.Product, viewer, stem, newest}, sharing(stems, enough)...)
		candidates, err := all(ctx, tx, scanStory, selectSharing, args...)
		if err != nil {
			return best, fmt.Errorf("stories like %s: %w", s.Key, err)
		}
		for _, c := range candidates {
			share := scrum.Similarity(s.Parsed, c.Parsed)
			closer := share > nearest || share == nearest && c.Number < best.Number
			if c.ID != s.ID && closer && scrum.Compare(s.Parsed, c.Parsed) != scrum.Unlike {
				best, nearest = c, share
			}
		}
	}
	if best.ID == 0 {
		return best, scrum.ErrNotFound
	}
	return best, nil
}

// sharing is how many of the rarest words a similar story has at least, and
// these: it lacks fewer words than are enough, see [scrum.SimilarBy].
func sharing(stems []string, enough int) []any {
	var looked [8]string
	n := copy(looked[:], stems)
	args := []any{max(1, n-enough+1)}
	for _, stem := range looked {
		args = append(args, stem)
	}
	return args
}

// tellingStems returns the words by which a story like this one is looked for,
// those first that the fewest stories have, and how many of them are enough.
func (tx *Tx) tellingStems(ctx context.Context, s scrum.Story) ([]string, int, error) {
	stems, enough := scrum.SimilarBy(s.Parsed)
	stems, err := tx.rarestFirst(ctx, s.Product, stems)
	return stems, enough, err
}
