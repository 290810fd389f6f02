package handlers

import (
	"context"
	"strconv"

	"pogo/scrum"
	"pogo/view"
)

// toldAnswer returns an answer that the person may read whole, and enters its product:
// their own, those of the product that they own, and what a digest told of.
func (t *turn) toldAnswer(ctx context.Context, id scrum.AskID) (scrum.Ask, error) {
	ask, err := t.tx.Ask(ctx, id)
	if err != nil {
		return ask, err
	}
	if err := t.enter(ctx, ask.Product); err != nil {
		return ask, err
	}
	if ask.State != scrum.AskAnswered {
		return ask, scrum.ErrNotFound
	}
	if t.person.ID == ask.Person || t.person.ID == t.product.Owner {
		return ask, nil
	}
	stands, err := t.stands(ctx, view.DigestName(ask.Day))
	if err == nil && !stands {
		err = scrum.ErrNotFound
	}
	return ask, err
}

// fullAnswer shows what somebody answered, whole.
func fullAnswer(ctx context.Context, t *turn, _ Click, ask scrum.Ask) error {
	names, err := t.namesIn(ctx, []scrum.Ask{ask}, nil)
	if err != nil {
		return err
	}
	return t.tellAlso(ctx, view.StandupFullText(t.mine, ask, names, 1))
}

// turnAnswer shows another page of it in the place of the one that was clicked.
func turnAnswer(ctx context.Context, t *turn, c Click, ask scrum.Ask) error {
	names, err := t.namesIn(ctx, []scrum.Ask{ask}, nil)
	if err != nil {
		return err
	}
	at, _ := strconv.Atoi(c.Value) // what is no page is the first
	return t.replace(ctx, view.StandupFullText(t.mine, ask, names, at))
}
