package scrum

import (
	"cmp"
	"math/big"
	"slices"
)

// PlaceValues is how much each choice is worth, from 1 for the first place of
// an order to 0 for its last, at the indexes of the choices. Those that share a
// place are worth the middle of what they would be one after the other. A
// choice that is not in the order is worth 0.
func PlaceValues(choices []Choice, order [][]Choice) []*big.Rat {
	worth, last := map[Choice]*big.Rat{}, int64(len(slices.Concat(order...)))-1
	var ahead int64
	for _, place := range order {
		behind := last + 1 - ahead - int64(len(place))
		for _, c := range place {
			worth[c] = big.NewRat(1, 1) // also where it is alone
			if last > 0 {
				worth[c] = big.NewRat(last-ahead+behind, 2*last) //nolint:mnd // the middle of the best and the worst
			}
		}
		ahead += int64(len(place))
	}
	values := make([]*big.Rat, len(choices))
	for i, c := range choices {
		values[i] = cmp.Or(worth[c], new(big.Rat))
	}
	return values
}

// ScoreValues is how much scores are worth, 1 for the highest score there is.
func ScoreValues(scores []*big.Rat, highest int64) []*big.Rat {
	values := make([]*big.Rat, len(scores))
	for i, score := range scores {
		values[i] = new(big.Rat).Quo(score, big.NewRat(max(1, highest), 1))
	}
	return values
}
