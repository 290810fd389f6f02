package storage

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"pogo/scrum"
)

// What a filter asks of a story s that its index tells.
const fits = seen + ` AND s.epic = 0 AND ($8 = '' OR s.state = $8 OR $8 = 'done' AND s.state IN ('accepted', 'released'))`

// inPlace goes on behind a spot, in the order of the lists that are not sorted.
const inPlace = ` AND (s.place, s.number) > ($9, $10) ORDER BY s.place, s.number`

// What else a filter asks, of a candidate c; what is ” or 0 is not asked, '-'
// and -1 ask that there is none. A label and a word are looked up among the
// stories that have them, where neighbors are near each other; what may be
// only the beginning of a word among the story's words. Not every way asks
// whether stories are open; PostgreSQL has to know what $7 is all the same.
const holds = `$7 IN (0, 1) AND ($22 = 0 OR EXISTS (SELECT 1 FROM story t WHERE t.id = c.id AND ($3 = '' OR t.owner_id = $3) AND ($4 = '' OR t.author_id = $4)
		AND ($5 = '' OR t.stream = $5 OR $5 = '-' AND t.stream = '') AND ($6 = 0 OR t.parent_id = $6 OR $6 = -1 AND t.parent_id = 0)
		AND (CAST($23 AS BIGINT) = 0 OR t.by_moscow = $23)))
	AND ($13 = '' OR EXISTS (SELECT 1 FROM story_label l WHERE l.product_id = $1 AND l.label = $13 AND l.story_id = c.id)
		OR $13 = '-' AND NOT EXISTS (SELECT 1 FROM story_label l WHERE l.story_id = c.id))
	AND ($14 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.product_id = $1 AND w.word = $14 AND w.story_id = c.id))
	AND ($15 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.product_id = $1 AND w.word = $15 AND w.story_id = c.id))
	AND ($16 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.product_id = $1 AND w.word = $16 AND w.story_id = c.id))
	AND ($17 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.product_id = $1 AND w.word = $17 AND w.story_id = c.id))
	AND ($18 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.product_id = $1 AND w.word = $18 AND w.story_id = c.id))
	AND ($19 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.story_id = c.id AND w.word BETWEEN $19 AND $20))
	AND ($21 = 0 OR EXISTS (SELECT 1 FROM story_link k WHERE k.story_id = c.id AND k.kind = 'needs' AND k.other_id = $21)
		OR $21 = -1 AND NOT EXISTS (SELECT 1 FROM story_link k WHERE k.story_id = c.id AND k.kind = 'needs'))`

// A walk goes through stories in the order of an index and looks at no more
// than $24 of them: what is frequent is met soon, and words that are frequent
// and hardly ever meet cost no more than others. The labels of a story know of
// it what its other indexes do.
const (
	walk    = ` FROM (SELECT s.id FROM story s WHERE s.product_id = $1`
	looked  = ` LIMIT $24) AS c WHERE ` + holds + ` LIMIT $11 OFFSET $12 -- scans: up to $24 stories`
	looking = fits + inPlace + looked

	walkBacklog = `SELECT c.id` + walk + ` AND s.open = 1` + looking
	walkState   = `SELECT c.id` + walk + ` AND s.state = $8` + looking
	walkDone    = `SELECT c.id` + walk + ` AND s.state IN ('accepted', 'released')` + looking
	walkOwner   = `SELECT c.id` + walk + ` AND s.owner_id = $3 AND s.owner_id <> '' AND s.open = $7` + looking
	walkAsked   = `SELECT c.id` + walk + ` AND s.author_id = $4 AND s.open = $7` + looking
	walkStream  = `SELECT c.id` + walk + ` AND s.stream = $5 AND s.stream <> '' AND s.open = $7` + looking
	walkLabel   = `SELECT c.id FROM (SELECT s.story_id AS id FROM story_label s WHERE s.product_id = $1 AND s.label = $25 AND s.open = $7` + looking
	walkMoSCoW  = `SELECT c.id` + walk + ` AND s.open = 1 AND s.by_moscow = $23 AND s.by_moscow < ` + noValue + looking
)

// Where few stories have what is asked for, all of them are fetched and
// sorted. The sign before product_id keeps SQLite from a walk.
const (
	fetch   = ` FROM story s WHERE +s.product_id = $1 AND s.id IN (SELECT c.id FROM `
	sorting = ` AS c WHERE ` + holds + `) AND s.open = $7` + fits + inPlace + ` LIMIT $11 OFFSET $12`

	fetchEpic  = `SELECT s.id` + fetch + `(SELECT id FROM story WHERE parent_id = $6 AND parent_id <> 0)` + sorting
	fetchNeeds = `SELECT s.id` + fetch + `(SELECT story_id AS id FROM story_link WHERE other_id = $21 AND kind = 'needs')` + sorting
	fetchWord  = `SELECT s.id` + fetch + `(SELECT story_id AS id FROM story_word WHERE product_id = $1 AND word BETWEEN $24 AND $25)` + sorting
)

// So many stories are few: those that have a word, and those that have the
// rarest of several words, of which most go before they are sorted.
const (
	few     = 4_000
	fewMeet = 10_000
)

// way is how the stories of a filter are found.
type way struct {
	text    string
	words   []scrum.Term // that candidates must have
	rest    string       // in an order of its own: the walk through what has no value there
	labeled bool         // along the label that is asked for
	whole   bool         // something is asked that only the story itself tells
	last    []any        // what the last placeholders stand for
	bounded bool         // to the first [scrum.MaxLooked] stories of a walk
}

