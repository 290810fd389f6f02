package bot

import (
	"context"
	"errors"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/slacksim"
)

// reactedTo is a message of ours to which claire and samir put some emoji
// each, all at once.
func (w *world) reactedTo(emoji ...string) {
	w.t.Helper()
	w.outbox.post(dev, "PAY-1")
	w.pass(5 * time.Second)
	messages := w.Messages(claire, dev)
	ts := messages[len(messages)-1].TS
	for _, e := range emoji {
		for _, who := range []string{claire, samir} {
			if err := w.React(who, dev, ts, e); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

func TestAFloodOnOneMessageIsKeptTogetherAndCountedOnceInAWhile(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		var together []int
		w.handler.react = func(_ context.Context, rs ...handlers.Reaction) error {
			time.Sleep(100 * time.Millisecond)
			together = append(together, len(rs))
			return nil
		}
		w.reactedTo("+1", "-1", "one", "two", "three", "four", "tada", "eyes", "fire", "heart")
		w.pass(3 * time.Second)
		kept := 0
		for _, n := range together {
			kept += n
		}
		if kept != 20 || len(together) > 3 {
			t.Errorf("20 reactions were kept as %v", together)
		}
		if n := len(w.handler.counted); n != 2 {
			t.Errorf("the message was counted %d times, want at the first and after the last", n)
		}
		for _, e := range w.Envelopes() {
			if !e.Acked {
				t.Errorf("not acknowledged: %s", e.Raw)
			}
		}
	})
}

func TestAReactionThatCannotBeKeptHoldsBackNoOther(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{RetryAfterNoAck: []time.Duration{time.Hour}}, nil, func(w *world) {
		kept := map[string]bool{}
		w.handler.react = func(_ context.Context, rs ...handlers.Reaction) error {
			time.Sleep(10 * time.Millisecond)
			for _, r := range rs {
				if r.Emoji == "poop" || r.Emoji == "hankey" {
					return errors.New("broken")
				}
			}
			for _, r := range rs {
				kept[r.Person+r.Emoji] = true
			}
			return nil
		}
		w.reactedTo("+1", "hankey", "fire")
		w.pass(3 * time.Second)
		if len(kept) != 4 {
			t.Errorf("kept %v", kept)
		}
	})
}
