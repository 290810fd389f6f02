package handlers

import (
	"context"
	"maps"
	"slices"
	"time"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/view"
)

// homeTx is what Home needs of a transaction.
type homeTx interface {
	// TakenBy and AskedBy return the open stories that a person took, or asked
	// for and did not take, in products whose channel they are in, the oldest
	// first, but for those that wait for their own acceptance.
	TakenBy(ctx context.Context, person scrum.PersonID, limit int) ([]scrum.Story, error)
	AskedBy(ctx context.Context, person scrum.PersonID, limit int) ([]scrum.Story, error)
	// OpenHome keeps when somebody looked at Home last.
	OpenHome(ctx context.Context, person scrum.PersonID, at time.Time) error
	// HomeOpen reports whether somebody looked at Home since an instant.
	HomeOpen(ctx context.Context, person scrum.PersonID, since time.Time) (bool, error)
	// HomesOpen returns those in a channel who did, the last first, some
	// dozens at most.
	HomesOpen(ctx context.Context, channel scrum.ChannelID, since time.Time) ([]scrum.PersonID, error)
}

// homeFor is how long after somebody looked at Home it is kept up to date. The
// sender sees to it that no Home is published more than once in some seconds.
const homeFor = time.Hour

func homeNoun() noun {
	return noun{storyChanged: touchStory, turnEnded: refreshHomes}
}

// HomeOpened shows a person what waits for them.
func (h *Handlers) HomeOpened(ctx context.Context, o HomeOpened) error {
	_, err := h.take(ctx, o.Key, door{}, o.Person, "", func(ctx context.Context, t *turn) error {
		if err := t.tx.OpenHome(ctx, t.person.ID, t.now); err != nil {
			return err
		}
		return t.drawHome(ctx, t.person)
	})
	return err
}

// touch remembers that something changed which may stand on people's Homes.
func (t *turn) touch(people ...scrum.PersonID) {
	if t.touched == nil {
		t.touched = map[scrum.PersonID]bool{}
	}
	for _, p := range people {
		t.touched[p] = true
	}
}

// touchAll does so for everybody in the product's channel.
func (t *turn) touchAll(ctx context.Context) error {
	open, err := t.tx.HomesOpen(ctx, t.product.Channel, t.now.Add(-homeFor))
	t.touch(open...)
	return err
}

func touchStory(_ context.Context, t *turn, before, now scrum.Story) error {
	t.touch(before.Author, before.Owner, now.Author, now.Owner, t.product.Owner)
	return nil
}

// refreshHomes draws the Homes of those who looked at theirs lately, and the
// one on which something was pressed. What only opened a form changed nothing.
func refreshHomes(ctx context.Context, t *turn) error {
	if t.door.home && t.answer.Open == nil {
		t.touch(t.person.ID)
	}
	delete(t.touched, "") // no owner
	for _, id := range slices.Sorted(maps.Keys(t.touched)) {
		pressed := t.door.home && id == t.person.ID
		open, err := t.tx.HomeOpen(ctx, id, t.now.Add(-homeFor))
		if err != nil {
			return err
		}
		if !open && !pressed {
			continue
		}
		person, err := t.tx.Person(ctx, id)
		if err != nil {
			return err
		}
		if err := t.drawHome(ctx, person); err != nil {
			return err
		}
	}
	return nil
}

// drawHome publishes what waits for a person, in their own words.
func (t *turn) drawHome(ctx context.Context, p scrum.Person) error {
	if p.Deleted || p.Bot {
		return nil
	}
	shown, err := t.homeShown(ctx, p)
	if err != nil {
		return err
	}
	if p.ID == t.person.ID {
		shown.Note = t.note
	}
	words := t.h.words.For(p.Locale, t.h.locale)
	body, err := view.Home(words, shown).JSON()
	if err != nil {
		return err
	}
	id := string(p.ID)
	return t.send(ctx, outbox.Delivery{Kind: outbox.Home, Name: "home:" + id, Channel: id, Person: id, Body: body})
}
