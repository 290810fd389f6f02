package scrum

import (
	"math/big"
	"slices"
)

// WSJF says what it costs to wait for a story, and how large the job is, each
// on [WSJFScale]. The zero value is that nobody said.
type WSJF struct {
	Business int `json:"business,omitempty"` // value for users and the business
	Urgency  int `json:"urgency,omitempty"`  // how fast that value goes
	Risk     int `json:"risk,omitempty"`     // that it takes away, or what it makes possible
	Job      int `json:"job,omitempty"`      // its size
}

// WSJFScale are the numbers of a column, whose smallest item is 1.
func WSJFScale() []int { return []int{1, 2, 3, 5, 8, 13, 20} }

// Score is the cost of delay for the size of the job; false if a part of it is
// missing. Where all jobs have one size it orders by the cost of delay.
func (w WSJF) Score() (*big.Rat, bool) {
	if w.Business == 0 || w.Urgency == 0 || w.Risk == 0 || w.Job == 0 {
		return nil, false
	}
	return ratio(w.Business+w.Urgency+w.Risk, w.Job), true
}

func (w WSJF) sortKey() (int64, bool) {
	if _, ok := w.Score(); !ok {
		return unsorted, false
	}
	return -(int64(w.Business+w.Urgency+w.Risk) * 1_000_000 / int64(w.Job)), true
}

func (w WSJF) known() bool {
	return !slices.ContainsFunc([]int{w.Business, w.Urgency, w.Risk, w.Job}, func(n int) bool {
		return n != 0 && !slices.Contains(WSJFScale(), n)
	})
}
