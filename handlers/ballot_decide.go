package handlers

import (
	"context"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// orderBefore is what an undo of an applied result puts back.
type orderBefore struct {
	Ballot scrum.BallotID  `json:"ballot"`
	Before []scrum.StoryID `json:"before"` // that had a rank, in order
	After  []scrum.StoryID `json:"after"`
}

// applyResult gives the stories the ranks that the vote says, which only the
// product's owner may.
func applyResult(ctx context.Context, t *turn, _ Click, b scrum.Ballot) error {
	if err := t.mustDecide(ctx, b); err != nil {
		return err
	}
	if b.Voted.Total() == 0 || b.Outcome.AllAbstained() {
		return t.refuse("vote.refuse.nothing")
	}
	result, keys, err := t.openRows(ctx, b)
	if err != nil {
		return err
	}
	if len(result) == 0 {
		return t.refuse("vote.refuse.nothing")
	}
	return t.applyOrder(ctx, b, result, t.mine.Say("vote.applied", "keys", view.KeysSaid(t.mine, keys)))
}

// applyOrder gives stories the first ranks, in their order, and says so with
// a way back.
func (t *turn) applyOrder(ctx context.Context, b scrum.Ballot, order []scrum.StoryID, said string) error {
	before, err := t.tx.Ranking(ctx, b.Product)
	if err != nil {
		return err
	}
	after := scrum.ApplyOrder(before, order)
	if err := t.tx.SetRanks(ctx, scrum.Ranks(after, before)); err != nil {
		return err
	}
	undo, err := t.keepUndo(ctx, "ballot.apply", orderBefore{Ballot: b.ID, Before: before, After: after})
	if err != nil {
		return err
	}
	if err := t.decide(ctx, b, scrum.BallotApplied); err != nil {
		return err
	}
	return t.tell(ctx, view.NoteWithUndo(said, undo, t.mine.Say("vote.button.undo")))
}

// openRows are the stories of a result that are still open, in its order, and
// their keys.
func (t *turn) openRows(ctx context.Context, b scrum.Ballot) (ids []scrum.StoryID, keys []string, err error) {
	for _, row := range b.Outcome.Rows {
		s, err := t.tx.Story(ctx, row.Story)
		if err != nil {
			return nil, nil, err
		}
		if s.State.Open() {
			ids, keys = append(ids, s.ID), append(keys, s.Key)
		}
	}
	return ids, keys, nil
}

// keepOrder decides against a result.
func keepOrder(ctx context.Context, t *turn, _ Click, b scrum.Ballot) error {
	if err := t.mustDecide(ctx, b); err != nil {
		return err
	}
	if err := t.decide(ctx, b, scrum.BallotKept); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("vote.kept")))
}

// mustDecide refuses to whoever does not own the product, and where nothing
// is left to decide.
func (t *turn) mustDecide(ctx context.Context, b scrum.Ballot) error {
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if b.State == scrum.BallotPublished {
		return nil
	}
	who, err := t.nameOf(ctx, b.Decider)
	if err != nil {
		return err
	}
	switch b.State {
	case scrum.BallotApplied:
		return t.refuse("vote.refuse.applied", "who", who)
	case scrum.BallotKept:
		return t.refuse("vote.refuse.kept", "who", who)
	default:
		return t.refuse("vote.refuse.counting", "number", b.Number)
	}
}

// decide keeps what the owner said and shows it under the result.
func (t *turn) decide(ctx context.Context, b scrum.Ballot, state scrum.BallotState) error {
	b.State, b.Decider = state, t.person.ID
	if state == scrum.BallotPublished {
		b.Decider, b.Reason, b.Outcome.Decided = "", "", nil
	}
	if err := t.tx.SaveBallot(ctx, b); err != nil {
		return err
	}
	return t.drawResult(ctx, b)
}

// undoApply puts the order back, if nobody changed it since.
func undoApply(ctx context.Context, t *turn, order orderBefore) error {
	now, err := t.tx.Ranking(ctx, t.product.ID)
	if err != nil {
		return err
	}
	// Stories that were finished meanwhile have left the order by themselves.
	expected := slices.DeleteFunc(slices.Clone(order.After), func(id scrum.StoryID) bool { return !slices.Contains(now, id) })
	if !slices.Equal(now, expected) {
		return t.refuse("vote.refuse.moved")
	}
	if err := t.tx.SetRanks(ctx, scrum.Ranks(order.Before, order.After)); err != nil {
		return err
	}
	b, err := t.tx.Ballot(ctx, order.Ballot)
	if err != nil {
		return err
	}
	if err := t.decide(ctx, b, scrum.BallotPublished); err != nil {
		return err
	}
	return t.replace(ctx, view.Note(t.mine.Say("common.undone")))
}
