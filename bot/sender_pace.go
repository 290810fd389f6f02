package bot

import (
	"sync"
	"time"

	"pogo/outbox"
)

// rate is a limit that a call keeps: so many a minute, a tenth of them at once.
// Calls take their place in the order in which they ask.
type rate struct {
	every time.Duration // between two calls when many wait
	burst time.Duration // how far calls may run ahead of that
	next  time.Time     // when the next call would be due
	held  time.Time     // Slack asked for silence until then
}

func perMinute(n int) *rate {
	burst := max(n/10, 1)
	every := time.Minute / time.Duration(max(n-burst, 1))
	return &rate{every: every, burst: time.Duration(burst-1) * every}
}

// take returns how long to wait for the next place, and takes it unless that is
// longer than patience.
func (r *rate) take(now time.Time, patience time.Duration) (wait time.Duration, taken bool) {
	next := r.next
	if next.Before(now) {
		next = now
	}
	wait = max(next.Add(-r.burst).Sub(now), r.held.Sub(now), 0)
	if wait > patience {
		return wait, false
	}
	r.next = next.Add(r.every)
	return wait, true
}

// paces keeps the limits of all calls. It is safe for concurrent use.
type paces struct {
	mu    sync.Mutex
	lane  time.Duration
	edit  time.Duration
	calls map[string]*rate
	lanes map[string]time.Time // when the next post in a conversation may be made
	edits map[int64]time.Time  // when a message may be edited again
}

func newPaces(cfg Config) *paces {
	return &paces{
		lane: cfg.LanePace,
		edit: cfg.EditPause,
		calls: map[string]*rate{ // the tiers are Slack's, per method and workspace
			"chat.postMessage":      perMinute(cfg.PostsPerMinute),
			"chat.update":           perMinute(cfg.EditsPerMinute),
			"chat.postEphemeral":    perMinute(100),
			"views.publish":         perMinute(100),
			"reactions.add":         perMinute(50),
			"conversations.history": perMinute(50),
			"response_url":          perMinute(600),
		},
		lanes: map[string]time.Time{},
		edits: map[int64]time.Time{},
	}
}

// methodOf is the call that a delivery needs now.
func methodOf(d outbox.Delivery) string {
	switch {
	case d.Kind == outbox.Post && d.Posted():
		return "chat.update"
	case d.Kind == outbox.Post && d.InDoubt:
		return "conversations.history"
	case d.Kind == outbox.Ephemeral:
		return "chat.postEphemeral"
	case d.Kind == outbox.Respond:
		return "response_url"
	case d.Kind == outbox.Home:
		return "views.publish"
	case d.Kind == outbox.Seed:
		return "reactions.add"
	}
	return "chat.postMessage"
}

// take takes a place for a delivery's call, or says how long it would have to
// wait if that is longer than patience. A message that was edited a moment ago
// never takes one: while it waits in the outbox, edits are merged.
func (p *paces) take(d outbox.Delivery, now time.Time, patience time.Duration) (wait time.Duration, taken bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	method := methodOf(d)
	if again := p.edits[d.ID].Sub(now); method == "chat.update" && again > 0 {
		return again, false
	}
	lane := time.Duration(0)
	if method == "chat.postMessage" {
		lane = max(p.lanes[d.Channel].Sub(now), 0)
	}
	if lane > patience {
		return lane, false
	}
	wait, taken = p.calls[method].take(now, patience)
	wait = max(wait, lane)
	if taken && method == "chat.postMessage" {
		p.lanes[d.Channel] = now.Add(wait + p.lane)
	}
	return wait, taken
}

// learn notes what a call came to.
func (p *paces) learn(d outbox.Delivery, o outbox.Outcome, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	method := methodOf(d)
	switch o.Result {
	case outbox.Limited: // blocks this method in the whole workspace
		p.calls[method].held = now.Add(o.RetryAfter)
	case outbox.Done:
		if d.Kind == outbox.Post {
			p.edits[d.ID] = now.Add(p.edit)
		}
	default: // says nothing of the pace
	}
	p.forget(now)
}

// forget drops what holds nobody back any more.
func (p *paces) forget(now time.Time) {
	const many = 1000
	if len(p.lanes) > many {
		prune(p.lanes, now)
	}
	if len(p.edits) > many {
		prune(p.edits, now)
	}
}

func prune[K comparable](until map[K]time.Time, now time.Time) {
	for k, t := range until {
		if t.Before(now) {
			delete(until, k)
		}
	}
}
