package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

// storeRates is how much Pogo's store keeps in a second when nothing else is to
// be done, each thing by a writer of its own: the commits group by themselves.
type storeRates struct{ stories, reactions float64 }

// storeWriters is how many write at the same time.
const storeWriters = 256

func (c *contest) storeRates(ctx context.Context, path string) (r storeRates, err error) {
	if err := found(ctx, path); err != nil {
		return r, err
	}
	db, err := storage.Open(ctx, storage.Config{Path: path})
	if err != nil {
		return r, fmt.Errorf("open %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }() //nolint:contextcheck // because closing goes on when the context has ended
	if r.stories, err = c.rate(c.size.burst, func(i int) error {
		return db.Write(ctx, func(tx *storage.Tx) error { return c.oneStory(ctx, tx, i) })
	}); err != nil {
		return r, err
	}
	r.reactions, err = c.rate(c.size.flood, func(i int) error {
		return db.Write(ctx, func(tx *storage.Tx) error { return c.oneReaction(ctx, tx, i) })
	})
	return r, err
}

// rate is how many of n deeds were done in a second.
func (c *contest) rate(n int, do func(i int) error) (float64, error) {
	var working sync.WaitGroup
	deeds, faults := make(chan int, n), make(chan error, n)
	start := c.now()
	for range storeWriters {
		working.Go(func() {
			for i := range deeds {
				faults <- do(i)
			}
		})
	}
	for i := range n {
		deeds <- i
	}
	close(deeds)
	working.Wait()
	took := c.now().Sub(start)
	close(faults)
	for err := range faults {
		if err != nil {
			return 0, err
		}
	}
	return float64(n) / took.Seconds(), nil
}

// oneStory keeps what a command does: its key, the story and its card.
func (c *contest) oneStory(ctx context.Context, tx *storage.Tx, i int) error {
	if _, err := tx.Seen(ctx, fmt.Sprintf("command/%d", i), c.now()); err != nil {
		return err
	}
	product := scrum.ProductID(1 + i%products)
	number, err := tx.NextNumber(ctx, product)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("As a buyer, I want to pay in way %d so that I need no cash", i)
	s, err := tx.CreateStory(ctx, scrum.Story{
		Product: product, Number: number, Text: text, Parsed: scrum.Parse(text), State: scrum.StoryDraft, Author: person(0), CreatedAt: c.now(),
	})
	if err != nil {
		return err
	}
	_, err = tx.Send(ctx, outbox.Delivery{
		Name: fmt.Sprintf("story:%d", s.ID), Kind: outbox.Post, Channel: fmt.Sprintf("C%d", product), Body: []byte(`{"text":"a card"}`), CreatedAt: c.now(),
	})
	return err
}

// oneReaction keeps what a reaction does.
func (c *contest) oneReaction(ctx context.Context, tx *storage.Tx, i int) error {
	_, err := tx.KeepReactions(ctx, scrum.ChannelID(fmt.Sprintf("C%d", 1+i%products)), "1700000000.000100", scrum.ReactionEvent{
		Person: person(i), Emoji: scrum.Emoji{Name: "+1"}, Added: true, At: epoch().Add(time.Duration(i)),
	})
	return err
}
