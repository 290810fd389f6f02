package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"pogo/outbox"
	"pogo/scrum"
)

// Leases. A delivery is ours for a while; the call must end, and Slack must have
// shown it in the history, before somebody else may doubt it.
const (
	lease    = 45 * time.Second
	settle   = outbox.UnderWay                            // before the history is asked
	patience = lease - httpTimeout - settle - time.Second // that a claimed delivery waits for its turn
	inHand   = 64                                         // deliveries claimed at once, each of another lane
	recheck  = time.Minute                                // look into the outbox even if nothing wakes us
	troubled = 5 * time.Second                            // before the outbox is asked again that did not answer: its disk may be full
)

// Sender makes Slack look as the outbox says. Several processes may run one
// each on the same outbox.
type Sender struct {
	outbox  Outbox
	handler Handler
	web     *web
	log     *slog.Logger
	metrics Metrics
	steady  func() time.Time
	timer   func(time.Duration) time.Duration // see Config.Pace
	paces   *paces
	pause   time.Duration // between two calls for one message

	// found is told of a post in a channel that was in doubt, and stands.
	found func(scrum.MessageID)

	working count
	ended   chan struct{}      // hint: a delivery was settled
	asked   chan chan struct{} // Idle waits for an answer
	workers sync.WaitGroup
}

func newSender(cfg Config, web *web) *Sender {
	return &Sender{
		outbox: cfg.Outbox, handler: cfg.Handler, web: web, log: cfg.Log, metrics: cfg.Metrics, steady: cfg.Steady, timer: cfg.timer,
		paces: newPaces(cfg), pause: cfg.EditPause, ended: make(chan struct{}, 1), asked: make(chan chan struct{}),
	}
}

// Run sends until ctx is done; calls that are under way then still end and are
// recorded.
func (s *Sender) Run(ctx context.Context) {
	defer s.workers.Wait()
	s.tellParked(ctx) // of what the last process had no time for
	var asking []chan struct{}
	for ctx.Err() == nil {
		working := s.working.now() // before the claim: what ends meanwhile may have let others in
		room := s.paces.room(s.steady())
		claimed := s.claim(ctx, room)
		if claimed == 0 && working == 0 && room > 0 {
			for _, answer := range asking {
				close(answer)
			}
			asking = nil
		}
		pause := s.sleep(ctx)
		if claimed < 0 {
			pause = max(pause, troubled)
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-s.outbox.Wake():
		case <-s.ended:
		case answer := <-s.asked:
			asking = append(asking, answer)
		case <-ctx.Done():
		}
		timer.Stop()
	}
}

// Idle waits until nothing that is due is left to send. What waits for a later
// instant, or for an unknown outcome to be looked up, is not due.
func (s *Sender) Idle(ctx context.Context) error {
	answer := make(chan struct{})
	select {
	case s.asked <- answer:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-answer:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// claim starts on every delivery that is due, and returns how many those are,
// or -1 if the outbox does not say. Of what the clock asked for it takes no more
// than there is room for now: an answer that comes next waits for none of it.
func (s *Sender) claim(ctx context.Context, room int) int {
	free := inHand - s.working.now()
	if free <= 0 {
		return 0
	}
	claimed, err := s.outbox.ClaimDeliveries(ctx, s.steady(), lease, free, room)
	if err != nil {
		if ctx.Err() == nil {
			s.metrics.Failed("outbox", err)
			s.log.LogAttrs(ctx, slog.LevelError, "cannot read the outbox", slog.String("error", err.Error()))
		}
		return -1
	}
	for _, d := range claimed {
		s.working.add(inHand)
		wait, taken := s.paces.take(d, s.steady(), patience) // here, so that places are taken in order and the next claim knows
		s.workers.Go(func() {
			defer s.finished()
			defer survive(ctx, s.log, "a delivery") // it stays leased, so it is looked up later
			s.work(ctx, d, wait, taken)
		})
	}
	return len(claimed)
}

// sleep is how long nothing can be due that is not known to be.
func (s *Sender) sleep(ctx context.Context) time.Duration {
	if s.working.now() == inHand {
		return recheck // the end of a delivery wakes us
	}
	next, any, err := s.outbox.NextDelivery(ctx)
	if err != nil || !any {
		return recheck
	}
	const blink = 50 * time.Millisecond // never spin, should the outbox think that something is due
	return min(max(s.timer(next.Sub(s.steady())), blink), recheck)
}

func (s *Sender) finished() {
	s.working.done()
	select {
	case s.ended <- struct{}{}:
	default:
	}
}
