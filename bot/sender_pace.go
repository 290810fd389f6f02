package bot

import (
	"maps"
	"slices"
	"sync"
	"time"

	"pogo/outbox"
)

// rate is a limit that a call keeps: at most n in any minute, and a tenth of
// them at once. Calls are served in the order in which they ask.
type rate struct {
	limit int
	every time.Duration // between two calls when many wait
	burst time.Duration // how far calls may run ahead of that
	next  time.Time     // when the next call would be due
	held  time.Time     // Slack asked for silence until then
	taken []time.Time   // the places that lie less than a minute back, or ahead
}

func perMinute(n int) *rate {
	every := time.Minute / time.Duration(n)
	return &rate{limit: n, every: every, burst: time.Duration(max(n/10, 1)-1) * every}
}

// take returns how long to wait for the next place, and takes it unless that is
// longer than patience.
func (r *rate) take(now time.Time, patience time.Duration) (wait time.Duration, taken bool) {
	at := latest(now, r.held, r.next.Add(-r.burst))
	recent, _ := slices.BinarySearchFunc(r.taken, now.Add(-time.Minute), time.Time.Compare)
	r.taken = slices.Delete(r.taken, 0, recent)
	if n := len(r.taken); n >= r.limit {
		at = latest(at, r.taken[n-r.limit].Add(time.Minute))
	}
	if wait = at.Sub(now); wait > patience {
		return wait, false
	}
	r.next = latest(r.next, at).Add(r.every)
	r.taken = append(r.taken, at)
	return wait, true
}

// room is how many calls may be made at now and still leave some for whoever
// comes next.
func (r *rate) room(now time.Time) int {
	if r.held.After(now) {
		return 0
	}
	recent, _ := slices.BinarySearchFunc(r.taken, now.Add(-time.Minute), time.Time.Compare)
	ahead := max(r.next.Sub(now), 0)
	atOnce := int((r.burst-ahead)/r.every) + 1
	reserve := r.limit / 30
	return max(min(atOnce, r.limit-len(r.taken)+recent)-reserve, 0)
}

func latest(first time.Time, others ...time.Time) time.Time {
	for _, t := range others {
		if t.After(first) {
			first = t
		}
	}
	return first
}

// paces keeps the limits of all calls. It is safe for concurrent use.
type paces struct {
	mu    sync.Mutex
	lane  time.Duration
	calls map[string]*rate
	lanes map[string]time.Time // when the next post in a conversation may be made
}

func newPaces(cfg Config) *paces {
	return &paces{
		lane: cfg.LanePace,
		calls: map[string]*rate{ // the tiers are Slack's, per method and workspace
			"chat.postMessage":      perMinute(cfg.PostsPerMinute),
			"chat.update":           perMinute(cfg.EditsPerMinute),
			"chat.postEphemeral":    perMinute(100),
			"views.publish":         perMinute(100),
			"reactions.add":         perMinute(50),
			"conversations.history": perMinute(50),
			"response_url":          perMinute(600),

			"files.completeUploadExternal": perMinute(100),
		},
		lanes: map[string]time.Time{},
	}
}

// methodOf is the call that a delivery needs now.
func methodOf(d outbox.Delivery) string {
	switch {
	case d.Kind == outbox.Post && d.Posted():
		return "chat.update"
	case (d.Kind == outbox.Post || d.Kind == outbox.File) && d.InDoubt:
		return "conversations.history"
	case d.Kind == outbox.Ephemeral:
		return "chat.postEphemeral"
	case d.Kind == outbox.Respond:
		return "response_url"
	case d.Kind == outbox.Home:
		return "views.publish"
	case d.Kind == outbox.Seed:
		return "reactions.add"
	case d.Kind == outbox.File:
		return "files.completeUploadExternal"
	}
	return "chat.postMessage"
}

// take takes a place for a delivery's call, or says how long it would have to
// wait if that is longer than patience.
func (p *paces) take(d outbox.Delivery, now time.Time, patience time.Duration) (wait time.Duration, taken bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	method := methodOf(d)
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

// room is how many messages may be posted now.
func (p *paces) room(now time.Time) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls["chat.postMessage"].room(now)
}

// held is how long Slack has asked not to make a delivery's call, which it may
// have done while that waited for its place.
func (p *paces) held(d outbox.Delivery, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return max(p.calls[methodOf(d)].held.Sub(now), 0)
}

// learn notes what a call came to.
func (p *paces) learn(d outbox.Delivery, o outbox.Outcome, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if o.Result == outbox.Limited { // blocks this method in the whole workspace
		r := p.calls[methodOf(d)]
		r.held = latest(r.held, now.Add(o.RetryAfter))
	}
	const many = 1000
	if len(p.lanes) > many { // forget those that hold nobody back any more
		maps.DeleteFunc(p.lanes, func(_ string, until time.Time) bool { return until.Before(now) })
	}
}
