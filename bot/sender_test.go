package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/slacksim"
)

func TestMessagesOfOneConversationKeepTheirOrderAndPace(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		start := time.Now()
		var want []string
		for i := range 10 {
			want = append(want, fmt.Sprint("message ", i))
			w.outbox.post(dev, want[i])
		}
		w.outbox.post(client, "elsewhere")
		w.idle()
		if diff := cmp.Diff(want, w.posts(dev)); diff != "" {
			t.Error(diff)
		}
		if took := time.Since(start); took < 9*time.Second || took > 11*time.Second {
			t.Errorf("ten messages took %v, want about one a second", took)
		}
		for _, c := range w.Calls("chat.postMessage") {
			if c.Status != 200 || c.Error != "" {
				t.Errorf("Slack had to refuse: %d %s", c.Status, c.Error)
			}
			if c.Args["unfurl_links"] != "false" || c.Args["unfurl_media"] != "false" || c.Args["link_names"] != "false" {
				t.Errorf("sent with %v", c.Args)
			}
		}
	})
}

func TestABusyConversationHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		for i := range 50 {
			w.outbox.post(dev, fmt.Sprint("message ", i))
		}
		w.outbox.post(client, "elsewhere")
		w.pass(time.Second)
		if got := w.posts(client); len(got) != 1 {
			t.Errorf("the other conversation has %q after a second", got)
		}
	})
}

func TestTheWorkspaceLimitIsKept(t *testing.T) {
	t.Parallel()
	const limit, messages = 60, 600
	inWorld(t, slacksim.Config{PostsPerMinute: limit}, func(c *Config) { c.PostsPerMinute = limit }, func(w *world) {
		for i := range messages {
			channel := w.AddChannel(slacksim.Channel{Name: fmt.Sprint("c", i), Members: []string{w.Bot().ID}})
			w.outbox.post(channel, "hello")
		}
		start := time.Now()
		w.pass(15 * time.Minute)
		calls := w.Calls("chat.postMessage")
		if len(calls) != messages {
			t.Errorf("%d calls for %d messages: some were refused", len(calls), messages)
		}
		if took := calls[len(calls)-1].At.Sub(start); took > messages*time.Minute/limit {
			t.Errorf("%d messages at %d a minute took %v", messages, limit, took)
		}
	})
}

// Whoever types while the clock writes to a crowd is answered within the
// moment, though the crowd takes all that Slack allows.
func TestAnAnswerDoesNotWaitForACrowd(t *testing.T) {
	t.Parallel()
	const people = 500
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		for i := range people {
			who := w.AddPerson(slacksim.Person{Name: fmt.Sprint("p", i)})
			w.outbox.write(outbox.Delivery{Kind: outbox.Post, Channel: who, Body: body("Stand-up"), Deed: true})
		}
		for range 20 {
			w.pass(4 * time.Second)
			before := len(w.posts(dev))
			w.outbox.post(dev, "card")
			w.pass(time.Second)
			if got := len(w.posts(dev)); got != before+1 {
				t.Errorf("no card within a second of its command, %d posts into the crowd", len(w.Calls("chat.postMessage")))
			}
		}
		w.pass(30 * time.Second)
		if got := len(w.Calls("chat.postMessage")); got != people+20 {
			t.Errorf("%d posts in two minutes, want %d", got, people+20)
		}
	})
}

func TestSlackAskingToWaitIsObeyed(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.Fail("chat.postMessage", slacksim.Fault{Status: 429, RetryAfter: 30 * time.Second})
		start := time.Now()
		w.outbox.post(dev, "hello")
		w.pass(29 * time.Second)
		if got := len(w.Calls("chat.postMessage")); got != 1 {
			t.Errorf("%d calls while Slack asked to wait", got)
		}
		w.outbox.post(client, "elsewhere")
		w.pass(3 * time.Second)
		w.idle()
		if got := slices.Concat(w.posts(dev), w.posts(client)); len(got) != 2 {
			t.Errorf("posted %q, want both", got)
		}
		for _, c := range w.Calls("chat.postMessage")[1:] {
			if waited := c.At.Sub(start); waited < 30*time.Second {
				t.Errorf("called again after %v", waited)
			}
		}
		if got := w.outbox.all()[0].Attempts; got != 0 {
			t.Errorf("being asked to wait counted as %d failures", got)
		}
	})
}

