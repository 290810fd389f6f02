package scrum

// Schulze orders the choices by the method of that name. A chain of
// majorities is as strong as its weakest; a choice beats another if its
// strongest chain to it is stronger than the one back. First come those that
// nobody beats, then those that nobody beats among the rest, and so on: what
// shares a place ties.
func (c Count) Schulze() [][]Choice {
	paths := c.StrongestPaths()
	left := make([]int, len(c.choices))
	for i := range left {
		left[i] = i
	}
	var order [][]Choice
	for len(left) > 0 {
		var place []Choice
		var rest []int
		for _, i := range left {
			if beaten(paths, i, left) {
				rest = append(rest, i)
			} else {
				place = append(place, c.choices[i])
			}
		}
		order, left = append(order, place), rest
	}
	return order
}

func beaten(paths [][]Votes, i int, by []int) bool {
	for _, j := range by {
		if paths[j][i] > paths[i][j] {
			return true
		}
	}
	return false
}

// StrongestPaths returns how strong the strongest chain of majorities from each
// choice to each other is; 0 where there is none. A chain is as strong as its
// weakest link. This is the algorithm of Floyd and Warshall: the time it takes
// grows with the cube of the number of choices.
func (c Count) StrongestPaths() [][]Votes {
	paths := c.wins()
	for k, onward := range paths {
		for i, from := range paths {
			if i != k && from[k] > 0 {
				widen(from, onward, i, from[k])
			}
		}
	}
	return paths
}

// wins returns how many prefer each choice to each other, where these are
// more than those who prefer the other; 0 elsewhere.
func (c Count) wins() [][]Votes {
	paths := make([][]Votes, len(c.choices))
	for i := range paths {
		paths[i] = make([]Votes, len(c.choices))
		for j := range paths {
			if c.over[i][j] > c.over[j][i] {
				paths[i][j] = c.over[i][j]
			}
		}
	}
	return paths
}

// widen strengthens the paths from choice i by those that lead on from another,
// which i reaches by a path of the given strength.
func widen(from, onward []Votes, i int, reaching Votes) {
	for j, further := range onward {
		if j != i {
			from[j] = max(from[j], min(reaching, further))
		}
	}
}
