package bot

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/scrum"
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
		w.pass(10 * time.Second)
		kept := 0
		for _, n := range together {
			kept += n
		}
		if kept != 20 || len(together) > 3 {
			t.Errorf("20 reactions were kept as %v", together)
		}
		if n := len(w.handler.counted); n == 0 || n > 2 {
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

func TestReactionsAreReadAgainAtTheStartAndAfterNobodyListened(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, func(c *Config) { c.Connections = 1 }, func(w *world) {
		w.reactedTo("+1::skin-tone-3")
		messages := w.Messages(claire, dev)
		w.handler.voted = []scrum.MessageID{{Channel: dev, TS: messages[len(messages)-1].TS}, {Channel: dev, TS: "1.000001"}}
		want := []scrum.Listed{{Emoji: scrum.Emoji{Name: "+1", Tone: 3}, People: []scrum.PersonID{claire, samir}, Count: 2}}
		read := func() int { return len(deeds[[]scrum.Listed](w.handler)) }

		w.Cut() // and connected again within the second
		w.pass(5 * time.Second)
		if n := read(); n != 0 {
			t.Errorf("read %d times after a blink", n)
		}
		w.Fail("apps.connections.open", slacksim.Fault{Times: 4, Status: 500})
		w.Cut()
		w.pass(time.Minute)
		if got := deeds[[]scrum.Listed](w.handler); len(got) != 1 || cmp.Diff(want, got[0]) != "" {
			t.Errorf("read %v", got)
		}
		if gone := deeds[scrum.MessageID](w.handler); len(gone) != 1 || gone[0].TS != "1.000001" {
			t.Errorf("gone: %v", gone)
		}
		_ = w.stop()
		w.start()
		w.pass(time.Minute)
		if n := read(); n != 2 {
			t.Errorf("read %d times after the start as well, want 2", n)
		}
	})
}

// What Slack cannot tell right now is asked for again, and what it refuses to
// tell is not: nobody would count a vote that was missed.
func TestReactionsThatCouldNotBeReadAreReadLater(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault slacksim.Fault
		reads int
	}{
		"Slack is ill":                {slacksim.Fault{Times: 8, Status: 503}, 1},
		"Slack does not answer":       {slacksim.Fault{Times: 2, Hang: true}, 1},
		"Slack asks to wait":          {slacksim.Fault{Times: 8, Status: 429, RetryAfter: time.Second}, 1},
		"the history may not be read": {slacksim.Fault{Error: "missing_scope"}, 0},
		"it is ill for an hour":       {slacksim.Fault{Times: 1 << 10, Status: 503}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, func(c *Config) { c.Connections = 1 }, func(w *world) {
				w.reactedTo("+1")
				messages := w.Messages(claire, dev)
				voted := scrum.MessageID{Channel: dev, TS: messages[len(messages)-1].TS}
				w.handler.voted = []scrum.MessageID{voted}
				_ = w.stop()
				w.Fail("reactions.get", test.fault)
				w.start()
				w.pass(time.Hour)
				if n := len(deeds[[]scrum.Listed](w.handler)); n != test.reads {
					t.Errorf("read %d times", n)
				}
				if !w.bot.Current(voted) {
					t.Error("a result would wait for ever")
				}
			})
		})
	}
}

// What people put on a message that is in doubt is read and counted as soon as
// it is known to be ours.
func TestReactionsAreReadAndCountedOnceAPostInDoubtIsFound(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.Fail("chat.postMessage", slacksim.Fault{Store: true, Hang: true})
		w.outbox.post(dev, "hello")
		w.pass(time.Minute)
		messages := w.Messages(claire, dev)
		want := scrum.MessageID{Channel: dev, TS: messages[len(messages)-1].TS}
		w.handler.mu.Lock()
		defer w.handler.mu.Unlock()
		if !slices.Contains(w.handler.counted, want) {
			t.Errorf("counted are %v, not %v", w.handler.counted, want)
		}
		if n := len(w.Calls("reactions.get")); n != 1 {
			t.Errorf("its reactions were read %d times", n)
		}
	})
}

// Votes that were cast while nobody listened are not known as soon as somebody
// does again.
func TestAMessageIsCurrentOnlyOnceItWasReadAgain(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, func(c *Config) { c.Connections, c.ReadsPerMinute = 1, 1 }, func(w *world) {
		w.reactedTo("+1")
		messages := w.Messages(claire, dev)
		first := scrum.MessageID{Channel: dev, TS: messages[len(messages)-1].TS}
		second := scrum.MessageID{Channel: dev, TS: "1.000001"}
		w.handler.voted = []scrum.MessageID{first, second}
		known := func(when string, ready, one, two bool) {
			t.Helper()
			got := [3]bool{w.bot.Ready(), w.bot.Current(first), w.bot.Current(second)}
			if want := [3]bool{ready, one, two}; got != want {
				t.Errorf("%s: ready and current %v, want %v", when, got, want)
			}
		}
		known("all along", true, true, true)
		w.Fail("apps.connections.open", slacksim.Fault{Times: 4, Status: 500})
		w.Cut()
		synctest.Wait()
		known("cut", false, false, false)
		w.pass(30 * time.Second)
		known("back, and one read", true, true, false)
		w.pass(time.Minute)
		known("both read", true, true, true)
	})
}

func TestAMessageThatWasDeletedIsNoticedAtTheNextEdit(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.outbox.write(outbox.Delivery{Name: "ballot:1", Kind: outbox.Post, Channel: dev, Body: body("vote")})
		w.pass(5 * time.Second)
		messages := w.Messages(claire, dev)
		ts := messages[len(messages)-1].TS
		if err := w.DeleteMessage(w.Bot().ID, dev, ts); err != nil {
			t.Fatal(err)
		}
		w.outbox.write(outbox.Delivery{Name: "ballot:1", Kind: outbox.Post, Channel: dev, Body: body("one has voted")})
		w.pass(10 * time.Second)
		if gone := deeds[scrum.MessageID](w.handler); len(gone) == 0 || gone[0] != (scrum.MessageID{Channel: dev, TS: ts}) {
			t.Errorf("gone: %v, want %s", gone, ts)
		}
	})
}