func TestAnUnknownOutcomeIsLookedUp(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]slacksim.Fault{
		"stored, then the connection broke": {Store: true, Drop: true},
		"stored, then 500":                  {Store: true, Status: 500},
		"stored, then no answer":            {Store: true, Hang: true},
		"stored, then internal_error":       {Store: true, Error: "internal_error"},
		"not stored, the connection broke":  {Drop: true},
		"not stored, 500":                   {Status: 500},
		"not stored, no answer":             {Hang: true},
	} {
		for _, to := range []string{dev, claire} {
			t.Run(name+", to "+to, func(t *testing.T) {
				t.Parallel()
				inWorld(t, slacksim.Config{}, nil, func(w *world) {
					w.Fail("chat.postMessage", fault)
					w.outbox.post(to, "first")
					w.outbox.post(to, "second")
					place := to
					if to == claire {
						place = w.DM(claire)
					}
					w.pass(30 * time.Second)
					if got := len(w.Calls("chat.postMessage")); got != 1 {
						t.Errorf("%d calls while the outcome was unknown", got)
					}
					w.pass(2 * time.Minute)
					if diff := cmp.Diff([]string{"first", "second"}, w.posts(place)); diff != "" {
						t.Error(diff)
					}
					for _, d := range w.outbox.all() {
						if d.State != outbox.Settled || d.TS == "" || d.PostedIn != place {
							t.Errorf("settled as %+v", d)
						}
					}
				})
			})
		}
	}
}

// A process that died while it wrote to a crowd leaves many in doubt. Waiting
// for a look-up, of which Slack allows few a minute, is no failed attempt.
func TestACrowdInDoubtIsLookedUpToTheLast(t *testing.T) {
	t.Parallel()
	const people = 300
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		for i := range people {
			who := w.AddPerson(slacksim.Person{Name: fmt.Sprint("p", i)})
			w.outbox.write(outbox.Delivery{Kind: outbox.Post, Channel: who, Body: body("Stand-up"), State: outbox.Leased, LeaseUntil: time.Now()})
		}
		w.pass(15 * time.Minute)
		for _, d := range w.outbox.all() {
			if d.State != outbox.Settled {
				t.Errorf("delivery %d is in state %d after %d attempts: %s", d.ID, d.State, d.Attempts, d.Error)
			}
		}
		if got := len(w.Calls("chat.postMessage")); got != people {
			t.Errorf("%d posts for %d people", got, people)
		}
		if took := len(w.Calls("conversations.history")); took != people {
			t.Errorf("%d look-ups for %d people", took, people)
		}
	})
}

// Whoever cannot wait for leases has a steady clock that runs faster, and what
// is due by it is due by the timers too.
func TestAtAPaceALeaseEndsSooner(t *testing.T) {
	t.Parallel()
	const pace = 10
	faster := func(cfg *Config) {
		start := time.Now()
		cfg.Pace, cfg.Steady = pace, func() time.Time { return start.Add(pace * time.Since(start)) }
	}
	inWorld(t, slacksim.Config{}, faster, func(w *world) {
		w.Fail("chat.postMessage", slacksim.Fault{Store: true, Hang: true})
		w.outbox.post(dev, "first")
		w.pass(lease/pace - time.Millisecond)
		if n := len(w.Calls("conversations.history")); n != 0 {
			t.Errorf("%d look-ups while the lease lasts", n)
		}
		w.pass(time.Second)
		if d := w.outbox.all()[0]; d.State != outbox.Settled || len(w.posts(dev)) != 1 {
			t.Errorf("after the lease it is %+v", d)
		}
	})
}

