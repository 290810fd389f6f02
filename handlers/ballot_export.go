package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"pogo/exchange"
	"pogo/scrum"
	"pogo/view"
)

// exportBallot sends a counted vote as a file to whoever asks, by direct
// message, so that anybody can count it again. Who voted for what in a secret
// vote is in it, and so it is for the owner alone.
func exportBallot(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if err := t.enter(ctx, t.product.ID); err != nil {
		return err
	}
	b, err := t.ballotNumbered(ctx, "export", rest)
	if err != nil {
		return err
	}
	if b.Running() {
		return t.refuse("vote.refuse.exportOpen", "number", b.Number)
	}
	if b.Outcome.Withheld {
		return t.refuse("vote.refuse.exportWithheld", "number", b.Number)
	}
	if b.Secrecy == scrum.UntilClosed && t.person.ID != t.product.Owner {
		who, err := t.nameOf(ctx, t.product.Owner)
		if err != nil {
			return err
		}
		return t.refuse("vote.refuse.exportSecret", "number", b.Number, "who", who)
	}
	request := exportRequest{Product: t.product.ID, Person: t.person.ID, Format: jsonFormat, Ballot: b.ID}
	if err := t.sendOneFile(ctx, request); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("vote.exportComing", "number", b.Number)))
}

// writeBallot writes a counted vote as JSON, and returns what to say of it.
func (t *turn) writeBallot(ctx context.Context, id scrum.BallotID, to io.Writer) (comment string, err error) {
	b, err := t.ballot(ctx, id)
	if err != nil {
		return "", err
	}
	if b.Running() || b.Secrecy == scrum.UntilClosed && t.person.ID != t.product.Owner {
		return "", scrum.ErrNotFound
	}
	papers, err := t.papers(ctx, b)
	if err != nil {
		return "", err
	}
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return "", err
	}
	late, err := t.notCounted(ctx, b)
	if err != nil {
		return "", err
	}
	out := json.NewEncoder(to)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	if err := out.Encode(exchange.FromBallot(b, t.product.Key, papers, shown.Stories, late)); err != nil {
		return "", fmt.Errorf("write ballot %d: %w", b.ID, err)
	}
	return t.mine.Say("vote.exportHere", "number", b.Number), nil
}

// notCounted are the reactions to a ballot's message that meant one of its
// options and did not count.
func (t *turn) notCounted(ctx context.Context, b scrum.Ballot) ([]exchange.NotCounted, error) {
	var list []exchange.NotCounted
	events, err := t.ballotEvents(ctx, b)
	enrolled, last := b.Enrolled(), map[scrum.PersonID]scrum.LastChoice{}
	if b.Method == scrum.ByScore {
		last = scrum.LastChoices(events, b.Emoji(), b.Limit())
	}
	for _, e := range events {
		why := ""
		switch {
		case !b.Casts(e.Emoji.Name):
		case !enrolled[e.Person]:
			why = "not on the roll"
		case b.Late(e.At):
			why = "late"
		case e.Added && slices.Contains(last[e.Person].Superseded, e.Emoji.Name):
			why = "superseded"
		}
		if why != "" {
			list = append(list, exchange.NotCounted{Person: e.Person, Emoji: e.Emoji.Name, Added: e.Added, At: e.At, Why: why})
		}
	}
	return list, err
}
