package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"syscall"
	"time"

	"pogo/scrum"
	"pogo/storage"
)

// Rounds of each measure, after some that warm it up.
const (
	rounds = 500
	warmUp = 20
)

const pageSize = 10

// deed is one thing that people do, as often as it is asked for and each time
// with another story, person or word.
type deed struct {
	name string
	do   func(ctx context.Context) error
}

// figures is how long a deed took.
type figures struct {
	median, p99, max time.Duration
	work             time.Duration // of the processor, the 99th percentile
}

// measure does each deed many times and hands over what it took.
func (b *bench) measure(ctx context.Context, report func(name string, f figures)) error {
	for _, d := range b.deeds() {
		took, worked := make([]time.Duration, 0, rounds), make([]time.Duration, 0, rounds)
		for i := range warmUp + rounds {
			start, idle := b.now(), work()
			if err := d.do(ctx); err != nil && !errors.Is(err, scrum.ErrNotFound) {
				return fmt.Errorf("%s: %w", d.name, err)
			}
			if i >= warmUp {
				took, worked = append(took, b.now().Sub(start)), append(worked, work()-idle)
			}
		}
		slices.Sort(took)
		slices.Sort(worked)
		report(d.name, figures{median: took[rounds/2], p99: took[rounds*99/100], max: took[rounds-1], work: worked[rounds*99/100]})
	}
	return nil
}

// bench is an open database and what is known of it.
type bench struct {
	db      *storage.DB
	author  *author
	stories int // of the big product
	now     func() time.Time
}

func (b *bench) deeds() []deed {
	en, fr := b.author.tongues[0], b.author.tongues[1]
	some := func(words []string, n int) string { return words[b.author.IntN(n)] }
	return []deed{
		{"create", b.create},
		{"show", b.show},
		{"list, first page", b.list(func() scrum.BacklogQuery { return scrum.BacklogQuery{} })},
		{"list, deep page", b.deep},
		{"filter state:started", b.list(state(scrum.StoryStarted))},
		{"filter state:done", b.list(state(scrum.StoryAccepted))},
		{"filter owner", b.filter(func() scrum.Filter { return scrum.Filter{Owner: b.somebody()} })},
		{"filter owner state:done", b.filter(func() scrum.Filter { return scrum.Filter{Owner: b.somebody(), State: scrum.StoryAccepted} })},
		{"filter stream", b.filter(func() scrum.Filter { return scrum.Filter{Stream: some(scrum.Streams(), 4)} })},
		{"filter label", b.filter(func() scrum.Filter { return scrum.Filter{Label: label(b.author.rank(labels))} })},
		{"filter label state:done", b.filter(func() scrum.Filter {
			return scrum.Filter{Label: label(b.author.rank(labels)), State: scrum.StoryAccepted}
		})},
		{"sorted by votes", b.filter(func() scrum.Filter { return scrum.Filter{Sort: scrum.SortVotes} })},
		{"filter epic", b.filter(func() scrum.Filter { return scrum.Filter{Epic: scrum.StoryID(1 + b.author.IntN(b.stories/perEpic))} })},
		{"filter asked", b.filter(func() scrum.Filter { return scrum.Filter{Asked: b.somebody()} })},
		{"filter asked state:dropped", b.filter(func() scrum.Filter { return scrum.Filter{Asked: b.somebody(), State: scrum.StoryDropped} })},
		{"search, rare word", b.search(func() string { return client(1000+b.author.IntN(clients/10)) + " " })},
		{"search, frequent word", b.search(func() string { return some(en.nouns, 10) })},
		{"search, two frequent words", b.search(func() string { return some(en.verbs, 5) + " " + some(en.nouns, 10) })},
		{"search, words that rarely meet", b.search(func() string { return some(en.nouns, 10) + " " + some(fr.nouns, 10) })},
		{"search, three, of which two never meet", b.search(func() string { return some(en.verbs, 5) + " " + some(fr.nouns, 10) + " " + some(en.nouns, 10) })},
		{"search, a beginning", b.search(func() string { return some(en.nouns, len(en.nouns))[:2] })},
		{"search, a letter", b.search(func() string { return some(en.nouns, len(en.nouns))[:1] })},
		{"search, frequent word state:done", b.filter(func() scrum.Filter {
			return scrum.Filter{State: scrum.StoryAccepted, Terms: scrum.Terms(some(en.nouns, 10))}
		})},
		{"search, frequent word and owner", b.filter(func() scrum.Filter {
			return scrum.Filter{Owner: b.somebody(), Terms: scrum.Terms(some(en.nouns, 10))}
		})},
		{"home", b.home},
	}
}

