package scrum

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Finished is a story that was done, with what it took.
type Finished struct {
	Story   Story
	Started time.Time
}

// CycleDays is how many days a story was worked on, the first and the last
// included, on the calendar of a zone.
func (f Finished) CycleDays(zone *time.Location) int {
	day := func(t time.Time) time.Time {
		t = t.In(zone)
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	return int(day(f.Story.DoneAt).Sub(day(f.Started)).Hours()/24) + 1
}

// Reference is a card with finished stories that had its points.
type Reference struct {
	Card    Card
	Stories []Finished
}

// References compares a story with finished ones: for each card that some of
// them had, the two that are most like it, the last finished first where they
// are equally like. Sizes that no finished story had are left out.
func (d Deck) References(p Parsed, finished []Finished) []Reference {
	const most = 2
	var references []Reference
	for _, card := range d.Sizes() {
		var same []Finished
		for _, f := range finished {
			if f.Story.Size == card.Points {
				same = append(same, f)
			}
		}
		slices.SortStableFunc(same, func(a, b Finished) int {
			return cmp.Or(cmp.Compare(Similarity(p, b.Story.Parsed), Similarity(p, a.Story.Parsed)), b.Story.DoneAt.Compare(a.Story.DoneAt))
		})
		if len(same) > 0 {
			references = append(references, Reference{Card: card, Stories: same[:min(most, len(same))]})
		}
	}
	return references
}

// How points are held against the time that stories took.
const (
	DriftEvery  = 20 // finished stories
	DriftSample = 100
	driftLeast  = 30
	driftBelow  = 0.3
)

// Drift reports whether points say so little of how long stories took that
// counting stories forecasts as well, with Spearman's ρ of the two. Of too few
// stories, or of stories that are all alike, nothing can be said.
func Drift(finished []Finished, zone *time.Location) (rho float64, drifts bool) {
	var points, days []float64
	for _, f := range finished {
		points = append(points, float64(f.Story.Size.Halves))
		days = append(days, float64(f.CycleDays(zone)))
	}
	rho, ok := Spearman(points, days)
	return rho, ok && len(points) >= driftLeast && rho < driftBelow
}

// Spearman returns the correlation of the ranks of two lists of equal length,
// ties sharing their mean rank. It reports false where one of them never
// changes.
func Spearman(xs, ys []float64) (rho float64, ok bool) {
	if len(xs) != len(ys) || len(xs) < 2 {
		return 0, false
	}
	a, b := ranks(xs), ranks(ys)
	mean := float64(len(a)+1) / 2
	var covariance, varianceA, varianceB float64
	for i := range a {
		covariance += (a[i] - mean) * (b[i] - mean)
		varianceA += (a[i] - mean) * (a[i] - mean)
		varianceB += (b[i] - mean) * (b[i] - mean)
	}
	if varianceA == 0 || varianceB == 0 {
		return 0, false
	}
	return covariance / math.Sqrt(varianceA*varianceB), true
}

// ranks are the ranks of values from 1, equal ones sharing their mean.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	ranks := make([]float64, len(values))
	for first := 0; first < len(order); {
		last := first
		for last+1 < len(order) && values[order[last+1]] == values[order[first]] {
			last++
		}
		for _, i := range order[first : last+1] {
			ranks[i] = float64(first+last)/2 + 1
		}
		first = last + 1
	}
	return ranks
}
