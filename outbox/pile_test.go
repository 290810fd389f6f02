package outbox_test

import (
	"fmt"
	"testing"
	"time"

	"pogo/outbox"
)

// What was parked is told of once for each conversation and cause.
func ExampleAdd() {
	at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	var piles []outbox.Pile
	for i, refusal := range []string{"is_archived", "is_archived", "invalid_blocks: no more than 50 items allowed"} {
		piles = outbox.Add(piles, outbox.Delivery{Channel: "C1", Error: refusal, CreatedAt: at.Add(-time.Duration(i) * time.Minute)})
	}
	for _, p := range piles {
		fmt.Println(p.N, p.Channel, p.Cause, p.Since.Format(time.TimeOnly))
	}
	// Output:
	// 2 C1 is_archived 08:59:00
	// 1 C1 invalid_blocks 08:58:00
}

func TestACauseIsSlacksOwnWord(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"channel_not_found": "channel_not_found",
		"missing_scope (the scope channels:history is missing)": "missing_scope",
		"invalid_blocks: must be more than 0 characters":        "invalid_blocks",
		outbox.Unseen:                 outbox.Unseen,
		"EOF":                         outbox.Unclear,
		"":                            outbox.Unclear,
		"dial tcp: no such host":      outbox.Unclear,
		"read_me carefully":           outbox.Unclear,
		"slack server error: 503 …":   outbox.Unclear,
		"context deadline exceeded":   outbox.Unclear,
		"perhaps shown; not repeated": outbox.Unclear,
	} {
		if got := outbox.Cause(words); got != want {
			t.Errorf("the cause of %q is %q, want %q", words, got, want)
		}
	}
}
