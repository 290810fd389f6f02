package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

// What a filter asks of a story s of product d, beside the product, $1: that
// the viewer $2 may see it, its owner $3, its author $4, up to six words, each
// between two, its work-stream $17, a label $18, its epic $19 and what it needs
// $20. An empty text and 0 ask nothing; '-' and -1 ask that there is none. An
// epic is no story to be done.
const filtered = ` AND (s.hidden = 0 OR s.author_id = $2 OR d.owner_id = $2 OR s.writer_id = $2 AND $2 <> '')
	AND ($3 = '' OR s.owner_id = $3) AND ($4 = '' OR s.author_id = $4)
	AND ($5 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.story_id = s.id AND w.word BETWEEN $5 AND $6))
	AND ($7 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.story_id = s.id AND w.word BETWEEN $7 AND $8))
	AND ($9 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.story_id = s.id AND w.word BETWEEN $9 AND $10))
	AND ($11 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.story_id = s.id AND w.word BETWEEN $11 AND $12))
	AND ($13 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.story_id = s.id AND w.word BETWEEN $13 AND $14))
	AND ($15 = '' OR EXISTS (SELECT 1 FROM story_word w WHERE w.story_id = s.id AND w.word BETWEEN $15 AND $16))
	AND ($17 = '' OR s.stream = $17 OR $17 = '-' AND s.stream = '')
	AND ($18 = '' OR EXISTS (SELECT 1 FROM story_label l WHERE l.product_id = $1 AND l.label = $18 AND l.story_id = s.id)
		OR $18 = '-' AND NOT EXISTS (SELECT 1 FROM story_label l WHERE l.story_id = s.id))
	AND ($19 = 0 OR s.parent_id = $19 OR $19 = -1 AND s.parent_id = 0)
	AND ($20 = 0 OR EXISTS (SELECT 1 FROM story_link k WHERE k.story_id = s.id AND k.kind = 'needs' AND k.other_id = $20)
		OR $20 = -1 AND NOT EXISTS (SELECT 1 FROM story_link k WHERE k.story_id = s.id AND k.kind = 'needs'))
	AND s.epic = 0`

// The ways to the stories that a filter lets through, from the one that walks
// the backlog in its order to those that fetch few and sort them.
const (
	isOpen   = fromStory + `WHERE s.product_id = $1 AND s.open = 1` + filtered
	inState  = fromStory + `WHERE s.product_id = $1 AND s.state = $23` + filtered
	isDone   = fromStory + `WHERE s.product_id = $1 AND s.state IN ('accepted', 'released')` + filtered
	eitherOf = ` AND (s.state = $23 OR $23 = '' AND s.open = 1 OR $23 = 'done' AND s.state IN ('accepted', 'released'))` + filtered
	ownedBy  = fromStory + `WHERE s.product_id = $1 AND s.owner_id = $3` + eitherOf
	askedBy  = fromStory + `WHERE s.product_id = $1 AND s.author_id = $4` + eitherOf
	// The sign before product_id keeps SQLite from walking the whole backlog.
	holding = fromStory + `WHERE +s.product_id = $1
		AND s.id IN (SELECT x.story_id FROM story_word x WHERE x.product_id = $1 AND x.word BETWEEN $24 AND $25)` + eitherOf
	labeled = fromStory + `WHERE +s.product_id = $1
		AND s.id IN (SELECT x.story_id FROM story_label x WHERE x.product_id = $1 AND x.label = $18)` + eitherOf
	inStream = fromStory + `WHERE s.product_id = $1 AND s.stream = $17 AND s.stream <> ''` + eitherOf
	inEpic   = fromStory + `WHERE +s.product_id = $1 AND s.parent_id = $19 AND s.parent_id <> 0` + eitherOf
	waiting  = fromStory + `WHERE +s.product_id = $1
		AND s.id IN (SELECT x.story_id FROM story_link x WHERE x.other_id = $20 AND x.kind = 'needs')` + eitherOf
)