func (b *bench) somebody() scrum.PersonID { return person(b.author.rank(people)) }

// create does what /story does in its transaction.
func (b *bench) create(ctx context.Context) error {
	text, parsed := b.author.need()
	return b.db.Write(ctx, func(tx *storage.Tx) error {
		number, err := tx.NextNumber(ctx, bigProduct)
		if err != nil {
			return err
		}
		author := b.somebody()
		s, err := tx.CreateStory(ctx, scrum.Story{
			Product: bigProduct, Number: number, Key: scrum.StoryKey("P1", number), Text: text, Parsed: parsed,
			State: scrum.StoryDraft, Author: author, CreatedAt: epoch(),
		})
		if err != nil {
			return err
		}
		if err := tx.RecordMove(ctx, s, author, epoch()); err != nil {
			return err
		}
		if _, err := tx.Like(ctx, s, author); err != nil && !errors.Is(err, scrum.ErrNotFound) {
			return err
		}
		_, _, err = tx.Place(ctx, s, author)
		return err
	})
}

func (b *bench) show(ctx context.Context) error {
	return b.db.Read(ctx, func(tx *storage.Tx) error {
		_, err := tx.StoryByNumber(ctx, bigProduct, 1+b.author.IntN(b.stories))
		return err
	})
}

// list shows a page of what a query asks for.
func (b *bench) list(query func() scrum.BacklogQuery) func(context.Context) error {
	return func(ctx context.Context) error {
		q := query()
		q.Product, q.Viewer, q.Limit = bigProduct, b.somebody(), pageSize
		return b.db.Read(ctx, func(tx *storage.Tx) error {
			_, _, err := tx.Backlog(ctx, q)
			return err
		})
	}
}

// deep shows the page behind a story somewhere in the backlog.
func (b *bench) deep(ctx context.Context) error {
	var at scrum.Story
	for !at.State.Open() || at.Rank > 0 {
		err := b.db.Read(ctx, func(tx *storage.Tx) (err error) {
			at, err = tx.StoryByNumber(ctx, bigProduct, 1+b.author.IntN(b.stories))
			return err
		})
		if err != nil {
			return err
		}
	}
	return b.list(func() scrum.BacklogQuery { return scrum.BacklogQuery{After: at.Spot()} })(ctx)
}

func (b *bench) filter(filter func() scrum.Filter) func(context.Context) error {
	return b.list(func() scrum.BacklogQuery { return scrum.BacklogQuery{Filter: filter()} })
}

func (b *bench) search(text func() string) func(context.Context) error {
	return b.filter(func() scrum.Filter { return scrum.Filter{Terms: scrum.Terms(text())} })
}

// work is what the processors did for this process so far: it tells the same
// on a machine that does something else beside.
func work() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func state(s scrum.StoryState) func() scrum.BacklogQuery {
	return func() scrum.BacklogQuery { return scrum.BacklogQuery{Filter: scrum.Filter{State: s}} }
}

func (b *bench) home(ctx context.Context) error {
	return b.db.Read(ctx, func(tx *storage.Tx) error {
		const counted = 201 // as Home does
		who := b.somebody()
		if _, err := tx.TakenBy(ctx, who, counted); err != nil {
			return err
		}
		_, err := tx.AskedBy(ctx, who, counted)
		return err
	})
}
