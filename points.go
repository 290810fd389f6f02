package main

import (
	"context"
	"time"

	"pogo/bot"
	"pogo/handlers"
	"pogo/outbox"
	"pogo/scrum"
)

// point is a place where a crash does the most harm: between two things that
// belong together and cannot be done as one. A test has the process killed
// there. See docs/adr/0021-fail-points.md.
type point string

const (
	inDeed       point = "in a deed by the clock"                   // claimed, and neither done nor committed
	beforeCommit point = "before a commit"                          // all is written, and nothing kept
	afterCommit  point = "after a commit"                           // kept, and nobody was told: no acknowledgement is written yet
	afterAck     point = "after an acknowledgement"                 // what was promised still has to be sent
	beforeCall   point = "before a call"                            // Slack has nothing, and the outbox does not know
	afterCall    point = "after a call, before its outcome is kept" // Slack has it, and the outbox does not know
	afterLookUp  point = "after a look-up, before its outcome is kept"
)

// points is told of each point that is reached. All of them lie where the rooms
// of the house meet, so that none of the rooms knows of them; in production it
// is nil, and nothing stands between the rooms.
type points func(point)

// commit stands around the commits of the database.
func (p points) commit(next func(changes int) func(error)) func(changes int) func(error) {
	if p == nil {
		return next
	}
	return func(changes int) func(error) {
		done := next(changes)
		p(beforeCommit)
		return func(err error) {
			p(afterCommit)
			done(err)
		}
	}
}

func (p points) metrics(next bot.Metrics) bot.Metrics {
	if p == nil {
		return next
	}
	return pointedMetrics{next, p}
}

func (p points) store(next handlers.Store) handlers.Store {
	if p == nil {
		return next
	}
	return pointedStore{next, p}
}

func (p points) outbox(next bot.Outbox) bot.Outbox {
	if p == nil {
		return next
	}
	return pointedOutbox{next, p}
}

// pointedMetrics hears of acknowledgements.
type pointedMetrics struct {
	bot.Metrics
	reached points
}

// Acked implements [bot.Metrics].
func (m pointedMetrics) Acked(kind string, after time.Duration) {
	m.reached(afterAck)
	m.Metrics.Acked(kind, after)
}

// pointedStore looks into transactions.
type pointedStore struct {
	handlers.Store
	reached points
}

// Write implements [handlers.Store].
func (s pointedStore) Write(ctx context.Context, fn func(handlers.Tx) error) error {
	return s.Store.Write(ctx, func(tx handlers.Tx) error { return fn(pointedTx{tx, s.reached}) })
}

type pointedTx struct {
	handlers.Tx
	reached points
}

// Claim implements [handlers.Tx].
func (tx pointedTx) Claim(ctx context.Context, o scrum.Occurrence, t scrum.Timing, now time.Time) (bool, error) {
	claimed, err := tx.Tx.Claim(ctx, o, t, now)
	if claimed {
		tx.reached(inDeed)
	}
	return claimed, err
}

// pointedOutbox stands around the calls of the sender.
type pointedOutbox struct {
	bot.Outbox
	reached points
}

// ClaimDeliveries implements [bot.Outbox].
func (o pointedOutbox) ClaimDeliveries(ctx context.Context, now time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error) {
	list, err := o.Outbox.ClaimDeliveries(ctx, now, lease, limit, deeds)
	if len(list) > 0 {
		o.reached(beforeCall)
	}
	return list, err
}

// ClaimAlong implements [bot.Outbox].
func (o pointedOutbox) ClaimAlong(ctx context.Context, now func() time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error) {
	list, err := o.Outbox.ClaimAlong(ctx, now, lease, limit, deeds)
	if len(list) > 0 {
		o.reached(beforeCall)
	}
	return list, err
}

// SettleDelivery implements [bot.Outbox].
func (o pointedOutbox) SettleDelivery(ctx context.Context, d outbox.Delivery) error {
	if d.InDoubt {
		o.reached(afterLookUp)
	} else {
		o.reached(afterCall)
	}
	return o.Outbox.SettleDelivery(ctx, d)
}
