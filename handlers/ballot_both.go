package handlers

import (
	"context"

	"pogo/scrum"
	"pogo/view"
)

// askVoters asks those who just said yes and no at once on the message of a
// yes-or-no ballot what they mean, once.
func (t *turn) askVoters(ctx context.Context, b scrum.Ballot, fresh []scrum.ReactionEvent) error {
	if b.Method != scrum.ByYesNo {
		return nil
	}
	message, err := t.tx.Delivery(ctx, view.BallotName(b.ID))
	if err != nil {
		return err
	}
	at := standsAt(message)
	events, err := t.tx.Reactions(ctx, at.Channel, at.TS)
	if err != nil {
		return err
	}
	s, err := t.tx.Story(ctx, b.Options[0].Story)
	if err != nil {
		return err
	}
	return t.askBoth(ctx, at, s, b.Answers.CardVote(events), b.Answers, fresh)
}
