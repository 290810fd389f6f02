package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// clock is a wall clock that can be moved forward; between moves it runs as
// the real one does.
type clock struct {
	real func() time.Time

	mu    sync.Mutex
	ahead time.Duration
}

// Now is the wall time.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.real().Add(c.ahead)
}

// set moves the clock forward to t; a clock never goes back.
func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if by := t.Sub(c.real().Add(c.ahead)); by > 0 {
		c.ahead += by
	}
}

// settleTime bounds the wait for messages at one due instant, so that a jump
// over a month ends even if Slack takes none.
const settleTime = 20 * time.Second

// advance moves the clock to t, stopping at every due instant on the way: the
// deed is done and its messages are sent before the clock goes on, as if the
// time had passed.
func (a *app) advance(ctx context.Context, c *clock, t time.Time) error {
	for {
		due, any, err := a.scheduler.NextDue(ctx)
		if err != nil {
			return fmt.Errorf("find what is due next: %w", err)
		}
		if !any || due.After(t) {
			break
		}
		c.set(due)
		if err := a.arrive(ctx); err != nil {
			return err
		}
	}
	c.set(t)
	return a.arrive(ctx)
}

// arrive does what is due now and waits until Slack has it.
func (a *app) arrive(ctx context.Context) error {
	if err := a.scheduler.Tick(ctx); err != nil {
		return fmt.Errorf("do what is due: %w", err)
	}
	bound, cancel := context.WithTimeout(ctx, settleTime)
	defer cancel()
	return a.bot.Idle(bound)
}
