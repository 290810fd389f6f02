// Package scheduler has what is due done once, at its time.
//
// What is due is kept in the database, not in memory: a bell rings every
// minute, at the start, and at the very instant at which something is due,
// and each time [Scheduler.Tick] asks the ledger what is due by now. It
// judges each occurrence (on time, late, or so late that it is only recorded
// as missed) and hands it to a [Doer], which claims it in the ledger, does
// the deed and moves the schedule on in one transaction. That transaction,
// not this package, is why nothing happens twice, whatever restarts, repeated
// hours or second replicas there are; and because a schedule moves on only
// with it, nothing is lost either.
//
// Several occurrences of one schedule that went by during a stop count as
// one, the newest. What fails is tried again at a later ring, more and more
// patiently, and keeps nothing else waiting.
package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"pogo/scrum"
)

// Ledger knows what is due.
type Ledger interface {
	// Due returns the schedules whose Next is at now or before, ordered by
	// Next and ID, at most limit of them, after the given one.
	Due(ctx context.Context, now time.Time, after scrum.Schedule, limit int) ([]scrum.Schedule, error)
	// NextDue returns the first Next after an instant, and false for none.
	NextDue(ctx context.Context, after time.Time) (time.Time, bool, error)
	// Armed hints that a schedule was set.
	Armed() <-chan struct{}
}

// Doer does what is due. In one transaction and in order it claims each
// occurrence, does the deed if it was the first to claim it, and moves the
// schedule on. After an error it has done nothing and will be asked again.
type Doer interface {
	Do(ctx context.Context, due ...scrum.Judged) error
}

// Config is what a scheduler needs from outside.
type Config struct {
	Ledger Ledger
	Doer   Doer
	Now    func() time.Time // the wall clock, which may jump
	Log    *slog.Logger

	// Met is called for each occurrence that was dealt with, and how long after
	// it was due; Failed for each that was not, which is tried again. Nil: nobody
	// counts.
	Met    func(o scrum.Judged, after time.Duration)
	Failed func(o scrum.Judged, err error)
}

// Scheduler rings and has things done. It is safe for concurrent use.
type Scheduler struct {
	ledger Ledger
	doer   Doer
	now    func() time.Time
	log    *slog.Logger
	met    func(scrum.Judged, time.Duration)
	fail   func(scrum.Judged, error)

	ticking sync.Mutex
	ticked  time.Time // the now of the last tick
	failed  map[attempt]patience
}

// attempt names what failed; a schedule that was set anew is another one.
type attempt struct {
	schedule int64
	next     time.Time
}

// patience is how long to leave it alone.
type patience struct {
	failures int
	until    time.Time
}

const (
	pageSize     = 500
	together     = 32          // done in one transaction, behind which a person's command has to wait
	shortestWait = time.Minute // doubled with each failure
	longestWait  = 30 * time.Minute
)

// New returns a scheduler that does not ring yet; see [Scheduler.Run].
func New(c Config) *Scheduler {
	if c.Met == nil {
		c.Met = func(scrum.Judged, time.Duration) {}
	}
	if c.Failed == nil {
		c.Failed = func(scrum.Judged, error) {}
	}
	return &Scheduler{ledger: c.Ledger, doer: c.Doer, now: c.Now, log: c.Log, met: c.Met, fail: c.Failed, failed: map[attempt]patience{}}
}

// Tick has everything done that is due now, in the order in which it is due.
// Its error joins those of what failed, which did not stop the rest. Calls
// made at the same time wait for each other.
func (s *Scheduler) Tick(ctx context.Context) error {
	s.ticking.Lock()
	defer s.ticking.Unlock()
	now := s.now()
	s.ticked = now
	failed := map[attempt]patience{} // what is no longer due is forgotten
	var errs []error
	var last scrum.Schedule
	for {
		page, err := s.ledger.Due(ctx, now, last, pageSize)
		if err != nil {
			return errors.Join(append(errs, fmt.Errorf("ask what is due: %w", err))...)
		}
		errs = append(errs, s.meet(ctx, occurrences(page, now), now, failed)...)
		if len(page) < pageSize {
			break
		}
		last = page[len(page)-1]
	}
	s.failed = failed
	return errors.Join(errs...)
}

