package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// deal is a poker that is being prepared.
type deal struct {
	poker   scrum.Poker
	stories []scrum.Story
	more    int // stories without an estimate that found no place in it
}

// pokerTyped starts a poker from what was typed.
func pokerTyped(ctx context.Context, t *turn, ask scrum.PokerAsk) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	d := deal{poker: scrum.Poker{Deck: scrum.Fibonacci()}}
	var err error
	if ask.Unestimated {
		d.stories, d.more, err = t.unestimated(ctx)
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
	if err := t.seat(ctx, &d, ask.People); err != nil {
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

// unestimated are the first stories without a size that the whole channel sees
// and nobody votes on, and how many more there are.
func (t *turn) unestimated(ctx context.Context) ([]scrum.Story, int, error) {
	const looked = 5 * scrum.MaxPokerStories
	found, total, err := t.tx.Unestimated(ctx, scrum.BacklogQuery{Product: t.product.ID, Limit: looked})
	if err != nil {
		return nil, 0, err
	}
	var stories []scrum.Story
	for _, s := range found {
		_, err := t.tx.LivePokerItem(ctx, s.ID)
		switch {
		case err == nil:
			total--
		case !errors.Is(err, scrum.ErrNotFound):
			return nil, 0, err
		case len(stories) < scrum.MaxPokerStories:
			stories = append(stories, s)
		}
	}
	if len(stories) == 0 {
		keys, err := t.examples(ctx, 2)
		if err != nil {
			return nil, 0, err
		}
		return nil, 0, t.refuse("poker.refuse.none", "key", keys[0])
	}
	return stories, total - len(stories), nil
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
		who, err := t.nameOf(ctx, t.product.Owner)
		if err != nil {
			return err
		}
		return t.refuse("poker.refuse.hidden", "key", s.Key, "who", who)
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

// seat says who votes: those who were named, who must be of the team, or all
// of it.
func (t *turn) seat(ctx context.Context, d *deal, named []scrum.PersonID) error {
	team, err := t.team(ctx)
	if err != nil {
		return err
	}
	d.poker.Everyone = len(named) == 0
	if d.poker.Voters = scrum.PokerVoters(team, t.product.Owner, t.person.ID); !d.poker.Everyone {
		d.poker.Voters = nil
		for _, id := range named {
			if !slices.ContainsFunc(team, func(p scrum.Person) bool { return p.ID == id }) {
				who, err := t.nameOf(ctx, id)
				if err != nil {
					return err
				}
				return t.refuse("poker.refuse.outside", "who", who)
			}
			if !slices.Contains(d.poker.Voters, id) {
				d.poker.Voters = append(d.poker.Voters, id)
			}
		}
	}
	if len(d.poker.Voters) < scrum.MinPokerVoters {
		if !d.poker.Everyone {
			return t.refuse("poker.refuse.votersChosen")
		}
		return t.refuse("poker.refuse.voters", "key", d.stories[0].Key)
	}
	var zones []*time.Location
	for _, p := range team {
		if slices.Contains(d.poker.Voters, p.ID) {
			zones = append(zones, p.Location(t.product.Location()))
		}
	}
	d.poker.ClosesAt = scrum.PokerEnd(t.now, zones)
	return nil
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

// lastDeck is the deck of a kind as the team had it last.
func (t *turn) lastDeck(ctx context.Context, kind scrum.DeckKind) (scrum.Deck, error) {
	deck, err := t.tx.LastDeck(ctx, t.product.ID, kind)
	if errors.Is(err, scrum.ErrNotFound) && kind == scrum.DeckShirts {
		return scrum.ParseDeck(kind, scrum.Shirts)
	}
	if errors.Is(err, scrum.ErrNotFound) {
		return scrum.Deck{Kind: kind}, nil
	}
	return deck, err
}

// pressPokerForm opens the form of a poker, with what has no size chosen.
func pressPokerForm(ctx context.Context, t *turn, c Click) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	found, _, err := t.unestimated(ctx)
	if err != nil {
		return err
	}
	setup := view.PokerSetup{Stories: found, Chosen: len(found)}
	backlog, _, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Limit: 100})
	if err != nil {
		return err
	}
	for _, s := range backlog {
		if !slices.ContainsFunc(found, func(f scrum.Story) bool { return f.ID == s.ID }) && (!s.State.Begun() || !s.Size.Known) {
			setup.Stories = append(setup.Stories, s)
		}
	}
	shirts, err := t.lastDeck(ctx, scrum.DeckShirts)
	if err != nil {
		return err
	}
	own, err := t.lastDeck(ctx, scrum.DeckOwn)
	if err != nil {
		return err
	}
	setup.Shirts, setup.Own = shirts.String(), own.String()
	t.answer.Open = view.PokerForm(t.mine, Where{Channel: c.Channel}.String(), setup)
	return nil
}

// submitPoker takes the form of a poker.
func submitPoker(ctx context.Context, t *turn, sub Submission) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	var d deal
	var keys []string
	for _, value := range chosen(sub.Values[view.FieldPokerStories]) {
		id, err := parseID[scrum.StoryID](value)
		if err != nil {
			return t.refuse("command.nothing")
		}
		key, err := t.keyOf(ctx, scrum.PokerItem{Story: id})
		if err != nil {
			return err
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return t.refuseField(view.FieldPokerStories, "poker.refuse.noneChosen")
	}
	var err error
	if d.stories, err = t.storiesNamed(ctx, keys); err != nil {
		return inField(view.FieldPokerStories, err)
	}
	if d.poker.Deck, err = t.deckChosen(sub.Values); err != nil {
		return err
	}
	var people []scrum.PersonID
	for _, id := range chosen(sub.Values[view.FieldVoters]) {
		people = append(people, scrum.PersonID(id))
	}
	if err := t.seat(ctx, &d, people); err != nil {
		return inField(view.FieldVoters, err)
	}
	if seconds, err := strconv.ParseInt(sub.Values[view.FieldPokerUntil], 10, 64); err == nil {
		if err := t.limitAt(&d, time.Unix(seconds, 0).UTC()); err != nil {
			return inField(view.FieldPokerUntil, err)
		}
	}
	return t.openPoker(ctx, d)
}

// chosen are the values of a menu in which several can be.
func chosen(value string) []string {
	return strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == '\n' })
}

