package handlers

import (
	"context"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// stopStandup ends a stand-up: nobody is asked any more, and who was asked and
// has not answered need not. What was answered today still reaches the channel.
// One that is held by hand alone can be ended, too; of that the channel never
// heard.
func stopStandup(ctx context.Context, t *turn, name string) error {
	standup, err := t.standupCalled(ctx, name)
	if err != nil {
		return err
	}
	ran := standup.Runs()
	held, err := t.isHeld(ctx, standup)
	if err != nil {
		return err
	}
	if !ran && !held {
		_, err := t.runningStandup(ctx, name)
		return err
	}
	if err := t.stopAsking(ctx, standup); err != nil {
		return err
	}
	if ran {
		if err := t.post(ctx, "", view.StandupIsOff(t.ours, t.called(standup), t.person.Name)); err != nil {
			return err
		}
	}
	return t.tell(ctx, view.StandupStopped(t.mine, t.called(standup)))
}

// stopAsking takes away what is to come of a stand-up.
func (t *turn) stopAsking(ctx context.Context, s scrum.Standup) error {
	s.Clock, s.Days = "", 0
	s, err := t.tx.SaveStandup(ctx, s)
	if err != nil {
		return err
	}
	if err := t.keepInStep(ctx); err != nil {
		return err
	}
	soon, err := t.askedSoon(ctx, s)
	if err != nil {
		return err
	}
	for _, is := range soon {
		if err := t.disarm(ctx, is.Deed, is.Subject); err != nil {
			return err
		}
	}
	if err := t.disarmSilentDigests(ctx, s); err != nil {
		return err
	}
	return t.endAsks(ctx, s)
}

// isHeld reports whether somebody was asked for a stand-up, or is about to be,
// because it is held now.
func (t *turn) isHeld(ctx context.Context, s scrum.Standup) (bool, error) {
	soon, err := t.askedSoon(ctx, s)
	if err != nil || len(soon) > 0 {
		return len(soon) > 0, err
	}
	open, err := t.tx.OpenAsks(ctx, t.product.ID)
	return slices.ContainsFunc(open, func(a scrum.Ask) bool { return a.Standup == s.ID }), err
}

// askedSoon are those who are still to be asked because it is held now: the
// rest of a crowd, and those whose day has not begun.
func (t *turn) askedSoon(ctx context.Context, s scrum.Standup) ([]scrum.Schedule, error) {
	armed, err := t.tx.Schedules(ctx, t.product.ID, askSoonDeed)
	return slices.DeleteFunc(armed, func(is scrum.Schedule) bool {
		asked, err := scrum.ParseAsked(is.Subject)
		return err != nil || asked.Standup != s.ID
	}), err
}

// endAsks lets everybody off who was asked for a stand-up and has not answered.
func (t *turn) endAsks(ctx context.Context, s scrum.Standup) error {
	open, err := t.tx.OpenAsks(ctx, t.product.ID)
	if err != nil {
		return err
	}
	for _, ask := range open {
		if ask.Standup != s.ID {
			continue
		}
		if err := t.disarm(ctx, askCloseDeed, idText(ask.ID)); err != nil {
			return err
		}
		if err := t.endAsk(ctx, ask, scrum.AskEndStopped); err != nil {
			return err
		}
	}
	return nil
}

// disarmSilentDigests takes away the digests to come of a stand-up's days on
// which nobody has answered.
func (t *turn) disarmSilentDigests(ctx context.Context, of scrum.Standup) error {
	armed, err := t.tx.Schedules(ctx, t.product.ID, digestDeed)
	if err != nil {
		return err
	}
	for _, s := range armed {
		id, err := parseID[scrum.StandupDayID](s.Subject)
		if err != nil {
			return err
		}
		day, err := t.tx.StandupDay(ctx, id)
		if err != nil {
			return err
		}
		asks, err := t.tx.Asks(ctx, id)
		if err != nil {
			return err
		}
		if day.Standup != of.ID || anyAnswer(asks) {
			continue
		}
		if err := t.tx.Disarm(ctx, s.Product, s.Deed, s.Subject); err != nil {
			return err
		}
	}
	return nil
}
