package handlers

import (
	"context"
	"errors"

	"pogo/scrum"
	"pogo/view"
)

// Rule 5 of the design holds for every function of this file, as for those of
// an anonymous ballot: nothing that somebody does to answer may put their name
// into a row, not even into that of an answer to them. The form that opens is
// the confirmation, and the no, too; what they pressed from stays as it is.

// tapMood takes somebody's mood of the week.
func tapMood(ctx context.Context, t *turn, c Click) error {
	form, err := t.takeMood(ctx, c.Value)
	if errors.Is(err, scrum.ErrNotFound) {
		err = t.refuse("command.notFound")
	}
	if refusal, ok := isRefusal(err); ok {
		form, err = view.Notice(t.mine, t.mine.Say("mood.form"), t.mine.Say(refusal.Key, refusal.Args...)), nil
	}
	t.answer.Open = form
	return err
}

// takeMood writes nothing before it refuses.
func (t *turn) takeMood(ctx context.Context, value string) (*view.Form, error) {
	tapped, ok := view.ParseMoodTapped(value)
	if !ok {
		return nil, t.refuse("command.nothing")
	}
	if err := t.enter(ctx, tapped.Product); err != nil {
		return nil, err
	}
	_, member, err := t.member(ctx, t.person.ID)
	if err == nil && !member {
		err = t.refuse("mood.refuse.gone")
	}
	if err != nil {
		return nil, err
	}
	key, err := t.moodKey(ctx, tapped.Week)
	if err != nil {
		return nil, err
	}
	if err := t.tx.TapMood(ctx, t.product.ID, tapped.Week, scrum.MarkMood(key, t.person.ID), tapped.Level); err != nil {
		return nil, err
	}
	return view.MoodNoted(t.mine, tapped.Level, t.product.Location()), nil
}

// moodKey is the key of the week that runs, made with its first answer. It
// refuses another week, and where nobody is asked any more.
func (t *turn) moodKey(ctx context.Context, week string) (string, error) {
	least, err := t.tx.MoodLeast(ctx, t.product.ID)
	switch {
	case errors.Is(err, scrum.ErrNotFound):
		return "", t.refuse("mood.refuse.off")
	case err == nil && week != t.moodWeek():
		return "", t.refuse("mood.refuse.over")
	case err != nil:
		return "", err
	}
	key, err := t.tx.MoodKey(ctx, t.product.ID, week)
	if !errors.Is(err, scrum.ErrNotFound) {
		return key, err
	}
	key = t.h.token() + t.h.token()
	return key, t.tx.OpenMoodWeek(ctx, t.product.ID, week, least, key)
}

// closeMoodDue ends the weeks that are over, several if Pogo did not run. One in
// which nobody answered still counts for how long others wait.
func closeMoodDue(ctx context.Context, t *turn, _ occurrence) error {
	least, err := t.tx.MoodLeast(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	weeks, err := t.tx.MoodWeeksBefore(ctx, t.product.ID, t.moodWeek())
	if err != nil {
		return err
	}
	last := scrum.MoodWeek{Week: scrum.WeeksAfter(t.moodWeek(), -1), Least: least}
	if n := len(weeks); n == 0 || weeks[n-1].Week != last.Week {
		weeks = append(weeks, last)
	}
	for _, w := range weeks {
		if err := t.closeMoodWeek(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

// closeMoodWeek keeps what is shown of a week, and destroys the rest of it.
func (t *turn) closeMoodWeek(ctx context.Context, w scrum.MoodWeek) error {
	moods, err := t.tx.ForgetMoodWeek(ctx, t.product.ID, w.Week)
	if err != nil {
		return err
	}
	held, err := t.tx.MoodHeld(ctx, t.product.ID)
	if err != nil {
		return err
	}
	figures, err := t.tx.MoodFigures(ctx, t.product.ID, 1)
	if err != nil {
		return err
	}
	var before *scrum.MoodFigure
	if len(figures) > 0 {
		before = &figures[0]
	}
	shown, still := scrum.CloseMoodWeek(before, held, w.Week, moods, w.Least)
	if still != held {
		if err := t.tx.HoldMood(ctx, t.product.ID, still); err != nil {
			return err
		}
	}
	if shown == nil {
		return nil
	}
	return t.tx.ShowMood(ctx, t.product.ID, *shown)
}