func TestALongHistoryIsSearchedToItsEnd(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.Fail("chat.postMessage", slacksim.Fault{Store: true, Drop: true})
		w.outbox.post(dev, "hello")
		w.pass(time.Second)
		for i := range 250 {
			if _, err := w.Say(claire, dev, "", fmt.Sprint("chatter ", i)); err != nil {
				t.Fatal(err)
			}
		}
		w.pass(2 * time.Minute)
		if got := w.posts(dev); len(got) != 1 {
			t.Errorf("posted %d times", len(got))
		}
	})
}

func TestAReplyIsLookedUpInItsThread(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		ts, err := w.Say(claire, dev, "", "a need")
		if err != nil {
			t.Fatal(err)
		}
		w.Fail("chat.postMessage", slacksim.Fault{Store: true, Drop: true})
		w.outbox.write(outbox.Delivery{Kind: outbox.Post, Channel: dev, Thread: ts, ThreadTS: ts, Body: body("noted")})
		w.pass(2 * time.Minute)
		if got := w.posts(dev); len(got) != 1 {
			t.Errorf("posted %d times", len(got))
		}
		if got := w.outbox.all()[0].State; got != outbox.Settled {
			t.Errorf("state %v", got)
		}
	})
}

func TestWithoutTheHistoryNothingIsPostedTwice(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.Fail("chat.postMessage", slacksim.Fault{Store: true, Drop: true})
		w.Fail("conversations.history", slacksim.Fault{Error: "missing_scope", Times: 100})
		w.outbox.post(dev, "hello")
		w.pass(time.Hour)
		d := w.outbox.all()[0]
		if d.State != outbox.Parked || !strings.Contains(d.Error, "history") {
			t.Errorf("state %v, error %q", d.State, d.Error)
		}
		if got := w.posts(dev); len(got) != 1 {
			t.Errorf("posted %d times", len(got))
		}
	})
}

func TestAFailedLookUpDoesNotPost(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.Fail("chat.postMessage", slacksim.Fault{Store: true, Drop: true})
		w.Fail("conversations.history", slacksim.Fault{Status: 429, RetryAfter: 5 * time.Second})
		w.Fail("conversations.history", slacksim.Fault{Status: 500})
		w.outbox.post(dev, "hello")
		w.pass(10 * time.Minute)
		if got := w.posts(dev); len(got) != 1 {
			t.Errorf("posted %d times", len(got))
		}
		if got := w.outbox.all()[0].State; got != outbox.Settled {
			t.Errorf("state %v", got)
		}
	})
}

func TestEditsThatWaitAreMerged(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		card := func(text string) outbox.Delivery {
			return outbox.Delivery{Name: "story:1", Kind: outbox.Post, Channel: dev, Body: body(text)}
		}
		w.outbox.write(card("👍 0"))
		w.idle()
		for i := range 1000 {
			w.outbox.write(card(fmt.Sprint("👍 ", i+1)))
			w.pass(10 * time.Millisecond)
		}
		w.pass(10 * time.Second)
		if got := w.posts(dev); len(got) != 1 || got[0] != "👍 1000" {
			t.Errorf("stands there: %q", got)
		}
		if got := len(w.Calls("chat.update")); got < 2 || got > 5 {
			t.Errorf("%d edits in ten seconds, want one every three", got)
		}
	})
}

func TestAnEditThatWaitedForItsTurnSaysWhatIsSoThen(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, func(c *Config) { c.EditsPerMinute = 10 }, func(w *world) {
		const cards = 3
		thumbs := func(text string) {
			for i := range cards {
				w.outbox.write(outbox.Delivery{Name: fmt.Sprint("story:", i), Kind: outbox.Post, Channel: dev, Body: body(fmt.Sprint(i, text))})
			}
		}
		thumbs(" 👍 0")
		w.pass(10 * time.Second)
		thumbs(" 👍 1") // one edit is made at once, the others wait for their turns
		w.pass(time.Second)
		thumbs(" 👍 2")
		w.pass(time.Minute)
		if diff := cmp.Diff([]string{"0 👍 2", "1 👍 2", "2 👍 2"}, w.posts(dev)); diff != "" {
			t.Error(diff)
		}
		if n := len(w.Calls("chat.update")); n != cards+1 {
			t.Errorf("%d edits, want one a card and one again", n)
		}
	})
}

