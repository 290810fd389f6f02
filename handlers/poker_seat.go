package handlers

import (
	"context"
	"errors"
	"slices"

	"pogo/scrum"
)

// seat says who votes: those who were named, who must be of the team, and those
// of the team who are in the user groups that were; all of it if nobody was.
func (t *turn) seat(ctx context.Context, d *deal, named []scrum.PersonID, groups []scrum.GroupID) error {
	team, err := t.team(ctx)
	if err != nil {
		return err
	}
	d.poker.Everyone = len(named)+len(groups) == 0
	if d.poker.Everyone {
		here, err := t.present(ctx, team)
		if err != nil {
			return err
		}
		d.poker.Voters = scrum.PokerVoters(here, t.product.Owner, t.person.ID)
	} else if err := t.seatNamed(ctx, d, team, named, groups); err != nil {
		return err
	}
	if len(d.poker.Voters) < d.poker.Fewest() {
		return t.refuseTooFew(*d, len(groups) > 0)
	}
	hours, err := t.hoursAmong(ctx, team, d.poker.Voters)
	if err != nil {
		return err
	}
	d.poker.Everyone = d.poker.Everyone && !d.poker.Anonymous // to be seated when one votes would tell that one did
	d.poker.ClosesAt = scrum.PokerEnd(t.now, hours)
	return nil
}

func (t *turn) refuseTooFew(d deal, byGroup bool) error {
	switch {
	case d.poker.Anonymous:
		return t.refuse("poker.refuse.votersAnonymous")
	case d.poker.Everyone:
		return t.refuse("poker.refuse.voters", "key", d.stories[0].Key)
	case byGroup:
		return t.refuse("poker.refuse.votersGroup", "key", d.stories[0].Key)
	}
	return t.refuse("poker.refuse.votersChosen")
}

// seatNamed seats people by their names and by their user groups. A group says
// who could vote: whoever owns the product or leads does so only as in the
// whole team, unless they are named themselves.
func (t *turn) seatNamed(ctx context.Context, d *deal, team []scrum.Person, named []scrum.PersonID, groups []scrum.GroupID) error {
	var asked []scrum.Person
	outside := map[scrum.PersonID]bool{}
	for _, id := range groups {
		g, err := t.groupAsked(ctx, id)
		if err != nil {
			return err
		}
		asked = append(asked, g.In(team)...)
		for _, member := range g.Members {
			outside[member] = !slices.ContainsFunc(team, func(p scrum.Person) bool { return p.ID == member })
		}
	}
	voters := scrum.PokerVoters(asked, t.product.Owner, t.person.ID)
	for _, id := range named {
		if !slices.ContainsFunc(team, func(p scrum.Person) bool { return p.ID == id }) {
			who, err := t.nameOf(ctx, id)
			if err != nil {
				return err
			}
			return t.refuse("poker.refuse.outside", "who", who)
		}
		voters = append(voters, id)
	}
	slices.Sort(voters)
	d.poker.Voters = slices.Compact(voters)
	for _, out := range outside {
		if out {
			d.outside++
		}
	}
	return nil
}

// groupAsked is a user group that was named. Who is in it was looked up right
// before the turn.
func (t *turn) groupAsked(ctx context.Context, id scrum.GroupID) (scrum.UserGroup, error) {
	g, err := t.tx.UserGroup(ctx, id)
	if errors.Is(err, scrum.ErrNotFound) {
		return g, t.refuse("poker.refuse.group")
	}
	return g, err
}
