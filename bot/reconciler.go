package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"pogo/outbox"
	"pogo/scrum"
)

// outage is how long nobody may listen without our reading again what was put
// on messages meanwhile: Slack delivers again what it could not deliver, but
// only for some minutes.
const outage = 5 * time.Second

// readTries is how often what Slack could not tell is asked for.
const readTries = 9

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
	asked bool              // for all, which were not listed yet
	owed  []scrum.MessageID // that are listed and not read yet
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

// also has a message read that was not known to be ours until now: what was put
// on it while nobody listened is nowhere else. It does not wait.
func (r *reconciler) also(m scrum.MessageID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if slices.Contains(r.owed, m) {
		return
	}
	r.owed = append(r.owed, m)
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
		if !r.behind() {
			continue // it was read meanwhile
		}
		r.everything(ctx)
		r.mu.Lock()
		if !r.asked && len(r.owed) == 0 {
			r.busy.done()
		}
		r.mu.Unlock()
	}
}

// owes reports whether a message is still to be read.
func (r *reconciler) owes(m scrum.MessageID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked || slices.Contains(r.owed, m)
}

// everything reads all. What Slack could not tell is asked for again, more and
// more patiently, for about a quarter of an hour: a result waits for it.
func (r *reconciler) everything(ctx context.Context) {
	wait := backoff{first: 5 * time.Second, longest: 5 * time.Minute}
	for try := 0; try < readTries; {
		r.list(ctx)
		if r.read(ctx); ctx.Err() != nil || !r.behind() {
			return
		}
		rest, cancel := context.WithTimeout(ctx, r.timer(wait.next()))
		select {
		case <-rest.Done():
			try++
		case <-r.wake: // more is to be read
		}
		cancel()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked, r.owed = false, nil
}

// behind reports whether something is still to be read.
func (r *reconciler) behind() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked || len(r.owed) > 0
}

// list finds out what is to be read, if all was asked for.
func (r *reconciler) list(ctx context.Context) {
	r.mu.Lock()
	asked := r.asked
	r.mu.Unlock()
	if !asked {
		return
	}
	messages, err := r.handler.VotedOn(ctx)
	if err != nil {
		r.warn(ctx, fmt.Errorf("list what people vote on: %w", err))
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked, r.owed = false, slices.Clone(messages)
}

// read reads what is owed, in order. What Slack refuses to show is owed no
// longer.
func (r *reconciler) read(ctx context.Context) {
	r.mu.Lock()
	messages := slices.Clone(r.owed)
	r.mu.Unlock()
	var faults []error
	for _, m := range messages {
		wait, _ := r.pace.take(r.steady(), time.Hour)
		pause(ctx, r.timer(wait))
		err := r.one(ctx, m)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s in %s: %w", m.TS, m.Channel, err))
		}
		if err == nil || outcomeOf(err).Result == outbox.Refused {
			r.mu.Lock()
			r.owed = slices.DeleteFunc(r.owed, func(other scrum.MessageID) bool { return other == m })
			r.mu.Unlock()
		}
	}
	r.warn(ctx, errors.Join(faults...))
}

func (r *reconciler) warn(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		r.log.LogAttrs(ctx, slog.LevelWarn, "cannot tell which reactions were missed", slog.String("error", scrubbed(err)))
	}
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
