package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"pogo/handlers"
	"pogo/scrum"
)

// Patience with requests.
const (
	handleTime = 10 * time.Second        // for a handler, which needs milliseconds
	ackTime    = 2800 * time.Millisecond // Slack waits three seconds; an answer after this goes another way
)

// dispatcher takes envelopes from the connections, has them handled, and
// acknowledges them.
type dispatcher struct {
	cfg     Config
	log     *slog.Logger
	handler Handler
	metrics Metrics
	self    *self
	web     *web
	people  *directory
	quiet   *quietHours
	counter *counter
	missed  *reconciler
	sockets *sockets // set by New: the two need each other
	stop    func(reason error)

	pool     *pool
	draining atomic.Bool
}

// newDispatcher returns the dispatcher of a bot whose other parts are made, but
// for the sockets.
func newDispatcher(b *Bot, web *web) *dispatcher {
	d := &dispatcher{
		cfg: b.cfg, log: b.log, handler: b.cfg.Handler, metrics: b.metrics,
		self: b.self, web: web, people: b.people, quiet: b.quiet, counter: b.counter, missed: b.missed, stop: b.stop,
	}
	d.pool = newPool(b.cfg.Queue, d.handleAll)
	return d
}

func (d *dispatcher) start(ctx context.Context) { d.pool.start(ctx, d.cfg.Workers) }

// drain waits for what was accepted; it returns how many requests are left after
// the longest wait. Slack goes on dealing requests to a connection until it is
// closed, which it cannot be before the last acknowledgement: what comes
// meanwhile is accepted too, but not for ever.
func (d *dispatcher) drain(longest time.Duration) int {
	d.pool.jobs.wait(lateTime)
	d.draining.Store(true)
	return d.pool.jobs.wait(longest - lateTime)
}

// wait returns once the workers have ended.
func (d *dispatcher) wait() { d.pool.done.Wait() }

// receive queues an envelope. It does not block: what finds no place is left
// unacknowledged, so that Slack delivers it again or tells the person.
func (d *dispatcher) receive(l *link, f frame) {
	arrived := d.cfg.Steady()
	q, err := reader{me: d.self.get(), now: d.cfg.Now()}.read(f)
	if err != nil {
		q = d.unreadable(q, err)
	}
	if q.envelope == "" {
		return // nothing that could be acknowledged
	}
	l.owed.add(d.cfg.Queue + 1)
	accepted := !d.draining.Load() && d.pool.submit(cmp.Or(q.lane, q.envelope), task{request: q, link: l, arrived: arrived})
	if !accepted {
		l.owed.done()
		d.metrics.Turned(q.kind)
		d.log.LogAttrs(context.Background(), slog.LevelWarn, "left a request unacknowledged",
			slog.String("kind", q.kind), slog.Bool("stopping", d.draining.Load()))
		return
	}
	d.metrics.Queued(d.pool.jobs.now())
}

// unreadable logs and counts an envelope that could not be read. The request
// that it returns is only acknowledged: delivered again, the envelope would be
// no better.
func (d *dispatcher) unreadable(q request, err error) request {
	if !errors.Is(err, errForeign) {
		d.metrics.BadEnvelope()
	}
	d.log.LogAttrs(context.Background(), slog.LevelWarn, "cannot read an envelope",
		slog.String("envelope", q.envelope), slog.String("error", scrubbed(err)))
	return request{envelope: q.envelope, kind: "bad"}
}

// handleAll handles one request, or reactions to one message together: if
// those cannot be kept together, each for itself.
func (d *dispatcher) handleAll(ctx context.Context, tasks []task) {
	defer func() {
		for _, t := range tasks {
			t.link.owed.done()
		}
		d.metrics.Queued(d.pool.jobs.now() - len(tasks))
	}()
	defer survive(ctx, d.log, "a request")
	if len(tasks) > 1 {
		if a, err := d.attempt(ctx, tasks...); err == nil {
			for _, t := range tasks {
				d.reply(ctx, t.link, t.request, a, t.arrived)
			}
			return
		}
	}
	for _, t := range tasks {
		d.handle(ctx, t)
	}
}

