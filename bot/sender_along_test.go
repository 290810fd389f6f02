package bot

import (
	"context"
	"testing"
	"time"

	"pogo/outbox"
	"pogo/slacksim"
)

// commits is an outbox in which what is written may be claimed in the commit
// that writes it, without a hint.
type commits struct {
	*memory
	claimed chan []outbox.Delivery
}

func (c commits) ClaimAlong(ctx context.Context, _ func() time.Time, _ time.Duration, _, _ int) ([]outbox.Delivery, error) {
	select {
	case list := <-c.claimed:
		return list, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// keep writes down deliveries and claims those that are due.
func (c commits) keep(list ...outbox.Delivery) {
	for _, d := range list {
		c.write(d)
	}
	claimed, _ := c.ClaimDeliveries(context.Background(), time.Now(), lease, inHand, inHand)
	c.claimed <- claimed
}

func TestWhatIsDueAfterWhatWasClaimedAlongDoesNotWaitForItsEnd(t *testing.T) {
	t.Parallel()
	var c commits
	inWorld(t, slacksim.Config{}, func(cfg *Config) {
		c = commits{cfg.Outbox.(*memory), make(chan []outbox.Delivery)} //nolint:forcetypeassert // because it is what every world has
		c.wake = nil                                                    // nobody hints
		cfg.Outbox = c
	}, func(w *world) {
		w.idle()
		w.Fail("chat.postMessage", slacksim.Fault{Delay: 8 * time.Second, Times: 1})
		later := outbox.Delivery{Kind: outbox.Post, Channel: client, Body: body("later"), DueAt: time.Now().Add(2 * time.Second)}
		c.keep(outbox.Delivery{Kind: outbox.Post, Channel: dev, Body: body("at once")}, later)
		w.pass(4 * time.Second)
		if got := w.posts(client); len(got) != 1 {
			t.Errorf("after four seconds the other conversation has %q", got)
		}
		c.keep(outbox.Delivery{Kind: outbox.Post, Channel: client, Body: body("and another")}) // while the first is under way
		w.pass(time.Second)
		if got := w.posts(client); len(got) != 2 {
			t.Errorf("a second after it was claimed along the other conversation has %q", got)
		}
		w.pass(10 * time.Second)
		if got := w.posts(dev); len(got) != 1 {
			t.Errorf("the slow conversation has %q", got)
		}
	})
}
