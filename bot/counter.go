package bot

import (
	"context"
	"log/slog"
	"math"
	"sync"
	"time"

	"pogo/scrum"
)

// countAgain is how long to wait after a count that failed.
const countAgain = 5 * time.Second

// counter asks for the reactions to a message to be counted, at most once in a
// while for each message. The reactions themselves are kept and acknowledged
// before, so a flood of them costs only a few counts.
type counter struct {
	handler Handler
	log     *slog.Logger
	steady  func() time.Time
	timer   func(time.Duration) time.Duration // see Config.Pace
	pause   time.Duration                     // between two counts of one message

	mu       sync.Mutex
	messages map[scrum.MessageID]*counting
	wake     chan struct{}
	busy     count // messages that wait or are being counted
}

// counting is a message that was counted lately, or is to be.
type counting struct {
	due   time.Time // not before
	waits bool
}

func newCounter(cfg Config) *counter {
	return &counter{
		handler: cfg.Handler, log: cfg.Log, steady: cfg.Steady, timer: cfg.timer, pause: cfg.CountPause,
		messages: map[scrum.MessageID]*counting{}, wake: make(chan struct{}, 1),
	}
}

// want has a message counted, soon. It does not wait.
func (c *counter) want(m scrum.MessageID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	state, known := c.messages[m]
	if !known {
		state = &counting{due: c.steady()}
		c.messages[m] = state
	}
	if state.waits {
		return
	}
	state.waits = true
	c.busy.add(math.MaxInt)
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// run counts until ctx is done, beginning with what was left to do when the
// process before this one ended.
func (c *counter) run(ctx context.Context) {
	left, err := c.handler.Uncounted(ctx)
	if err != nil && ctx.Err() == nil {
		c.log.LogAttrs(ctx, slog.LevelError, "cannot tell which reactions are not counted", slog.String("error", err.Error()))
	}
	for _, m := range left {
		c.want(m)
	}
	for ctx.Err() == nil {
		m, wait, ok := c.next()
		if ok && wait <= 0 {
			c.count(ctx, m)
			continue
		}
		timer := time.NewTimer(c.timer(wait))
		select {
		case <-timer.C:
		case <-c.wake:
		case <-ctx.Done():
		}
		timer.Stop()
	}
}

// next returns the message that is due first, and when. Those that were
// counted long enough ago are forgotten.
func (c *counter) next() (first scrum.MessageID, wait time.Duration, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.steady()
	wait = time.Minute
	for m, state := range c.messages {
		left := state.due.Sub(now)
		switch {
		case state.waits && (left < wait || !ok):
			first, wait, ok = m, left, true
		case !state.waits && left <= 0:
			delete(c.messages, m)
		}
	}
	return first, wait, ok
}

func (c *counter) count(ctx context.Context, m scrum.MessageID) {
	c.set(m, func(s *counting) { s.waits = false })
	err := c.counted(ctx, m)
	wait := c.pause
	if err != nil {
		wait = countAgain
		if ctx.Err() == nil {
			c.log.LogAttrs(ctx, slog.LevelError, "cannot count reactions", slog.String("channel", string(m.Channel)), slog.String("message", m.TS), slog.String("error", scrubbed(err)))
		}
	}
	c.set(m, func(s *counting) { s.due = c.steady().Add(wait) })
	c.busy.done()
	if err != nil {
		c.want(m)
	}
}

func (c *counter) set(m scrum.MessageID, change func(*counting)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change(c.messages[m])
}

func (c *counter) counted(ctx context.Context, m scrum.MessageID) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicOf(p)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, handleTime)
	defer cancel()
	return c.handler.Count(ctx, m)
}
