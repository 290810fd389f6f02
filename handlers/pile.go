package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/view"
)

// pileTx is what it takes to tell what could not be posted.
type pileTx interface {
	// Piles returns what was parked in a conversation and not let go, by its
	// cause.
	Piles(ctx context.Context, channel scrum.ChannelID) ([]outbox.Pile, error)
	// TakeUntold returns the conversations in which something was parked since
	// it was asked last.
	TakeUntold(ctx context.Context) ([]scrum.ChannelID, error)
	// RetryPile opens again what was parked for a cause, and LetGoOfPile has
	// nobody told of it again; both return how many deliveries that is.
	RetryPile(ctx context.Context, channel scrum.ChannelID, cause string) (int, error)
	LetGoOfPile(ctx context.Context, channel scrum.ChannelID, cause string) (int, error)
}

// pileNoun is what Slack would not take: its owner hears of it and decides.
func pileNoun() noun {
	return noun{clicks: map[string]click{
		view.PileRetry: on((*turn).ownProduct, retryPile),
		view.PileLetGo: on((*turn).ownProduct, letGoOfPile),
	}}
}

// TellParked tells the owners of products what could not be posted in their
// channels since it was called last: one line for each cause and day, which is
// edited while it stands. What cannot be written to an owner, to them or to
// anybody else, is told to nobody.
func (h *Handlers) TellParked(ctx context.Context) error {
	return h.store.Write(ctx, func(tx Tx) error {
		channels, err := tx.TakeUntold(ctx)
		for _, c := range channels {
			if err == nil {
				err = h.tellPiles(ctx, tx, c)
			}
		}
		return err
	})
}

func (h *Handlers) tellPiles(ctx context.Context, tx Tx, channel scrum.ChannelID) error {
	product, err := tx.ProductOf(ctx, channel)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil // direct messages, above all
	}
	if err != nil {
		return err
	}
	t, err := h.occasion(ctx, tx, product.ID)
	if err != nil {
		return err
	}
	owner, err := t.stranger(ctx, product.Owner)
	if err != nil {
		return err
	}
	if may, err := t.mayHear(ctx, owner); err != nil || !may {
		return err
	}
	piles, err := tx.Piles(ctx, channel)
	if err != nil {
		return err
	}
	words, _ := t.readerOf(owner)
	day := t.now.In(product.Location()).Format(time.DateOnly)
	for _, p := range piles {
		shown := view.PileShown{Product: product, N: p.N, Cause: p.Cause}
		if err := t.direct(ctx, owner.ID, view.PileName(shown, day), view.Piled(words, shown)); err != nil {
			return err
		}
	}
	return t.end(ctx)
}

// ownProduct enters a product that the person owns.
func (t *turn) ownProduct(ctx context.Context, id scrum.ProductID) (scrum.Product, error) {
	if err := t.enter(ctx, id); err != nil {
		return scrum.Product{}, err
	}
	return t.product, t.mustOwn(ctx)
}

func retryPile(ctx context.Context, t *turn, c Click, p scrum.Product) error {
	n, err := t.tx.RetryPile(ctx, p.Channel, c.Value)
	return t.pileDealtWith(ctx, "pile.retried", n, err)
}

func letGoOfPile(ctx context.Context, t *turn, c Click, p scrum.Product) error {
	n, err := t.tx.LetGoOfPile(ctx, p.Channel, c.Value)
	return t.pileDealtWith(ctx, "pile.letGo", n, err)
}

func (t *turn) pileDealtWith(ctx context.Context, key string, n int, err error) error {
	if err != nil {
		return err
	}
	if n == 0 {
		key = "pile.nothing"
	}
	t.touch(t.person.ID)
	return t.replace(ctx, view.Note(t.mine.Say(key, "n", n, "count", n, "channel", mentionOf(t.product.Channel))))
}

// homePiles is what could not be posted in the channel of a product that the
// person owns.
func (t *turn) homePiles(ctx context.Context, p scrum.Person, product scrum.Product, shown *view.HomeShown) error {
	if product.Owner != p.ID {
		return nil
	}
	piles, err := t.tx.Piles(ctx, product.Channel)
	for _, pile := range piles {
		shown.Piles = append(shown.Piles, view.PileShown{Product: product, N: pile.N, Cause: pile.Cause})
	}
	return err
}
