// Package shelf reads a product's stories from a database in the form in which
// package exchange writes them to files. [Shelf.ByNumber] gives the oldest
// first; [Shelf.BySection] what is open, done and dropped.
//
// Stories are read page by page, so that a product of any size fits in memory;
// only what the order of the sections needs is held for all of them at once.
// It is used by pogo export and by the /po export of package handlers.
package shelf

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"pogo/exchange"
	"pogo/scrum"
)

// Keeper is one moment of a database.
type Keeper interface {
	PeekNumber(ctx context.Context, product scrum.ProductID) (int, error)
	Sprints(ctx context.Context, product scrum.ProductID) ([]scrum.Sprint, error)
	Story(ctx context.Context, id scrum.StoryID) (scrum.Story, error)
	StoriesAfter(ctx context.Context, product scrum.ProductID, number, limit int) ([]scrum.Story, error)
	StaysOf(ctx context.Context, story scrum.StoryID) ([]scrum.SprintStory, error)
	Steps(ctx context.Context, story scrum.StoryID) ([]scrum.Step, error)
	LinksOf(ctx context.Context, story scrum.StoryID) ([]scrum.Link, error)
	History(ctx context.Context, story scrum.StoryID) ([]scrum.Change, error)
	SourcesOf(ctx context.Context, story scrum.StoryID) ([]scrum.Source, error)
	KanosOf(ctx context.Context, story scrum.StoryID) ([]scrum.Kano, error)
	Blockers(ctx context.Context, product scrum.ProductID, since time.Time) ([]scrum.Blocker, error)
	BlockerEvents(ctx context.Context, id scrum.BlockerID) ([]scrum.BlockerEvent, error)
}

// Shelf is the stories of one product.
type Shelf struct {
	Keeper  Keeper
	Product scrum.Product
	Sees    func(scrum.Story) bool // which of them the reader may know of
	Takes   func(scrum.Story) bool // which of these are wanted; nil: all
	Whole   bool                   // with all that is kept about each, as the JSON has it
	Surveys bool                   // and with what people answered in surveys, who were promised that only counts are shown

	// Hidden counts those about security or personal data that were met,
	// whether or not they were taken.
	Hidden int

	sprints map[scrum.SprintID]int // their numbers
	numbers map[scrum.StoryID]int  // of the stories that others lead to
}

const page = 500

// Describe returns the product as it heads a file. It comes before the
// stories.
func (s *Shelf) Describe(ctx context.Context) (exchange.Product, error) {
	next, err := s.Keeper.PeekNumber(ctx, s.Product.ID)
	if err != nil {
		return exchange.Product{}, err
	}
	sprints, err := s.Keeper.Sprints(ctx, s.Product.ID)
	if err != nil {
		return exchange.Product{}, err
	}
	s.sprints, s.numbers = map[scrum.SprintID]int{}, map[scrum.StoryID]int{}
	for _, sprint := range sprints {
		s.sprints[sprint.ID] = sprint.Number
	}
	described := exchange.Product{Product: s.Product, NextNumber: next, Sprints: sprints}
	if s.Whole {
		described.Blockers, err = s.blockers(ctx)
	}
	return described, err
}

// blockers are all of the product, without those about a story that the reader
// may not know of.
func (s *Shelf) blockers(ctx context.Context) ([]exchange.Blocker, error) {
	list, err := s.Keeper.Blockers(ctx, s.Product.ID, time.Time{})
	if err != nil {
		return nil, err
	}
	var blockers []exchange.Blocker
	for _, b := range list {
		if b.Story != 0 {
			story, err := s.Keeper.Story(ctx, b.Story)
			if err != nil {
				return nil, err
			}
			if !s.Sees(story) {
				continue
			}
		}
		kept := exchange.Blocker{Blocker: b}
		if kept.Number, err = s.number(ctx, b.Story); err != nil {
			return nil, err
		}
		if kept.Events, err = s.Keeper.BlockerEvents(ctx, b.ID); err != nil {
			return nil, err
		}
		blockers = append(blockers, kept)
	}
	return blockers, nil
}

// ByNumber gives the stories, the oldest first.
func (s *Shelf) ByNumber(ctx context.Context) exchange.Stories {
	return func(yield func(exchange.Kept, error) bool) {
		for story, err := range s.wanted(ctx) {
			kept := exchange.Kept{}
			if err == nil {
				kept, err = s.kept(ctx, story)
			}
			if !yield(kept, err) {
				return
			}
		}
	}
}

// wanted gives the stories that are to be taken, and counts the hidden ones.
func (s *Shelf) wanted(ctx context.Context) iter.Seq2[scrum.Story, error] {
	return func(yield func(scrum.Story, error) bool) {
		for story, err := range s.all(ctx) {
			if err == nil && story.Hidden {
				s.Hidden++
			}
			if err == nil && (!s.Sees(story) || s.Takes != nil && !s.Takes(story)) {
				continue
			}
			if !yield(story, err) {
				return
			}
		}
	}
}

// all gives every story of the product, read page by page; it ends after an
// error.
func (s *Shelf) all(ctx context.Context) iter.Seq2[scrum.Story, error] {
	return func(yield func(scrum.Story, error) bool) {
		for last := 0; ; {
			stories, err := s.Keeper.StoriesAfter(ctx, s.Product.ID, last, page)
			if err != nil {
				yield(scrum.Story{}, err)
				return
			}
			for _, story := range stories {
				if !yield(story, nil) {
					return
				}
				last = story.Number
			}
			if len(stories) < page {
				return
			}
		}
	}
}

