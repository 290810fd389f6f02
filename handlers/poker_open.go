package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// deal is a poker that is being prepared.
type deal struct {
	poker   scrum.Poker
	stories []scrum.Story
	wide    bool // on what has no estimate, of which there may be more
	outside int  // people of a user group who are not in the team
}

// pokerTyped starts a poker from what was typed.
func pokerTyped(ctx context.Context, t *turn, ask scrum.PokerAsk) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	d := deal{poker: scrum.Poker{Deck: scrum.Fibonacci(), Anonymous: ask.Anonymous}}
	var err error
	if ask.Unestimated {
		d.stories, err = t.unestimated(ctx)
		d.wide = true
	} else {
		d.stories, err = t.storiesNamed(ctx, ask.Keys)
	}
	if err != nil {
		return err
	}
	if ask.Deck == scrum.DeckShirts {
		if d.poker.Deck, err = t.lastDeck(ctx, scrum.DeckShirts); err != nil {
			return err
		}
	}
	if err := t.seat(ctx, &d, ask.People, ask.Groups); err != nil {
		return err
	}
	if err := t.limit(&d, ask.Until); err != nil {
		return err
	}
	return t.openPoker(ctx, d)
}

// unestimatedTyped is poker on what has no size: the verb and what follows it.
func unestimatedTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	ask := scrum.ParsePokerAsk(rest)
	if ask.Odd != "" || len(ask.Keys) > 0 {
		return t.unfit("/estimate "+t.verb("estimate", "unestimated")+" "+clipWord(rest), t.mine.Say("poker.example"))
	}
	ask.Unestimated = true
	return pokerTyped(ctx, t, ask)
}

// unestimated are the first stories that a poker on what has no size takes. It
// refuses if there is none.
func (t *turn) unestimated(ctx context.Context, but ...scrum.PokerItem) ([]scrum.Story, error) {
	stories, _, err := t.unsized(ctx, but...)
	if err != nil || len(stories) > 0 {
		return stories, err
	}
	keys, err := t.examples(ctx, 2)
	if err != nil {
		return nil, err
	}
	return nil, t.refuse("poker.refuse.none", "key", keys[0])
}

// unsized are as many stories as a poker holds, of those without a size that
// the whole channel sees and nobody votes on, and how many more there are.
func (t *turn) unsized(ctx context.Context, but ...scrum.PokerItem) ([]scrum.Story, int, error) {
	const looked = 30 * scrum.MaxPokerStories
	found, total, _, err := t.tx.Unestimated(ctx, scrum.BacklogQuery{Product: t.product.ID, Limit: looked})
	if err != nil {
		return nil, 0, err
	}
	var stories []scrum.Story
	for _, s := range found {
		switch {
		case slices.ContainsFunc(but, func(it scrum.PokerItem) bool { return it.Story == s.ID }):
			total--
		case len(stories) < scrum.MaxPokerStories:
			stories = append(stories, s)
		}
	}
	return stories, total - len(stories), nil
}

// pressRest starts another poker on what has no size, with the cards, the
// people and the secrecy of the one before.
func pressRest(ctx context.Context, t *turn, _ Click, p scrum.Poker) error {
	if err := t.mustLead(ctx, p); err != nil {
		return err
	}
	d := deal{poker: scrum.Poker{Deck: p.Deck, Anonymous: p.Anonymous}, wide: true}
	var err error
	if d.stories, err = t.unestimated(ctx, p.Items...); err != nil {
		return err
	}
	team, err := t.team(ctx)
	if err != nil {
		return err
	}
	var named []scrum.PersonID
	if !p.Everyone {
		named = p.Expected(team)
	}
	if err := t.seat(ctx, &d, named, nil); err != nil {
		return err
	}
	if p.ClosesAt.After(t.now.Add(time.Hour)) && p.ClosesAt.Before(d.poker.ClosesAt) {
		d.poker.ClosesAt = p.ClosesAt
	}
	t.door.replace = true
	return t.openPoker(ctx, d)
}

