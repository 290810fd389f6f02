package scrum

import (
	"cmp"
	"math/big"
	"slices"
)

// Proposal is a choice with all that its priority comes from.
type Proposal struct {
	Choice     Choice
	Value      *big.Rat // from 0 to 1: what the vote said
	Confidence int      // in percent: 100, 80 or 50
	Effort     Points
	Expedite   bool     // a breach, a legal date, production down: not for a vote to place
	Begin      string   // the date on which it had to begin to be done in time, once that has come: not for a vote either
	Needs      []Choice // that come first
}

// gated reports whether a vote has no say in the place of a proposal.
func (p Proposal) gated() bool { return p.Expedite || p.Begin != "" }

// gate is behind which gate a proposal stands: what is urgent goes before what
// cannot begin later, and that before what was voted.
func (p Proposal) gate() int {
	switch {
	case p.Expedite:
		return 1
	case p.gated():
		return 2
	}
	return 3
}

// Prioritized is a proposal in its place.
type Prioritized struct {
	Proposal
	Priority *big.Rat // value times confidence, for a point of effort
	Points   *big.Rat // the effort that was reckoned with
	Guessed  bool     // it is the median of the others: nobody estimated it
}

// Prioritize puts proposals in the order of their value for the effort, which
// is no less than the smallest card of the deck. What is urgent comes first, then
// what cannot begin later and be done in time, and what others need comes just before the first of them; a circle of needs
// is followed as far as it goes. Ties keep the order of the proposals, which
// is for [TieOrder] to say.
func Prioritize(proposals []Proposal, deck []Points) []Prioritized {
	median, least := medianEffort(proposals), big.NewRat(int64(smallestCard(deck).Halves), 2)
	sorted := make([]Prioritized, len(proposals))
	for i, p := range proposals {
		points := new(big.Rat).Set(median)
		if p.Effort.Known {
			points.SetFrac64(int64(p.Effort.Halves), 2)
		}
		if points.Cmp(least) < 0 {
			points.Set(least)
		}
		priority := new(big.Rat).Mul(p.Value, big.NewRat(int64(p.Confidence), 100))
		sorted[i] = Prioritized{Proposal: p, Priority: priority.Quo(priority, points), Points: points, Guessed: !p.Effort.Known}
	}
	slices.SortStableFunc(sorted, Prioritized.compare)
	return needsFirst(sorted)
}

// compare orders proposals as far as they do not need each other: by their
// gates, then by the date on which they had to begin, then by their priority.
func (p Prioritized) compare(q Prioritized) int {
	return cmp.Or(cmp.Compare(p.gate(), q.gate()), cmp.Compare(p.Begin, q.Begin), q.Priority.Cmp(p.Priority))
}

// needsFirst raises what is needed to just above the first that needs it.
func needsFirst(sorted []Prioritized) []Prioritized {
	at := make(map[Choice]int, len(sorted))
	for i, p := range sorted {
		at[p.Choice] = i
	}
	order := make([]Prioritized, 0, len(sorted))
	seen := make([]bool, len(sorted))
	var place func(i int)
	place = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		var needs []int
		for _, need := range sorted[i].Needs {
			if j, known := at[need]; known {
				needs = append(needs, j)
			}
		}
		slices.Sort(needs)
		for _, j := range needs {
			place(j)
		}
		order = append(order, sorted[i])
	}
	for i := range sorted {
		place(i)
	}
	return order
}

// medianEffort is the middle of the estimates that there are, 0 without any.
func medianEffort(proposals []Proposal) *big.Rat {
	var halves []int
	for _, p := range proposals {
		if p.Effort.Known {
			halves = append(halves, p.Effort.Halves)
		}
	}
	if len(halves) == 0 {
		return new(big.Rat)
	}
	slices.Sort(halves)
	low, high := halves[(len(halves)-1)/2], halves[len(halves)/2]
	return big.NewRat(int64(low+high), 4)
}

// smallestCard is the smallest effort that a deck knows and one can divide
// by: half a point without a deck.
func smallestCard(deck []Points) Points {
	smallest := Points{Halves: 1, Known: true}
	found := false
	for _, card := range deck {
		if card.Known && card.Halves > 0 && (!found || card.Halves < smallest.Halves) {
			smallest, found = card, true
		}
	}
	return smallest
}

// Fitting is how many of an order, from its top, fit into a capacity: the
// line is drawn below them, and what is below it is still shown.
func Fitting(order []Prioritized, capacity Points) int {
	left := big.NewRat(int64(capacity.Halves), 2)
	for i, p := range order {
		if left.Sub(left, p.Points).Sign() < 0 {
			return i
		}
	}
	return len(order)
}
