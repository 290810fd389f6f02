package bot

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"pogo/outbox"
	"pogo/scrum"
)

// work takes one delivery as far as it gets after a wait for its turn, if it
// took one.
func (s *Sender) work(ctx context.Context, d outbox.Delivery, wait time.Duration, taken bool) {
	done := context.WithoutCancel(ctx) // what is begun ends and is recorded
	if taken {
		pause(ctx, s.timer(wait))
		if held := s.paces.held(d, s.steady()); held > 0 {
			wait, taken = held, false
		}
	}
	if !taken || ctx.Err() != nil {
		s.giveBack(done, d, wait)
		return
	}
	if !s.hold(done, &d) {
		return
	}
	if d.Posted() && wait > 0 {
		d = s.newest(done, d)
	}
	base := done
	if d.Kind == outbox.File { // it takes long, and what is cut short can be told
		base = ctx
	}
	calling, cancel := context.WithTimeout(base, s.timer(timeOf(d)))
	defer cancel()
	o := s.call(calling, d)
	s.paces.learn(d, o, s.steady())
	s.metrics.Delivered(d.Kind, resultName(o.Result))
	s.record(done, d, o)
}

// call makes Slack hold what the delivery says, or finds out that it does.
func (s *Sender) call(ctx context.Context, d outbox.Delivery) outbox.Outcome {
	switch {
	case !d.InDoubt:
		return s.web.deliver(ctx, d)
	case d.Kind == outbox.Ephemeral || d.Kind == outbox.Respond:
		return outbox.Outcome{Result: outbox.Unknown, Error: "perhaps shown; not repeated"}
	case d.Kind != outbox.Post && d.Kind != outbox.File || d.Posted():
		return s.web.deliver(ctx, d) // may be repeated freely
	}
	o := s.web.lookUp(ctx, d)
	s.metrics.Reconciled(d.Kind, o.Result == outbox.Done)
	return o
}

// hold makes sure, right before the call, that the lease outlasts it: the
// process may have been asleep since the claim.
func (s *Sender) hold(ctx context.Context, d *outbox.Delivery) bool {
	now, needed := s.steady(), timeOf(*d)+settle
	if now.Add(needed).Before(d.LeaseUntil) {
		return true
	}
	until := now.Add(max(lease, needed+time.Second))
	kept, err := s.outbox.RenewDelivery(ctx, *d, until)
	if err != nil {
		s.metrics.Failed("outbox", err)
		s.log.LogAttrs(ctx, slog.LevelError, "cannot renew a lease", slog.Int64("delivery", d.ID), slog.String("error", err.Error()))
		return false
	}
	d.LeaseUntil = until
	return kept
}

// newest is an edit that waited for its turn as it is now: what changed
// meanwhile needs no edit of its own.
func (s *Sender) newest(ctx context.Context, d outbox.Delivery) outbox.Delivery {
	now, err := s.outbox.NewestDelivery(ctx, d)
	if err != nil {
		return d // it is as good as it was at the claim, and followed by another
	}
	return now
}

// timeOf is how long a delivery may take. A file is written and uploaded first.
func timeOf(d outbox.Delivery) time.Duration {
	if d.Kind == outbox.File {
		return fileTime
	}
	return httpTimeout
}

// giveBack returns a delivery whose turn is too far off, until then. One in
// doubt stays in doubt.
func (s *Sender) giveBack(ctx context.Context, d outbox.Delivery, wait time.Duration) {
	s.record(ctx, d, outbox.Outcome{Result: outbox.Limited, RetryAfter: wait, Error: d.Error})
}

// record keeps what came of a call. A message that has just been touched rests
// in the outbox, where edits are merged.
func (s *Sender) record(ctx context.Context, d outbox.Delivery, o outbox.Outcome) {
	o.Pause = s.pause
	after := d.After(o, s.steady())
	level := slog.LevelInfo
	if after.State == outbox.Parked {
		level = slog.LevelError
	}
	s.log.LogAttrs(ctx, level, "delivery", slog.Int64("delivery", d.ID), slog.String("request", d.Request), slog.String("kind", string(d.Kind)),
		slog.String("channel", d.Channel), slog.Int("attempt", d.Attempts), slog.Bool("in_doubt", d.InDoubt), slog.String("result", resultName(o.Result)),
		slog.Bool("parked", after.State == outbox.Parked), slog.String("error", o.Error))
	if err := s.outbox.SettleDelivery(ctx, after); err != nil {
		// It stays leased, so it is in doubt, and looked up, when the lease ends.
		s.metrics.Failed("outbox", err)
		s.log.LogAttrs(ctx, slog.LevelError, "cannot record a delivery", slog.Int64("delivery", d.ID), slog.String("error", err.Error()))
		return
	}
	switch {
	case after.State == outbox.Parked:
		s.parked(ctx, after)
	case d.InDoubt && after.Posted() && !strings.HasPrefix(after.PostedIn, "D"): // nobody votes in direct messages
		s.found(scrum.MessageID{Channel: scrum.ChannelID(place(after)), TS: after.TS})
	}
}

// parked has whom it concerns hear that a delivery was given up.
func (s *Sender) parked(ctx context.Context, d outbox.Delivery) {
	switch {
	case d.Kind == outbox.File:
		s.web.apologize(ctx, d) // somebody waits for it
	case d.Deleted():
		s.tellGone(ctx, d)
	default:
		s.tellParked(ctx)
	}
}

// tellParked lets the handler tell what was parked, this or before.
func (s *Sender) tellParked(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, handleTime)
	defer cancel()
	if err := s.handler.TellParked(ctx); err != nil {
		s.metrics.Failed("outbox", err)
		s.log.LogAttrs(ctx, slog.LevelError, "cannot tell what was parked", slog.String("error", err.Error()))
	}
}

// tellGone lets the handler know that somebody deleted a message of ours.
func (s *Sender) tellGone(ctx context.Context, d outbox.Delivery) {
	ctx, cancel := context.WithTimeout(ctx, handleTime)
	defer cancel()
	err := s.handler.Gone(ctx, scrum.MessageID{Channel: scrum.ChannelID(place(d)), TS: d.TS})
	if err != nil {
		s.metrics.Failed("outbox", err)
		s.log.LogAttrs(ctx, slog.LevelError, "cannot tell that a message was deleted", slog.Int64("delivery", d.ID), slog.String("error", err.Error()))
	}
}

func resultName(r outbox.Result) string {
	switch r {
	case outbox.Done:
		return "done"
	case outbox.Limited:
		return "limited"
	case outbox.Unreachable:
		return "unreachable"
	case outbox.Unknown:
		return "unknown"
	case outbox.Refused:
		return "refused"
	case outbox.Absent:
		return "absent"
	}
	return "unknown"
}
