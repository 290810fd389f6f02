package handlers

import (
	"cmp"
	"context"
	"slices"
	"time"

	"pogo/scrum"
)

// A blocker that nobody cares for climbs a ladder: at each step, in the
// working hours of whoever can unblock, it is brought to one or two named
// people, and each of them is told in their own. Whoever takes care of it, or
// resolves it, ends that. All that is due at once for somebody is one message.

// workHours are somebody's working hours from an instant on.
func (t *turn) workHours(ctx context.Context, p scrum.Person, from time.Time) (scrum.WorkHours, error) {
	calendar, err := t.calendar(ctx, p, from)
	return scrum.WorkHours{Zone: p.Location(t.product.Location()), Calendar: calendar}, err
}

// ownHours are the working hours by which the product's own dates go.
func (t *turn) ownHours() scrum.WorkHours {
	return scrum.WorkHours{Zone: t.product.Location(), Calendar: scrum.Calendar{Holidays: t.holidays()}}
}

// hoursAmong are the working hours of those of the team who vote, the product's
// own if nobody does.
func (t *turn) hoursAmong(ctx context.Context, team []scrum.Person, voters []scrum.PersonID) ([]scrum.WorkHours, error) {
	calendars, err := t.calendars(ctx, team, t.now)
	if err != nil {
		return nil, err
	}
	var hours []scrum.WorkHours
	for _, p := range team {
		if slices.Contains(voters, p.ID) {
			hours = append(hours, scrum.WorkHours{Zone: p.Location(t.product.Location()), Calendar: calendars[p.ID]})
		}
	}
	if len(hours) == 0 {
		hours = append(hours, t.ownHours())
	}
	return hours, nil
}

// unblocker is on whose clock a blocker is: who can help, or else the
// product's owner, who is to find somebody.
func (t *turn) unblocker(b scrum.Blocker) scrum.PersonID { return cmp.Or(b.Helper, t.product.Owner) }

// unblockHours are the working hours of those who can unblock, as long as the
// blockers stand.
func (t *turn) unblockHours(ctx context.Context, list []scrum.Blocker) (func(scrum.Blocker) scrum.WorkHours, error) {
	ids, from := make([]scrum.PersonID, 0, len(list)), t.now
	for _, b := range list {
		ids = append(ids, t.unblocker(b))
		from = soonest(from, b.CreatedAt)
	}
	people, err := t.tx.People(ctx, ids...)
	if err != nil {
		return nil, err
	}
	hours := map[scrum.PersonID]scrum.WorkHours{}
	for _, id := range ids {
		if _, known := hours[id]; known {
			continue
		}
		if hours[id], err = t.workHours(ctx, people[id], from); err != nil {
			return nil, err
		}
	}
	return func(b scrum.Blocker) scrum.WorkHours { return hours[t.unblocker(b)] }, nil
}

// ladder are the steps of the product, by how long its blockers stood.
func (t *turn) ladder(ctx context.Context) (scrum.Ladder, error) {
	const lookBack = 100
	resolved, err := t.tx.ResolvedBlockers(ctx, t.product.ID, lookBack)
	if err != nil {
		return scrum.Ladder{}, err
	}
	hours, err := t.unblockHours(ctx, resolved)
	if err != nil {
		return scrum.Ladder{}, err
	}
	blocked := make([]scrum.PersonID, len(resolved))
	for i, b := range resolved {
		blocked[i] = b.Person
	}
	people, err := t.tx.People(ctx, blocked...)
	if err != nil {
		return scrum.Ladder{}, err
	}
	took := make([]time.Duration, len(resolved))
	for i, b := range resolved {
		took[i] = b.BlockedFor(hours(b), people[b.Person].Location(t.product.Location()), t.now)
	}
	return scrum.LadderFrom(took), nil
}

// blockersDue takes the steps that are due; the turn's end does it.
func blockersDue(_ context.Context, t *turn, _ occurrence) error {
	t.climbs = true
	return nil
}

