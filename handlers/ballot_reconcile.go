package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/locale"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/view"
)

// foundForBallot dates what was missed of a ballot. After the close nobody can
// tell whether a vote that is found was cast before it: it counts and is
// flagged, and nobody's vote is taken off.
func (t *turn) foundForBallot(ctx context.Context, id scrum.BallotID, missed []scrum.ReactionEvent, unsure bool, at time.Time) ([]scrum.ReactionEvent, error) {
	b, err := t.tx.Ballot(ctx, id)
	if err != nil || !b.Running() {
		return nil, err
	}
	if unsure && !b.Unverified {
		b.Unverified = true
		if err := t.tx.SaveBallot(ctx, b); err != nil {
			return nil, err
		}
	}
	if !b.Late(at) {
		return missed, nil
	}
	var found []scrum.ReactionEvent
	for _, e := range missed {
		if !slices.Contains(b.Emoji(), e.Emoji.Name) || !b.OnRoll(e.Person) {
			continue
		}
		if err := t.tx.KeepFoundVoter(ctx, b.ID, e.Person); err != nil {
			return nil, err
		}
		if e.Added {
			e.At = b.Limit()
			found = append(found, e)
		}
	}
	return found, nil
}

// tellOfBallot writes to the product's owner about a ballot, once for each thing
// that there is to say of its message.
func (t *turn) tellOfBallot(ctx context.Context, m scrum.MessageID, what string, said func(*locale.Words) view.Message) error {
	first, err := t.tx.TellReactorOnce(ctx, m, t.product.Owner, what)
	if err != nil || !first {
		return err
	}
	owner, err := t.stranger(ctx, t.product.Owner)
	if err != nil {
		return err
	}
	words, _ := t.readerOf(owner)
	return t.direct(ctx, owner.ID, "", said(words))
}

// ballotGone tells the owner, once, that nobody can vote any more because the
// message of a ballot was deleted.
func (t *turn) ballotGone(ctx context.Context, m scrum.MessageID, id scrum.BallotID) error {
	b, err := t.tx.Ballot(ctx, id)
	if err != nil || b.State != scrum.BallotOpen {
		return err
	}
	return t.tellOfBallot(ctx, m, "gone", func(w *locale.Words) view.Message {
		return view.BallotGone(w, b, mentionOf(t.product.Channel))
	})
}

// lost reports whether somebody deleted the message of a ballot, as far as is
// known.
func (t *turn) lost(ctx context.Context, b scrum.Ballot) (outbox.Delivery, bool, error) {
	message, err := t.tx.Delivery(ctx, view.BallotName(b.ID))
	return message, message.Posted() && message.State == outbox.Parked, err
}

// tellLost tells somebody that nobody can vote any more, with what they can do
// about it or who can.
func (t *turn) tellLost(ctx context.Context, b scrum.Ballot) error {
	if t.person.ID == t.product.Owner || t.person.ID == b.Opener {
		return t.tell(ctx, view.BallotGone(t.mine, b, mentionOf(t.product.Channel)))
	}
	who, err := t.nameOf(ctx, t.product.Owner)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("vote.goneSaid", "number", b.Number, "channel", mentionOf(t.product.Channel), "who", who)))
}

// postBallotAgain posts the message of a ballot that somebody deleted. The
// votes that were cast on the old one still count.
func postBallotAgain(ctx context.Context, t *turn, _ Click, b scrum.Ballot) error {
	if err := t.mustBeOneOf(ctx, "vote.refuse.closer", t.product.Owner, b.Opener); err != nil {
		return err
	}
	if b.State != scrum.BallotOpen {
		return t.refuse("vote.refuse.closed", "number", b.Number)
	}
	name := view.BallotName(b.ID)
	message, lost, err := t.lost(ctx, b)
	if err != nil {
		return err
	}
	if !lost {
		return t.refuse("vote.refuse.stands", "channel", mentionOf(t.product.Channel))
	}
	stood := standsAt(message)
	if err := t.tx.ForgetBallotMessage(ctx, b.ID, name, stood); err != nil {
		return err
	}
	if err := t.drawBallot(ctx, b); err != nil {
		return err
	}
	for _, emoji := range b.Emoji() {
		if err := t.seed(ctx, name, emoji); err != nil {
			return err
		}
	}
	return t.replace(ctx, view.Note(t.mine.Say("vote.postedAgain", "channel", mentionOf(t.product.Channel))))
}

// formerEvents are the reactions to what was a ballot's message before.
func (t *turn) formerEvents(ctx context.Context, b scrum.Ballot) ([]scrum.ReactionEvent, error) {
	former, err := t.tx.BallotMessages(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	var events []scrum.ReactionEvent
	for _, m := range former {
		put, err := t.tx.CastReactions(ctx, m.Channel, m.TS)
		if err != nil {
			return nil, err
		}
		events = append(events, put...)
	}
	return events, nil
}

// followChannel tells the owner of a product from whose channel Pogo was taken
// out while a vote runs.
func followChannel(ctx context.Context, h *Handlers, tx Tx, r Roster) error {
	for _, c := range r.Channels {
		if c.Member || c.Direct {
			continue
		}
		product, err := tx.ProductOf(ctx, c.ID)
		if errors.Is(err, scrum.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		t, err := h.occasion(ctx, tx, product.ID)
		if err != nil {
			return err
		}
		if err := t.ballotShutOut(ctx); err != nil {
			return err
		}
	}
	return nil
}

// ballotShutOut tells the owner, once, that reactions to a running vote no
// longer reach Pogo. When it is back it reads what was put on meanwhile.
func (t *turn) ballotShutOut(ctx context.Context) error {
	b, err := t.tx.LastBallot(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && b.State != scrum.BallotOpen {
		return nil
	}
	if err != nil {
		return err
	}
	message, err := t.tx.Delivery(ctx, view.BallotName(b.ID))
	if err != nil {
		return err
	}
	at := scrum.MessageID{Channel: t.product.Channel, TS: message.TS}
	return t.tellOfBallot(ctx, at, "out", func(w *locale.Words) view.Message {
		return view.Note(w.Say("vote.shutOut", "number", b.Number, "channel", mentionOf(t.product.Channel)))
	})
}
