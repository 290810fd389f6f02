package handlers

import (
	"context"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// mustPlay refuses to whoever is not asked in a poker, or in one of the whole
// team did not join that since.
func (t *turn) mustPlay(ctx context.Context, d table) error {
	if err := t.mustBelong(); err != nil {
		return err
	}
	p := d.poker
	switch {
	case slices.Contains(p.Voters, t.person.ID):
		return nil
	case t.person.ID == p.Opener || t.person.ID == t.product.Owner:
		return t.refuseTable(ctx, d, "poker.refuse.leads")
	case !p.Everyone || !slices.ContainsFunc(d.team, func(m scrum.Person) bool { return m.ID == t.person.ID }):
		who, lead, err := t.votersAndLead(ctx, p)
		if err != nil {
			return err
		}
		return t.refuse("poker.refuse.asked", "who", who, "lead", lead)
	}
	return nil
}

// votersAndLead name those who are asked in a poker and who leads it.
func (t *turn) votersAndLead(ctx context.Context, p scrum.Poker) (who, lead string, err error) {
	names, err := t.names(ctx, append([]scrum.PersonID{p.Opener}, p.Voters...)...)
	list := make([]string, len(p.Voters))
	for i, id := range p.Voters {
		list[i] = escape(names.Of(id))
	}
	return t.mine.List(list), escape(names.Of(p.Opener)), err
}

// pressCard puts down a card in the thread. It is answered privately; the
// message there only ticks the name.
func pressCard(ctx context.Context, t *turn, c Click) error {
	d, shown, err := t.play(ctx, c)
	if err != nil {
		return err
	}
	hand, err := t.hand(ctx, d)
	if err != nil {
		return err
	}
	if shown {
		return t.tellOfTable(ctx, d, "poker.played", "card", string(hand.Mine.Card))
	}
	return t.tell(ctx, view.PokerPlayed(t.mine, hand))
}

// pressCardInHand does so in a private message, which goes on to the next
// story that waits, or comes to the list of all cards.
func pressCardInHand(ctx context.Context, t *turn, c Click) error {
	d, shown, err := t.play(ctx, c)
	if err != nil {
		return err
	}
	t.door.replace = true
	if p, err := t.tx.Poker(ctx, d.poker.ID); err != nil {
		return err
	} else if shown && p.In(scrum.PokerOpen) == 0 {
		mine, _ := d.mine(t.person.ID)
		return t.tellOfTable(ctx, d, "poker.played", "card", string(mine.Card))
	}
	return t.offerHand(ctx, d.poker.ID, d.item.ID)
}

// play keeps the card that was pressed and, if it was the last that was waited
// for, shows all of them.
func (t *turn) play(ctx context.Context, c Click) (d table, shown bool, err error) {
	d, p, err := t.tablePlayed(ctx, c)
	if err != nil {
		return d, false, err
	}
	if err := t.mustPlay(ctx, d); err != nil {
		return d, false, err
	}
	switch {
	case d.poker.Anonymous: // by the form alone
		return d, false, t.refuse("command.nothing")
	case d.item.State != scrum.PokerOpen:
		return d, false, t.refuseTable(ctx, d, "poker.refuse.over")
	case d.item.Round != p.round:
		return d, false, t.refuseTable(ctx, d, "poker.refuse.round")
	}
	if _, err := t.story(ctx, d.item.Story); err != nil {
		return d, false, err
	}
	if !slices.Contains(d.poker.Voters, t.person.ID) { // from now on they are waited for
		d.poker.Voters = append(d.poker.Voters, t.person.ID)
		if err := t.tx.AddPokerVoter(ctx, d.poker.ID, t.person.ID); err != nil {
			return d, false, err
		}
	}
	mine, _ := d.mine(t.person.ID)
	mine.Card = p.card
	shown, err = t.putDown(ctx, &d, mine)
	return d, shown, err
}

// putDown keeps a card and, if it was the last that was waited for, shows all
// of them.
func (t *turn) putDown(ctx context.Context, d *table, v scrum.PokerVote) (shown bool, err error) {
	_, changed := scrum.VoteOf(d.votes, v.Round, v.Person)
	if !d.poker.Anonymous {
		t.touch(t.person.ID)
	}
	if err := t.tx.KeepPokerVote(ctx, d.item.ID, v, t.cardAt(d.poker)); err != nil {
		return false, err
	}
	if d.votes, err = t.tx.PokerVotes(ctx, d.item.ID); err != nil {
		return false, err
	}
	if shown, err = t.revealIfAll(ctx, d); err != nil || shown {
		return shown, err
	}
	if changed && !d.allVoted() {
		return false, nil // nothing that others see has changed
	}
	return false, t.drawPoker(ctx, d.poker.ID, d.item.ID)
}

// pressVote leads somebody through the stories that wait for their card.
func pressVote(ctx context.Context, t *turn, _ Click, p scrum.Poker) error {
	if p.Anonymous {
		return t.openSealed(ctx, p, 0)
	}
	return t.offerHand(ctx, p.ID, 0)
}

// pressHold shows one story to put down a card for, or to change it.
func pressHold(ctx context.Context, t *turn, _ Click, d table) error {
	if err := t.mustPlay(ctx, d); err != nil {
		return err
	}
	if d.poker.Anonymous {
		return t.refuse("command.nothing")
	}
	if d.item.State != scrum.PokerOpen {
		return t.refuseTable(ctx, d, "poker.refuse.over")
	}
	hand, err := t.hand(ctx, d)
	if err != nil {
		return err
	}
	return t.replace(ctx, view.PokerHeld(t.mine, t.labels(hand.Story), hand))
}

// pressReason asks why the person put down their card.
func pressReason(ctx context.Context, t *turn, c Click, d table) error {
	mine, err := t.cardDown(ctx, d)
	if err != nil {
		return err
	}
	s, err := t.story(ctx, d.item.Story)
	if err != nil {
		return err
	}
	where := Where{Channel: c.Channel, ID: int64(d.item.ID), Revision: d.item.Round, Response: c.Response}
	t.answer.Open = view.PokerReasonForm(t.mine, where.String(), s, mine)
	return nil
}

// cardDown is the card that the person put down in the open round.
func (t *turn) cardDown(ctx context.Context, d table) (scrum.PokerVote, error) {
	if d.poker.Anonymous {
		return scrum.PokerVote{}, t.refuse("command.nothing")
	}
	if d.item.State != scrum.PokerOpen {
		return scrum.PokerVote{}, t.refuseTable(ctx, d, "poker.refuse.over")
	}
	mine, ok := d.mine(t.person.ID)
	if !ok {
		return mine, t.refuse("poker.refuse.noVote")
	}
	return mine, nil
}

// submitReasonOfCard keeps why somebody put down their card, to be shown with
// it. What comes after the cards were shown stays in the form.
func submitReasonOfCard(ctx context.Context, t *turn, sub Submission) error {
	where := ParseWhere(sub.Private)
	d, err := t.table(ctx, scrum.PokerItemID(where.ID))
	if err != nil {
		return err
	}
	mine, err := t.cardDown(ctx, d)
	if err == nil && d.item.Round != where.Revision {
		err = t.refuseTable(ctx, d, "poker.refuse.round")
	}
	if err != nil {
		return atField(view.FieldReason, err)
	}
	mine.Reason = strings.TrimSpace(sub.Values[view.FieldReason])
	if err := t.tx.KeepPokerVote(ctx, d.item.ID, mine, t.now); err != nil {
		return err
	}
	hand, err := t.hand(ctx, d)
	if err != nil || where.Response == "" {
		return err
	}
	t.door.response = where.Response
	return t.replace(ctx, view.PokerHeld(t.mine, t.labels(hand.Story), hand))
}

// pressCompare shows a story beside finished ones that had each card.
func pressCompare(ctx context.Context, t *turn, _ Click, d table) error {
	s, err := t.story(ctx, d.item.Story)
	if err != nil {
		return err
	}
	const looked = 300
	finished, err := t.tx.Finished(ctx, t.product.ID, t.person.ID, looked)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.PokerCompared(t.mine, s, d.poker.Deck.References(s.Parsed, finished), t.product.Location()))
}
