package handlers

import (
	"cmp"
	"context"
	"slices"

	"pogo/scrum"
)

// callees are whom a blocker's step brings it to. Where that is an outsider,
// it is the owner, who may say that they be told.
func (t *turn) callees(ctx context.Context, b scrum.Blocker) ([]scrum.PersonID, error) {
	var wanted []scrum.PersonID
	switch b.Level {
	case scrum.StepOwner:
		wanted = []scrum.PersonID{b.Helper, t.product.Owner}
	case scrum.StepFacilitator:
		facilitator, err := t.facilitator(ctx)
		if err != nil {
			return nil, err
		}
		wanted = []scrum.PersonID{t.product.Owner, facilitator}
	case scrum.StepStakeholder:
		wanted = []scrum.PersonID{cmp.Or(t.product.Escalate, t.product.Owner)}
	}
	var people []scrum.PersonID
	for _, id := range wanted {
		outside, err := t.outsider(ctx, id)
		if err != nil {
			return nil, err
		}
		if outside {
			id = t.product.Owner
		}
		p, err := t.stranger(ctx, id)
		if err != nil {
			return nil, err
		}
		if id != "" && id != b.Person && !p.Bot && !p.Deleted && !slices.Contains(people, id) {
			people = append(people, id)
		}
	}
	return people, nil
}

// facilitator is who leads the stand-up: whoever set the first of the channel's
// last, as long as they are of the team; "" for nobody. To set it
// differently is to take that over.
func (t *turn) facilitator(ctx context.Context) (scrum.PersonID, error) {
	standup, err := t.standupCalled(ctx, "")
	if err != nil || standup.SetBy == "" {
		return "", err
	}
	_, ok, err := t.member(ctx, standup.SetBy)
	if !ok {
		return "", err
	}
	return standup.SetBy, err
}

// outsider reports whether somebody is told by the clock only if the owner
// agrees: a guest, somebody of another workspace, and whoever does not see the
// private channel.
func (t *turn) outsider(ctx context.Context, id scrum.PersonID) (bool, error) {
	if id == "" || id == t.product.Owner {
		return false, nil
	}
	p, err := t.stranger(ctx, id)
	if err != nil || p.Guest || p.External {
		return err == nil, err
	}
	if !t.channel.Private {
		return false, nil
	}
	member, err := t.tx.IsMember(ctx, t.product.Channel, id)
	return !member, err
}

// beyond is the outsider whom a blocker's step would bring it to, "" for
// nobody.
func (t *turn) beyond(ctx context.Context, b scrum.Blocker) (scrum.PersonID, error) {
	var id scrum.PersonID
	switch b.Level {
	case scrum.StepOwner:
		id = b.Helper
	case scrum.StepStakeholder:
		id = t.product.Escalate
	}
	outside, err := t.outsider(ctx, id)
	if !outside {
		return "", err
	}
	return id, err
}
