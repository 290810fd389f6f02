package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// digestNews gathers what needs somebody, what moved and what takes long. The
// first of a product's digests of a date tells all of it; another tells what its
// own answers say, and what is other since the digest before it. A blocker that
// ends after the digest is told of as such, until the next.
func (t *turn) digestNews(ctx context.Context, d *view.DigestDay, viewer scrum.PersonID, until time.Time) error {
	days, err := t.tx.StandupDaysOn(ctx, t.product.ID, d.Day.Date)
	if err != nil {
		return err
	}
	if d.First, err = t.isFirst(ctx, d.Day, days, until); err != nil {
		return err
	}
	if d.Blockers, err = t.digestBlockers(ctx, d, days); err != nil {
		return err
	}
	if d.Moves, err = t.moves(ctx, viewer, d.Day.Since, until); err != nil || !d.First {
		return err
	}
	if d.Untried, err = t.overdue(ctx, viewer, d.Day.Date); err != nil {
		return err
	}
	if d.Aging, d.Usual, err = t.aging(ctx, viewer, until); err != nil {
		return err
	}
	if d.Mood, err = t.moodSince(ctx, d.Day.Since); err != nil {
		return err
	}
	d.Sprint, err = t.digestSprint(ctx, viewer, until)
	return err
}

// isFirst reports whether no other digest of a date stood in the channel before
// a day's, or is still to.
func (t *turn) isFirst(ctx context.Context, day scrum.StandupDay, days []scrum.StandupDay, until time.Time) (bool, error) {
	if comesBefore(day, days, until) {
		return false, nil
	}
	for _, other := range days {
		if other.ID == day.ID || !other.Posted || day.Posted && !other.DigestAt.Before(day.DigestAt) {
			continue
		}
		if stands, err := t.stands(ctx, view.DigestName(other.ID)); err != nil || stands {
			return false, err
		}
	}
	return true, nil
}

// comesBefore reports whether another digest of a date is to be posted between an
// instant and a day's own.
func comesBefore(day scrum.StandupDay, days []scrum.StandupDay, now time.Time) bool {
	return slices.ContainsFunc(days, func(other scrum.StandupDay) bool {
		return !other.Posted && other.DigestAt.After(now) && other.DigestAt.Before(day.DigestAt)
	})
}

// soFar is a day whose digest somebody looks at now, and until when it tells of
// what happened: what another digest tells, before it or after, is not told in it.
func (t *turn) soFar(ctx context.Context, day scrum.StandupDay) (scrum.StandupDay, time.Time, error) {
	days, err := t.tx.StandupDaysOn(ctx, t.product.ID, day.Date)
	if err != nil {
		return day, t.now, err
	}
	switch {
	case day.Posted && slices.ContainsFunc(days, func(other scrum.StandupDay) bool { return other.DigestAt.After(day.DigestAt) }):
		return day, day.DigestAt, nil
	case day.Posted:
		return day, t.now, nil
	case comesBefore(day, days, t.now):
		day.Since = t.now
		return day, t.now, nil
	}
	day, err = t.caughtUp(ctx, day)
	return day, t.now, err
}

// digestBlockers are those that a day's digest tells of.
func (t *turn) digestBlockers(ctx context.Context, d *view.DigestDay, days []scrum.StandupDay) ([]scrum.CarriedBlocker, error) {
	all, err := t.tx.Blockers(ctx, t.product.ID, d.Day.Since)
	if err != nil {
		return nil, err
	}
	var told []scrum.CarriedBlocker
	for _, b := range scrum.CarryBlockers(all, d.Day.Since, d.Day.Date, d.Zone, d.Off) {
		own, err := t.dayTold(ctx, b.Blocker)
		if err != nil {
			return nil, err
		}
		here, err := t.tellsOf(ctx, d, days, b.Blocker, own)
		if err != nil {
			return nil, err
		}
		if own == d.Day.ID && b.Stands() {
			b.News = scrum.BlockerIsNew // though another digest was posted since, it was in none
		}
		if here {
			told = append(told, b)
		}
	}
	return told, nil
}

