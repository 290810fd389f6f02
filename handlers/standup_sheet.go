package handlers

import (
	"context"
	"errors"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// drawSheet makes the message in which a person's asks stand together tell how
// each of them stands.
func (t *turn) drawSheet(ctx context.Context, lead scrum.AskID) error {
	ask, err := t.tx.Ask(ctx, lead)
	if err != nil {
		return err
	}
	message, err := t.sheetName(ctx, ask)
	if err != nil {
		return err
	}
	return t.drawSheetAs(ctx, lead, message)
}

func (t *turn) drawSheetAs(ctx context.Context, lead scrum.AskID, message string) error {
	person, parts, names, err := t.sheet(ctx, lead)
	if err != nil {
		return err
	}
	mood, err := t.moodAsked(ctx, parts, person)
	if err != nil {
		return err
	}
	words, _ := t.readerOf(person)
	if err := t.direct(ctx, person.ID, message, view.StandupSheet(words, parts, names).And(view.MoodAsked(words, mood))); err != nil {
		return err
	}
	if slices.ContainsFunc(parts, func(p view.StandupPart) bool { return p.Ask.State == scrum.AskOpen }) {
		return nil
	}
	return t.endReminders(ctx, lead, person, view.StandupReminderOver(words, parts))
}

// sheet is what stands in the message that an ask leads, and whom it is for.
func (t *turn) sheet(ctx context.Context, lead scrum.AskID) (scrum.Person, []view.StandupPart, view.Names, error) {
	asks, err := t.tx.AsksTogether(ctx, lead)
	if err != nil {
		return scrum.Person{}, nil, nil, err
	}
	person, err := t.stranger(ctx, asks[0].Person)
	if err != nil {
		return person, nil, nil, err
	}
	parts := make([]view.StandupPart, len(asks))
	for i, ask := range asks {
		home, err := t.at(ctx, ask.Product)
		if err != nil {
			return person, nil, nil, err
		}
		if parts[i], err = home.part(ctx, ask, person); err != nil {
			return person, nil, nil, err
		}
	}
	names, err := t.namesIn(ctx, asks, nil)
	return person, parts, names, err
}

// at is the turn where a product is at home.
func (t *turn) at(ctx context.Context, product scrum.ProductID) (*turn, error) {
	if product == t.product.ID {
		return t, nil
	}
	return t.h.occasion(ctx, t.tx, product)
}

// part is what a message says of an ask of the turn's product.
func (t *turn) part(ctx context.Context, ask scrum.Ask, p scrum.Person) (view.StandupPart, error) {
	name, err := t.askOf(ctx, ask)
	part := view.StandupPart{Ask: ask, Name: name}
	if err != nil || ask.State != scrum.AskOpen {
		return part, err
	}
	last, err := t.tx.LastAnswered(ctx, ask.Standup, p.ID, ask.Date)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return part, err
	}
	part.Again = err == nil && !last.Answers.Empty()
	sprint, running, err := t.openSprint(ctx)
	if err != nil {
		return part, err
	}
	if running {
		part.Goal = sprint.Goal
	}
	_, zone := t.readerOf(p)
	part.Since = t.calendarOf(p, nil).Holidays.DayBefore(t.now.In(zone))
	moves, err := t.moves(ctx, p.ID, part.Since, t.now)
	for _, m := range moves {
		if m.Story.Owner == p.ID {
			part.Moves = append(part.Moves, m)
		}
	}
	return part, err
}

// askOf is what the stand-up of an ask is called.
func (t *turn) askOf(ctx context.Context, ask scrum.Ask) (view.StandupName, error) {
	standup, err := t.tx.Standup(ctx, ask.Standup)
	return t.called(standup), err
}

// sheetName is the direct message in which asks stand that are led by one: the
// newest that was sent, which after Later is still the one before.
func (t *turn) sheetName(ctx context.Context, lead scrum.Ask) (string, error) {
	name := view.AskName(lead.ID, lead.PutOff)
	_, err := t.tx.Delivery(ctx, name)
	if errors.Is(err, scrum.ErrNotFound) && lead.PutOff > 0 {
		return view.AskName(lead.ID, lead.PutOff-1), nil
	}
	if errors.Is(err, scrum.ErrNotFound) {
		return name, nil
	}
	return name, err
}
