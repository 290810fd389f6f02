package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// escalateBlocker takes the next step at once, without waiting for its time.
// Help that was promised and did not come counts as none.
func escalateBlocker(ctx context.Context, t *turn, _ Click, b scrum.Blocker) error {
	asked, err := t.wasAsked(ctx, b)
	if err != nil {
		return err
	}
	if member, err := t.inTeam(ctx, t.person, t.product.ID); err != nil || !asked && !member {
		return errors.Join(err, t.refuse("blocker.refuse.team"))
	}
	if err := t.mustStand(b); err != nil {
		return err
	}
	b.AckedAt = time.Time{}
	b, people, err := t.nextCallees(ctx, b)
	if err != nil {
		return err
	}
	if len(people) == 0 {
		return t.refuse("blocker.refuse.top", "verb", t.verb("standup", "escalate"))
	}
	for _, id := range people {
		if err := t.tx.CallFor(ctx, scrum.BlockerCall{Blocker: b.ID, Step: b.Level, Person: id}); err != nil {
			return err
		}
	}
	if err := t.keepBlocker(ctx, b, scrum.BlockerEscalated); err != nil {
		return err
	}
	who, err := t.hearWhen(ctx, people)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("blocker.escalated", "who", who)))
}

// nextCallees takes a blocker to the next step that brings it to somebody else
// than the person, and returns whom.
func (t *turn) nextCallees(ctx context.Context, b scrum.Blocker) (scrum.Blocker, []scrum.PersonID, error) {
	for b.CanStep() {
		b = b.Step(t.now)
		people, err := t.callees(ctx, b)
		if err != nil {
			return b, nil, err
		}
		beyond, err := t.beyond(ctx, b)
		if err != nil {
			return b, nil, err
		}
		if beyond == "" { // else the owner is asked, even if it was they who pressed
			people = slices.DeleteFunc(people, func(id scrum.PersonID) bool { return id == t.person.ID })
		}
		if len(people) > 0 {
			return b, people, nil
		}
	}
	return b, nil, nil
}

// hearWhen says who hears of something and when that is, each in their own
// working hours: "Claire (now), Nora (tomorrow, 15:00)".
func (t *turn) hearWhen(ctx context.Context, people []scrum.PersonID) (string, error) {
	var list []string
	_, zone := t.readerOf(t.person)
	for _, id := range people {
		p, err := t.stranger(ctx, id)
		if err != nil {
			return "", err
		}
		name, err := t.nameOf(ctx, id)
		if err != nil {
			return "", err
		}
		when := t.mine.Say("blocker.now")
		at, err := t.reachable(ctx, p)
		if err != nil {
			return "", err
		}
		if at.After(t.now) {
			when = t.mine.Moment(at.In(zone), t.now)
		}
		list = append(list, t.mine.Say("blocker.hears", "who", name, "when", when))
	}
	return t.mine.List(list), nil
}

// consentToOutsider lets the owner have somebody told who is not of the team.
func consentToOutsider(ctx context.Context, t *turn, _ Click, b scrum.Blocker) error {
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	beyond, err := t.beyond(ctx, b)
	if err != nil {
		return err
	}
	if beyond == "" || !b.Waits() {
		return t.refuse("command.nothing")
	}
	if err := t.tx.CallFor(ctx, scrum.BlockerCall{Blocker: b.ID, Step: b.Level, Person: beyond}); err != nil {
		return err
	}
	t.stirred = append(t.stirred, b.ID)
	who, err := t.hearWhen(ctx, []scrum.PersonID{beyond})
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("blocker.escalated", "who", who)))
}

// escalationTyped says to whom blockers go that nobody cares for, or lets the
// owner name somebody: "escalate @ines".
func escalationTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if isEmpty(rest) {
		return t.tellEscalation(ctx)
	}
	var to scrum.PersonID
	switch scrum.Fold(rest) {
	case "off", "nobody", "none", "personne", "non", "arreter":
	default:
		named, ok := t.personNamed(rest)
		if !ok {
			typed := "/standup " + t.verb("standup", "escalate")
			return t.unfit(typed, typed+" @nora")
		}
		to = named
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if p, err := t.stranger(ctx, to); err != nil || p.Bot || p.Deleted {
		return errors.Join(err, t.refuse("blocker.refuse.gone"))
	}
	before := t.product.Escalate
	if err := t.tx.SetEscalation(ctx, t.product.ID, to); err != nil {
		return err
	}
	if t.product.Escalate = to; to != "" && to != before && to != t.person.ID {
		if err := t.tellMember(ctx, to, "blocker.named", t.person.Name); err != nil {
			return err
		}
	}
	t.climbs = true
	return t.tellEscalation(ctx)
}

// tellEscalation says which steps a blocker takes that nobody cares for.
func (t *turn) tellEscalation(ctx context.Context) error {
	facilitator, err := t.facilitator(ctx)
	if err != nil {
		return err
	}
	ladder, err := t.ladder(ctx)
	if err != nil {
		return err
	}
	outside, err := t.outsider(ctx, t.product.Escalate)
	if err != nil {
		return err
	}
	names, err := t.names(ctx, t.product.Owner, facilitator, t.product.Escalate)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.BlockerLadder(t.mine, view.LadderShown{
		Ladder: ladder, Owner: t.product.Owner, Facilitator: facilitator, Stakeholder: t.product.Escalate, Outside: outside, Names: names,
	}))
}
