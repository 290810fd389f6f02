package storage_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pogo/internal/testdb"
	"pogo/outbox"
	"pogo/storage"
)

// world is a sender that dies, an ill network and a Slack that remembers.
type world struct {
	t   *rapid.T
	db  *storage.DB
	now time.Time

	channels string // how the channels of this run begin

	wanted map[string]string // the newest body by name
	order  map[string]int64  // the last id posted by lane
	slack  map[string]string // the body that stands in Slack, by timestamp
	stamp  map[string]string // the timestamp of a post, by key
}

func TestWhateverHappensSlackEndsWithTheNewestBodiesEachOnceInOrder(t *testing.T) {
	t.Parallel()
	db, n := open(t), 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		w := &world{
			t: rt, db: db, now: monday().AddDate(n, 0, 0), channels: fmt.Sprintf("C%d-", n),
			wanted: map[string]string{}, order: map[string]int64{}, slack: map[string]string{}, stamp: map[string]string{},
		}
		for range rapid.IntRange(5, 20).Draw(rt, "steps") {
			if rapid.Bool().Draw(rt, "write") {
				w.write()
			} else {
				w.deliver(true)
			}
		}
		w.settle()
	})
}

// write says what should stand in Slack.
func (w *world) write() {
	channel := w.channels + rapid.SampledFrom([]string{"1", "2"}).Draw(w.t, "channel")
	name := channel + rapid.SampledFrom([]string{":a", ":b", ":c"}).Draw(w.t, "name")
	body := fmt.Sprintf(`{"text":"%d"}`, rapid.IntRange(0, 1_000_000).Draw(w.t, "body"))
	w.wanted[name] = body
	w.must(w.db.Write(w.t.Context(), func(tx *storage.Tx) error {
		_, err := tx.Send(w.t.Context(), outbox.Delivery{Name: name, Kind: outbox.Post, Channel: channel, Body: json.RawMessage(body)})
		return err
	}))
}

// deliver lets a sender work once, if need be with everything going wrong.
func (w *world) deliver(chaos bool) {
	w.now = w.now.Add(time.Duration(rapid.IntRange(1, 60).Draw(w.t, "seconds")) * time.Second)
	claimed, err := w.db.ClaimDeliveries(w.t.Context(), w.now, lease, 10, 10)
	w.must(err)
	for _, d := range claimed {
		if !strings.HasPrefix(d.Channel, w.channels) {
			continue // left by a run that failed
		}
		fate := 0
		if chaos {
			fate = rapid.IntRange(0, 5).Draw(w.t, "fate of "+d.Name)
		}
		switch fate {
		case 0: // all goes well
			w.end(d, w.call(d))
		case 1: // dies before the call
		case 2: // dies after the call
			w.call(d)
		case 3: // is asked to wait; one that could not look does not know more than before
			o := outbox.Outcome{Result: outbox.Limited, RetryAfter: 10 * time.Second}
			if d.InDoubt {
				o.Result = outbox.Unknown
			}
			w.end(d, o)
		case 4: // the answer is lost
			w.call(d)
			w.end(d, outbox.Outcome{Result: outbox.Unknown})
		case 5: // somebody writes during the call
			o := w.call(d)
			w.write()
			w.end(d, o)
		}
	}
}

// call does what the real sender does: it looks for what is in doubt.
func (w *world) call(d outbox.Delivery) outbox.Outcome {
	if d.InDoubt {
		if ts, ok := w.stamp[d.Key]; ok {
			return outbox.Outcome{Result: outbox.Done, TS: ts, PostedIn: d.Channel}
		}
		return outbox.Outcome{Result: outbox.Absent}
	}
	if d.Posted() {
		w.slack[d.TS] = string(d.Body)
		return outbox.Outcome{Result: outbox.Done}
	}
	if _, twice := w.stamp[d.Key]; twice {
		w.t.Fatalf("%s was posted twice", d.Name)
	}
	if w.order[d.Channel] > d.ID {
		w.t.Fatalf("%s was posted after a later one of its channel", d.Name)
	}
	w.order[d.Channel] = d.ID
	ts := fmt.Sprintf("%d.0001", len(w.stamp)+1)
	w.stamp[d.Key], w.slack[ts] = ts, string(d.Body)
	return outbox.Outcome{Result: outbox.Done, TS: ts, PostedIn: d.Channel}
}

func (w *world) end(d outbox.Delivery, o outbox.Outcome) {
	w.must(w.db.SettleDelivery(w.t.Context(), d.After(o, w.now)))
}

// settle lets everything come to rest and looks at what stands in Slack.
func (w *world) settle() {
	parked, err := w.db.Parked(w.t.Context())
	w.must(err)
	for _, d := range parked {
		w.must(w.db.Retry(w.t.Context(), d.ID))
	}
	for range 100 {
		next, waiting, err := w.db.NextDelivery(w.t.Context())
		w.must(err)
		if !waiting {
			break
		}
		if next.After(w.now) {
			w.now = next
		}
		w.deliver(false)
	}
	for name, body := range w.wanted {
		w.must(w.db.Read(w.t.Context(), func(tx *storage.Tx) error {
			d, err := tx.Delivery(w.t.Context(), name)
			if d.State != outbox.Settled || w.slack[d.TS] != body {
				w.t.Errorf("%s stands as %s in state %d, want %s", name, w.slack[d.TS], d.State, body)
			}
			return err
		}))
	}
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// A sender that died is no failure of Slack's: the first call that is seen to go
// wrong is followed soon by the next.
func TestWhoseSenderDiedWaitsNoLongerForThat(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	for range 9 {
		wantClaims(t, db, now, "card") // and die
		now = now.Add(lease)
	}
	for n, wait := range []time.Duration{4 * time.Second, 8 * time.Second} {
		settle(t, db, wantClaims(t, db, now, "card")["card"], outbox.Outcome{Result: outbox.Unreachable}, now)
		if got := delivery(t, db, "card"); got.Attempts != 10+n || got.Failures != 1+n {
			t.Errorf("%d attempts and %d failures are counted", got.Attempts, got.Failures)
		}
		now = now.Add(wait)
		wantNext(t, db, now)
	}
	settle(t, db, wantClaims(t, db, now, "card")["card"], posted("C1", "1.1"), now)
	if got := delivery(t, db, "card"); got.Attempts != 0 || got.Failures != 0 {
		t.Errorf("once it stands %d attempts and %d failures are counted", got.Attempts, got.Failures)
	}
}

// Nobody else can have a file, so that a lease in it at the start is of a process
// that is dead; several have a server.
func TestWhatADeadProcessHeldIsInheritedWhereItMustBeDead(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	wantClaims(t, db, now, "card") // and dies
	inherits, soon := func(until time.Time) {
		t.Helper()
		if err := db.InheritDeliveries(t.Context(), until); err != nil {
			t.Fatal(err)
		}
	}, now.Add(20*time.Second)
	inherits(soon)
	if testdb.OnServer() {
		soon = now.Add(lease)
	}
	inherits(now.Add(2 * lease)) // prolongs nothing
	wantNext(t, db, soon)
	if got := wantClaims(t, db, soon, "card")["card"]; !got.InDoubt {
		t.Error("it is not in doubt")
	}
}
