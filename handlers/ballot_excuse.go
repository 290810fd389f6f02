package handlers

import (
	"context"
	"errors"

	"pogo/scrum"
)

// excuseAway marks on the roll of a ballot who is away for most of its time:
// nobody waits for them. It goes by calendars alone, never by who voted.
func (t *turn) excuseAway(ctx context.Context, b *scrum.Ballot) error {
	members, err := t.tx.Members(ctx, t.product.Channel)
	if err != nil {
		return err
	}
	calendars, err := t.calendars(ctx, members, b.OpenedAt)
	if err != nil {
		return err
	}
	excused := map[scrum.PersonID]bool{}
	for _, p := range members {
		excused[p.ID] = b.Excuses(calendars[p.ID], p.Location(t.product.Location()))
	}
	for i, v := range b.Roll {
		b.Roll[i].Excused = excused[v.Person]
	}
	return nil
}

// excuseAnew keeps what became of the excuses of a ballot whose time, or whose
// voters' absences, changed.
func (t *turn) excuseAnew(ctx context.Context, b *scrum.Ballot) error {
	before := map[scrum.PersonID]bool{}
	for _, v := range b.Roll {
		before[v.Person] = v.Excused
	}
	if err := t.excuseAway(ctx, b); err != nil {
		return err
	}
	for _, v := range b.Roll {
		if v.Excused == before[v.Person] {
			continue
		}
		if err := t.tx.ExcuseVoter(ctx, b.ID, v.Person, v.Excused); err != nil {
			return err
		}
	}
	return nil
}

// excuseFromBallot has the product's running vote follow somebody's absences.
// With fewer to wait for, it may have its quorum.
func (t *turn) excuseFromBallot(ctx context.Context, p scrum.Person) error {
	b, err := t.tx.LastBallot(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil || b.State != scrum.BallotOpen || !b.OnRoll(p.ID) {
		return err
	}
	expected := b.Expected()
	if err := t.excuseAnew(ctx, &b); err != nil || b.Expected() == expected {
		return err
	}
	heard, err := t.heard(ctx, b)
	if err != nil {
		return err
	}
	if b.ClosesAt.IsZero() && !b.Quorum.None() && b.QuorumState(heard).Met() {
		return t.closeAtQuorum(ctx, b)
	}
	return t.drawBallot(ctx, b)
}
