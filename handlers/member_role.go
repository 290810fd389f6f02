package handlers

import (
	"context"
	"errors"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// roleTyped says what somebody is to the product: "role @ines client". A vote
// that is open keeps the roll that it has.
func roleTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if isEmpty(rest) {
		return t.tellRoles(ctx, false)
	}
	who, word := cutWord(rest)
	person, known := t.personNamed(who)
	role, ok := scrum.ParseMemberRole(word)
	if !known || !ok || role == scrum.RoleOwner {
		typed := "/po " + t.verb("po", "role")
		return t.unfit(typed, typed+" @nora client")
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if err := t.mustBeHere(ctx, person); err != nil {
		return err
	}
	if person == t.product.Owner {
		return t.refuse("role.refuse.owner")
	}
	if err := t.tx.SetMemberRole(ctx, t.product.ID, person, role); err != nil {
		return err
	}
	if err := t.keepInStep(ctx); err != nil {
		return err
	}
	if t.product.GuestsOut { // a guest who is a client now has a vote
		if err := t.recountCards(ctx, t.product.Emoji); err != nil {
			return err
		}
	}
	t.touch(person)
	name, err := t.nameOf(ctx, person)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("role.set."+string(role), "who", name)))
}

// rolesTyped answers "roles".
func rolesTyped(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	return t.tellRoles(ctx, false)
}

// tellRoles lists who is what, and how much that counts in votes, which may
// have been set just now.
func (t *turn) tellRoles(ctx context.Context, set bool) error {
	members, err := t.tx.Members(ctx, t.product.Channel)
	if err != nil {
		return err
	}
	roles, err := t.tx.MemberRoles(ctx, t.product.ID)
	if err != nil {
		return err
	}
	weights, err := t.tx.Weights(ctx, t.product.ID)
	if err != nil {
		return err
	}
	shown := view.RolesShown{Weights: weights, Set: set, People: map[scrum.MemberRole][]string{}}
	for _, p := range members {
		switch role := roles[p.ID]; {
		case p.Bot || p.Deleted:
		case role == scrum.RoleTeam && !p.InTeam():
			shown.Outside = append(shown.Outside, p.Name)
		default:
			shown.People[role] = append(shown.People[role], p.Name)
		}
	}
	return t.tell(ctx, view.Roles(t.mine, shown))
}

// weightsTyped says how much each role counts in votes: "weights client 3
// owner 2". Without anything it says how it is.
func weightsTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if isEmpty(rest) {
		return t.tellRoles(ctx, false)
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	weights, err := scrum.ParseWeights(rest)
	if errors.Is(err, scrum.ErrBadWeight) {
		return t.refuse("role.refuse.weight")
	}
	if err != nil {
		typed := "/vote " + t.verb("vote", "weights")
		return t.unfit(typed, typed+" client 3 "+t.mine.Say("role.owner")+" 2")
	}
	for _, role := range []scrum.MemberRole{scrum.RoleClient, scrum.RoleOwner, scrum.RoleTeam} {
		weight, set := weights[role]
		if !set {
			continue
		}
		if err := t.tx.SetWeight(ctx, t.product.ID, role, weight); err != nil {
			return err
		}
	}
	return t.tellRoles(ctx, true)
}

// inTeam reports whether somebody is of the team of a product that is asked: no
// guest, and neither a client nor an observer.
func (t *turn) inTeam(ctx context.Context, p scrum.Person, product scrum.ProductID) (bool, error) {
	if !p.InTeam() {
		return false, nil
	}
	roles, err := t.tx.MemberRoles(ctx, product)
	return roles[p.ID].InTeam(), err
}

// onlyTeam leaves those of a list who are of the team.
func (t *turn) onlyTeam(ctx context.Context, people []scrum.Person) ([]scrum.Person, error) {
	roles, err := t.tx.MemberRoles(ctx, t.product.ID)
	return slices.DeleteFunc(people, func(p scrum.Person) bool { return !p.InTeam() || !roles[p.ID].InTeam() }), err
}
