package handlers

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"pogo/scrum"
)

// Roster is what Slack says of people and conversations; bot looks it up and
// hands it to [Handlers.Learn].
type Roster struct {
	People   []scrum.Person
	Channels []scrum.Channel
	Members  map[scrum.ChannelID][]scrum.PersonID // complete lists, by conversation
	Groups   []scrum.UserGroup
	Statuses map[scrum.PersonID]scrum.Status // of those of People who have one
	Quiet    map[scrum.PersonID]scrum.Quiet  // zero for who may be disturbed
}

// Knows reports whether the person and the channel have been looked up before.
// Without that, a request of theirs cannot be judged.
func (h *Handlers) Knows(ctx context.Context, person scrum.PersonID, channel scrum.ChannelID) (personKnown, channelKnown bool) {
	_ = h.store.Read(ctx, func(tx Tx) error {
		_, errPerson := tx.Person(ctx, person)
		_, errChannel := tx.Channel(ctx, channel)
		personKnown, channelKnown = errPerson == nil, errChannel == nil
		return nil
	}) // what cannot be read is not known
	return personKnown, channelKnown
}

// Learn keeps what Slack says of people, conversations and their members, and
// lets the nouns follow: whoever joined a team is asked at its next stand-up.
func (h *Handlers) Learn(ctx context.Context, r Roster) error {
	err := h.store.Write(ctx, func(tx Tx) error {
		if err := h.keepRoster(ctx, tx, r); err != nil {
			return err
		}
		for _, follow := range h.rosterChanges {
			if err := follow(ctx, h, tx, r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("learn of people and channels: %w", err)
	}
	return nil
}

func (h *Handlers) keepRoster(ctx context.Context, tx Tx, r Roster) error {
	if err := tx.SavePeople(ctx, r.People...); err != nil {
		return err
	}
	if err := tx.SaveChannels(ctx, r.Channels...); err != nil {
		return err
	}
	if err := tx.SaveUserGroups(ctx, r.Groups...); err != nil {
		return err
	}
	for channel, members := range r.Members {
		if err := tx.SetMembers(ctx, channel, members, h.now()); err != nil {
			return err
		}
	}
	return nil
}

// productsWith asks in which products a person has a part: as the owner, in a
// stand-up, in a poker.
type productsWith func(context.Context, scrum.PersonID) ([]scrum.ProductID, error)

// concerned visits each product that a roster may concern, in the order of
// their ids: those whose channel it speaks of, and those in which its people
// have a part.
func (h *Handlers) concerned(ctx context.Context, tx Tx, r Roster, with productsWith, visit func(*turn, context.Context) error) error {
	products, err := productsOf(ctx, tx, r, with)
	if err != nil {
		return err
	}
	for _, id := range products {
		t, err := h.occasion(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := visit(t, ctx); err != nil {
			return err
		}
	}
	return nil
}

func productsOf(ctx context.Context, tx Tx, r Roster, with productsWith) ([]scrum.ProductID, error) {
	var products []scrum.ProductID
	for _, p := range r.People {
		ids, err := with(ctx, p.ID)
		if err != nil {
			return nil, err
		}
		products = append(products, ids...)
	}
	channels := slices.Collect(maps.Keys(r.Members))
	for _, c := range r.Channels {
		channels = append(channels, c.ID)
	}
	for _, id := range channels {
		product, err := tx.ProductOf(ctx, id)
		if errors.Is(err, scrum.ErrNotFound) {
			continue // nobody used Pogo there yet
		}
		if err != nil {
			return nil, err
		}
		products = append(products, product.ID)
	}
	slices.Sort(products)
	return slices.Compact(products), nil
}
