package handlers

import (
	"context"
	"encoding/json"
	"errors"

	"pogo/scrum"
	"pogo/view"
)

// mark is what a message says anew of one of its asks. What it says of the others
// is kept by the message alone.
type mark struct {
	ask     scrum.AskID
	late    bool   // it came later than it should have
	perhaps bool   // the answer may tell of a blocker
	ended   string // why no answer is expected any more
}

// drawSheet makes the message in which a person's asks stand together tell how
// each of them stands.
func (t *turn) drawSheet(ctx context.Context, lead scrum.AskID, m mark) error {
	ask, err := t.tx.Ask(ctx, lead)
	if err != nil {
		return err
	}
	message, err := t.sheetName(ctx, ask)
	if err != nil {
		return err
	}
	return t.drawSheetAs(ctx, lead, message, m)
}

func (t *turn) drawSheetAs(ctx context.Context, lead scrum.AskID, message string, m mark) error {
	asks, err := t.tx.AsksTogether(ctx, lead)
	if err != nil {
		return err
	}
	person, err := t.stranger(ctx, asks[0].Person)
	if err != nil {
		return err
	}
	names, err := t.namesIn(ctx, asks, nil)
	if err != nil {
		return err
	}
	drawn, err := t.drawnAs(ctx, message)
	if err != nil {
		return err
	}
	parts := make([]view.StandupPart, len(asks))
	for i, ask := range asks {
		home, err := t.at(ctx, ask.Product)
		if err != nil {
			return err
		}
		if parts[i], err = home.part(ctx, ask, person); err != nil {
			return err
		}
		if ask.ID == m.ask {
			parts[i].Late, parts[i].PerhapsBlocked, parts[i].Ended = m.late, m.perhaps, m.ended
		} else {
			parts[i] = parts[i].Remembering(drawn)
		}
	}
	words, _ := t.readerOf(person)
	return t.direct(ctx, person.ID, message, view.StandupSheet(words, parts, names))
}

// drawnAs is the body of a message as it stands; nil if it does not yet.
func (t *turn) drawnAs(ctx context.Context, message string) (json.RawMessage, error) {
	d, err := t.tx.Delivery(ctx, message)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return nil, err
	}
	return d.Body, nil
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
	part.Since = scrum.DayBefore(t.now.In(zone))
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