// tellsOf reports whether a day's digest tells of a blocker that an answer of a
// day told, 0 for none. It stands in one digest of the date: in that of the
// stand-up where it was told, else in the first; and once more where something
// became of it between the two. What is told of on a later date is left to that.
func (t *turn) tellsOf(ctx context.Context, d *view.DigestDay, days []scrum.StandupDay, b scrum.Blocker, told scrum.StandupDayID) (bool, error) {
	switch {
	case told == d.Day.ID:
		return true, nil
	case slices.ContainsFunc(days, func(other scrum.StandupDay) bool { return other.ID == told }),
		b.CreatedAt.After(d.Now) && b.CreatedAt.In(d.Zone).Format(time.DateOnly) != d.Day.Date:
		return false, nil
	case d.First:
		return true, nil
	}
	return t.changedBetween(ctx, b, d.Day.Since, d.Now)
}

// changedBetween reports whether something became of a blocker between a digest
// and the next. That somebody was told of it is nothing new to the channel.
func (t *turn) changedBetween(ctx context.Context, b scrum.Blocker, from, to time.Time) (bool, error) {
	events, err := t.tx.BlockerEvents(ctx, b.ID)
	return slices.ContainsFunc(events, func(e scrum.BlockerEvent) bool {
		return e.Deed != scrum.BlockerEscalated && e.At.After(from) && !e.At.After(to)
	}), err
}

// dayTold is the day of the answer that told of a blocker; 0 for none.
func (t *turn) dayTold(ctx context.Context, b scrum.Blocker) (scrum.StandupDayID, error) {
	if b.Ask == 0 {
		return 0, nil
	}
	ask, err := t.tx.Ask(ctx, b.Ask)
	return ask.Day, err
}

// redrawDigests brings those digests of the newest date up to date that tell of
// the turn's blockers.
func (t *turn) redrawDigests(ctx context.Context) error {
	newest, err := t.tx.NewestDigest(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	days, err := t.tx.StandupDaysOn(ctx, t.product.ID, newest.Date)
	if err != nil {
		return err
	}
	for _, day := range days {
		if err := t.redrawDigest(ctx, day); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) redrawDigest(ctx context.Context, day scrum.StandupDay) error {
	stands, err := t.stands(ctx, view.DigestName(day.ID))
	if err != nil || !stands {
		return err
	}
	digest, err := t.digest(ctx, day, "", day.DigestAt)
	if err != nil {
		return err
	}
	shows := func(b scrum.CarriedBlocker) bool { return slices.Contains(t.stirred, b.ID) }
	if !slices.ContainsFunc(digest.Blockers, shows) {
		return nil
	}
	return t.showDigest(ctx, digest)
}

// digestSprint is how the sprint that runs stands as far as a viewer may know.
func (t *turn) digestSprint(ctx context.Context, viewer scrum.PersonID, until time.Time) (view.DigestSprint, error) {
	s, running, err := t.openSprint(ctx)
	if err != nil || !running || !s.Started() {
		return view.DigestSprint{}, err
	}
	board, err := t.sprintBoard(ctx, s, viewer)
	if err != nil {
		return view.DigestSprint{}, err
	}
	day, of := s.Day(until, board.Zone, board.Off)
	return view.DigestSprint{Goal: s.Goal, Day: day, Of: of, Tally: board.Tally}, nil
}

// aging returns what a viewer may know of the stories in progress that take
// longer than most did, and within how many days those were done.
func (t *turn) aging(ctx context.Context, viewer scrum.PersonID, now time.Time) ([]scrum.Underway, int, error) {
	done, err := t.passages(ctx)
	if err != nil {
		return nil, 0, err
	}
	usual, known := scrum.UsualDays(done, t.product.Location())
	if !known {
		return nil, 0, nil
	}
	underway, err := t.tx.Underway(ctx, t.product.ID)
	if err != nil {
		return nil, 0, err
	}
	seen := slices.DeleteFunc(underway, func(u scrum.Underway) bool { return !u.Story.VisibleTo(viewer, t.product) })
	return scrum.Aging(seen, usual, now, t.product.Location()), usual, nil
}

// overdue returns what a viewer may know of the stories that have waited too
// long to be accepted on a date.
func (t *turn) overdue(ctx context.Context, viewer scrum.PersonID, date string) ([]scrum.Untried, error) {
	all, err := t.tx.Untried(ctx, t.product.ID)
	if err != nil {
		return nil, err
	}
	var seen []scrum.Untried
	for _, w := range all {
		if w.Overdue(date, t.product.Location(), t.holidays()) && w.Story.VisibleTo(viewer, t.product) {
			seen = append(seen, w)
		}
	}
	return seen, nil
}
