package outbox_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pogo/outbox"
)

// noon is when the tests take place.
var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

// A post whose answer never came stays leased until it is looked up; only
// what is certainly not there is sent again.
func ExampleDelivery_After() {
	d := outbox.Delivery{Kind: outbox.Post, State: outbox.Leased, Attempts: 1, Version: 1}
	d = d.After(outbox.Outcome{Result: outbox.Unknown, Error: "EOF"}, noon)
	fmt.Println("waits for a look-up:", d.State == outbox.Leased)
	d = d.After(outbox.Outcome{Result: outbox.Absent}, noon)
	fmt.Println("may be sent again:", d.State == outbox.Open)
	d = d.After(outbox.Outcome{Result: outbox.Done, TS: "1.2", PostedIn: "C1"}, noon)
	fmt.Println("stands:", d.State == outbox.Settled, d.TS)
	// Output:
	// waits for a look-up: true
	// may be sent again: true
	// stands: true 1.2
}

func TestWhatEachOutcomeMeans(t *testing.T) {
	t.Parallel()
	post := outbox.Delivery{Kind: outbox.Post}
	doubt := outbox.Delivery{Kind: outbox.Post, InDoubt: true}
	edit := outbox.Delivery{Kind: outbox.Post, TS: "1.2", PostedIn: "C1", Sent: 1}
	for _, test := range []struct {
		name     string
		delivery outbox.Delivery
		attempts int
		outcome  outbox.Outcome
		state    outbox.State
		wait     time.Duration
	}{
		{"done is settled, and not edited at once", post, 1, outbox.Outcome{Result: outbox.Done, TS: "1.2", Pause: 3 * time.Second}, outbox.Settled, 3 * time.Second},
		{"asked to wait, it waits as long", post, 1, outbox.Outcome{Result: outbox.Limited, RetryAfter: 7 * time.Second}, outbox.Open, 7 * time.Second},
		{"being asked to wait is never too often", post, outbox.MaxAttempts, outbox.Outcome{Result: outbox.Limited}, outbox.Open, 0},
		{"what is in doubt stays so while its look-up has to wait", doubt, outbox.MaxAttempts, outbox.Outcome{Result: outbox.Limited, RetryAfter: 7 * time.Second}, outbox.Leased, 7 * time.Second},
		{"unreachable, it waits longer each time", post, 3, outbox.Outcome{Result: outbox.Unreachable}, outbox.Open, 16 * time.Second},
		{"but never longer than a quarter of an hour", post, 11, outbox.Outcome{Result: outbox.Unreachable}, outbox.Open, 15 * time.Minute},
		{"and not for ever", post, outbox.MaxAttempts, outbox.Outcome{Result: outbox.Unreachable}, outbox.Parked, 15 * time.Minute},
		{"an unknown post waits for its look-up", post, 1, outbox.Outcome{Result: outbox.Unknown}, outbox.Leased, time.Minute},
		{"and looked up even after the last attempt", post, outbox.MaxAttempts, outbox.Outcome{Result: outbox.Unknown}, outbox.Parked, time.Minute},
		{"an unknown edit is made again, once the first can no longer come after it", edit, 1, outbox.Outcome{Result: outbox.Unknown}, outbox.Open, 20 * time.Second},
		{"an unknown private message is not", outbox.Delivery{Kind: outbox.Ephemeral}, 1, outbox.Outcome{Result: outbox.Unknown}, outbox.Settled, 0},
		{"nor an answer by response address", outbox.Delivery{Kind: outbox.Respond}, 1, outbox.Outcome{Result: outbox.Unknown}, outbox.Settled, 0},
		{"Home is drawn again, likewise", outbox.Delivery{Kind: outbox.Home}, 1, outbox.Outcome{Result: outbox.Unknown}, outbox.Open, 20 * time.Second},
		{"a reaction may come twice", outbox.Delivery{Kind: outbox.Seed}, 1, outbox.Outcome{Result: outbox.Unknown}, outbox.Open, 4 * time.Second},
		{"what is not there is sent at once", post, 1, outbox.Outcome{Result: outbox.Absent}, outbox.Open, 0},
		{"even after the last attempt: to learn that is no failure", post, outbox.MaxAttempts, outbox.Outcome{Result: outbox.Absent}, outbox.Open, 0},
		{"unless the sender of the last attempt ended before it saw an answer", post, outbox.MaxAttempts + 1, outbox.Outcome{Result: outbox.Absent}, outbox.Parked, 0},
		{"a refusal is parked", post, 1, outbox.Outcome{Result: outbox.Refused, Error: "is_archived", Pause: 3 * time.Second}, outbox.Parked, 3 * time.Second},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := test.delivery
			d.State, d.Attempts, d.Version, d.DueAt, d.LeaseUntil = outbox.Leased, test.attempts, 2, noon, noon.Add(time.Minute)
			d.Failures = test.attempts - 1
			got := d.After(test.outcome, noon)
			if got.State != test.state || got.DueAt.Sub(noon) != test.wait {
				t.Errorf("got state %d after %s, want %d after %s", got.State, got.DueAt.Sub(noon), test.state, test.wait)
			}
			want := test.outcome.Error
			if want == "" && got.State == outbox.Parked {
				want = outbox.Unseen
			}
			if got.Error != want {
				t.Errorf("the reason %q is kept as %q", test.outcome.Error, got.Error)
			}
		})
	}
}

