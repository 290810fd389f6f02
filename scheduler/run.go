package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// everyMinute is the only schedule that cron knows. It skips or repeats hours
// when clocks change, and its parser panics on what people might type, so
// that all it does here is ring.
const everyMinute = "* * * * *"

// Run ticks at once, every minute, and whenever something is due in between,
// until ctx ends. It logs what fails. The error is that of a bell that cannot
// be set.
func (s *Scheduler) Run(ctx context.Context) error {
	rung := make(chan struct{}, 1)
	bell := cron.New(cron.WithLocation(time.UTC), cron.WithChain(cron.Recover(cronLog{s.log})))
	_, err := bell.AddFunc(everyMinute, func() {
		select {
		case rung <- struct{}{}:
		default: // one ring waits already
		}
	})
	if err != nil {
		return fmt.Errorf("set the bell: %w", err)
	}
	bell.Start()
	defer func() { <-bell.Stop().Done() }()
	alarm := time.NewTimer(0)
	defer alarm.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-rung:
			s.ring(ctx)
		case <-alarm.C:
			s.ring(ctx)
		case <-s.ledger.Armed():
		}
		s.setAlarm(ctx, alarm)
	}
}

// ring ticks and logs what went wrong: the next ring tries again.
func (s *Scheduler) ring(ctx context.Context) {
	if err := s.Tick(ctx); err != nil && ctx.Err() == nil {
		s.log.ErrorContext(ctx, "tick", slog.Any("error", err))
	}
}

// setAlarm sets the alarm to the next due instant. What failed waits for the
// minute.
func (s *Scheduler) setAlarm(ctx context.Context, alarm *time.Timer) {
	alarm.Stop()
	next, ok, err := s.NextDue(ctx)
	if err != nil && ctx.Err() == nil {
		s.log.ErrorContext(ctx, "set alarm", slog.Any("error", err))
	}
	if ok {
		alarm.Reset(next.Sub(s.now()))
	}
}

// cronLog is how cron tells of a panic of the bell.
type cronLog struct{ log *slog.Logger }

// Info implements [cron.Logger]; what cron tells of its own running is of no
// interest.
func (cronLog) Info(string, ...any) {}

// Error implements [cron.Logger].
func (l cronLog) Error(err error, _ string, _ ...any) {
	l.log.Error("bell", slog.Any("error", err))
}
