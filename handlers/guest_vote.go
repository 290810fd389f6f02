package handlers

import (
	"context"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// guestVoteTx is what the vote of guests needs of a transaction.
type guestVoteTx interface {
	// SetGuestsOut says whether guests and people of other workspaces have no
	// vote.
	SetGuestsOut(ctx context.Context, product scrum.ProductID, out bool) error
}

// setGuests says whether guests vote, or lets the owner decide: "guests vote
// off". Clients always do.
func setGuests(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	word, typed := cutWord(rest)
	switch scrum.Fold(word) {
	case "vote", "votes", "votent":
	default:
		typed = rest
	}
	vote, ok := onOrOff(typed)
	switch {
	case isEmpty(typed):
		return t.tell(ctx, view.Note(t.mine.Say(guestsSaid(t.product.GuestsOut))))
	case !ok:
		return t.unfit("/po "+t.verb("po", "guests"), "/po "+t.mine.Say("usage.po.guests"))
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if vote != t.product.GuestsOut {
		return t.refuse("roll.refuse.guestsAlready")
	}
	if err := t.tx.SetGuestsOut(ctx, t.product.ID, !vote); err != nil {
		return err
	}
	t.product.GuestsOut = !vote
	if err := t.recountCards(ctx, t.product.Emoji); err != nil {
		return err
	}
	if err := t.post(ctx, "", view.Note(t.ours.Say(guestsSaid(!vote)))); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("emoji.said")))
}

func guestsSaid(out bool) string {
	if out {
		return "roll.guests.off"
	}
	return "roll.guests.on"
}

// votesNot reports whether somebody has no vote because they are of the
// product's guests.
func (t *turn) votesNot(ctx context.Context, p scrum.Person) (bool, error) {
	if !t.product.GuestsOut || p.InTeam() {
		return false, nil
	}
	roles, err := t.tx.MemberRoles(ctx, t.product.ID)
	return roles[p.ID] == scrum.RoleTeam, err
}

// entitled leaves out what guests put on a card, where they have no vote.
func (t *turn) entitled(ctx context.Context, events []scrum.ReactionEvent) ([]scrum.ReactionEvent, error) {
	if !t.product.GuestsOut {
		return events, nil
	}
	out := map[scrum.PersonID]bool{}
	for _, e := range events {
		if _, known := out[e.Person]; known {
			continue
		}
		p, err := t.stranger(ctx, e.Person)
		if err != nil {
			return nil, err
		}
		if out[e.Person], err = t.votesNot(ctx, p); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(events, func(e scrum.ReactionEvent) bool { return out[e.Person] }), nil
}