// BySection gives what is open in the order of the backlog, then what is done,
// then what was dropped. Only what the order needs is held in memory.
func (s *Shelf) BySection(ctx context.Context) exchange.Stories {
	return func(yield func(exchange.Kept, error) bool) {
		order, err := s.sections(ctx)
		if err != nil {
			yield(exchange.Kept{}, err)
			return
		}
		for _, id := range order {
			story, err := s.Keeper.Story(ctx, id)
			kept := exchange.Kept{}
			if err == nil {
				kept, err = s.kept(ctx, story)
			}
			if !yield(kept, err) {
				return
			}
		}
	}
}

// sections returns the order of [Shelf.BySection].
func (s *Shelf) sections(ctx context.Context) ([]scrum.StoryID, error) {
	var open []scrum.Story
	var done, dropped []scrum.StoryID
	for story, err := range s.wanted(ctx) {
		switch {
		case err != nil:
			return nil, err
		case story.State.Done():
			done = append(done, story.ID)
		case story.State == scrum.StoryDropped:
			dropped = append(dropped, story.ID)
		default: // without its texts
			open = append(open, scrum.Story{ID: story.ID, Number: story.Number, Rank: story.Rank, Thumbs: story.Thumbs})
		}
	}
	scrum.SortBacklog(open)
	order := make([]scrum.StoryID, 0, len(open)+len(done)+len(dropped))
	for _, story := range open {
		order = append(order, story.ID)
	}
	return slices.Concat(order, done, dropped), nil
}

// kept adds to a story what else is known of it.
func (s *Shelf) kept(ctx context.Context, story scrum.Story) (exchange.Kept, error) {
	k := exchange.Kept{Story: story, Sprint: s.sprints[story.Sprint]}
	var err error
	if k.Parent, err = s.number(ctx, story.Parent); err != nil {
		return k, err
	}
	if err := s.links(ctx, &k); err != nil || !s.Whole {
		return k, err
	}
	stays, err := s.Keeper.StaysOf(ctx, story.ID)
	if err != nil {
		return k, err
	}
	for _, stay := range stays {
		k.Stays = append(k.Stays, exchange.Stay{Sprint: s.sprints[stay.Sprint], Size: stay.Size, AddedAt: stay.AddedAt, RemovedAt: stay.RemovedAt, DoneAt: stay.DoneAt})
	}
	if k.Steps, err = s.Keeper.Steps(ctx, story.ID); err != nil {
		return k, err
	}
	if k.Sources, err = s.Keeper.SourcesOf(ctx, story.ID); err != nil {
		return k, err
	}
	if s.Surveys {
		if k.Surveys, err = s.surveys(ctx, story.ID); err != nil {
			return k, err
		}
	}
	return k, s.history(ctx, &k)
}

// surveys are those of a story, without their ids.
func (s *Shelf) surveys(ctx context.Context, story scrum.StoryID) ([]scrum.Kano, error) {
	surveys, err := s.Keeper.KanosOf(ctx, story)
	for i := range surveys {
		surveys[i].ID, surveys[i].Story = 0, 0
	}
	return surveys, err
}

// links are kept with the story that they lead from.
func (s *Shelf) links(ctx context.Context, k *exchange.Kept) error {
	links, err := s.Keeper.LinksOf(ctx, k.Story.ID)
	if err != nil {
		return err
	}
	for _, l := range links {
		if l.Story != k.Story.ID {
			continue
		}
		other, err := s.number(ctx, l.Other)
		if err != nil {
			return err
		}
		if other != 0 {
			k.Links = append(k.Links, exchange.Link{Kind: l.Kind, Other: other})
		}
	}
	slices.SortFunc(k.Links, exchange.Link.Compare)
	return nil
}

// history tells of other stories and of sprints by their ids, which mean
// nothing in another database, and of which numbers are made. What was changed
// about stories that the reader does not see is left out.
func (s *Shelf) history(ctx context.Context, k *exchange.Kept) error {
	changes, err := s.Keeper.History(ctx, k.Story.ID)
	if err != nil {
		return err
	}
	for _, c := range changes {
		numbered := c
		for _, value := range []*string{&numbered.Before, &numbered.After} {
			if *value, err = s.renumbered(ctx, c.Field, *value); err != nil {
				return err
			}
		}
		if numbered == c || numbered.Before != numbered.After {
			k.Changes = append(k.Changes, numbered)
		}
	}
	return nil
}

// renumbered turns the ids in one value of a change, one a line, into numbers.
func (s *Shelf) renumbered(ctx context.Context, field, value string) (string, error) {
	if field != "sprint" && field != "parent" && field != "needs" {
		return value, nil
	}
	var numbers []string
	for text := range strings.FieldsSeq(value) {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "", fmt.Errorf("read the %s of a change: %w", field, err)
		}
		number := s.sprints[scrum.SprintID(id)]
		if field != "sprint" {
			if number, err = s.number(ctx, scrum.StoryID(id)); err != nil {
				return "", err
			}
		}
		if number != 0 {
			numbers = append(numbers, strconv.Itoa(number))
		}
	}
	return strings.Join(numbers, "\n"), nil
}

// number is by which a story is known in a file; 0 for none, and for one that
// the reader does not see.
func (s *Shelf) number(ctx context.Context, id scrum.StoryID) (int, error) {
	if id == 0 {
		return 0, nil
	}
	if n, ok := s.numbers[id]; ok {
		return n, nil
	}
	story, err := s.Keeper.Story(ctx, id)
	if errors.Is(err, scrum.ErrNotFound) {
		return 0, nil
	}
	n := story.Number
	if story.State == scrum.StoryUndone || !s.Sees(story) {
		n = 0
	}
	if err == nil && len(s.numbers) < page {
		s.numbers[id] = n
	}
	return n, err
}
