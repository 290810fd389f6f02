package scrum

import "math/big"

// PlaceValues is how much each choice is worth, from 1 for the first place of
// an order to 0 for its last, at the indexes of the choices. A choice that is
// not in the order is worth 0.
func PlaceValues(choices, order []Choice) []*big.Rat {
	at := make(map[Choice]int, len(order))
	for i, c := range order {
		at[c] = i
	}
	values := make([]*big.Rat, len(choices))
	for i, c := range choices {
		place, placed := at[c]
		switch {
		case !placed:
			values[i] = new(big.Rat)
		case place == 0: // also where it is alone
			values[i] = big.NewRat(1, 1)
		default:
			values[i] = big.NewRat(int64(len(order)-1-place), int64(len(order)-1))
		}
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
