package main

import (
	"context"
	"slices"

	"pogo/exchange"
	"pogo/scrum"
	"pogo/storage"
)

// shelf is where an export takes a product's stories from, page by page.
type shelf struct {
	tx         *storage.Tx
	product    scrum.Product
	withHidden bool
	whole      bool // with all that is kept about each story

	sprints map[scrum.SprintID]int // their numbers
	hidden  int                    // stories met that the channel does not see
}

const shelfPage = 500

// describe returns the product and remembers the numbers of its sprints.
func (s *shelf) describe(ctx context.Context) (exchange.Product, error) {
	next, err := s.tx.PeekNumber(ctx, s.product.ID)
	if err != nil {
		return exchange.Product{}, err
	}
	sprints, err := s.tx.Sprints(ctx, s.product.ID)
	if err != nil {
		return exchange.Product{}, err
	}
	s.sprints = map[scrum.SprintID]int{}
	for _, sprint := range sprints {
		s.sprints[sprint.ID] = sprint.Number
	}
	return exchange.Product{Product: s.product, NextNumber: next, Sprints: sprints}, nil
}

// byNumber gives all stories, the oldest first.
func (s *shelf) byNumber(ctx context.Context) exchange.Stories {
	return func(yield func(exchange.Kept, error) bool) {
		for last := 0; ; {
			page, err := s.tx.StoriesAfter(ctx, s.product.ID, last, shelfPage)
			if err != nil {
				yield(exchange.Kept{}, err)
				return
			}
			for _, story := range page {
				last = story.Number
				if story.Hidden {
					s.hidden++
				}
				if story.Hidden && !s.withHidden {
					continue
				}
				if kept, err := s.kept(ctx, story); !yield(kept, err) {
					return
				}
			}
			if len(page) < shelfPage {
				return
			}
		}
	}
}

// bySection gives what is open in the order of the backlog, then what is done,
// then what was dropped. Only the numbers are sorted in memory.
func (s *shelf) bySection(ctx context.Context) exchange.Stories {
	return func(yield func(exchange.Kept, error) bool) {
		var open, done, dropped []scrum.Story // no more than what the order needs
		for kept, err := range s.byNumber(ctx) {
			if err != nil {
				yield(kept, err)
				return
			}
			story := scrum.Story{ID: kept.Story.ID, Number: kept.Story.Number, Rank: kept.Story.Rank, Thumbs: kept.Story.Thumbs}
			switch kept.Story.State {
			case scrum.StoryAccepted:
				done = append(done, story)
			case scrum.StoryDropped:
				dropped = append(dropped, story)
			default:
				open = append(open, story)
			}
		}
		scrum.SortBacklog(open)
		for _, story := range slices.Concat(open, done, dropped) {
			full, err := s.tx.Story(ctx, story.ID)
			kept := exchange.Kept{}
			if err == nil {
				kept, err = s.kept(ctx, full)
			}
			if !yield(kept, err) {
				return
			}
		}
	}
}

// kept adds to a story what else is known of it.
func (s *shelf) kept(ctx context.Context, story scrum.Story) (exchange.Kept, error) {
	k := exchange.Kept{Story: story, Sprint: s.sprints[story.Sprint]}
	if !s.whole {
		return k, nil
	}
	stays, err := s.tx.StaysOf(ctx, story.ID)
	if err != nil {
		return k, err
	}
	for _, stay := range stays {
		k.Stays = append(k.Stays, exchange.Stay{Sprint: s.sprints[stay.Sprint], Size: stay.Size, AddedAt: stay.AddedAt, RemovedAt: stay.RemovedAt, DoneAt: stay.DoneAt})
	}
	k.Steps, err = s.tx.Steps(ctx, story.ID)
	return k, err
}