// inField says a refusal at a field of the form, which stays open.
func inField(field string, err error) error {
	if r, ok := isRefusal(err); ok {
		return &fieldError{field: field, refusal: r}
	}
	return err
}

// deckChosen is the deck that a form asks for.
func (t *turn) deckChosen(values map[string]string) (scrum.Deck, error) {
	field := ""
	switch kind := scrum.DeckKind(values[view.FieldDeck]); kind {
	case scrum.DeckShirts:
		field = view.FieldShirts
	case scrum.DeckOwn:
		field = view.FieldOwn
	case scrum.DeckFibonacci:
		return scrum.Fibonacci(), nil
	default:
		return scrum.Fibonacci(), nil
	}
	text := strings.TrimSpace(values[field])
	if text == "" && field == view.FieldShirts {
		text = scrum.Shirts
	}
	deck, err := scrum.ParseDeck(scrum.DeckKind(values[view.FieldDeck]), text)
	switch {
	case errors.Is(err, scrum.ErrDeckFew):
		return deck, t.refuseField(field, "poker.refuse.deckFew")
	case errors.Is(err, scrum.ErrDeckMany):
		return deck, t.refuseField(field, "poker.refuse.deckMany")
	case errors.Is(err, scrum.ErrDeckOrder):
		return deck, t.refuseField(field, "poker.refuse.deckOrder")
	case err != nil:
		return deck, t.refuseField(field, "poker.refuse.deck")
	}
	return deck, nil
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
		if err := t.armOnce(ctx, pokerTimeDeed, idText(it.ID), it.ClosesAt, 0); err != nil {
			return err
		}
	}
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
	until := t.mine.Moment(p.ClosesAt.In(t.person.Location(t.product.Location())), t.now)
	return t.tell(ctx, view.PokerStarted(t.mine, p, names, until, d.more))
}