// handle does what a request asks for, acknowledges it, and then whatever else
// the answer wants done at once.
func (d *dispatcher) handle(ctx context.Context, t task) {
	q := t.request
	a, err := d.attempt(ctx, t)
	if err != nil {
		ref := d.reference(ctx, q, err)
		if !q.awaited() {
			d.regret(ctx, q, ref, err)
			return // unacknowledged: nothing is committed, Slack delivers it again
		}
		a = d.apology(q, ref, err)
	}
	d.reply(ctx, t.link, q, a, t.arrived)
	d.forms(ctx, q, a)
	d.people.refresh(append(q.people, a.Meet...), append(q.channels, a.Sync...))
	d.quiet.want(a.Asked)
	if j, ok := q.deed.(handlers.Joined); ok && j.Self {
		d.missed.again() // what happened in the channel while we were not in it
	}
	if r, ok := q.deed.(revoked); ok {
		d.stop(fmt.Errorf("slack took our access away: %s", r.reason))
	}
}

// attempt calls the handler. A panic ends these requests only.
func (d *dispatcher) attempt(ctx context.Context, tasks ...task) (a handlers.Answer, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicOf(p)
		}
	}()
	ctx, cancel := context.WithTimeout(handlers.WithRequest(ctx, tasks[0].envelope), handleTime)
	defer cancel()
	var reactions []handlers.Reaction
	for _, t := range tasks {
		d.people.meet(ctx, t.request)
		if r, ok := t.deed.(handlers.Reaction); ok {
			reactions = append(reactions, r)
		}
	}
	if len(reactions) > 0 {
		kept, err := d.handler.React(ctx, reactions...)
		if kept {
			d.counter.want(scrum.MessageID{Channel: scrum.ChannelID(reactions[0].Channel), TS: reactions[0].Message})
		}
		return a, err
	}
	return d.perform(ctx, tasks[0].deed)
}

func (d *dispatcher) perform(ctx context.Context, deed any) (a handlers.Answer, err error) {
	switch deed := deed.(type) {
	case handlers.Command:
		return d.handler.Command(ctx, deed)
	case handlers.Click:
		return d.handler.Click(ctx, deed)
	case handlers.Submission:
		return d.handler.Submit(ctx, deed)
	case handlers.Shortcut:
		return d.handler.Shortcut(ctx, deed)
	case handlers.Mention:
		return a, d.handler.Mention(ctx, deed)
	case handlers.DirectMessage:
		return a, d.handler.DirectMessage(ctx, deed)
	case handlers.HomeOpened:
		return a, d.handler.HomeOpened(ctx, deed)
	case handlers.Joined:
		return a, d.handler.Joined(ctx, deed)
	case deleted:
		return a, d.handler.Gone(ctx, scrum.MessageID(deed))
	case quieted:
		return a, d.handler.Learn(ctx, handlers.Roster{Quiet: deed})
	}
	return a, nil
}

// awaited reports whether a person looks at a screen that waits for the answer.
// Slack delivers such requests once.
func (q request) awaited() bool {
	switch q.deed.(type) {
	case handlers.Command, handlers.Click, handlers.Submission, handlers.Shortcut:
		return true
	}
	return false
}

// joins reports whether a request may be handled together with others of its
// lane.
func (q request) joins() bool {
	_, ok := q.deed.(handlers.Reaction)
	return ok
}

// reference logs a fault and returns the word by which it is found in the log.
func (d *dispatcher) reference(ctx context.Context, q request, err error) string {
	ref := strings.ToLower(rand.Text()[:6])
	d.metrics.Failed("request", err)
	attrs := []slog.Attr{
		slog.String("ref", ref), slog.String("kind", q.kind), slog.String("envelope", q.envelope),
		slog.String("person", q.person), slog.String("channel", q.channel), slog.String("error", scrubbed(err)),
	}
	if p, ok := errors.AsType[panicError](err); ok {
		attrs = append(attrs, slog.String("stack", p.stack))
	}
	d.log.LogAttrs(ctx, slog.LevelError, "a request failed", attrs...)
	return ref
}