// What a process died of may be the delivery's doing, so that deaths bring it to
// its end; but they say nothing of Slack, so that they make it wait no longer.
func TestDeathsAreCountedButNotWaitedFor(t *testing.T) {
	t.Parallel()
	d := outbox.Delivery{Kind: outbox.Seed, State: outbox.Leased, Attempts: 10} // nine died
	d = d.After(outbox.Outcome{Result: outbox.Unknown, Error: "503"}, noon)
	if got := d.DueAt.Sub(noon); d.State != outbox.Open || got != 4*time.Second {
		t.Errorf("after the first call that failed it is in state %d and waits %s", d.State, got)
	}
	d.State, d.Attempts = outbox.Leased, outbox.MaxAttempts // one more died
	if d = d.After(outbox.Outcome{Result: outbox.Unreachable}, noon); d.State != outbox.Parked {
		t.Errorf("one that kills its sender is in state %d in the end", d.State)
	}
}

// Whatever happens in whatever order: a message that stands keeps its
// timestamp, and no delivery is tried for ever.
func TestADeliveryComesToAnEnd(t *testing.T) {
	t.Parallel()
	kinds := []outbox.Kind{outbox.Post, outbox.Ephemeral, outbox.Respond, outbox.Home, outbox.Seed}
	rapid.Check(t, func(t *rapid.T) {
		d := outbox.Delivery{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Version: 1}
		posted := ""
		for range 2 * outbox.MaxAttempts {
			inDoubt := d.State == outbox.Leased
			d.State, d.Attempts = outbox.Leased, d.Attempts+1
			o := outbox.Outcome{Result: outbox.Result(rapid.IntRange(0, int(outbox.Absent)).Draw(t, "result"))}
			if o.Result == outbox.Limited || o.Result == outbox.Absent && !inDoubt {
				o.Result = outbox.Unreachable
			}
			if o.Result == outbox.Done && d.Kind == outbox.Post && posted == "" {
				o.TS, posted = "1.2", "1.2"
			}
			d = d.After(o, noon)
			if d.TS != posted {
				t.Fatalf("the timestamp became %q, want %q", d.TS, posted)
			}
			if d.State == outbox.Settled || d.State == outbox.Parked {
				return
			}
		}
		t.Fatalf("after %d attempts it is still in state %d", d.Attempts, d.State)
	})
}