// wayTo chooses: few stories are fetched, what is frequent is met on a walk.
func (tx *Tx) wayTo(ctx context.Context, q scrum.BacklogQuery) (way, error) {
	terms, n, err := tx.byRarity(ctx, q.Product, q.Terms)
	switch {
	case err != nil:
		return way{}, err
	case q.Sort != "":
		return walked(q.Filter, terms), nil
	case q.Needs > 0:
		return way{text: fetchNeeds, words: terms, whole: true}, nil
	case q.Epic > 0:
		return way{text: fetchEpic, words: terms, whole: true}, nil
	case n <= few || len(terms) > 1 && n <= fewMeet:
		return way{text: fetchWord, words: terms[1:], whole: true, last: []any{terms[0].From, terms[0].To}}, nil
	}
	return walked(q.Filter, terms), nil
}

// walked is a walk that ends soon enough if it has to look at the stories.
func walked(f scrum.Filter, terms []scrum.Term) way {
	w := walkOf(f)
	w.words, w.last = terms, []any{math.MaxInt64}
	if w.bounded = w.whole || len(terms) > 0 || f.Label != "" && !w.labeled || f.Needs != 0; w.bounded {
		w.last = []any{scrum.MaxLooked}
	}
	return w
}

// walkOf is the shortest walk that meets all stories of a filter, or the one in
// the order that is asked for.
func walkOf(f scrum.Filter) way {
	var w way
	rest, open := f, f.State == "" || f.State.Open()
	switch {
	case f.Sort != "":
		w.text, w.rest = sortBy(f.Sort)
	case f.Owner != "":
		w.text, rest.Owner = walkOwner, ""
	case f.Asked != "":
		w.text, rest.Asked = walkAsked, ""
	case f.Label != "" && f.Label != scrum.Without:
		w.text, w.labeled = walkLabel, true
	case f.Stream != "" && f.Stream != scrum.Without:
		w.text, rest.Stream = walkStream, ""
	case f.MoSCoW == scrum.Without && open:
		w.text, rest.MoSCoW = noClass, ""
	case f.MoSCoW != "" && open:
		w.text, rest.MoSCoW = walkMoSCoW, ""
	case f.State == scrum.AnyDone:
		w.text = walkDone
	case f.State != "":
		w.text = walkState
	default:
		w.text = walkBacklog
	}
	w.whole = asksStory(rest)
	return w
}

// asksStory reports whether a filter asks what only the story itself tells,
// unless it is what a walk goes along.
func asksStory(f scrum.Filter) bool {
	return f.Owner != "" || f.Asked != "" || f.Stream != "" || f.Epic != 0 || f.MoSCoW != ""
}

// args are what the placeholders of a way stand for.
func (w way) args(q scrum.BacklogQuery) []any {
	after, label := behind(q), q.Label
	if w.labeled {
		label = "" // who is on this way has it
	}
	args := []any{
		q.Product, q.Viewer, q.Owner, q.Asked, q.Stream, q.Epic, bit(q.State == "" || q.State.Open()), q.State,
		after.Place, after.Number, q.Limit, q.Offset, label,
	}
	words, begun := [5]string{}, scrum.Term{}
	n := 0
	for _, t := range w.words {
		if t.From != t.To || n == len(words) {
			begun = t
			continue
		}
		words[n] = t.From
		n++
	}
	for _, word := range words {
		args = append(args, word)
	}
	args = append(append(args, begun.From, begun.To, q.Needs, bit(w.whole), classKey(q.MoSCoW)), w.last...)
	switch {
	case w.rest != "":
		args = append(args, after.Key)
	case w.labeled:
		args = append(args, q.Label)
	}
	return args
}

// classKey is the class that a filter asks for as the index has it; 0 for any.
func classKey(class scrum.MoSCoW) int64 {
	if class == "" {
		return 0
	}
	key, _ := scrum.Story{Worth: scrum.Worth{MoSCoW: class}}.SortKey(scrum.SortMoSCoW)
	return key
}

const countPostings = `SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word BETWEEN $2 AND $3 LIMIT $4) AS few
	-- scans: the stories that have the word, up to the limit`

// byRarity returns the terms with those first that the fewest stories have,
// which is where looking at a story mostly ends, and how many have the first,
// counted up to one more than [fewMeet].
func (tx *Tx) byRarity(ctx context.Context, product scrum.ProductID, terms []scrum.Term) ([]scrum.Term, int, error) {
	postings := map[scrum.Term]int{}
	for _, t := range terms {
		n, err := tx.postings(ctx, product, t, fewMeet+1)
		if err != nil {
			return nil, 0, err
		}
		postings[t] = n
	}
	terms = slices.Clone(terms)
	slices.SortStableFunc(terms, func(a, b scrum.Term) int { return cmp.Compare(postings[a], postings[b]) })
	if len(terms) == 0 {
		return nil, fewMeet + 1, nil
	}
	return terms, postings[terms[0]], nil
}

// postings returns how many stories have a word, counted up to most.
func (tx *Tx) postings(ctx context.Context, product scrum.ProductID, t scrum.Term, most int) (int, error) {
	n, err := one(ctx, tx, scalar[int], countPostings, product, t.From, t.To, most)
	if err != nil {
		return 0, fmt.Errorf("count the stories with %q: %w", t.From, err)
	}
	return n, nil
}
