package storage

import (
	"cmp"
	"context"
	"slices"

	"pogo/scrum"
)

// Bulk keeps many new stories in one transaction. Their words
// wait until there are many, to be kept in the order of the index: kept story
// by story they would touch all of its pages again and again. No story is
// found by its words before [Bulk.Flush].
type Bulk struct {
	tx      *Tx
	waiting []posting
}

// wordsWaiting is up to how many words wait: those of some two thousand
// stories, a few megabytes.
const wordsWaiting = 50_000

// Bulk begins to keep many stories.
func (tx *Tx) Bulk() *Bulk { return &Bulk{tx: tx} }

// Add keeps a new story as [Tx.CreateStory] does, and returns its id.
func (b *Bulk) Add(ctx context.Context, s scrum.Story) (scrum.StoryID, error) {
	var err error
	if s.ID, err = b.tx.addStory(ctx, s); err != nil {
		return 0, err
	}
	b.waiting = append(b.waiting, postings(s, s.Words())...)
	if len(b.waiting) < wordsWaiting {
		return s.ID, nil
	}
	return s.ID, b.Flush(ctx)
}

// Flush keeps the words that wait. It ends every bulk.
func (b *Bulk) Flush(ctx context.Context) error {
	slices.SortFunc(b.waiting, func(a, c posting) int {
		return cmp.Or(cmp.Compare(a.product, c.product), cmp.Compare(a.word, c.word), cmp.Compare(a.story, c.story))
	})
	err := b.tx.addWords(ctx, b.waiting)
	b.waiting = b.waiting[:0]
	return err
}
