package storage

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"pogo/scrum"
)

// How many words of a need are looked for in others, and with how many of them
// a statement begins.
const (
	wordsLookedFor = 8
	wordsTogether  = 4
)

// countEach counts the stories that have each of some words, up to $2.
const countEach = `SELECT
	(SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word = $3 LIMIT $2) AS a),
	(SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word = $4 LIMIT $2) AS b),
	(SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word = $5 LIMIT $2) AS c),
	(SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word = $6 LIMIT $2) AS d),
	(SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word = $7 LIMIT $2) AS e),
	(SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word = $8 LIMIT $2) AS f),
	(SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word = $9 LIMIT $2) AS g),
	(SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word = $10 LIMIT $2) AS h)
	-- scans: the stories that have the words, up to $2`

// Of the newest stories that have a word only those are read that have enough
// of the others too, and of these only what is compared.
const selectSharing = `SELECT s.id, s.number, s.role, s.goal, x.shared FROM (
		SELECT n.story_id, COUNT(*) AS shared FROM (
			SELECT story_id FROM (SELECT story_id FROM story_word WHERE product_id = $1 AND word = $5 ORDER BY story_id DESC LIMIT $3) AS a
			UNION SELECT story_id FROM (SELECT story_id FROM story_word WHERE product_id = $1 AND word = $6 ORDER BY story_id DESC LIMIT $3) AS b
			UNION SELECT story_id FROM (SELECT story_id FROM story_word WHERE product_id = $1 AND word = $7 ORDER BY story_id DESC LIMIT $3) AS c
			UNION SELECT story_id FROM (SELECT story_id FROM story_word WHERE product_id = $1 AND word = $8 ORDER BY story_id DESC LIMIT $3) AS d
		) AS n JOIN story_word w ON w.story_id = n.story_id
		WHERE w.word IN ($9, $10, $11, $12, $13, $14, $15, $16) GROUP BY n.story_id HAVING COUNT(*) >= $4
	) AS x JOIN story s ON s.id = x.story_id
	WHERE s.state NOT IN ('dropped', 'undone')` + seen + ` -- scans: the newest, up to $3 of each word`

// candidate is a story as far as it is compared with another.
type candidate struct {
	scrum.Parsed
	id     scrum.StoryID
	number int
	shared int // of the words that were looked for
}

func scanCandidate(r row) (candidate, error) {
	var c candidate
	err := r.Scan(&c.id, &c.number, &c.Role, &c.Goal, &c.shared)
	return c, err
}

// most is how similar a candidate can be to a need of so many words: it may
// have all that were not looked for, and a negation.
func (c candidate) most(words int) float64 {
	return float64(c.shared+words-min(words, wordsLookedFor)+1) / float64(words+1)
}

// Like returns the story that is most like another, among those that a person
// may see and that were neither dropped nor taken back; of several the oldest.
// It returns [scrum.ErrNotFound] if none is similar. Of words that very many
// stories have only the newest of these are compared.
func (tx *Tx) Like(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (scrum.Story, error) {
	stems, enough := scrum.SimilarBy(s.Parsed)
	candidates, err := tx.sharing(ctx, s, viewer, stems, enough)
	if err != nil {
		return scrum.Story{}, err
	}
	best, nearest := candidate{}, scrum.SimilarFrom
	similarity := scrum.SimilarityTo(s.Parsed)
	for _, c := range candidates {
		if c.most(len(stems)) < nearest {
			break
		}
		share := similarity(c.Parsed)
		if share > nearest || share == nearest && (best.id == 0 || c.number < best.number) {
			best, nearest = c, share
		}
	}
	if best.id == 0 {
		return scrum.Story{}, scrum.ErrNotFound
	}
	return tx.Story(ctx, best.id)
}

// Opposite returns a story that asks for the opposite of another, among those
// that a person may see and that were neither dropped nor taken back, or
// [scrum.ErrNotFound]. It looks where [Tx.Like] does; few needs have an
// opposite at all.
func (tx *Tx) Opposite(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (scrum.Story, error) {
	stems, enough := scrum.OpposedBy(s.Parsed)
	candidates, err := tx.sharing(ctx, s, viewer, stems, enough)
	if err != nil {
		return scrum.Story{}, err
	}
	for _, c := range candidates {
		if scrum.Opposed(s.Parsed, c.Parsed) {
			return tx.Story(ctx, c.id)
		}
	}
	return scrum.Story{}, scrum.ErrNotFound
}

// sharing returns the other stories that may have enough words in common with
// one, those first that have the most, of these the oldest; some more than
// once. It begins with the words that the fewest stories have.
func (tx *Tx) sharing(ctx context.Context, s scrum.Story, viewer scrum.PersonID, stems []string, enough int) ([]candidate, error) {
	if enough < len(stems) {
		if err := tx.rarestFirst(ctx, s.Product, stems); err != nil {
			return nil, err
		}
	}
	const newest = 200
	least := max(1, min(len(stems), wordsLookedFor)-enough+1) // it lacks fewer words than are enough
	var found []candidate
	for some := range slices.Chunk(stems[:enough], wordsTogether) {
		args := append([]any{s.Product, viewer, newest, least}, padded(some, wordsTogether)...)
		more, err := all(ctx, tx, scanCandidate, selectSharing, append(args, padded(stems, wordsLookedFor)...)...)
		if err != nil {
			return nil, fmt.Errorf("stories that share words with %s: %w", s.Key, err)
		}
		found = append(found, more...)
	}
	found = slices.DeleteFunc(found, func(c candidate) bool { return c.id == s.ID })
	slices.SortFunc(found, func(a, b candidate) int { return cmp.Or(b.shared-a.shared, a.number-b.number) })
	return found, nil
}

// rarestFirst puts words in the order of how few stories have them.
func (tx *Tx) rarestFirst(ctx context.Context, product scrum.ProductID, stems []string) error {
	const rare = 2000
	postings := map[string]int{}
	for some := range slices.Chunk(stems, wordsLookedFor) {
		counts, err := one(ctx, tx, scanCounts, countEach, append([]any{product, rare}, padded(some, wordsLookedFor)...)...)
		if err != nil {
			return fmt.Errorf("count the stories with each of %d words: %w", len(some), err)
		}
		for i, stem := range some {
			postings[stem] = counts[i]
		}
	}
	slices.SortStableFunc(stems, func(a, b string) int { return postings[a] - postings[b] })
	return nil
}

func scanCounts(r row) (counts [wordsLookedFor]int, err error) {
	err = r.Scan(&counts[0], &counts[1], &counts[2], &counts[3], &counts[4], &counts[5], &counts[6], &counts[7])
	return counts, err
}

// padded are the first n words as arguments. No story has those that are added.
func padded(words []string, n int) []any {
	args := make([]any, n)
	for i := range args {
		args[i] = ""
		if i < len(words) {
			args[i] = words[i]
		}
	}
	return args
}
