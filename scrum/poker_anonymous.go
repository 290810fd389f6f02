package scrum

import (
	"cmp"
	"slices"
)

// Somebody stands for a person of an anonymous poker who is not named.
const Somebody PersonID = "somebody"

// Mark is under what a person's card is kept: their id or, in an anonymous
// poker, what the random key of the round makes of it.
func (p Poker) Mark(person PersonID, key string) PersonID {
	if !p.Anonymous {
		return person
	}
	return PersonID(keyed(key, person))
}

// Quorum is how many cards must lie on the table before they may be shown
// without waiting for all. Fewer than three hide nobody.
func (p Poker) Quorum(expected int) int { return max(PokerQuorum(expected), p.fewest()) }

// Fewest is how many people a poker needs.
func (p Poker) Fewest() int { return max(MinPokerVoters, p.fewest()) }

func (p Poker) fewest() int {
	if p.Anonymous {
		return MinAnonymous
	}
	return 0
}

// Unsigned takes the people off the cards of a round, in an order that only
// what the cards say decides.
func (d Deck) Unsigned(votes []PokerVote) []PokerVote {
	unsigned := slices.Clone(votes)
	for i := range unsigned {
		unsigned[i].Person = ""
	}
	slices.SortFunc(unsigned, func(a, b PokerVote) int {
		return cmp.Or(cmp.Compare(d.index(a.Card), d.index(b.Card)), cmp.Compare(a.Reason, b.Reason))
	})
	return unsigned
}
