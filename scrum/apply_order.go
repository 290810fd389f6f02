package scrum

import (
	"cmp"
	"slices"
)

// compareEffort orders sizes, with what is not estimated last.
func compareEffort(a, b Points) int {
	if a.Known != b.Known {
		if a.Known {
			return -1
		}
		return 1
	}
	return cmp.Compare(a.Halves, b.Halves)
}

// ApplyOrder returns the new order of the ranked stories of a backlog after a
// result was applied: the result's stories come first in its order, and those
// that had a rank before follow in the order they had. Stories in neither
// list keep having no rank, and so come behind all of them.
func ApplyOrder(ranked, result []StoryID) []StoryID {
	order := make([]StoryID, 0, len(ranked)+len(result))
	placed := make(map[StoryID]bool, len(ranked)+len(result))
	for _, id := range slices.Concat(result, ranked) {
		if !placed[id] {
			placed[id] = true
			order = append(order, id)
		}
	}
	return order
}

// Ranks numbers an order from 1, and gives rank 0 to those of before that are
// not in it.
func Ranks(order, before []StoryID) map[StoryID]int {
	ranks := make(map[StoryID]int, len(order))
	for _, id := range before {
		ranks[id] = 0
	}
	for i, id := range order {
		ranks[id] = i + 1
	}
	return ranks
}
