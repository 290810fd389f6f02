package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// isSprintLength reports whether a length of a sprint follows, or nothing.
func isSprintLength(rest string) bool {
	l, more, ok := scrum.CutSprintLength(rest)
	return isEmpty(rest) || ok && isEmpty(more) && l.Valid()
}

// tellCapacity says how much the team can work in the rest of the sprint or,
// without one, in a sprint of a length that would start now: working days less
// everybody's absences and holidays.
func tellCapacity(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	until, err := t.capacityUntil(ctx, rest)
	if err != nil {
		return err
	}
	home := t.product.Location()
	shown := view.CapacityShown{Today: t.now.In(home)}
	if shown.Capacity, err = t.availability(ctx, t.now, until); err != nil {
		return err
	}
	if len(shown.Capacity.Each) == 0 {
		return t.refuse("sprint.refuse.noTeam", "channel", mentionOf(t.product.Channel))
	}
	var people []scrum.PersonID
	for _, a := range shown.Capacity.Each {
		people = append(people, a.Person)
	}
	if shown.Names, err = t.names(ctx, people...); err != nil {
		return err
	}
	if err := t.paceOfLast(ctx, &shown); err != nil {
		return err
	}
	return t.tell(ctx, view.Capacity(t.mine, shown))
}

// capacityUntil is the end of the stretch that is asked about.
func (t *turn) capacityUntil(ctx context.Context, rest string) (time.Time, error) {
	if l, _, ok := scrum.CutSprintLength(rest); ok {
		return l.EndOf(t.now, t.product.Location(), t.holidays()), nil
	}
	s, _, err := t.openSprint(ctx)
	if err != nil || s.Started() && s.EndsAt.After(t.now) {
		return s.EndsAt, err
	}
	const usual = 2 // weeks
	return scrum.SprintLength{Weeks: usual}.EndOf(t.now, t.product.Location(), t.holidays()), nil
}

// availability is how much the team can work between the dates of two instants.
func (t *turn) availability(ctx context.Context, from, until time.Time) (scrum.Capacity, error) {
	team, err := t.team(ctx)
	if err != nil {
		return scrum.Capacity{}, err
	}
	by, err := t.calendars(ctx, team, from)
	if err != nil {
		return scrum.Capacity{}, err
	}
	calendars := make([]scrum.Calendar, len(team))
	for i, p := range team {
		calendars[i] = by[p.ID]
	}
	home := t.product.Location()
	return scrum.CapacityOf(calendars, from.In(home).Format(time.DateOnly), until.In(home).Format(time.DateOnly)), nil
}

// paceOfLast finds what the channel saw done in the last sprint, and how much
// the team of today could work in it.
func (t *turn) paceOfLast(ctx context.Context, shown *view.CapacityShown) error {
	last, err := t.tx.LastSprint(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	board, err := t.sprintBoard(ctx, last, "")
	if err != nil {
		return err
	}
	shown.Last, shown.LastDone = last, board.Tally.Done
	shown.LastCapacity, err = t.availability(ctx, last.StartsAt, last.ClosedAt)
	return err
}
