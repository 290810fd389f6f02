package scrum

import (
	"cmp"
	"slices"
)

// Count fills in the approvals of each option and the turnout, from the
// events on the ballot's message up to its limit. Who is not on the roll, and
// every other emoji, is ignored.
func (b Ballot) Count(events []ReactionEvent) Ballot {
	standing := Standing(events, b.Limit())
	cast := map[PersonID]bool{}
	b.Options = slices.Clone(b.Options)
	for i := range b.Options {
		b.Options[i].Approvals = 0
		for _, person := range standing[OptionEmoji(i)] {
			if b.OnRoll(person) {
				b.Options[i].Approvals++
				cast[person] = true
			}
		}
	}
	b.Voted = Turnout{}
	for _, v := range b.Roll {
		switch {
		case !cast[v.Person]:
		case v.Outside:
			b.Voted.Outside++
		default:
			b.Voted.Team++
		}
	}
	return b
}

// Placed is an option in the result of its ballot.
type Placed struct {
	Option
	Subject Story
	Place   int  // from 1; those that tie share it
	Tied    bool // another one has as many approvals
}

// Result puts the options in order: more approvals first. What ties shares a
// place and is listed by lower effort, then by age, so that nobody chooses.
// Options whose story is no longer open get no place and are returned apart.
func (b Ballot) Result(stories map[StoryID]Story) (placed []Placed, gone []Story) {
	for _, o := range b.Options {
		s := stories[o.Story]
		if !s.State.Open() {
			gone = append(gone, s)
			continue
		}
		placed = append(placed, Placed{Option: o, Subject: s})
	}
	slices.SortStableFunc(placed, func(x, y Placed) int {
		return cmp.Or(cmp.Compare(y.Approvals, x.Approvals), compareEffort(x.Subject.Size, y.Subject.Size), cmp.Compare(x.Subject.Number, y.Subject.Number))
	})
	for i := range placed {
		placed[i].Place = i + 1
		if i > 0 && placed[i].Approvals == placed[i-1].Approvals {
			placed[i].Place, placed[i].Tied, placed[i-1].Tied = placed[i-1].Place, true, true
		}
	}
	return placed, gone
}

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