// occurrences returns the newest occurrence of each schedule, the oldest of
// them first. A schedule that has none since its Next waits: the rules of its
// zone changed, and it is due later than once thought.
func occurrences(due []scrum.Schedule, now time.Time) []scrum.Occurrence {
	var list []scrum.Occurrence
	for _, s := range due {
		o, ok := s.Newest(now)
		if ok && (s.Days == 0 || !o.Due.Before(s.Next)) {
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(a, b scrum.Occurrence) int { return a.Due.Compare(b.Due) })
	return list
}

// meet has the occurrences done that did not fail a short while ago, many in
// one transaction: five thousand people are asked at nine, and each
// transaction waits for the disk.
func (s *Scheduler) meet(ctx context.Context, due []scrum.Occurrence, now time.Time, failed map[attempt]patience) (errs []error) {
	var ready []scrum.Judged
	for _, o := range due {
		this := attempt{o.ID, o.Next}
		if before := s.failed[this]; now.Before(before.until) {
			failed[this] = before
			continue
		}
		ready = append(ready, o.Judge(now))
	}
	for some := range slices.Chunk(ready, together) {
		errs = append(errs, s.some(ctx, some, now, failed)...)
	}
	return errs
}

// some has a few done together or, if that fails, one by one, so that nothing
// fails but what is wrong by itself.
func (s *Scheduler) some(ctx context.Context, few []scrum.Judged, now time.Time, failed map[attempt]patience) (errs []error) {
	if len(few) > 1 && s.do(ctx, few...) == nil {
		s.tell(ctx, few...)
		return nil
	}
	for _, o := range few {
		if err := s.one(ctx, o, now, failed); err != nil {
			errs = append(errs, fmt.Errorf("do %s of product %d for %q, due %s: %w", o.Deed, o.Product, o.Subject, o.Due.Format(time.RFC3339), err))
		}
	}
	return errs
}

// one has a single occurrence done, or notes how long to leave it alone.
func (s *Scheduler) one(ctx context.Context, o scrum.Judged, now time.Time, failed map[attempt]patience) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.do(ctx, o); err != nil {
		this := attempt{o.ID, o.Next}
		n := s.failed[this].failures + 1
		failed[this] = patience{failures: n, until: now.Add(wait(n))}
		s.fail(o, err)
		return err
	}
	s.tell(ctx, o)
	return nil
}

// tell counts what was dealt with, and says what came too late to be done.
func (s *Scheduler) tell(ctx context.Context, done ...scrum.Judged) {
	for _, o := range done {
		s.met(o, s.now().Sub(o.Due))
		if o.Timing == scrum.Missed {
			s.log.WarnContext(ctx, "missed", slog.String("deed", o.Deed), slog.Int64("product", int64(o.Product)), slog.Time("due", o.Due))
		}
	}
}

// do turns a panic into an error: one deed must not end the others.
func (s *Scheduler) do(ctx context.Context, due ...scrum.Judged) (err error) {
	defer func() {
		if slip := recover(); slip != nil {
			err = fmt.Errorf("panic: %v\n%s", slip, debug.Stack())
		}
	}()
	return s.doer.Do(ctx, due...)
}

// wait is how long to leave alone what failed n times. It is a little short,
// so that a ring on the minute finds it ready.
func wait(n int) time.Duration {
	w := shortestWait
	for range n - 1 {
		w = min(2*w, longestWait)
	}
	return w - time.Second
}

// NextDue returns the first instant after the last tick at which something is
// due, and false if nothing is. A clock that is moved by hand visits each of
// them and ticks there. The instant may be past already, because time goes on
// between two calls; what was due before the last tick and failed is not
// asked for again.
func (s *Scheduler) NextDue(ctx context.Context) (time.Time, bool, error) {
	s.ticking.Lock()
	after := s.ticked
	s.ticking.Unlock()
	next, ok, err := s.ledger.NextDue(ctx, after)
	if err != nil {
		return next, ok, fmt.Errorf("ask what is due next: %w", err)
	}
	return next, ok, nil
}
