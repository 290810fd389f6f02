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

// StrongestPaths is how strong the strongest chain of majorities from one
// choice to another is, 0 where there is none. The time it takes grows with
// the cube of the number of choices.
func (c Count) StrongestPaths() [][]Votes {
	paths := make([][]Votes, len(c.choices))
	for i := range paths {
		paths[i] = make([]Votes, len(c.choices))
		for j := range paths {
			if c.over[i][j] > c.over[j][i] {
				paths[i][j] = c.over[i][j]
			}
		}
	}
	for k, onward := range paths {
		for i, from := range paths {
			if i == k || from[k] == 0 {
				continue
			}
			for j, further := range onward {
				if i != j {
					from[j] = max(from[j], min(from[k], further))
				}
			}
		}
	}
	return paths
}
