package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pogo/handlers"
	"pogo/slacksim"
)

func TestAnAckMeansCommitted(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		committed := make(chan struct{})
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			<-committed
			return private("kept"), nil
		}
		typed := make(chan error)
		go func() { typed <- w.Command(claire, dev, "/story fix it") }()
		w.pass(time.Second)
		if sent := w.Envelopes(); sent[len(sent)-1].Acked {
			t.Error("acknowledged before the handler returned")
		}
		close(committed)
		if err := <-typed; err != nil {
			t.Errorf("claire sees %v", err)
		}
		if got := w.whispers(claire, dev); len(got) != 1 || got[0] != "kept" {
			t.Errorf("claire reads %q, want the answer once", got)
		}
	})
}

func TestARefreshLosesNoCommand(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{"warning", "refresh_requested"} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, func(c *Config) { c.Connections = 1 }, func(w *world) {
				failed := 0
				for i := range 100 {
					if i%50 == 10 { // not while the connection before is read, which would end in the same instant
						w.Disconnect(reason)
					}
					if err := w.Command(claire, dev, fmt.Sprintf("/story %d", i)); err != nil {
						t.Errorf("command %d: %v", i, err)
						failed++
					}
					w.pass(230 * time.Millisecond) // never the instant at which the old connection ends
				}
				if got := len(deeds[handlers.Command](w.handler)); got != 100-failed {
					t.Errorf("%d commands were handled, want 100", got)
				}
				if got := w.metrics.of("reconnected: " + reason); got != 2 {
					t.Errorf("reconnected %d times, want 2", got)
				}
				w.pass(time.Minute)
				if got := w.Connections(); got != 1 {
					t.Errorf("%d connections are left, want 1", got)
				}
			})
		})
	}
}

func TestACutConnectionComesBack(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.pass(10 * time.Second)
		if got := w.Connections(); got != 2 {
			t.Fatalf("%d connections, want 2", got)
		}
		w.Cut()
		synctest.Wait()
		if w.bot.Ready() {
			t.Error("ready without a connection")
		}
		w.pass(time.Second)
		if !w.bot.Ready() {
			t.Error("not ready a second later")
		}
		if err := w.Command(claire, dev, "/story again"); err != nil {
			t.Error(err)
		}
	})
}

func TestAnAnswerFindsItsWayWhenTheConnectionIsCut(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			w.Cut()
			time.Sleep(10 * time.Millisecond)
			return private("kept"), nil
		}
		_ = w.Command(claire, dev, "/story fix it") // she sees operation_timeout…
		w.pass(time.Second)
		if got := w.whispers(claire, dev); len(got) != 1 || got[0] != "kept" {
			t.Errorf("claire reads %q, want the answer once", got) // …and then the answer
		}
	})
}

func TestSilenceIsNoticed(t *testing.T) {
	t.Parallel()
	// A server that never pings, behind which the bot's own pings find the pulse.
	inWorld(t, slacksim.Config{PingEvery: 24 * time.Hour}, func(c *Config) { c.Connections = 1 }, func(w *world) {
		w.pass(10 * time.Minute)
		if got := w.metrics.of("reconnected: cut"); got != 0 {
			t.Errorf("a quiet connection was given up %d times", got)
		}
	})
}

func TestSlackTurningConnectionsAwayIsNotHammered(t *testing.T) {
	t.Parallel()
	for reason, most := range map[string]int{"too_many_websockets": 8, "link_disabled": 4} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, func(c *Config) { c.Connections = 1 }, func(w *world) {
				ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
				defer cancel()
				for ctx.Err() == nil {
					w.Disconnect(reason)
					w.pass(time.Second)
				}
				if got := len(w.Calls("apps.connections.open")); got > most {
					t.Errorf("%d connections were opened in three minutes, want at most %d", got, most)
				}
			})
		})
	}
}

func TestWrongTokensEndRun(t *testing.T) {
	t.Parallel()
	for _, code := range []string{
		"invalid_auth", "not_authed", "account_inactive", "token_revoked", "not_allowed_token_type", "missing_scope",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, func(c *Config) { c.Connections = 1 }, func(w *world) {
				w.Fail("apps.connections.open", slacksim.Fault{Error: code})
				w.Cut()
				err := <-w.ended
				w.cancel()
				w.cancel = nil
				if err == nil || !hopeless(err) {
					t.Errorf("Run returned %v, want %s", err, code)
				}
			})
		})
	}
}

func TestAnOutageAtTheStartIsWaitedOut(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		if err := w.stop(); err != nil {
			t.Fatal(err)
		}
		w.Fail("auth.test", slacksim.Fault{Status: 503, Times: 3})
		w.Fail("apps.connections.open", slacksim.Fault{Hang: true})
		w.start()
		w.pass(time.Minute)
		if !w.bot.Ready() {
			t.Error("not connected a minute after Slack came back")
		}
	})
}

func TestWhoIsStoppedBeforeSlackAnsweredBeginsNothing(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		if err := w.stop(); err != nil {
			t.Fatal(err)
		}
		began := w.handler.told
		w.Fail("auth.test", slacksim.Fault{Status: 503, Times: 3})
		w.start()
		if err := w.stop(); err != nil {
			t.Error(err)
		}
		if w.handler.told != began {
			t.Error("it went about its work with nobody to wait for it")
		}
	})
}

func TestStoppingLosesNoAck(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			time.Sleep(500 * time.Millisecond)
			return private("kept"), nil
		}
		var failed atomic.Int32
		const commands = 50
		for i := range commands {
			go func() {
				if err := w.Command(claire, w.AddChannel(slacksim.Channel{Name: fmt.Sprint("c", i), Members: []string{claire}}), "/story x"); err != nil {
					failed.Add(1)
				}
			}()
		}
		w.pass(time.Millisecond)
		if err := w.stop(); err != nil {
			t.Error(err)
		}
		synctest.Wait()
		if got := failed.Load(); got != 0 {
			t.Errorf("%d of %d commands were not acknowledged", got, commands)
		}
		if got := w.Connections(); got != 0 {
			t.Errorf("%d connections are left", got)
		}
	})
}

// Another process may be there to take what comes, but Slack goes on dealing
// requests to this one for as long as its connections are open.
func TestWhatComesWhileTheLastRequestsAreHandledIsAnswered(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(_ context.Context, c handlers.Command) (handlers.Answer, error) {
			if c.Text == "slow" {
				time.Sleep(time.Second)
			}
			return private("kept"), nil
		}
		types := func(text string) {
			if err := w.Command(claire, w.AddChannel(slacksim.Channel{Name: text, Members: []string{claire}}), "/story "+text); err != nil {
				t.Errorf("%s was not acknowledged: %v", text, err)
			}
		}
		var typing sync.WaitGroup
		typing.Go(func() { types("slow") })
		w.pass(time.Millisecond)
		stopped := make(chan error, 1)
		go func() { stopped <- w.stop() }()
		w.pass(100 * time.Millisecond)
		types("late")
		if err := <-stopped; err != nil {
			t.Error(err)
		}
		typing.Wait()
	})
}

func TestARevokedTokenEndsRun(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		raw := `{"type":"events_api","envelope_id":"E1","payload":{"type":"event_callback","event_id":"Ev1","event":{"type":"app_uninstalled"}}}`
		if err := w.Deliver([]byte(raw)); err != nil {
			t.Fatal(err)
		}
		err := <-w.ended
		w.cancel()
		w.cancel = nil
		if err == nil || errors.Is(err, context.Canceled) {
			t.Errorf("Run returned %v, want why", err)
		}
	})
}
