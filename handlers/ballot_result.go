package handlers

import (
	"context"
	"errors"
	"strconv"

	"pogo/scrum"
	"pogo/view"
)

// drawResult makes the message with a ballot's result show what is decided.
func (t *turn) drawResult(ctx context.Context, b scrum.Ballot) error {
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return err
	}
	return t.post(ctx, view.ResultName(b.ID), view.BallotResult(t.ours, shown))
}

// tellDetails puts how a result came about into its thread.
func (t *turn) tellDetails(ctx context.Context, b scrum.Ballot) error {
	shown, err := t.ballotShown(ctx, b)
	if err != nil || b.Voted.Total() == 0 || len(b.Outcome.Rows) == 0 || b.Outcome.AllAbstained() {
		return err
	}
	return t.reply(ctx, view.ResultName(b.ID), view.DetailsName(b.ID), view.BallotDetails(t.ours, shown))
}

// tellResult shows a result again, to one person.
func tellResult(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	b, err := t.ballotNumbered(ctx, "result", rest)
	if err != nil {
		return err
	}
	_, lost, err := t.lost(ctx, b)
	switch {
	case err != nil:
		return err
	case lost && b.State == scrum.BallotOpen:
		return t.tellLost(ctx, b)
	}
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return err
	}
	if b.Running() {
		shown.Elsewhere = mentionOf(t.product.Channel)
		return t.tell(ctx, view.Ballot(t.mine, shown))
	}
	return t.tell(ctx, view.BallotResult(t.mine, shown).Only(func(action, _ string) bool {
		return t.person.ID == t.product.Owner || action == view.BallotRank && t.person.ID == b.Opener
	}))
}

// ballotNumbered returns the vote with a number as typed behind a verb, or the
// newest.
func (t *turn) ballotNumbered(ctx context.Context, verb, typed string) (scrum.Ballot, error) {
	last, err := t.tx.LastBallot(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return last, t.refuse("vote.refuse.noResult")
	}
	if err != nil || isEmpty(typed) {
		return last, err
	}
	number, err := strconv.Atoi(digitsOf(typed))
	if err != nil {
		return last, t.refuse("vote.refuse.notNumber", "typed", clipWord(typed), "verb", t.verb("vote", verb), "number", last.Number)
	}
	b, err := t.tx.BallotByNumber(ctx, t.product.ID, number)
	if errors.Is(err, scrum.ErrNotFound) {
		return b, t.refuse("vote.refuse.noSuch", "typed", number)
	}
	return b, err
}
