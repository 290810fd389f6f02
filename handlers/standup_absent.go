package handlers

import (
	"context"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// excuseFromStandup closes what somebody was asked before they said that they
// are away: they were not expected, and are in no count of the digest.
func (t *turn) excuseFromStandup(ctx context.Context, p scrum.Person) error {
	away, err := t.isAway(ctx, p, t.now)
	if err != nil || !away {
		return err
	}
	open, err := t.tx.OpenAsks(ctx, t.product.ID)
	if err != nil {
		return err
	}
	for _, ask := range open {
		if ask.Person != p.ID {
			continue
		}
		if err := t.excuseAsk(ctx, ask); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) excuseAsk(ctx context.Context, ask scrum.Ask) error {
	if err := t.endAsk(ctx, ask, scrum.AskEndAway); err != nil {
		return err
	}
	ask.State, ask.Ended, ask.AskedAt = scrum.AskMissed, scrum.AskEndAway, time.Time{} // as somebody who was not asked
	if err := t.tx.SaveAsk(ctx, ask); err != nil {
		return err
	}
	day, err := t.tx.StandupDay(ctx, ask.Day)
	if err != nil {
		return err
	}
	stands, err := t.stands(ctx, view.DigestName(day.ID))
	if err != nil || !stands {
		return err
	}
	return t.drawDigest(ctx, day)
}
