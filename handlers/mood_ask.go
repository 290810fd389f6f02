package handlers

import (
	"context"
	"errors"

	"pogo/scrum"
	"pogo/view"
)

// moodAsked are the products in a message of stand-ups which ask for the mood of
// the week, too: with the last stand-up that the person is asked in it.
func (t *turn) moodAsked(ctx context.Context, parts []view.StandupPart, person scrum.Person) ([]view.MoodAsk, error) {
	var list []view.MoodAsk
	seen := map[scrum.ProductID]bool{}
	for _, p := range parts {
		ask := p.Ask
		if seen[ask.Product] || ask.AskedAt.IsZero() {
			continue
		}
		seen[ask.Product] = true
		home, err := t.at(ctx, ask.Product)
		if err != nil {
			return nil, err
		}
		mood, due, err := home.moodAskedWith(ctx, ask, person)
		if err != nil {
			return nil, err
		}
		if due {
			list = append(list, mood)
		}
	}
	return list, nil
}

// moodAskedWith is what the turn's product asks together with an ask of its own;
// false once that week is over. All that it goes by is known of the person
// anyway: whether they answered shows nowhere.
func (t *turn) moodAskedWith(ctx context.Context, ask scrum.Ask, person scrum.Person) (view.MoodAsk, bool, error) {
	mood := view.MoodAsk{Product: t.product.ID, Channel: t.channel.Name, Week: t.moodWeek()}
	var err error
	mood.Least, err = t.tx.MoodLeast(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return mood, false, nil
	}
	if err != nil || scrum.WeekOf(ask.AskedAt.In(t.product.Location())) != mood.Week {
		return mood, false, err
	}
	days, err := t.standupDays(ctx)
	if err != nil {
		return mood, false, err
	}
	calendar, err := t.calendar(ctx, person, ask.AskedAt)
	return mood, scrum.LastOfWeek(ask.Date, days, calendar), err
}

// standupDays are the days on which any of the product's stand-ups asks. One
// that is asked by hand alone is taken for one on working days.
func (t *turn) standupDays(ctx context.Context) (scrum.Weekdays, error) {
	standups, err := t.tx.Standups(ctx, t.product.ID)
	var days scrum.Weekdays
	for _, s := range standups {
		if s.Runs() {
			days |= s.Days
		}
	}
	if days == 0 {
		days = scrum.Workdays
	}
	return days, err
}