func TestAParkedMessageDoesNotBlockItsLane(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.Fail("chat.postMessage", slacksim.Fault{Error: "msg_too_long"})
		w.outbox.post(dev, "too long")
		w.outbox.post(dev, "fine")
		w.pass(5 * time.Second)
		if got := w.posts(dev); len(got) != 1 || got[0] != "fine" {
			t.Errorf("posted %q", got)
		}
		if d := w.outbox.all()[0]; d.State != outbox.Parked || d.Error != "msg_too_long" {
			t.Errorf("state %v, error %q", d.State, d.Error)
		}
		if got := w.handler.told; got != 2 {
			t.Errorf("whom it concerns was told %d times, want at the start and of this", got)
		}
	})
}

func TestAMessageStandsWithoutTheChartsThatSlackRefuses(t *testing.T) {
	t.Parallel()
	const charted = `{"text":"Sprint 1 finished","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"Sprint 1 finished"}},` +
		`{"type":"data_visualization","title":"Burndown","chart":{"type":"line","series":[{"name":"left","data":[{"label":"Mon","value":3}]}],"axis_config":{"categories":["Mon"]}}}]}`
	for _, test := range []struct {
		name, method, body string
		state              outbox.State
	}{
		{"posted", "chat.postMessage", charted, outbox.Settled},
		{"edited", "chat.update", charted, outbox.Settled},
		{"a message without any is refused", "chat.postMessage", string(body("plain")), outbox.Parked},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, nil, func(w *world) {
				if test.method == "chat.update" {
					w.outbox.write(outbox.Delivery{Kind: outbox.Post, Name: "sprint.end:1", Channel: dev, Body: body("before")})
					w.pass(time.Minute)
				}
				w.Fail(test.method, slacksim.Fault{Error: "invalid_blocks"})
				w.outbox.write(outbox.Delivery{Kind: outbox.Post, Name: "sprint.end:1", Channel: dev, Body: json.RawMessage(test.body)})
				w.pass(time.Minute)
				if d := w.outbox.all()[0]; d.State != test.state {
					t.Errorf("state %v, error %q", d.State, d.Error)
				}
				for _, m := range w.Messages(claire, dev) {
					if strings.Contains(string(m.Blocks), "data_visualization") || m.Text != "Sprint 1 finished" {
						t.Errorf("stands %q with %s", m.Text, m.Blocks)
					}
				}
			})
		})
	}
}

func TestALostLeaseIsNotUsed(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		stalled := false
		w.outbox.stall = func(d outbox.Delivery) {
			if !stalled { // the process sleeps between the claim and the call; somebody else takes over
				stalled = true
				w.outbox.mu.Lock()
				w.outbox.rows[d.ID-1].LeaseUntil = d.LeaseUntil.Add(time.Hour)
				w.outbox.mu.Unlock()
				time.Sleep(lease)
			}
		}
		w.outbox.post(dev, "hello")
		w.pass(2 * time.Minute)
		if got := w.posts(dev); len(got) != 0 {
			t.Errorf("posted %q with somebody else's lease", got)
		}
	})
}

func TestALateCallRenewsItsLease(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.outbox.stall = func(outbox.Delivery) { time.Sleep(lease - 5*time.Second) }
		w.outbox.post(dev, "hello")
		w.pass(2 * time.Minute)
		if got := w.posts(dev); len(got) != 1 {
			t.Errorf("posted %q, want once", got)
		}
	})
}

