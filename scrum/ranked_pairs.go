package scrum

import (
	"cmp"
	"slices"
)

// Majority is a comparison of two choices that one of them wins.
type Majority struct {
	Winner, Loser Choice
	For, Against  Votes
}

// LockedPairs is a result by Ranked Pairs and how it came about, which
// is how people are told: the strongest majorities were locked one after the
// other, and what would have made a loop was skipped.
type LockedPairs struct {
	Order []Choice
	// Places is the same with those side by side that no majority parts: which
	// of them comes first follows from the order in which they were given.
	Places          [][]Choice
	Locked, Skipped []Majority // strongest first
}

// RankedPairs orders the choices by the method of that name (Tideman's). Of
// majorities with as many votes the one with less against it comes first; where
// that is no help, and where no majority says which of two choices comes first,
// it is the order in which the choices were given.
func (c Count) RankedPairs() LockedPairs {
	result := c.lockPairs()
	result.Places = sameUpTo(result.Order, c.backwards().lockPairs().Order)
	return result
}

// backwards is the count of the same papers with the choices given the other
// way round.
func (c Count) backwards() Count {
	c.choices, c.over = slices.Clone(c.choices), slices.Clone(c.over)
	slices.Reverse(c.choices)
	slices.Reverse(c.over)
	for i, row := range c.over {
		c.over[i] = slices.Clone(row)
		slices.Reverse(c.over[i])
	}
	return c
}

// sameUpTo parts an order wherever another order of the same choices has the
// same ones up to there.
func sameUpTo(order, other []Choice) [][]Choice {
	var places [][]Choice
	ahead, start := map[Choice]int{}, 0 // how often in one order less how often in the other
	note := func(c Choice, by int) {
		if ahead[c] += by; ahead[c] == 0 {
			delete(ahead, c)
		}
	}
	for i := range order {
		note(order[i], 1)
		note(other[i], -1)
		if len(ahead) == 0 {
			places, start = append(places, order[start:i+1]), i+1
		}
	}
	return places
}

// lockPairs is [Count.RankedPairs] without its places.
func (c Count) lockPairs() LockedPairs {
	var result LockedPairs
	locks := newLocks(len(c.choices))
	for _, p := range c.majorities() {
		m := Majority{c.choices[p.winner], c.choices[p.loser], c.over[p.winner][p.loser], c.over[p.loser][p.winner]}
		if locks.add(p.winner, p.loser) {
			result.Locked = append(result.Locked, m)
		} else {
			result.Skipped = append(result.Skipped, m)
		}
	}
	for _, i := range locks.order() {
		result.Order = append(result.Order, c.choices[i])
	}
	return result
}

type pair struct{ winner, loser int }

// majorities are all comparisons that somebody wins, strongest first.
func (c Count) majorities() []pair {
	var all []pair
	for i := range c.choices {
		for j := range c.choices {
			if c.over[i][j] > c.over[j][i] {
				all = append(all, pair{i, j})
			}
		}
	}
	slices.SortStableFunc(all, func(p, q pair) int { // stable: ties keep the order of the choices
		return cmp.Or(
			cmp.Compare(c.over[q.winner][q.loser], c.over[p.winner][p.loser]),
			cmp.Compare(c.over[p.loser][p.winner], c.over[q.loser][q.winner]))
	})
	return all
}

// locks know which choice is ahead of which, directly or through others.
type locks [][]bool

func newLocks(n int) locks {
	ahead := make(locks, n)
	for i := range ahead {
		ahead[i] = make([]bool, n)
	}
	return ahead
}

// add puts a winner ahead of a loser and of all behind it, and reports false
// if that would make a loop.
func (ahead locks) add(winner, loser int) bool {
	if ahead[loser][winner] {
		return false
	}
	for i, behind := range ahead {
		if (i != winner && !behind[winner]) || behind[loser] {
			continue
		}
		behind[loser] = true
		for j, further := range ahead[loser] {
			behind[j] = behind[j] || further
		}
	}
	return true
}

// order lists the choices so that none comes before one that is ahead of it,
// and otherwise as early as it was given.
func (ahead locks) order() []int {
	waitsFor := make([]int, len(ahead))
	for _, behind := range ahead {
		for j, is := range behind {
			if is {
				waitsFor[j]++
			}
		}
	}
	order := make([]int, 0, len(ahead))
	for range ahead {
		next := slices.Index(waitsFor, 0)
		order = append(order, next)
		waitsFor[next] = -1
		for j, is := range ahead[next] {
			if is {
				waitsFor[j]--
			}
		}
	}
	return order
}
