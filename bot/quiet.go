package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"pogo/handlers"
	"pogo/scrum"
)

const (
	quietBatch   = 50        // people in one look-up, which Slack takes no more of
	quietRefused = time.Hour // that Slack is left alone after it said that we may not ask
)

// quietHours asks Slack when people are not to be disturbed, and hands on what
// it says: of who was asked something, some time before they would be reminded.
// What changes afterwards comes as an event. Made without the scope, the app is
// told no, and everybody may be disturbed.
type quietHours struct {
	api    *slack.Client
	learn  Handler
	self   *self
	log    *slog.Logger
	pause  time.Duration
	steady func() time.Time

	mu      sync.Mutex
	people  map[string]bool // to look up
	refused time.Time       // when Slack last said that we may not ask
	wake    chan struct{}
	busy    count // look-ups that were asked for and are not done
}

func newQuietHours(cfg Config, api *slack.Client, self *self) *quietHours {
	return &quietHours{
		api: api, learn: cfg.Handler, self: self, log: cfg.Log, pause: cfg.QuietPause, steady: cfg.Steady,
		people: map[string]bool{}, wake: make(chan struct{}, 1),
	}
}

// want has people looked up, soon. It does not wait.
func (q *quietHours) want(people []string) {
	if len(people) == 0 {
		return
	}
	q.mu.Lock()
	note(q.people, people)
	q.mu.Unlock()
	q.busy.add(math.MaxInt)
	select {
	case q.wake <- struct{}{}:
	default:
		q.busy.done() // what was asked for before looks these up too
	}
}

// run looks people up until ctx is done.
func (q *quietHours) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-q.wake:
			if err := q.all(ctx); err != nil && ctx.Err() == nil {
				q.log.LogAttrs(ctx, slog.LevelWarn, "cannot learn who is not to be disturbed", slog.String("error", scrubbed(err)))
			}
			q.busy.done()
		}
	}
}

// all looks up everybody who waits for it, at the pace that Slack sets for this
// method. Whom a look-up fails for may be disturbed.
func (q *quietHours) all(ctx context.Context) (err error) {
	defer survive(ctx, q.log, "a look-up of who is not to be disturbed")
	for people := q.take(); len(people) > 0; {
		if q.mayAsk() {
			err = errors.Join(err, q.look(ctx, people))
		}
		if people = q.take(); len(people) == 0 {
			break
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(q.pause):
		}
	}
	return err
}

func (q *quietHours) take() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	var some []string
	for id := range q.people {
		if len(some) == quietBatch {
			break
		}
		some = append(some, id)
		delete(q.people, id)
	}
	return some
}

func (q *quietHours) mayAsk() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.refused.IsZero() || q.steady().Sub(q.refused) >= quietRefused {
		return true
	}
	clear(q.people)
	return false
}

func (q *quietHours) look(ctx context.Context, people []string) error {
	found, err := q.api.GetDNDTeamInfoContext(ctx, people, slack.DNDOptionTeamID(q.self.get().team))
	if refusedScope(err) {
		q.mu.Lock()
		q.refused = q.steady()
		q.mu.Unlock()
		return nil
	}
	if err != nil {
		return fmt.Errorf("look up who is not to be disturbed: %w", err)
	}
	roster := handlers.Roster{Quiet: map[scrum.PersonID]scrum.Quiet{}}
	for _, id := range people {
		s := found[id] // nothing said of somebody is that they may be disturbed
		roster.Quiet[scrum.PersonID(id)] = quietOf(s.Enabled, int64(s.NextStartTimestamp), int64(s.NextEndTimestamp))
	}
	if err := q.learn.Learn(ctx, roster); err != nil {
		return fmt.Errorf("store who is not to be disturbed: %w", err)
	}
	return nil
}

// quietOf reads what Slack says in seconds since 1970. Enabled says no more than
// that there is a time, now or later.
func quietOf(enabled bool, from, until int64) scrum.Quiet {
	if !enabled || until <= from {
		return scrum.Quiet{}
	}
	return scrum.Quiet{From: time.Unix(from, 0).UTC(), Until: time.Unix(until, 0).UTC()}
}