func TestPrivateMessagesAreShownAtMostOnce(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.Fail("chat.postEphemeral", slacksim.Fault{Store: true, Drop: true})
		w.outbox.write(outbox.Delivery{Kind: outbox.Ephemeral, Channel: dev, Person: claire, Body: body("counted")})
		w.pass(5 * time.Minute)
		if got := w.whispers(claire, dev); len(got) != 1 {
			t.Errorf("claire reads %q", got)
		}
		if got := w.outbox.all()[0].State; got != outbox.Settled {
			t.Errorf("state %v", got)
		}
	})
}

func TestWhoIsNotThereGetsADirectMessage(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.outbox.write(outbox.Delivery{Kind: outbox.Ephemeral, Channel: client, Person: samir, Body: body("counted")})
		w.pass(5 * time.Second)
		if got := w.posts(w.DM(samir)); len(got) != 1 {
			t.Errorf("samir reads %q; %v", got, w.outbox.all()[0])
		}
	})
}

func TestWhoseResponseAddressServesNoMoreGetsADirectMessage(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(_ context.Context, c handlers.Command) (handlers.Answer, error) {
			time.Sleep(31 * time.Minute) // the answer waits for the network
			w.outbox.write(outbox.Delivery{Kind: outbox.Respond, Channel: samir, Person: samir, URL: c.Response, Body: body("kept")})
			return private("late"), nil
		}
		_ = w.Command(samir, dev, "/story x") // he sees operation_timeout
		w.pass(time.Hour)
		got := append(w.posts(w.DM(samir)), w.whispers(samir, dev)...)
		if diff := cmp.Diff([]string{"kept", "late"}, got); diff != "" {
			t.Error(diff)
		}
		if d := w.outbox.all()[0]; d.State != outbox.Settled {
			t.Errorf("%v, %s", d.State, d.Error)
		}
	})
}

func TestReactionsAndHomeMayBeRepeated(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		ts, err := w.Say(claire, dev, "", "vote")
		if err != nil {
			t.Fatal(err)
		}
		w.Fail("reactions.add", slacksim.Fault{Store: true, Drop: true})
		w.Fail("views.publish", slacksim.Fault{Status: 500})
		w.outbox.write(outbox.Delivery{
			Kind: outbox.Seed, Channel: dev, PostedIn: dev, ThreadTS: ts, Thread: ts, Body: json.RawMessage(`{"emoji":"one"}`),
		})
		w.outbox.write(outbox.Delivery{
			Kind: outbox.Home, Channel: claire, Person: claire,
			Body: json.RawMessage(`{"type":"home","blocks":[{"type":"section","text":{"type":"plain_text","text":"Hello"}}]}`),
		})
		w.pass(2 * time.Minute)
		for _, d := range w.outbox.all() {
			if d.State != outbox.Settled {
				t.Errorf("%s: state %v, %s", d.Kind, d.State, d.Error)
			}
		}
		if _, published := w.Home(claire); !published {
			t.Error("no Home")
		}
	})
}

func TestAnAnswerGoesToSlackOnly(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.outbox.write(outbox.Delivery{Kind: outbox.Respond, URL: "https://evil.example/response/1", Body: body("private")})
		w.pass(5 * time.Second)
		if d := w.outbox.all()[0]; d.State != outbox.Parked {
			t.Errorf("state %v, error %q", d.State, d.Error)
		}
	})
}

func TestStoppingGivesBackWhatWaits(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		for i := range 5 {
			w.outbox.post(dev, fmt.Sprint("message ", i))
		}
		w.pass(1500 * time.Millisecond)
		if err := w.stop(); err != nil {
			t.Fatal(err)
		}
		for _, d := range w.outbox.all() {
			if d.State == outbox.Leased {
				t.Errorf("delivery %d is still leased", d.ID)
			}
		}
		w.start()
		w.pass(10 * time.Second)
		if got := w.posts(dev); len(got) != 5 {
			t.Errorf("posted %q", got)
		}
	})
}
