package handlers

import (
	"context"
	"time"

	"pogo/scrum"
)

// moveTx is how the changes of stories are kept and told.
type moveTx interface {
	// RecordMove keeps that somebody brought a story into the state it has.
	RecordMove(ctx context.Context, s scrum.Story, by scrum.PersonID, at time.Time) error
	// Moves returns the stories whose state changed between two instants.
	Moves(ctx context.Context, product scrum.ProductID, from, to time.Time) ([]scrum.Move, error)
	// Passages returns how long the stories that were done last took.
	Passages(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.Passage, error)
	// Underway returns the stories that somebody works on.
	Underway(ctx context.Context, product scrum.ProductID) ([]scrum.Underway, error)
}

// moves returns what a person may know of what moved; "" stands for the whole
// channel.
func (t *turn) moves(ctx context.Context, viewer scrum.PersonID, from, to time.Time) ([]scrum.Move, error) {
	all, err := t.tx.Moves(ctx, t.product.ID, from, to)
	if err != nil {
		return nil, err
	}
	var seen []scrum.Move
	for _, m := range all {
		if _, worth := m.Kind(); worth && m.Story.VisibleTo(viewer, t.product) {
			seen = append(seen, m)
		}
	}
	return seen, nil
}

// passages are how long the stories that were done last took.
func (t *turn) passages(ctx context.Context) ([]scrum.Passage, error) {
	const last = 100
	return t.tx.Passages(ctx, t.product.ID, last)
}

// recordMove keeps what the person did with a story.
func recordMove(ctx context.Context, t *turn, _, s scrum.Story) error {
	return t.tx.RecordMove(ctx, s, t.person.ID, t.now)
}
