package scrum

import "slices"

// Quorum is how many people must vote for a result to stand.
type Quorum struct {
	Percent   int      // of the roll less those who are excused
	Votes     int      // or so many, whatever the roll
	Mandatory []string // groups of which at least one must vote, such as "client"
}

// None reports whether every turnout will do.
func (q Quorum) None() bool { return q.Percent == 0 && q.Votes == 0 && len(q.Mandatory) == 0 }

// Elector is somebody on the roll of a ballot with a quorum.
type Elector struct {
	Person  PersonID
	Groups  []string
	Excused bool // absent: not waited for, and welcome to vote nonetheless
	Voted   bool // abstaining is voting
}

// QuorumState is how far a quorum is.
type QuorumState struct {
	Cast, Needed int
	Missing      []string // mandatory groups of which nobody voted
}

// Met reports whether the result stands; otherwise it is advice.
func (s QuorumState) Met() bool { return s.Cast >= s.Needed && len(s.Missing) == 0 }

// On says how far the quorum is on a roll. At least one person must vote,
// even where everybody is excused.
func (q Quorum) On(roll []Elector) QuorumState {
	var state QuorumState
	var expected int
	heard := map[string]bool{}
	for _, e := range roll {
		if !e.Excused {
			expected++
		}
		if e.Voted {
			state.Cast++
			for _, group := range e.Groups {
				heard[group] = true
			}
		}
	}
	state.Needed = max(1, q.Votes, (q.Percent*expected+99)/100)
	state.Missing = slices.DeleteFunc(slices.Clone(q.Mandatory), func(group string) bool { return heard[group] })
	return state
}
