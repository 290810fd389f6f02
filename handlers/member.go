package handlers

import (
	"context"
	"errors"

	"pogo/scrum"
)

// mustBeHere refuses people who are not in the product's channel: they must not
// be told of its stories.
func (t *turn) mustBeHere(ctx context.Context, id scrum.PersonID) error {
	anybody := func(scrum.Person) bool { return true }
	return t.mustBeMember(ctx, id, anybody)
}

// mustBeTeammate refuses whoever is not of the product's team: guests, people of
// other organizations and of other channels do not take on its work.
func (t *turn) mustBeTeammate(ctx context.Context, id scrum.PersonID) error {
	return t.mustBeMember(ctx, id, scrum.Person.InTeam)
}

func (t *turn) mustBeMember(ctx context.Context, id scrum.PersonID, may func(scrum.Person) bool) error {
	here, err := t.tx.IsMember(ctx, t.product.Channel, id)
	if err != nil {
		return err
	}
	p, err := t.tx.Person(ctx, id)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	if here && !p.Bot && !p.Deleted && may(p) {
		return nil
	}
	if errors.Is(err, scrum.ErrNotFound) {
		return t.refuse("details.refuse.stranger", "channel", mentionOf(t.product.Channel))
	}
	who, err := t.nameOf(ctx, id)
	if err != nil {
		return err
	}
	return t.refuse("details.refuse.notHere", "who", who, "channel", mentionOf(t.product.Channel))
}
