package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/view"
)

// closeBallotTyped closes the vote that is running; a number behind it must be
// that one's.
func closeBallotTyped(ctx context.Context, t *turn, c Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	b, err := t.runningBallot(ctx)
	if err == nil {
		b, err = t.ballotNumbered(ctx, "close", rest)
	}
	if err != nil {
		return err
	}
	return t.closeBallotByHand(ctx, b, c.At)
}

// runningBallot returns the vote that is running in the product. There is
// never more than one.
func (t *turn) runningBallot(ctx context.Context) (scrum.Ballot, error) {
	b, err := t.tx.LastBallot(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && !b.Running() {
		return b, t.refuse("vote.refuse.noOpen")
	}
	return b, err
}

func pressCloseBallot(ctx context.Context, t *turn, c Click, b scrum.Ballot) error {
	return t.closeBallotByHand(ctx, b, c.At)
}

// closeBallotByHand closes a ballot at the instant somebody asked for it, which is
// for the product's owner and whoever opened it.
func (t *turn) closeBallotByHand(ctx context.Context, b scrum.Ballot, at time.Time) error {
	if err := t.mustHaveOpened(ctx, "vote.refuse.closer", b.Opener); err != nil {
		return err
	}
	switch {
	case b.State == scrum.BallotClosing:
		return t.refuse("vote.refuse.counting", "number", b.Number)
	case !b.Running():
		return t.refuse("vote.refuse.closed", "number", b.Number)
	}
	if at.IsZero() {
		at = t.now
	}
	if err := t.closeBallot(ctx, b.CloseAt(at, t.person.ID)); err != nil {
		return err
	}
	if !b.ByReactions() {
		return t.tell(ctx, view.Note(t.mine.Say("vote.counting")))
	}
	return t.tell(ctx, view.Note(t.mine.Say("vote.closing")))
}

// outage is how much later than due a deed of a ballot shows that Pogo was
// away, so that votes may have been missed for good. The clock's bell rings
// every minute.
const outage = 2 * time.Minute

// closeBallotDue closes a ballot at the time that was announced.
func closeBallotDue(ctx context.Context, t *turn, o occurrence, b scrum.Ballot) error {
	if b.State != scrum.BallotOpen {
		return nil
	}
	heard, err := t.heard(ctx, b)
	if err != nil {
		return err
	}
	if !b.Quorum.None() && !b.Extended && !b.QuorumState(heard).Met() {
		return t.extendBallot(ctx, b, heard)
	}
	b.Unverified = b.ByReactions() && (t.now.Sub(o.Due) > outage || !t.channel.Member)
	return t.closeBallot(ctx, b.CloseAt(o.Due, ""))
}

// closeBallot says in the channel that a ballot is closed, and has its result
// published when the votes that are delivered late are in. Where none can be,
// that is at once.
func (t *turn) closeBallot(ctx context.Context, b scrum.Ballot) error {
	heard, err := t.heard(ctx, b)
	if err != nil {
		return err
	}
	b.Voted = b.TurnoutOf(heard)
	if err := t.tx.SaveBallot(ctx, b); err != nil {
		return err
	}
	if err := t.disarm(ctx, ballotCloseDeed, idText(b.ID)); err != nil {
		return err
	}
	if err := t.touchAll(ctx); err != nil {
		return err
	}
	if b.Grace() == 0 {
		return t.publish(ctx, b)
	}
	from := b.ClosedAt
	if t.now.After(from) {
		from = t.now
	}
	if err := t.armOnce(ctx, ballotResultDeed, idText(b.ID), from.Add(b.Grace()), 0); err != nil {
		return err
	}
	return t.drawBallot(ctx, b)
}

// publishResult does so when the votes that were delivered late are in.
func publishResult(ctx context.Context, t *turn, o occurrence, b scrum.Ballot) error {
	if b.State != scrum.BallotClosing {
		return nil
	}
	message, err := t.tx.Delivery(ctx, view.BallotName(b.ID))
	if err != nil {
		return err
	}
	if t.inDoubt(b, message) {
		return t.armOnce(ctx, ballotResultDeed, idText(b.ID), t.now.Add(scrum.BallotGrace), 0)
	}
	if b.ByReactions() && !t.h.current(standsAt(message)) {
		return t.awaitSlack(ctx, b)
	}
	b.Unverified = b.Unverified || t.now.Sub(o.Due) > outage
	return t.publish(ctx, b)
}

// longestWait is how long a result waits for what may still come to be known.
const longestWait = time.Hour

// awaitSlack keeps the result of a ballot back while nothing reaches us from
// Slack, and then until its own list of votes was read: there may be some that
// were cast in time. The list says of none when it was cast; a result that had
// to wait for long may lack some.
func (t *turn) awaitSlack(ctx context.Context, b scrum.Ballot) error {
	b.Unverified = b.Unverified || t.now.Sub(b.ClosedAt) >= outage
	if t.now.Sub(b.ClosedAt) > longestWait {
		return t.publish(ctx, b)
	}
	if err := t.tx.SaveBallot(ctx, b); err != nil {
		return err
	}
	return t.armOnce(ctx, ballotResultDeed, idText(b.ID), t.now.Add(scrum.BallotGrace), 0)
}

// publish freezes what came of a ballot and tells it.
func (t *turn) publish(ctx context.Context, b scrum.Ballot) error {
	b, err := t.countAll(ctx, b)
	if err != nil {
		return err
	}
	b.State = scrum.BallotPublished
	if err := t.tx.SaveBallot(ctx, b); err != nil {
		return err
	}
	if err := t.drawBallot(ctx, b); err != nil {
		return err
	}
	if err := t.drawResult(ctx, b); err != nil {
		return err
	}
	return t.tellDetails(ctx, b)
}

// inDoubt reports whether the ballot's message may stand in Slack without our
// knowing where: then there may be votes that cannot be counted yet.
func (t *turn) inDoubt(b scrum.Ballot, message outbox.Delivery) bool {
	return !message.Posted() && message.State == outbox.Leased && t.now.Sub(b.ClosedAt) < longestWait
}

// standsAt is where a message stands in Slack; its time is "" if it is not
// there.
func standsAt(message outbox.Delivery) scrum.MessageID {
	return scrum.MessageID{Channel: scrum.ChannelID(message.PostedIn), TS: message.TS}
}
