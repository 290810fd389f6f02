package scrum

import (
	"math/big"
	"slices"
)

// Robustness is how much of an order hangs on one voter or one estimate, as far
// as votes made it: what gates placed is no part of it.
type Robustness struct {
	Top    Choice         // what comes first
	Checks int            // how often the order was made again
	First  int            // in how many of them the top stayed first
	Three  map[Choice]int // in how many of them each choice was among the first three

	FirstWithout []Choice // what comes first without each voter
	Deciding     []Choice // whose estimate, one card up or down, puts another one first
}

// CheckOrder makes the order of [Prioritize] again without each voter in turn
// and with each effort one card up and one down. Values says, for each voter,
// what the proposals are worth without them, at the proposals' indexes.
func CheckOrder(proposals []Proposal, deck []Points, values [][]*big.Rat) Robustness {
	r := Robustness{Three: map[Choice]int{}}
	order := voted(Prioritize(proposals, deck))
	if len(order) == 0 {
		return r
	}
	r.Top = order[0].Choice
	for _, without := range values {
		changed := slices.Clone(proposals)
		for i := range changed {
			changed[i].Value = without[i]
		}
		r.FirstWithout = append(r.FirstWithout, r.check(changed, deck))
	}
	reckoned := make(map[Choice]*big.Rat, len(order))
	for _, p := range order {
		reckoned[p.Choice] = p.Points
	}
	for i, p := range proposals {
		points, isVoted := reckoned[p.Choice]
		if !isVoted {
			continue
		}
		decides := false
		for _, card := range neighbors(deck, points) {
			changed := slices.Clone(proposals)
			changed[i].Effort = card
			decides = r.check(changed, deck) != r.Top || decides
		}
		if decides {
			r.Deciding = append(r.Deciding, p.Choice)
		}
	}
	return r
}

// check counts what one more order says, and returns what comes first in it.
func (r *Robustness) check(changed []Proposal, deck []Points) Choice {
	order := voted(Prioritize(changed, deck))
	r.Checks++
	if order[0].Choice == r.Top {
		r.First++
	}
	const podium = 3
	for _, p := range order[:min(podium, len(order))] {
		r.Three[p.Choice]++
	}
	return order[0].Choice
}

// voted is the part of an order that votes made: it stands behind the last that
// a gate placed, and so behind what that needs.
func voted(order []Prioritized) []Prioritized {
	for i, p := range slices.Backward(order) {
		if p.gated() {
			return order[i+1:]
		}
	}
	return order
}

// neighbors are the cards of a deck right below and above an effort.
func neighbors(deck []Points, effort *big.Rat) []Points {
	var below, above Points
	for _, card := range deck {
		switch order := big.NewRat(int64(card.Halves), 2).Cmp(effort); {
		case !card.Known || card.Halves == 0:
		case order < 0 && (!below.Known || card.Halves > below.Halves):
			below = card
		case order > 0 && (!above.Known || card.Halves < above.Halves):
			above = card
		}
	}
	return slices.DeleteFunc([]Points{below, above}, func(card Points) bool { return !card.Known })
}
