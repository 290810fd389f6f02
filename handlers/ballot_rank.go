package handlers

import (
	"context"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// pressRank opens the form of a second vote, which ranks the first stories of
// a result: in secret, because whoever sees others rank follows them.
func pressRank(ctx context.Context, t *turn, _ Click, b scrum.Ballot) error {
	if err := t.mustHaveOpened(ctx, "vote.refuse.ranker", b.Opener); err != nil {
		return err
	}
	if err := t.mustBeFree(ctx); err != nil {
		return err
	}
	var stories []scrum.Story
	chosen, first := 0, b.Finalists()
	for _, row := range b.Outcome.Rows {
		s, err := t.tx.Story(ctx, row.Story)
		if err != nil {
			return err
		}
		if !s.State.Open() || s.Hidden {
			continue
		}
		stories = append(stories, s)
		if slices.Contains(first, s.ID) {
			chosen++
		}
	}
	if chosen < scrum.MinOptions {
		return t.refuse("vote.refuse.fewLeft")
	}
	t.openForm(b.ID, view.BallotAsked{Stories: stories, Chosen: chosen, Method: scrum.ByRanking, Secrecy: scrum.UntilClosed})
	return nil
}

// followed is the number of the vote whose result a form was opened from, 0 for
// none.
func (t *turn) followed(ctx context.Context, where Where) (int, error) {
	if where.ID == 0 {
		return 0, nil
	}
	b, err := t.ballot(ctx, scrum.BallotID(where.ID))
	return b.Number, err
}
