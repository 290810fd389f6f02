package handlers

import (
	"context"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// revealIfAll shows the cards of a story if everybody put one down and enough
// of them are sizes. It reports whether it did.
func (t *turn) revealIfAll(ctx context.Context, d *table) (bool, error) {
	if d.item.State != scrum.PokerOpen || !d.allVoted() || len(d.cards()) < d.poker.Fewest() || d.outcome().Verdict == scrum.PokerWait {
		return false, nil
	}
	return true, t.reveal(ctx, d, "")
}

// isQuorate reports whether the cards of a story may be shown without waiting
// for the others.
func (d table) isQuorate() bool {
	return len(d.cards()) >= d.poker.Quorum(len(d.expected())) && d.outcome().Verdict != scrum.PokerWait
}

// reveal shows the cards of a story and does what they say.
func (t *turn) reveal(ctx context.Context, d *table, by scrum.PersonID) error {
	if err := t.unsign(ctx, d); err != nil {
		return err
	}
	t.touch(d.poker.Voters...)
	o := d.outcome()
	round := scrum.PokerRound{Round: d.item.Round, Outcome: o, RevealedAt: t.now, RevealedBy: by}
	if err := t.tx.KeepPokerRound(ctx, d.item.ID, round); err != nil {
		return err
	}
	if err := t.disarm(ctx, pokerTimeDeed, idText(d.item.ID)); err != nil {
		return err
	}
	d.item.State, d.item.Card, d.item.Objector = o.Verdict.Next(), "", ""
	switch o.Verdict {
	case scrum.PokerAgree:
		return t.land(ctx, d, o.Card, scrum.Person{})
	case scrum.PokerPropose:
		d.item.Card, d.item.ClosesAt = o.Card, t.now.Add(scrum.PokerConsent)
		if err := t.armOnce(ctx, pokerConsentDeed, idText(d.item.ID), d.item.ClosesAt, 0); err != nil {
			return err
		}
	case scrum.PokerWait, scrum.PokerSplit, scrum.PokerRefine, scrum.PokerDiscuss, scrum.PokerPark:
	}
	if err := t.tx.SavePokerItem(ctx, d.item); err != nil {
		return err
	}
	if err := t.drawPoker(ctx, d.poker.ID, d.item.ID); err != nil {
		return err
	}
	if o.Verdict == scrum.PokerDiscuss {
		if d.poker.Anonymous {
			return t.inviteAll(ctx, *d, o)
		}
		return t.invite(ctx, *d, o)
	}
	return nil
}

// invite asks those whose cards lie farthest apart to speak first. Whoever said
// why with their card has spoken already.
func (t *turn) invite(ctx context.Context, d table, o scrum.PokerOutcome) error {
	speakers := slices.DeleteFunc(scrum.Speakers(d.item, d.cards(), o), func(id scrum.PersonID) bool {
		v, _ := scrum.VoteOf(d.votes, d.item.Round, id)
		return v.Reason != ""
	})
	if len(speakers) == 0 {
		return nil
	}
	shown, err := t.pokerShown(ctx, d.poker.ID)
	if err != nil {
		return err
	}
	return t.reply(ctx, view.PokerName(d.poker.ID), "", view.PokerInvite(t.ours, shown, d.item, speakers))
}

// land puts the points of a card on the story, as an estimate by hand would.
// Where nobody took the card by hand, the change is nobody's.
func (t *turn) land(ctx context.Context, d *table, face scrum.Face, by scrum.Person) error {
	card, ok := d.poker.Deck.Card(face)
	if !ok || !card.Points.Known {
		return t.refuse("command.nothing")
	}
	d.item.State, d.item.Card, d.item.Cause, d.item.Objector = scrum.PokerAgreed, face, "", ""
	if err := t.tx.SavePokerItem(ctx, d.item); err != nil {
		return err
	}
	s, err := t.tx.Story(ctx, d.item.Story)
	if err != nil {
		return err
	}
	if s.Size != card.Points {
		s.Size = card.Points
		was := t.person
		t.person = by
		_, err = t.saveStory(ctx, s)
		t.person = was
		if err != nil {
			return err
		}
	}
	return t.drawPoker(ctx, d.poker.ID, d.item.ID)
}

// pressReveal shows the cards of one story before everybody has voted.
func pressReveal(ctx context.Context, t *turn, _ Click, d table) error {
	if err := t.mustLead(ctx, d.poker); err != nil {
		return err
	}
	if d.item.State != scrum.PokerOpen {
		return t.refuseTable(ctx, d, "poker.refuse.over")
	}
	if !d.isQuorate() {
		cast, of := len(d.cards()), len(d.expected())
		if cast >= of {
			return t.refuseTable(ctx, d, "poker.refuse.sizes")
		}
		return t.refuseTable(ctx, d, "poker.refuse.few", "n", cast, "of", of, "needed", d.poker.Quorum(of))
	}
	if err := t.reveal(ctx, &d, t.person.ID); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("poker.shown", "n", 1)))
}

// pressRevealAll shows the cards of every story that has enough of them.
func pressRevealAll(ctx context.Context, t *turn, _ Click, p scrum.Poker) error {
	if err := t.mustLead(ctx, p); err != nil {
		return err
	}
	shown, short := 0, []string{}
	for _, it := range p.Items {
		if it.State != scrum.PokerOpen {
			continue
		}
		d, err := t.tableOf(ctx, it)
		if err != nil {
			return err
		}
		if d.isQuorate() {
			shown++
			err = t.reveal(ctx, &d, t.person.ID)
		} else {
			var key string
			key, err = t.keyOf(ctx, it)
			short = append(short, key)
		}
		if err != nil {
			return err
		}
	}
	if shown == 0 {
		return t.refuse("poker.refuse.fewAll")
	}
	said := t.mine.Say("poker.shown", "n", shown)
	if len(short) > 0 {
		said += " " + t.mine.Say("poker.notShown", "n", len(short), "keys", t.mine.List(short))
	}
	return t.tell(ctx, view.Note(said))
}

// roundIsOver shows the cards that lie there when time is up, or parks the
// story for want of them.
func roundIsOver(ctx context.Context, t *turn, d table) error {
	if d.item.State != scrum.PokerOpen || t.now.Before(d.item.ClosesAt) {
		return nil
	}
	if d.isQuorate() {
		return t.reveal(ctx, &d, "")
	}
	return t.park(ctx, d, scrum.PokerTooFew)
}

// consentIsGiven takes the card that nobody objected to.
func consentIsGiven(ctx context.Context, t *turn, d table) error {
	if d.item.State != scrum.PokerRevealed || t.now.Before(d.item.ClosesAt) {
		return nil
	}
	return t.land(ctx, &d, d.item.Card, scrum.Person{})
}