// followBlockers ends a turn in which blockers changed or a step was due: the
// digests and the messages that told of them show how they stand, and the next
// step is set.
func followBlockers(ctx context.Context, t *turn) error {
	if !t.climbs && len(t.stirred) == 0 || t.product.ID == 0 {
		return nil
	}
	if len(t.stirred) > 0 {
		if err := t.redrawDigests(ctx); err != nil {
			return err
		}
	}
	if err := t.redrawCalls(ctx); err != nil {
		return err
	}
	t.stirred = nil
	list, err := t.tx.Blockers(ctx, t.product.ID, t.now)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(b scrum.Blocker) bool { return !b.Waits() })
	next, err := t.climb(ctx, list)
	if err != nil {
		return err
	}
	then, err := t.tellCalls(ctx, list)
	if err != nil {
		return err
	}
	if next = soonest(next, then); next.IsZero() {
		return t.disarm(ctx, BlockersDeed, "")
	}
	return t.armOnce(ctx, BlockersDeed, "", next, 0)
}

// soonest is the first of two instants; the zero one is none.
func soonest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// climb takes the steps that are due, and returns when the next one is; zero
// for none.
func (t *turn) climb(ctx context.Context, list []scrum.Blocker) (time.Time, error) {
	var next time.Time
	ladder, err := t.ladder(ctx)
	if err != nil {
		return next, err
	}
	hours, err := t.unblockHours(ctx, list)
	if err != nil {
		return next, err
	}
	for i, b := range list {
		due, more := ladder.NextStep(b, hours(b))
		if more && !due.After(t.now) {
			if list[i], err = t.step(ctx, b); err != nil {
				return next, err
			}
			due, more = ladder.NextStep(list[i], hours(b))
		}
		if more {
			next = soonest(next, due)
		}
		if err := t.callHelper(ctx, list[i]); err != nil {
			return next, err
		}
	}
	return next, nil
}

// step takes a blocker one step further, to those who are to be told.
func (t *turn) step(ctx context.Context, b scrum.Blocker) (scrum.Blocker, error) {
	b = b.Step(t.now)
	if err := t.tx.SaveBlocker(ctx, b); err != nil {
		return b, err
	}
	people, err := t.callees(ctx, b)
	if err != nil {
		return b, err
	}
	for _, id := range people {
		if err := t.tx.CallFor(ctx, scrum.BlockerCall{Blocker: b.ID, Step: b.Level, Person: id}); err != nil {
			return b, err
		}
	}
	return b, nil
}

// askedBy is from when on somebody is waited for to take care of a blocker: what
// an answer told, they read in the digest of its day.
func (t *turn) askedBy(ctx context.Context, b scrum.Blocker) (time.Time, error) {
	member, err := t.tx.IsMember(ctx, t.product.Channel, t.unblocker(b))
	if err != nil || !member || b.Ask == 0 {
		return t.now, err
	}
	day, err := t.dayOf(ctx, b)
	if err != nil || day.Posted || day.DigestAt.Before(t.now) {
		return t.now, err
	}
	return day.DigestAt, nil
}

// dayOf is the stand-up's day of the answer that told of a blocker.
func (t *turn) dayOf(ctx context.Context, b scrum.Blocker) (scrum.StandupDay, error) {
	ask, err := t.tx.Ask(ctx, b.Ask)
	if err != nil {
		return scrum.StandupDay{}, err
	}
	return t.tx.StandupDay(ctx, ask.Day)
}

// inDigest reports whether a digest asks who can help with a blocker: one that
// was posted, or is to come, since they are waited for. In one that stands
// already a new name reaches nobody.
func (t *turn) inDigest(ctx context.Context, b scrum.Blocker) (bool, error) {
	if b.Ask == 0 {
		return false, nil
	}
	day, err := t.dayOf(ctx, b)
	return err == nil && (!day.Posted || !b.AskedAt.After(day.DigestAt)), err
}

// callHelper brings a blocker to who can help where no digest does: it was
// told of by itself, they are not in the channel, or they were named later on.
func (t *turn) callHelper(ctx context.Context, b scrum.Blocker) error {
	if b.Helper == "" {
		return nil
	}
	member, err := t.tx.IsMember(ctx, t.product.Channel, b.Helper)
	if err != nil {
		return err
	}
	if told, err := t.inDigest(ctx, b); err != nil || member && told && b.Level == scrum.StepAsked {
		return err
	}
	p, err := t.stranger(ctx, b.Helper)
	if err != nil || !p.Obeyed() || p.Guest && !member {
		return err
	}
	calls, err := t.tx.Calls(ctx, b.ID)
	if err != nil || slices.ContainsFunc(calls, func(c scrum.BlockerCall) bool { return c.Person == b.Helper }) {
		return err
	}
	return t.tx.CallFor(ctx, scrum.BlockerCall{Blocker: b.ID, Step: scrum.StepAsked, Person: b.Helper})
}
