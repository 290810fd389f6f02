package handlers

import (
	"cmp"
	"context"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/view"
)

// homeTx is what Home needs of a transaction.
type homeTx interface {
	// StoriesOf returns the open stories that a person took or asked for, in
	// products whose channel they are in, the oldest first.
	StoriesOf(ctx context.Context, person scrum.PersonID) ([]scrum.Story, error)
}

// HomeOpened shows a person what waits for them.
func (h *Handlers) HomeOpened(ctx context.Context, o HomeOpened) error {
	_, err := h.take(ctx, o.Key, door{}, o.Person, "", func(ctx context.Context, t *turn) error {
		stories, err := t.tx.StoriesOf(ctx, t.person.ID)
		if err != nil {
			return err
		}
		body, err := view.Home(t.mine, stories, t.person.ID).JSON()
		if err != nil {
			return err
		}
		return t.send(ctx, outbox.Delivery{Kind: outbox.Home, Name: "home:" + string(t.person.ID), Channel: string(t.person.ID), Person: string(t.person.ID), Body: body})
	})
	return err
}

// Joined greets a channel that Pogo was invited to, once; when it comes back
// after having been removed, what the channel refused meanwhile is posted.
func (h *Handlers) Joined(ctx context.Context, j Joined) error {
	if !j.Self {
		return nil
	}
	_, err := h.take(ctx, j.Key, door{}, cmp.Or(j.Inviter, j.Person), j.Channel, func(ctx context.Context, t *turn) error {
		if err := t.welcome(ctx); err != nil {
			return err
		}
		return t.tx.LetIn(ctx, t.channel.ID)
	})
	return err
}

// welcome says hello where Pogo was never before.
func (t *turn) welcome(ctx context.Context) error {
	name := "welcome:" + string(t.channel.ID)
	stands, err := t.stands(ctx, name)
	if err != nil || stands {
		return err
	}
	return t.put(ctx, name, string(t.channel.ID), "", view.Note(t.ours.Say("home.welcome")))
}
