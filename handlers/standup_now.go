package handlers

import (
	"context"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// askedAtOnce is how many people a command asks by itself. The rest of a crowd is
// asked by the clock, a moment later and by slices, between which others get
// their turn.
const askedAtOnce = 32

// askNow asks everybody who was not asked today. Nobody is woken for it: those
// whose day has not begun are asked when it does, and those whose day is over
// are left in peace, which is said to whoever wants it now.
func askNow(ctx context.Context, t *turn, name string) error {
	if err := t.begin(ctx, scrum.Undetermined); err != nil {
		return err
	}
	standup, err := t.standupToAsk(ctx, name)
	if err != nil {
		return err
	}
	asked, err := t.whoNow(ctx, standup)
	if err != nil {
		return err
	}
	if len(asked.now)+len(asked.later)+len(asked.Late) == 0 {
		return t.refuse("standup.refuse.asked")
	}
	if err := t.askLater(ctx, standup, asked); err != nil {
		return err
	}
	if asked.N = len(asked.now); asked.N > 0 {
		home := t.product.Location()
		day, err := t.openDay(ctx, standup, t.now.In(home).Format(time.DateOnly), t.now.Add(scrum.DigestAfter))
		if err != nil {
			return err
		}
		if asked.Digest = day.DigestAt.In(home); day.Posted {
			asked.Digest = time.Time{}
		}
		if err := t.askAll(ctx, standup, day, asked.now); err != nil {
			return err
		}
	}
	return t.tell(ctx, view.StandupAskedNow(t.mine, asked.StandupAsked))
}

// askedNow is whom a stand-up that is held now reaches when.
type askedNow struct {
	view.StandupAsked
	now   []scrum.Person
	later []scrum.Person // in the order of their names in the view
}

// whoNow finds whom of the team a stand-up that is held now reaches when, but
// for those who were asked today or are away.
func (t *turn) whoNow(ctx context.Context, s scrum.Standup) (askedNow, error) {
	var asked askedNow
	team, err := t.team(ctx)
	if err != nil {
		return asked, err
	}
	if team, err = t.present(ctx, team); err != nil {
		return asked, err
	}
	_, zone := t.readerOf(t.person)
	for _, p := range team {
		_, open, err := t.unasked(ctx, s, scrum.StandupDay{}, p, t.dateOf(p))
		if err != nil {
			return asked, err
		}
		at, reached := s.WhenNow(p, t.product, t.now)
		switch {
		case !open:
		case p.ID == t.person.ID, reached && !at.After(t.now): // who types is awake
			asked.now = append(asked.now, p)
		case reached:
			asked.later = append(asked.later, p)
			asked.Later = append(asked.Later, view.AskedLater{Name: p.Name, At: at.In(zone)})
		default:
			asked.Late = append(asked.Late, p.Name)
		}
	}
	return asked, nil
}

// askAll asks people today who were not asked yet.
func (t *turn) askAll(ctx context.Context, s scrum.Standup, day scrum.StandupDay, people []scrum.Person) error {
	for i, p := range people {
		var err error
		if i < askedAtOnce {
			err = t.askOnce(ctx, s, day, p, t.dateOf(p), false)
		} else {
			err = t.askSoon(ctx, s, p, t.now.Add(time.Second))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// askLater has people asked when their day begins, unless that is their usual
// time anyway.
func (t *turn) askLater(ctx context.Context, s scrum.Standup, asked askedNow) error {
	for i, p := range asked.later {
		at := asked.Later[i].At
		if usual, ok := s.Asking(p, t.product).NextAfter(t.now); ok && usual.Due.Equal(at) {
			continue
		}
		if err := t.askSoon(ctx, s, p, at); err != nil {
			return err
		}
	}
	return nil
}

// askSoon has the clock ask a person once, beside their usual time.
func (t *turn) askSoon(ctx context.Context, s scrum.Standup, p scrum.Person, at time.Time) error {
	soon := s.Asking(p, t.product)
	soon.Deed, soon.Clock, soon.Days, soon.Next = askSoonDeed, "", 0, at
	return t.tx.Arm(ctx, soon, t.now)
}

// standupToAsk returns the product's stand-up of a name; one that was never set
// can be asked by hand, too.
func (t *turn) standupToAsk(ctx context.Context, name string) (scrum.Standup, error) {
	standup, err := t.standupCalled(ctx, name)
	switch {
	case err != nil || standup.ID != 0:
		return standup, err
	case name != "":
		return t.runningStandup(ctx, name)
	}
	return t.tx.SaveStandup(ctx, standup)
}