// storiesNamed are the stories that were named, each once.
func (t *turn) storiesNamed(ctx context.Context, keys []string) ([]scrum.Story, error) {
	home, stories := t.product.ID, []scrum.Story{}
	for _, key := range keys {
		s, err := t.storyNamed(ctx, key)
		if err != nil {
			return nil, err
		}
		if s.Product != home {
			return nil, t.refuse("poker.refuse.other", "key", s.Key)
		}
		if slices.ContainsFunc(stories, func(other scrum.Story) bool { return other.ID == s.ID }) {
			continue
		}
		if err := t.mustBeDealable(ctx, s); err != nil {
			return nil, err
		}
		stories = append(stories, s)
	}
	if len(stories) > scrum.MaxPokerStories {
		return nil, t.refuse("poker.refuse.many")
	}
	return stories, nil
}

// mustBeDealable refuses what the channel cannot vote on: what it does not see,
// what is over or holds others, what is voted on already, and what keeps its
// points because somebody has begun it.
func (t *turn) mustBeDealable(ctx context.Context, s scrum.Story) error {
	if err := t.mustBeOpen(ctx, s); err != nil {
		return err
	}
	if err := t.mustBeWork(ctx, s); err != nil {
		return err
	}
	if s.Hidden {
		return t.refuseHidden(ctx, "poker.refuse.hidden", s)
	}
	if s.State.Begun() && s.Size.Known {
		return t.refuse("poker.refuse.begun", "key", s.Key)
	}
	_, err := t.tx.LivePokerItem(ctx, s.ID)
	if err == nil {
		return t.refuse("poker.refuse.live", "key", s.Key, "channel", "<#"+string(t.product.Channel)+">")
	}
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	return err
}

// limit reads until when a round lasts, on the clock of whoever typed it.
func (t *turn) limit(d *deal, typed string) error {
	if typed == "" {
		return nil
	}
	here := t.now.In(t.person.Location(t.product.Location()))
	at, ok := scrum.ParseUntil(typed, here)
	if !ok {
		return t.refuse("poker.refuse.time", "typed", clipWord(typed))
	}
	return t.limitAt(d, at)
}

// limitAt ends a round sooner than a working day after its opening.
func (t *turn) limitAt(d *deal, at time.Time) error {
	zone := t.person.Location(t.product.Location())
	switch {
	case !at.After(t.now):
		return t.refuse("poker.refuse.past", "when", t.mine.Moment(at.In(zone), t.now))
	case at.After(d.poker.ClosesAt):
		return t.refuse("poker.refuse.far", "when", t.mine.Moment(d.poker.ClosesAt.In(zone), t.now))
	}
	d.poker.ClosesAt = at
	return nil
}

// openPoker puts a poker into the channel: one message, and in its thread one
// for each story.
func (t *turn) openPoker(ctx context.Context, d deal) error {
	d.poker.Product, d.poker.Opener, d.poker.OpenedAt = t.product.ID, t.person.ID, t.now
	for _, s := range d.stories {
		d.poker.Items = append(d.poker.Items, scrum.PokerItem{Story: s.ID, State: scrum.PokerOpen, Round: 1, ClosesAt: d.poker.ClosesAt})
	}
	p, err := t.tx.CreatePoker(ctx, d.poker)
	if err != nil {
		return err
	}
	var items []scrum.PokerItemID
	for _, it := range p.Items {
		items = append(items, it.ID)
		if err := t.seal(ctx, p, it.ID); err != nil {
			return err
		}
		if err := t.armOnce(ctx, pokerTimeDeed, idText(it.ID), it.ClosesAt, 0); err != nil {
			return err
		}
	}
	t.touch(p.Voters...)
	if err := t.armReminders(ctx, p, p.Items[0]); err != nil {
		return err
	}
	if err := t.drawPoker(ctx, p.ID, items...); err != nil {
		return err
	}
	names, err := t.names(ctx, p.Voters...)
	if err != nil {
		return err
	}
	more, err := t.left(ctx, d, p)
	if err != nil {
		return err
	}
	until := t.mine.Moment(p.ClosesAt.In(t.person.Location(t.product.Location())), t.now)
	return t.tell(ctx, view.PokerStarted(t.mine, p, names, until, more, d.outside))
}

// left counts the stories without a size that found no place in a poker on them.
func (t *turn) left(ctx context.Context, d deal, p scrum.Poker) (int, error) {
	if !d.wide {
		return 0, nil
	}
	next, more, err := t.unsized(ctx, p.Items...)
	return len(next) + more, err
}
