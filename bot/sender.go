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
	glance   = time.Second                                // likewise, after what was claimed along with a change
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
		working := s.working.now() // before the look: what ends meanwhile may have let others in
		pause, busy := s.look(ctx)
		if !busy && working == 0 {
			for _, answer := range asking {
				close(answer)
			}
			asking = nil
		}
		if answer := s.await(ctx, pause); answer != nil {
			asking = append(asking, answer)
		}
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

// look starts on what is due, and returns how long nothing more can be due that
// is not known to be. It is busy if something was due, or may have been.
func (s *Sender) look(ctx context.Context) (pause time.Duration, busy bool) {
	for s.free() > 0 {
		next, waits, err := s.outbox.NextDelivery(ctx)
		if err != nil {
			return s.blind(ctx, err), true
		}
		if !waits {
			return recheck, busy
		}
		if wait := next.Sub(s.steady()); wait > 0 {
			return min(s.timer(wait), recheck), busy
		}
		room := s.paces.room(s.steady()) // for deeds: an answer that comes next waits for none of them
		claimed, err := s.outbox.ClaimDeliveries(ctx, s.steady(), lease, s.free(), room)
		if err != nil {
			return s.blind(ctx, err), true
		}
		if len(claimed) == 0 {
			const blink = 50 * time.Millisecond // never spin, should the outbox think that something is due
			return blink, busy || room == 0
		}
		s.begin(ctx, claimed)
		busy = true
	}
	return recheck, true // the end of a delivery wakes us
}

// await waits until there may be something to look for, and returns whom Idle
// has to answer. What is written meanwhile is claimed in the commit that writes
// it, as far as there is room, and begun at once.
func (s *Sender) await(ctx context.Context, pause time.Duration) (asked chan struct{}) {
	standing, sit := context.WithCancel(ctx)
	rode, stood := make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(stood)
		for s.ride(ctx, standing) {
			select {
			case rode <- struct{}{}:
			default:
			}
		}
	}()
	timer := time.NewTimer(pause)
	defer func() { timer.Stop(); sit(); <-stood }()
	for {
		select {
		case <-rode: // what was taken ends soon; what was left may be due before that
			if pause > glance {
				pause = glance
				timer.Reset(pause)
			}
			continue
		case <-stood: // without having seen what was committed
		case <-timer.C:
		case <-s.outbox.Wake():
		case <-s.ended:
		case asked = <-s.asked:
		case <-ctx.Done():
		}
		return asked
	}
}

// ride begins what came due by the next change that is committed. It returns
// false if it took nothing, as when standing ends.
func (s *Sender) ride(ctx, standing context.Context) bool {
	free := s.free()
	if free <= 0 {
		<-standing.Done()
		return false
	}
	claimed, err := s.outbox.ClaimAlong(standing, s.steady, lease, free, s.paces.room(s.steady()))
	if err != nil && standing.Err() == nil {
		pause(standing, s.blind(ctx, err))
	}
	s.begin(ctx, claimed)
	return len(claimed) > 0
}

// free is how many deliveries may be claimed now.
func (s *Sender) free() int { return inHand - s.working.now() }

// begin starts on what was claimed.
func (s *Sender) begin(ctx context.Context, claimed []outbox.Delivery) {
	for _, d := range claimed {
		s.working.add(inHand)
		wait, taken := s.paces.take(d, s.steady(), patience) // here, so that places are taken in order and the next claim knows
		s.workers.Go(func() {
			defer s.finished()
			defer survive(ctx, s.log, "a delivery") // it stays leased, so it is looked up later
			s.work(ctx, d, wait, taken)
		})
	}
}

// blind tells that the outbox does not answer, and returns how long to leave it
// alone.
func (s *Sender) blind(ctx context.Context, err error) time.Duration {
	if ctx.Err() == nil {
		s.metrics.Failed("outbox", err)
		s.log.LogAttrs(ctx, slog.LevelError, "cannot read the outbox", slog.String("error", err.Error()))
	}
	return troubled
}

func (s *Sender) finished() {
	s.working.done()
	select {
	case s.ended <- struct{}{}:
	default:
	}
}
