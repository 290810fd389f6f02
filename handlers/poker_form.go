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

// pressPokerForm opens the form of a poker, with what has no size chosen.
func pressPokerForm(ctx context.Context, t *turn, c Click) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	found, err := t.unestimated(ctx)
	if err != nil {
		return err
	}
	others, err := t.pokerStories(ctx, found)
	if err != nil {
		return err
	}
	setup := view.PokerSetup{Stories: slices.Concat(found, others), Chosen: len(found)}
	shirts, err := t.lastDeck(ctx, scrum.DeckShirts)
	if err != nil {
		return err
	}
	own, err := t.lastDeck(ctx, scrum.DeckOwn)
	if err != nil {
		return err
	}
	setup.Shirts, setup.Own = shirts.String(), own.String()
	if setup.Groups, err = t.groupsHere(ctx); err != nil {
		return err
	}
	t.answer.Open = view.PokerForm(t.mine, Where{Channel: c.Channel}.String(), setup)
	return nil
}

// pokerStories are those that a poker may be on besides some.
func (t *turn) pokerStories(ctx context.Context, but []scrum.Story) ([]scrum.Story, error) {
	backlog, _, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Limit: 100})
	if err != nil {
		return nil, err
	}
	var list []scrum.Story
	for _, s := range backlog {
		if slices.ContainsFunc(but, func(other scrum.Story) bool { return other.ID == s.ID }) {
			continue
		}
		err := t.mustBeDealable(ctx, s)
		if _, refused := isRefusal(err); refused {
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// groupsHere are the user groups in which somebody of the team is.
func (t *turn) groupsHere(ctx context.Context) ([]scrum.UserGroup, error) {
	team, err := t.team(ctx)
	if err != nil {
		return nil, err
	}
	groups, err := t.tx.UserGroups(ctx)
	return slices.DeleteFunc(groups, func(g scrum.UserGroup) bool { return g.Handle == "" || len(g.In(team)) == 0 }), err
}

// submitPoker takes the form of a poker.
func submitPoker(ctx context.Context, t *turn, sub Submission) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	keys, err := t.keysChosen(ctx, sub.Values[view.FieldPokerStories])
	if err != nil {
		return err
	}
	d := deal{poker: scrum.Poker{Anonymous: sub.Values[view.FieldAnonymous] != ""}, wide: true}
	if d.stories, err = t.storiesNamed(ctx, keys); err != nil {
		return atField(view.FieldPokerStories, err)
	}
	if d.poker.Deck, err = t.deckChosen(sub.Values); err != nil {
		return err
	}
	var people []scrum.PersonID
	for _, id := range chosen(sub.Values[view.FieldVoters]) {
		people = append(people, scrum.PersonID(id))
	}
	groups := scrum.GroupsNamed(sub.Values[view.FieldGroups])
	if err := t.seat(ctx, &d, people, groups); err != nil {
		return atField(view.FieldVoters, err)
	}
	if seconds, err := strconv.ParseInt(sub.Values[view.FieldPokerUntil], 10, 64); err == nil {
		if err := t.limitAt(&d, time.Unix(seconds, 0).UTC()); err != nil {
			return atField(view.FieldPokerUntil, err)
		}
	}
	return t.openPoker(ctx, d)
}

// keysChosen are the keys of the stories that were chosen in a form.
func (t *turn) keysChosen(ctx context.Context, value string) ([]string, error) {
	var keys []string
	for _, text := range chosen(value) {
		id, err := parseID[scrum.StoryID](text)
		if err != nil {
			return nil, t.refuse("command.nothing")
		}
		s, err := t.tx.Story(ctx, id)
		if err != nil {
			return nil, err
		}
		if s.Product != t.product.ID { // it was never offered
			return nil, t.refuse("command.nothing")
		}
		keys = append(keys, s.Key)
	}
	if len(keys) == 0 {
		return nil, t.refuseField(view.FieldPokerStories, "poker.refuse.noneChosen")
	}
	return keys, nil
}

// chosen are the values of a menu in which several can be.
func chosen(value string) []string {
	return strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == '\n' })
}

// deckChosen is the deck that a form asks for.
func (t *turn) deckChosen(values map[string]string) (scrum.Deck, error) {
	kind := scrum.DeckKind(values[view.FieldDeck])
	field := view.FieldOwn
	switch kind {
	case scrum.DeckOwn:
	case scrum.DeckShirts:
		field = view.FieldShirts
	case scrum.DeckFibonacci:
		return scrum.Fibonacci(), nil
	default:
		return scrum.Deck{}, t.refuse("command.nothing")
	}
	text := strings.TrimSpace(values[field])
	if text == "" && kind == scrum.DeckShirts {
		text = scrum.Shirts
	}
	deck, err := scrum.ParseDeck(kind, text)
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