// Closed stories come with the last done first; open ones were never done, so
// that they are in the order of the backlog.
const (
	inOrder = ` ORDER BY s.unranked, s.rank, s.thumbs DESC, s.number LIMIT $21 OFFSET $22`
	byDone  = ` ORDER BY s.done_us DESC, s.unranked, s.rank, s.thumbs DESC, s.number LIMIT $21 OFFSET $22`
	atMost  = ` LIMIT $21 OFFSET $22) AS few -- scans: what was found, up to the limit`

	selectOpen    = `SELECT ` + storyColumns + isOpen + inOrder
	selectInState = `SELECT ` + storyColumns + inState + byDone
	selectDone    = `SELECT ` + storyColumns + isDone + byDone
	selectOwnedBy = `SELECT ` + storyColumns + ownedBy + byDone
	selectAskedBy = `SELECT ` + storyColumns + askedBy + byDone
	selectHolding = `SELECT ` + storyColumns + holding + byDone
	selectLabeled = `SELECT ` + storyColumns + labeled + byDone
	selectStream  = `SELECT ` + storyColumns + inStream + byDone
	selectInEpic  = `SELECT ` + storyColumns + inEpic + byDone
	selectWaiting = `SELECT ` + storyColumns + waiting + byDone
	countOpen     = `SELECT COUNT(*) FROM (SELECT 1` + isOpen + atMost
	countInState  = `SELECT COUNT(*) FROM (SELECT 1` + inState + atMost
	countDone     = `SELECT COUNT(*) FROM (SELECT 1` + isDone + atMost
	countOwnedBy  = `SELECT COUNT(*) FROM (SELECT 1` + ownedBy + atMost
	countAskedBy  = `SELECT COUNT(*) FROM (SELECT 1` + askedBy + atMost
	countHolding  = `SELECT COUNT(*) FROM (SELECT 1` + holding + atMost
	countLabeled  = `SELECT COUNT(*) FROM (SELECT 1` + labeled + atMost
	countStream   = `SELECT COUNT(*) FROM (SELECT 1` + inStream + atMost
	countInEpic   = `SELECT COUNT(*) FROM (SELECT 1` + inEpic + atMost
	countWaiting  = `SELECT COUNT(*) FROM (SELECT 1` + waiting + atMost
)

// fewEnough is up to how many stories a word, a label or a stream is rare: fetching and sorting
// that many takes no longer than meeting a thousand of them on a walk through
// a hundred thousand.
const fewEnough = 4000

// way is how the stories of a filter are found, with as many of the arguments
// as its statements take.
type way struct {
	page, count string
	args        int
}

// find returns a page of the stories that a filter lets through, and how many
// there are, counted up to one more than [scrum.MaxFound].
func (tx *Tx) find(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, int, error) {
	term, postings, err := tx.rarest(ctx, q.Product, q.Terms)
	if err != nil {
		return nil, 0, err
	}
	by, err := tx.wayTo(ctx, q, postings)
	if err != nil {
		return nil, 0, err
	}
	args := []any{q.Product, q.Viewer, q.Owner, q.Asked}
	for i := range 6 {
		var t scrum.Term
		if i < len(q.Terms) {
			t = q.Terms[i]
		}
		args = append(args, t.From, t.To)
	}
	args = append(args, q.Stream, q.Label, q.Epic, q.Needs, q.Limit, q.Offset, q.State, term.From, term.To)
	stories, err := all(ctx, tx, scanStory, by.page, args[:by.args]...)
	if err != nil {
		return nil, 0, fmt.Errorf("find stories of product %d: %w", q.Product, err)
	}
	args[20], args[21] = scrum.MaxFound+1, 0
	total, err := one(ctx, tx, scalar[int], by.count, args[:by.args]...)
	if err != nil {
		return nil, 0, fmt.Errorf("count stories of product %d: %w", q.Product, err)
	}
	return stories, total, nil
}

const (
	countInLabel = `SELECT COUNT(*) FROM (SELECT 1 FROM story_label WHERE product_id = $1 AND label = $2 LIMIT $3) AS few
	-- scans: the stories that have the label, up to the limit`
	countOfStream = `SELECT COUNT(*) FROM (SELECT 1 FROM story WHERE product_id = $1 AND stream = $2 AND stream <> '' LIMIT $3) AS few
	-- scans: the stories of the stream, up to the limit`
)

