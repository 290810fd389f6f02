package bot

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"time"

	"github.com/slack-go/slack"

	"pogo/outbox"
)

// Patience with look-ups.
const (
	waits       = 3               // in a row that Slack may ask for
	longestWait = time.Minute     // of them: Slack counts calls by the minute
	lookAgain   = 5 * time.Second // after a look-up failed, doubled with each failure
)

// patiently repeats look-ups that Slack asked to repeat a little later. Who asks
// for more patience is asked again with everything else: meanwhile there is more
// to look up, above all who left a private channel.
func patiently() slack.Option {
	config := slack.RetryConfig{MaxRetries: waits, RetryAfterDuration: unspoken, RetryAfterJitter: time.Second}
	config.Handlers = []slack.RetryHandler{patient{slack.NewRateLimitErrorRetryHandler(config)}}
	return slack.OptionRetryConfig(config)
}

type patient struct{ slack.RetryHandler }

// ShouldRetry implements [slack.RetryHandler].
func (p patient) ShouldRetry(state *slack.RetryState, r *http.Request, answer *http.Response, err error) (again bool, wait time.Duration) {
	again, wait = p.RetryHandler.ShouldRetry(state, r, answer, err)
	return again && wait <= longestWait+time.Second, wait
}

// catchUp looks up what was asked for. What failed is looked up again, more and
// more patiently.
func (d *directory) catchUp(ctx context.Context) {
	if !d.looked(ctx, d.stale) {
		d.again.Reset(d.failing.next())
		return
	}
	d.again.Stop()
	d.failing.attempts = 0
}

// meanwhile looks up what was asked for during a long look-up.
func (d *directory) meanwhile(ctx context.Context) {
	select {
	case <-d.wake:
		d.catchUp(ctx)
		d.busy.done()
	default:
	}
}

// stale looks up what was asked for, and what is asked for meanwhile. What Slack
// could not tell is still owed.
func (d *directory) stale(ctx context.Context) error {
	var faults []error
	people, channels := map[string]bool{}, map[string]bool{}
	for {
		id, look, owed := d.take(d.channels), d.channel, channels // first, because they decide who may see what
		if id == "" {
			id, look, owed = d.take(d.people), d.person, people
		}
		if id == "" {
			break
		}
		err := look(ctx, id)
		if err != nil && outcomeOf(err).Result != outbox.Refused {
			owed[id] = true
		}
		faults = append(faults, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	maps.Copy(d.people, people)
	maps.Copy(d.channels, channels)
	return errors.Join(faults...)
}

// take takes one out of a set; "" if it is empty.
func (d *directory) take(from map[string]bool) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	for id := range from {
		delete(from, id)
		return id
	}
	return ""
}
