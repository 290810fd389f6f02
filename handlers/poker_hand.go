package handlers

import (
	"context"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// offerHand shows the first story that waits for the person's card; if none
// does, all the cards that they can still change. Just is the story that they
// put one down for, or 0.
func (t *turn) offerHand(ctx context.Context, id scrum.PokerID, just scrum.PokerItemID) error {
	hands, err := t.hands(ctx, id)
	if err != nil {
		return err
	}
	if len(hands) == 0 {
		return t.tell(ctx, view.Note(t.mine.Say("poker.refuse.nothing")))
	}
	waiting := slices.IndexFunc(hands, func(h view.PokerHand) bool { return h.Mine.Card == "" })
	if waiting < 0 {
		return t.tell(ctx, view.PokerHands(t.mine, hands))
	}
	h := hands[waiting]
	if i := slices.IndexFunc(hands, func(h view.PokerHand) bool { return h.Item.ID == just }); i >= 0 {
		h.Just = &hands[i]
	}
	return t.tell(ctx, view.PokerHeld(t.mine, t.labels(h.Story), h))
}

// hands are the open stories of a poker as the person sees them.
func (t *turn) hands(ctx context.Context, id scrum.PokerID) ([]view.PokerHand, error) {
	p, err := t.tx.Poker(ctx, id)
	if err != nil {
		return nil, err
	}
	var hands []view.PokerHand
	for _, it := range p.Items {
		if it.State != scrum.PokerOpen {
			continue
		}
		d, err := t.tableOf(ctx, it)
		if err != nil {
			return nil, err
		}
		if err := t.mustPlay(ctx, d); err != nil {
			return nil, err
		}
		s, err := t.story(ctx, it.Story)
		if err != nil {
			return nil, err
		}
		h := view.PokerHand{Poker: p, Item: it, Story: s}
		h.Mine, _ = d.mine(t.person.ID)
		hands = append(hands, h)
	}
	return chained(hands), nil
}

// chained tells each hand which story waits next, and how many do.
func chained(hands []view.PokerHand) []view.PokerHand {
	for i := range hands {
		for n := 1; n < len(hands); n++ {
			other := hands[(i+n)%len(hands)]
			if other.Mine.Card != "" {
				continue
			}
			if hands[i].Left++; hands[i].Next == 0 {
				hands[i].Next = other.Item.ID
			}
		}
	}
	return hands
}

// hand is the story on a table as the person sees it.
func (t *turn) hand(ctx context.Context, d table) (view.PokerHand, error) {
	hands, err := t.hands(ctx, d.poker.ID)
	if err != nil {
		return view.PokerHand{}, err
	}
	if i := slices.IndexFunc(hands, func(h view.PokerHand) bool { return h.Item.ID == d.item.ID }); i >= 0 {
		return hands[i], nil
	}
	h := view.PokerHand{Poker: d.poker, Item: d.item}
	h.Mine, _ = d.mine(t.person.ID)
	h.Story, err = t.story(ctx, d.item.Story)
	return h, err
}
