package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/scrum"
)

// reconcileTx is what it takes to find what was missed.
type reconcileTx interface {
	// VotedOn returns the messages that people vote on, those of running
	// ballots first, then the cards of as many open stories as wanted.
	VotedOn(ctx context.Context, cards int) ([]scrum.MessageID, error)
	// KeepFoundVoter keeps that somebody's vote was found only after an outage
	// that spans the close; FoundVoters returns how many those are.
	KeepFoundVoter(ctx context.Context, ballot scrum.BallotID, person scrum.PersonID) error
	FoundVoters(ctx context.Context, ballot scrum.BallotID) (int, error)
	// BallotMessages returns where a ballot's message stood before it was
	// deleted.
	BallotMessages(ctx context.Context, ballot scrum.BallotID) ([]scrum.MessageID, error)
	// ForgetBallotMessage has a ballot's message posted anew as soon as it is
	// written again.
	ForgetBallotMessage(ctx context.Context, ballot scrum.BallotID, name string, stood scrum.MessageID) error
}

// reconciledCards is how many cards are read again after an outage: at fifty a
// minute that takes four minutes, and the newest are those people react to.
const reconciledCards = 200

// VotedOn returns the messages whose reactions are to be read again after an
// outage, the most urgent first.
func (h *Handlers) VotedOn(ctx context.Context) (list []scrum.MessageID, err error) {
	err = h.store.Read(ctx, func(tx Tx) error {
		list, err = tx.VotedOn(ctx, reconciledCards)
		return err
	})
	return list, err
}

// Reacted returns the reactions to a message that are kept.
func (h *Handlers) Reacted(ctx context.Context, m scrum.MessageID) (events []scrum.ReactionEvent, err error) {
	err = h.store.Read(ctx, func(tx Tx) error {
		events, err = tx.Reactions(ctx, m.Channel, m.TS)
		return err
	})
	return events, err
}

// Reconcile keeps what was missed of the reactions to a message, by what Slack
// listed there at an instant, and reports whether there is something to count
// then. Before is what was kept when Slack was asked: what came in since may be
// in the list or not, and is left alone.
func (h *Handlers) Reconcile(ctx context.Context, m scrum.MessageID, before []scrum.ReactionEvent, listed []scrum.Listed, at time.Time) (kept bool, err error) {
	err = h.store.Write(ctx, func(tx Tx) error {
		kept = false
		t, noun, id, err := h.messageOf(ctx, tx, m)
		if err != nil || t == nil {
			return err
		}
		if listed, err = t.ofPeople(ctx, listed); err != nil {
			return err
		}
		missed, unsure := scrum.Reconcile(before, listed, at)
		if noun == "ballot" {
			if missed, err = t.foundForBallot(ctx, scrum.BallotID(id), missed, unsure, at); err != nil {
				return err
			}
		}
		fresh, err := tx.KeepReactions(ctx, m.Channel, m.TS, missed...)
		kept = fresh > 0
		return err
	})
	return kept && err == nil, err
}

// messageOf finds what a message of ours is about, in a turn without a person;
// a nil turn is that it is about nothing.
func (h *Handlers) messageOf(ctx context.Context, tx Tx, m scrum.MessageID) (*turn, string, int64, error) {
	message, err := tx.DeliveryAt(ctx, m.Channel, m.TS)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil, "", 0, nil
	}
	if err != nil {
		return nil, "", 0, err
	}
	noun, id, ok := parseName(message.Name)
	product, err := tx.ProductOf(ctx, m.Channel)
	if !ok || errors.Is(err, scrum.ErrNotFound) {
		return nil, "", 0, nil
	}
	if err != nil {
		return nil, "", 0, err
	}
	t, err := h.occasion(ctx, tx, product.ID)
	return t, noun, id, err
}

// ofPeople returns the reactions without those of bots, including Pogo, and of
// deactivated people: theirs are never kept.
func (t *turn) ofPeople(ctx context.Context, listed []scrum.Listed) ([]scrum.Listed, error) {
	var of []scrum.Listed
	for _, l := range listed {
		var people []scrum.PersonID
		for _, id := range l.People {
			p, err := t.stranger(ctx, id)
			if err != nil {
				return nil, err
			}
			if p.Bot || p.Deleted {
				l.Count--
				continue
			}
			people = append(people, id)
		}
		l.People = people
		of = append(of, l)
	}
	return of, nil
}

// Gone tells that Slack no longer has a message of ours: somebody deleted it.
func (h *Handlers) Gone(ctx context.Context, m scrum.MessageID) error {
	return h.store.Write(ctx, func(tx Tx) error {
		t, noun, id, err := h.messageOf(ctx, tx, m)
		if err != nil || t == nil || noun != "ballot" {
			return err
		}
		return t.ballotGone(ctx, m, scrum.BallotID(id))
	})
}
