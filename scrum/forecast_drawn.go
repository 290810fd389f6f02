package scrum

import (
	"math/rand/v2"
	"slices"
)

// forecastTrials are so many that a forecast does not depend on them.
const forecastTrials = 200_000

// whenDrawn draws futures until all items are done, or the last period is.
func (t Throughput) whenDrawn(items, most int, how Resampling) Forecast {
	dice := rand.New(rand.NewPCG(uint64(items), uint64(most))) //nolint:gosec // because the same question has the same answer
	past := make([]int, len(t))
	var outcomes []int
	for range forecastTrials {
		t.redraw(past, how, dice)
		left, period := items+dice.IntN(most-items+1), 0
		for ; left > 0 && period <= LastPeriod; period++ {
			left -= past[dice.IntN(len(past))]
		}
		if period <= LastPeriod {
			outcomes = append(outcomes, period)
		}
	}
	slices.Sort(outcomes)
	return drawn(outcomes)
}

// howManyDrawn draws what is done in each of the periods.
func (t Throughput) howManyDrawn(periods int, how Resampling) Forecast {
	dice := rand.New(rand.NewPCG(uint64(periods), 0)) //nolint:gosec // because the same question has the same answer
	past := make([]int, len(t))
	outcomes := make([]int, forecastTrials)
	for i := range outcomes {
		t.redraw(past, how, dice)
		for range periods {
			outcomes[i] += past[dice.IntN(len(past))]
		}
	}
	slices.SortFunc(outcomes, func(a, b int) int { return b - a })
	return drawn(outcomes)
}

// redraw fills in a past from which a future is drawn.
func (t Throughput) redraw(past []int, how Resampling, dice *rand.Rand) {
	if how == ResamplePlain {
		copy(past, t)
		return
	}
	for i := range past {
		past[i] = t[dice.IntN(len(t))]
	}
}

// drawn counts futures, the best first.
func drawn(outcomes []int) Forecast {
	var f Forecast
	for i, outcome := range outcomes {
		if last := len(f.outcomes) - 1; last < 0 || f.outcomes[last] != outcome {
			f.outcomes, f.shares = append(f.outcomes, outcome), append(f.shares, 0)
		}
		f.shares[len(f.shares)-1] = float64(i+1) / forecastTrials
	}
	return f
}
