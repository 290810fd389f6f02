package handlers

import (
	"context"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// tellParticipation tells one of the team how much of its stand-ups was
// answered, and how. It names nobody.
func tellParticipation(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	shown := view.TeamHabits{Channel: t.channel.Name}
	const weeks = 6
	today := t.homeDate()
	for n := range weeks {
		turnout, err := t.turnoutUpTo(ctx, today.AddDate(0, 0, -n*aWeek))
		if err != nil {
			return err
		}
		shown.Weeks = append(shown.Weeks, turnout)
	}
	from, to := weekUpTo(today)
	asks, err := t.tx.AsksBetween(ctx, t.product.ID, from, to)
	if err != nil {
		return err
	}
	shown.Habits = scrum.HabitsOf(asks)
	if shown.Standup, err = t.firstStandup(ctx); err != nil {
		return err
	}
	return t.tell(ctx, view.HabitsTold(t.mine, shown))
}

// weekUpTo are the dates of the seven days up to one.
func weekUpTo(day time.Time) (from, to string) {
	return day.AddDate(0, 0, 1-aWeek).Format(time.DateOnly), day.Format(time.DateOnly)
}

// turnoutUpTo is how much was answered in the seven days up to one.
func (t *turn) turnoutUpTo(ctx context.Context, day time.Time) (scrum.Participation, error) {
	from, to := weekUpTo(day)
	return t.tx.Turnout(ctx, t.product.ID, from, to)
}

// firstStandup is the stand-up whose settings are offered; 0 where none asks by
// the clock.
func (t *turn) firstStandup(ctx context.Context) (scrum.StandupID, error) {
	standups, err := t.tx.Standups(ctx, t.product.ID)
	for _, s := range standups {
		if s.Runs() {
			return s.ID, err
		}
	}
	return 0, err
}
