package handlers

import (
	"context"
	"maps"
	"slices"
	"time"

	"pogo/scrum"
)

// team is who is asked: nobody where Pogo cannot speak.
func (t *turn) team(ctx context.Context) ([]scrum.Person, error) {
	if !t.channel.Member || t.channel.Archived {
		return nil, nil
	}
	members, err := t.tx.Members(ctx, t.product.Channel)
	if err != nil {
		return nil, err
	}
	return t.onlyTeam(ctx, members)
}

// keepInStep arms one schedule for each stand-up and member of the team, in
// their zone,
// and takes away those of people who left. What is right already stays as it
// is, so that nobody's turn of today is lost or repeated.
func (t *turn) keepInStep(ctx context.Context) error {
	wanted, err := t.askingAll(ctx)
	if err != nil {
		return err
	}
	armed, err := t.tx.Schedules(ctx, t.product.ID, askDeed)
	if err != nil {
		return err
	}
	for _, is := range armed {
		want, ok := wanted[is.Subject]
		switch {
		case !ok:
			err = t.tx.Disarm(ctx, is.Product, is.Deed, is.Subject)
		case is.Clock == want.Clock && is.Days == want.Days && is.Zone == want.Zone:
			delete(wanted, is.Subject)
		}
		if err != nil {
			return err
		}
	}
	for _, subject := range slices.Sorted(maps.Keys(wanted)) {
		if err := t.tx.Arm(ctx, wanted[subject], t.now); err != nil {
			return err
		}
	}
	return nil
}

// askingAll are the schedules that there should be, by subject.
func (t *turn) askingAll(ctx context.Context) (map[string]scrum.Schedule, error) {
	wanted := map[string]scrum.Schedule{}
	standups, err := t.tx.Standups(ctx, t.product.ID)
	if err != nil {
		return nil, err
	}
	team, err := t.team(ctx)
	for _, s := range standups {
		if !s.Runs() {
			continue
		}
		for _, p := range team {
			asking := s.Asking(p, t.product)
			asking.Deed = askDeed
			wanted[asking.Subject] = asking
		}
	}
	return wanted, err
}

// followTeam keeps the stand-ups of everybody who was looked up in step.
func followTeam(ctx context.Context, h *Handlers, tx Tx, r Roster) error {
	return h.concerned(ctx, tx, r, tx.StandupsWith, (*turn).keepInStep)
}

// dateOf is today where a person lives.
func (t *turn) dateOf(p scrum.Person) string {
	return t.now.In(p.Location(t.product.Location())).Format(time.DateOnly)
}
