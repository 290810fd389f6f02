package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// armReminders has each voter who will not have voted told once that a round
// is about to end.
func (t *turn) armReminders(ctx context.Context, p scrum.Poker, it scrum.PokerItem) error {
	const window = 2 * time.Hour
	if p.Anonymous { // to remind only some would tell who they are
		return nil
	}
	people, err := t.tx.People(ctx, p.Voters...)
	if err != nil {
		return err
	}
	for _, id := range p.Voters {
		hours, err := t.workHours(ctx, people[id], t.now)
		if err != nil {
			return err
		}
		at, ok := scrum.PokerReminder(it, t.now, hours)
		if !ok {
			continue
		}
		if err := t.armOnce(ctx, pokerRemindDeed, idText(p.ID)+" "+string(id), at, window); err != nil {
			return err
		}
	}
	return nil
}

// remindVoter tells somebody which stories still wait for their card.
func remindVoter(ctx context.Context, t *turn, o occurrence) error {
	number, person, _ := strings.Cut(o.Subject, " ")
	id, err := parseID[scrum.PokerID](number)
	if err != nil || o.Timing == scrum.Missed {
		return err
	}
	who, inTeam, err := t.member(ctx, scrum.PersonID(person))
	if err != nil || !inTeam {
		return err
	}
	if away, err := t.isAway(ctx, who, t.now); err != nil || away {
		return err
	}
	p, err := t.tx.Poker(ctx, id)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	keys, until, err := t.pokerWaits(ctx, p, who.ID)
	if err != nil || len(keys) == 0 {
		return err
	}
	words, zone := t.readerOf(who)
	return t.direct(ctx, who.ID, "", view.PokerReminder(words, p, t.channel.Name, keys, until.In(zone), t.now))
}

// pokerWaits are the keys of the stories of a poker that wait for somebody's
// card, and until when the first of them does. Of an anonymous poker they are
// all that are open: to leave out any would tell that somebody has voted.
func (t *turn) pokerWaits(ctx context.Context, p scrum.Poker, person scrum.PersonID) (keys []string, until time.Time, err error) {
	for _, it := range p.Items {
		votes, err := t.tx.PokerVotes(ctx, it.ID)
		if err != nil {
			return nil, until, err
		}
		if _, voted := scrum.VoteOf(votes, it.Round, person); voted || it.State != scrum.PokerOpen {
			continue
		}
		key, err := t.keyOf(ctx, it)
		if err != nil {
			return nil, until, err
		}
		if keys = append(keys, key); until.IsZero() || it.ClosesAt.Before(until) {
			until = it.ClosesAt
		}
	}
	return keys, until, nil
}

// homePokers are the pokers of a product that wait for a person's cards.
func (t *turn) homePokers(ctx context.Context, p scrum.Person, product scrum.Product, shown *view.HomeShown) error {
	open, err := t.tx.OpenPokers(ctx, product.ID)
	if err != nil {
		return err
	}
	for _, id := range open {
		poker, err := t.tx.Poker(ctx, id)
		if err != nil {
			return err
		}
		if !slices.Contains(poker.Voters, p.ID) {
			continue
		}
		keys, until, err := t.pokerWaits(ctx, poker, p.ID)
		if err != nil {
			return err
		}
		if len(keys) > 0 {
			shown.Pokers = append(shown.Pokers, view.HomePoker{Poker: id, Channel: product.Channel, Keys: keys, Until: until})
		}
	}
	return nil
}

// followEstimated takes a story off the table when it can be voted on no more,
// and holds the points against the time when one is finished.
func followEstimated(ctx context.Context, t *turn, before, now scrum.Story) error {
	if now.State.Done() && !before.State.Done() && now.Size.Known {
		if err := t.checkDrift(ctx, now); err != nil {
			return err
		}
	}
	it, err := t.tx.LivePokerItem(ctx, now.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	switch {
	case !now.State.Open():
		it.Cause = scrum.PokerClosed
	case now.Hidden:
		it.Cause = scrum.PokerHidden
	case now.Epic:
		it.Cause = scrum.PokerEpic
	case now.Size.Known && now.Size != before.Size:
		it.Cause = scrum.PokerDecided
	case before.Headline() == now.Headline():
		return nil
	}
	if it.Cause != "" {
		it.State, it.Card = scrum.PokerGone, ""
		if err := t.leaveTable(ctx, it); err != nil {
			return err
		}
	}
	return t.drawPoker(ctx, it.Poker, it.ID)
}

// checkDrift holds the points of finished stories against the time they took,
// now and then, and tells the owner privately if the one says nothing of the
// other.
func (t *turn) checkDrift(ctx context.Context, s scrum.Story) error {
	n, err := t.tx.CountFinished(ctx, s.Product)
	if err != nil || n%scrum.DriftEvery != 0 {
		return err
	}
	owner, err := t.tx.Person(ctx, t.product.Owner)
	if err != nil || !owner.InTeam() {
		return err
	}
	finished, err := t.tx.Finished(ctx, s.Product, owner.ID, scrum.DriftSample)
	if err != nil {
		return err
	}
	rho, drifts := scrum.Drift(finished, t.product.Location())
	if !drifts {
		return nil
	}
	words, _ := t.readerOf(owner)
	return t.direct(ctx, owner.ID, "", view.PokerDrift(words, t.channel.Name, len(finished), rho))
}

// followVoters looks again at the pokers that people who left the team had
// still to vote in: theirs may have been the last card that was waited for.
func followVoters(ctx context.Context, h *Handlers, tx Tx, r Roster) error {
	stayed := func(p scrum.Person) bool { return p.InTeam() }
	left := Roster{People: slices.DeleteFunc(slices.Clone(r.People), stayed), Members: r.Members}
	return h.concerned(ctx, tx, left, tx.PokersWith, (*turn).recheckPokers)
}

// recheckPokers looks again whether everybody has voted.
func (t *turn) recheckPokers(ctx context.Context) error {
	ids, err := t.tx.OpenPokers(ctx, t.product.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		p, err := t.tx.Poker(ctx, id)
		if err != nil {
			return err
		}
		for _, it := range p.Items {
			d, err := t.tableOf(ctx, it)
			if err != nil {
				return err
			}
			if _, err := t.revealIfAll(ctx, &d); err != nil {
				return err
			}
		}
	}
	return nil
}
