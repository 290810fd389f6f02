package scrum

import (
	"math/big"
	"slices"
)

// MaxValue is the highest value that one story can have for whom it is made.
const MaxValue = 100

// ValueForEffort is the value of a story for each point; false if its value or
// its size is missing. What takes no effort is reckoned as half a point.
func ValueForEffort(value int, size Points) (*big.Rat, bool) {
	if value == 0 || !size.Known {
		return nil, false
	}
	return ratio(2*value, max(1, size.Halves)), true
}

// valueKey is finer than any two sizes up to [MaxPoints] make values for the
// effort apart.
func valueKey(value int, size Points) (int64, bool) {
	if _, ok := ValueForEffort(value, size); !ok {
		return unsorted, false
	}
	return -(int64(value) * 20_000_000 / int64(max(1, size.Halves))), true
}

// Quadrant is where a story stands among others by value and effort.
type Quadrant string

// The quadrants.
const (
	QuickWin Quadrant = "quick_win" // much value, little effort
	BigBet   Quadrant = "big_bet"   // much of both
	Filler   Quadrant = "filler"    // little of both
	Drop     Quadrant = "drop"      // little value, much effort
)

// minQuadrant is how many stories there must be for their middle to say
// something.
const minQuadrant = 6

// Middle is the middle of the values and of the efforts of stories.
type Middle struct{ Value, Halves *big.Rat }

// MiddleOf returns the medians of the stories that have a value and a size;
// false if they are too few to part.
func MiddleOf(stories []Story) (Middle, bool) {
	var values, halves []int
	for _, s := range stories {
		if s.Value > 0 && s.Size.Known {
			values, halves = append(values, s.Value), append(halves, s.Size.Halves)
		}
	}
	if len(values) < minQuadrant {
		return Middle{}, false
	}
	return Middle{median(values), median(halves)}, true
}

// Quadrant is where a value and a size stand. What is in the middle counts as
// much value and as little effort.
func (m Middle) Quadrant(value int, size Points) Quadrant {
	much, large := ratio(value, 1).Cmp(m.Value) >= 0, ratio(size.Halves, 1).Cmp(m.Halves) > 0
	switch {
	case much && large:
		return BigBet
	case much:
		return QuickWin
	case large:
		return Drop
	}
	return Filler
}

func median(numbers []int) *big.Rat {
	sorted := slices.Sorted(slices.Values(numbers))
	return ratio(sorted[(len(sorted)-1)/2]+sorted[len(sorted)/2], 2)
}
