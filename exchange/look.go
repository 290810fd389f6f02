package exchange

import (
	"cmp"
	"slices"

	"pogo/scrum"
)

// Survey is what a file holds, found without keeping anything of it.
type Survey struct {
	Rows       int
	States     []StateCount // the most frequent first
	First      []Item       // the first few
	Unread     []string     // with their lines, the first few
	Unreadable int          // how many there are
	Faults     []*Fault     // the first few
	Faulty     int          // how many there are
	Estimate   int          // rows with points
}

// StateCount is what a status becomes, and for how many rows.
type StateCount struct {
	Status string
	State  scrum.StoryState
	Known  bool
	Rows   int
}

// How much of each a person wants to read.
const (
	firstFew     = 5
	fewUnread    = 10
	enoughFaults = 20
	fewStates    = 200
)

// Look reads all items. progress is called after each row; the error is of
// reading the file, not of what stands in it.
func Look(all *Items, progress func(rows int)) (Survey, error) {
	var s Survey
	states := map[StateCount]int{}
	for item, err := range all.All() {
		s.Rows++
		progress(s.Rows)
		if fault, ok := asFault(err); ok {
			if s.Faulty++; len(s.Faults) < enoughFaults {
				s.Faults = append(s.Faults, fault)
			}
			continue
		}
		if err != nil {
			return s, err
		}
		s.take(item)
		if key := (StateCount{Status: item.Status, State: item.State, Known: item.Known}); len(states) < fewStates || states[key] > 0 {
			states[key]++
		}
	}
	for key, n := range states {
		key.Rows = n
		s.States = append(s.States, key)
	}
	slices.SortFunc(s.States, func(a, b StateCount) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Status, b.Status), cmp.Compare(a.State, b.State))
	})
	return s, nil
}

func (s *Survey) take(item Item) {
	if len(s.First) < firstFew {
		s.First = append(s.First, item)
	}
	if item.Size.Known {
		s.Estimate++
	}
	for _, value := range item.Unread {
		if s.Unreadable++; len(s.Unread) < fewUnread {
			s.Unread = append(s.Unread, item.Where()+": "+value)
		}
	}
}