// wayTo chooses: what few stories have leads to them, and so do an epic and a
// person; what is frequent is met soon on a walk in order.
func (tx *Tx) wayTo(ctx context.Context, q scrum.BacklogQuery, postings int) (way, error) {
	switch {
	case q.Needs > 0:
		return way{selectWaiting, countWaiting, 23}, nil
	case q.Epic > 0:
		return way{selectInEpic, countInEpic, 23}, nil
	case len(q.Terms) > 0 && postings <= fewEnough:
		return way{selectHolding, countHolding, 25}, nil
	}
	if few, err := tx.few(ctx, countInLabel, q.Product, q.Label); err != nil || few {
		return way{selectLabeled, countLabeled, 23}, err
	}
	if few, err := tx.few(ctx, countOfStream, q.Product, q.Stream); err != nil || few {
		return way{selectStream, countStream, 23}, err
	}
	switch {
	case q.Owner != "":
		return way{selectOwnedBy, countOwnedBy, 23}, nil
	case q.Asked != "":
		return way{selectAskedBy, countAskedBy, 23}, nil
	case q.State == scrum.AnyDone:
		return way{selectDone, countDone, 22}, nil
	case q.State != "":
		return way{selectInState, countInState, 23}, nil
	}
	return way{selectOpen, countOpen, 22}, nil
}

// few reports whether few stories have a label or a work-stream.
func (tx *Tx) few(ctx context.Context, count string, product scrum.ProductID, name string) (bool, error) {
	if name == "" || name == scrum.Without {
		return false, nil
	}
	n, err := one(ctx, tx, scalar[int], count, product, name, fewEnough+1)
	if err != nil {
		return false, fmt.Errorf("count the stories of %q: %w", name, err)
	}
	return n <= fewEnough, nil
}

const countPostings = `SELECT COUNT(*) FROM (SELECT 1 FROM story_word WHERE product_id = $1 AND word BETWEEN $2 AND $3 LIMIT $4) AS few
	-- scans: the stories that have the word, up to the limit`

// rarest returns the term that the fewest stories have, and how many these
// are, counted up to one more than [fewEnough].
func (tx *Tx) rarest(ctx context.Context, product scrum.ProductID, terms []scrum.Term) (scrum.Term, int, error) {
	var best scrum.Term
	fewest := fewEnough + 1
	for _, t := range terms {
		n, err := one(ctx, tx, scalar[int], countPostings, product, t.From, t.To, fewEnough+1)
		if err != nil {
			return best, 0, fmt.Errorf("count the stories with %q: %w", t.From, err)
		}
		if n < fewest {
			best, fewest = t, n
		}
	}
	return best, fewest, nil
}

const selectWithWord = `SELECT ` + storyColumns + fromStory + `WHERE s.id IN
		(SELECT x.story_id FROM story_word x WHERE x.product_id = $1 AND x.word = $3 ORDER BY x.story_id DESC LIMIT $4)
	AND s.state NOT IN ('dropped', 'undone') AND (s.hidden = 0 OR s.author_id = $2 OR d.owner_id = $2 OR s.writer_id = $2 AND $2 <> '')`

// Like returns the story that is most like another, among those that a person
// may see and that were neither dropped nor taken back; of several the oldest.
// It returns [scrum.ErrNotFound] if none is similar. Of words that very many
// stories have only the newest of these are compared.
func (tx *Tx) Like(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (scrum.Story, error) {
	stems, err := tx.byRarity(ctx, s)
	if err != nil {
		return scrum.Story{}, err
	}
	var best scrum.Story
	var nearest float64
	for _, stem := range stems {
		const newest = 200
		candidates, err := all(ctx, tx, scanStory, selectWithWord, s.Product, viewer, stem, newest)
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

// byRarity returns the words by which a story like this one is looked for:
// those that the fewest stories have.
func (tx *Tx) byRarity(ctx context.Context, s scrum.Story) ([]string, error) {
	stems, enough := scrum.SimilarBy(s.Parsed)
	stems, err := tx.rarestFirst(ctx, s.Product, stems)
	if err != nil {
		return nil, err
	}
	return stems[:enough], nil
}
