package scrum

import "slices"

// exactSteps is how much work an exact forecast may be; longer ones are drawn.
const exactSteps = 400_000_000

// certainly is when nobody asks for more.
const certainly = 1 - 1e-12

// whenExactly adds up all futures that the past as it was makes possible.
func (t Throughput) whenExactly(items, most int) Forecast {
	var f Forecast
	done := make([]float64, most) // how likely so many are done, and not all
	done[0] = 1
	for period := 1; period <= LastPeriod; period++ {
		done = t.later(done, most)
		over, under := 0.0, 0.0
		for n, share := range done {
			if n >= items {
				over += 1 - under
			}
			under += share
		}
		over += 1 - under // for the most of them
		f.outcomes = append(f.outcomes, period)
		f.shares = append(f.shares, over/float64(most-items+1))
		if f.shares[period-1] >= certainly {
			break
		}
	}
	return f
}

// howManyExactly likewise.
func (t Throughput) howManyExactly(periods int) Forecast {
	done := []float64{1}
	for range periods {
		done = t.later(done, len(done)+slices.Max(t))
	}
	var f Forecast
	sum := 0.0
	for n, share := range slices.Backward(done) {
		sum += share
		f.outcomes, f.shares = append(f.outcomes, n), append(f.shares, sum)
	}
	return f
}

// later is how likely each number of items is a period later, of those below a
// bound.
func (t Throughput) later(done []float64, bound int) []float64 {
	next := make([]float64, bound)
	for n, share := range done {
		if share == 0 {
			continue
		}
		for _, more := range t {
			if n+more < bound {
				next[n+more] += share / float64(len(t))
			}
		}
	}
	return next
}
