package storage

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"pogo/scrum"
)

// Bulk keeps many new stories in one transaction. Their words
// wait until there are many, to be kept in the order of the index: kept story
// by story they would touch all of its pages again and again. No story is
// found by its words before [Bulk.Flush].
type Bulk struct {
	tx      *Tx
	waiting map[productWord][]scrum.StoryID
	n       int // how many wait
}

// productWord is a word of a product's stories.
type productWord struct {
	product scrum.ProductID
	word    string
}

// wordsWaiting is up to how many words wait: those of some two thousand
// stories, a few megabytes.
const wordsWaiting = 50_000

// Bulk begins to keep many stories.
func (tx *Tx) Bulk() *Bulk { return &Bulk{tx: tx, waiting: map[productWord][]scrum.StoryID{}} }

// Add keeps a new story as [Tx.CreateStory] does, and returns its id.
func (b *Bulk) Add(ctx context.Context, s scrum.Story) (scrum.StoryID, error) {
	var err error
	if s.ID, err = b.tx.addStory(ctx, s); err != nil {
		return 0, err
	}
	for _, word := range s.Words() {
		key := productWord{s.Product, word}
		b.waiting[key] = append(b.waiting[key], s.ID)
		b.n++
	}
	if b.n < wordsWaiting {
		return s.ID, nil
	}
	return s.ID, b.Flush(ctx)
}

// Flush keeps the words that wait. It ends every bulk.
func (b *Bulk) Flush(ctx context.Context) error {
	words := slices.SortedFunc(maps.Keys(b.waiting), func(a, c productWord) int {
		return cmp.Or(cmp.Compare(a.product, c.product), cmp.Compare(a.word, c.word))
	})
	inOrder := make([]posting, 0, b.n)
	for _, w := range words {
		for _, story := range b.waiting[w] { // ids grow
			inOrder = append(inOrder, posting{w.product, w.word, story})
		}
	}
	clear(b.waiting)
	b.n = 0
	return b.tx.addWords(ctx, inOrder)
}
