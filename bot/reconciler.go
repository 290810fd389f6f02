package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"pogo/scrum"
)

// outage is how long nobody may listen without our reading again what was put
// on messages meanwhile: Slack delivers again what it could not deliver, but
// only for some minutes.
const outage = 5 * time.Second

// reconciler reads the reactions to the messages that people vote on from
// Slack, after nobody listened for a while. It keeps well within what Slack
// allows and holds up no request.
type reconciler struct {
	api     *slack.Client
	handler Handler
	counter *counter
	log     *slog.Logger
	now     func() time.Time
	steady  func() time.Time
	timer   func(time.Duration) time.Duration // see Config.Pace
	pace    *rate

	mu    sync.Mutex
	asked bool                     // for all, which were not listed yet
	owed  map[scrum.MessageID]bool // that are listed and not read yet
	wake  chan struct{}
	busy  count // holds one while something is to be read
}

func newReconciler(cfg Config, api *slack.Client, counter *counter) *reconciler {
	return &reconciler{
		api: api, handler: cfg.Handler, counter: counter, log: cfg.Log, now: cfg.Now, steady: cfg.Steady, timer: cfg.timer,
		pace: perMinute(cfg.ReadsPerMinute), wake: make(chan struct{}, 1),
	}
}

// again has everything read again, soon. It does not wait.
func (r *reconciler) again() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.asked {
		return
	}
	r.asked = true
	r.busy.add(1)
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// run reads until ctx is done.
func (r *reconciler) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.wake:
		}
		if err := r.everything(ctx); err != nil && ctx.Err() == nil {
			r.log.LogAttrs(ctx, slog.LevelWarn, "cannot tell which reactions were missed", slog.String("error", scrubbed(err)))
		}
		r.mu.Lock()
		if !r.asked {
			r.busy.done()
		}
		r.mu.Unlock()
	}
}

// owes reports whether a message is still to be read.
func (r *reconciler) owes(m scrum.MessageID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked || r.owed[m]
}

func (r *reconciler) everything(ctx context.Context) error {
	messages, err := r.handler.VotedOn(ctx)
	r.mu.Lock()
	r.asked, r.owed = false, map[scrum.MessageID]bool{}
	for _, m := range messages {
		r.owed[m] = true
	}
	r.mu.Unlock()
	if err != nil {
		return fmt.Errorf("list what people vote on: %w", err)
	}
	var faults []error
	for _, m := range messages {
		wait, _ := r.pace.take(r.steady(), time.Hour)
		pause(ctx, r.timer(wait))
		if err := r.one(ctx, m); err != nil {
			faults = append(faults, fmt.Errorf("%s in %s: %w", m.TS, m.Channel, err))
		}
		r.mu.Lock()
		delete(r.owed, m)
		r.mu.Unlock()
	}
	return errors.Join(faults...)
}

// one reads one message. What Slack does not show us is left alone.
func (r *reconciler) one(ctx context.Context, m scrum.MessageID) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicOf(p)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	before, err := r.handler.Reacted(ctx, m)
	if err != nil {
		return err
	}
	at := r.now()
	item, err := r.api.GetReactionsContext(ctx, slack.NewRefToMessage(string(m.Channel), m.TS), slack.GetReactionsParameters{Full: true})
	switch {
	case refusedFor(err, "message_not_found"):
		return r.handler.Gone(ctx, m)
	case refusedFor(err, "not_in_channel", "channel_not_found", "is_archived"):
		return nil
	case err != nil:
		return fmt.Errorf("read reactions: %w", err)
	}
	kept, err := r.handler.Reconcile(ctx, m, before, listedOf(item.Reactions), at)
	if kept {
		r.counter.want(m)
	}
	return err
}

func listedOf(reactions []slack.ItemReaction) []scrum.Listed {
	var listed []scrum.Listed
	for _, r := range reactions {
		l := scrum.Listed{Emoji: scrum.ParseEmoji(r.Name), Count: r.Count}
		for _, id := range r.Users {
			l.People = append(l.People, scrum.PersonID(id))
		}
		listed = append(listed, l)
	}
	return listed
}
