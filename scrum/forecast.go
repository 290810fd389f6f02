package scrum

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Throughput is how many items were finished in each past period, in the order
// of time. Periods in which none were count, too. It has one period at least.
type Throughput []int

// Resampling is how a future is drawn from the past.
type Resampling string

// Plain draws each period from the past as it was, and is too sure of itself
// where the past is short. Double first draws a past as it might have been.
const (
	ResampleDouble Resampling = "double"
	ResamplePlain  Resampling = "plain"
)

// LastPeriod bounds forecasts: what comes later is not told.
const LastPeriod = 520

// Forecast is how likely each outcome is. The same question has the same answer
// whenever it is asked.
type Forecast struct {
	outcomes []int     // the best first
	shares   []float64 // how many of all futures come out so or better
}

// When forecasts after how many periods so many items are done, of which there
// may be more: between items and most, each as likely.
func (t Throughput) When(items, most int, how Resampling) Forecast {
	if how == ResamplePlain && LastPeriod*most*len(t) <= exactSteps {
		return t.whenExactly(items, most)
	}
	return t.whenDrawn(items, most, how)
}

// HowMany forecasts how many items are done within so many periods.
func (t Throughput) HowMany(periods int, how Resampling) Forecast {
	if how == ResamplePlain && periods*periods*slices.Max(t)*len(t) <= exactSteps {
		return t.howManyExactly(periods)
	}
	return t.howManyDrawn(periods, how)
}

// At is what comes true in so many of a hundred futures, at least; false where
// that is after the last period.
func (f Forecast) At(percent int) (int, bool) {
	const hundred, rounding = 100, 1e-9
	i, _ := slices.BinarySearch(f.shares, float64(percent)/hundred-rounding)
	if i == len(f.shares) {
		return 0, false
	}
	return f.outcomes[i], true
}

// Within is the share of futures that are over after so many periods.
func (f Forecast) Within(periods int) float64 {
	n, _ := slices.BinarySearch(f.outcomes, periods+1)
	if n == 0 {
		return 0
	}
	return f.shares[n-1]
}

// fewPeriods are too few for their halves to be compared.
const fewPeriods = 6

// Drift compares the halves of the past: how much was done in a period of each,
// and how often chance alone would tell them so far apart. The answer is false
// where the past is too short.
func (t Throughput) Drift() (before, since, chance float64, ok bool) {
	if len(t) < fewPeriods {
		return 0, 0, 1, false
	}
	half := len(t) / 2 //nolint:mnd // two halves
	before, since = mean(t[:half]), mean(t[half:])
	apart, further := math.Abs(before-since), 0
	const shuffles = 5000
	dice := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // because the same past has the same answer
	mixed := slices.Clone(t)
	for range shuffles {
		dice.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if math.Abs(mean(mixed[:half])-mean(mixed[half:])) >= apart {
			further++
		}
	}
	return before, since, float64(further) / shuffles, true
}

func mean(of []int) float64 {
	sum := 0
	for _, n := range of {
		sum += n
	}
	return float64(sum) / float64(len(of))
}
