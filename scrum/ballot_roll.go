package scrum

import (
	"slices"
	"time"
)

// MemberRole is the part that somebody has in a product.
type MemberRole string

// The roles.
const (
	RoleTeam     MemberRole = ""         // whoever has no other
	RoleOwner    MemberRole = "owner"    // of the product; follows from it
	RoleClient   MemberRole = "client"   // for whom the product is made: votes, and is not asked at stand-ups
	RoleObserver MemberRole = "observer" // only looks on: is in no roll and no team
)

// Weights is how much the people of each role count. Whoever is not listed
// counts in full.
type Weights map[MemberRole]Weight

// Of returns the weight of a role.
func (w Weights) Of(role MemberRole) Weight {
	if weight, set := w[role]; set {
		return weight
	}
	return FullWeight
}

// Voter is somebody who may vote, as it was when they came onto the roll.
// Guests and people of other workspaces are heard too, but nobody waits for
// them unless they are clients: they are outside the team.
type Voter struct {
	Person  PersonID
	Outside bool
	Excused bool // away for most of the vote's time: not waited for, and welcome to vote
	Role    MemberRole
	Weight  Weight

	Adder   PersonID // who let them vote after the opening; "" if they were there
	AddedAt time.Time
}

// Turnout is how many people cast a vote.
type Turnout struct{ Team, Outside int }

// Total is everybody who cast a vote.
func (t Turnout) Total() int { return t.Team + t.Outside }

// Roll lists who may vote in a channel with these members: all people, but no
// bots, no observers and nobody who left. Whose weight is 0 only looks on, too.
func Roll(members []Person, roles map[PersonID]MemberRole, weights Weights) []Voter {
	var roll []Voter
	for _, p := range members {
		role := roles[p.ID]
		if p.Bot || p.Deleted || role == RoleObserver || weights.Of(role) == 0 {
			continue
		}
		roll = append(roll, Voter{Person: p.ID, Outside: !p.InTeam() && role == RoleTeam, Role: role, Weight: weights.Of(role)})
	}
	return roll
}

// WithoutGuests is a roll without those from outside the team.
func WithoutGuests(roll []Voter) []Voter {
	return slices.DeleteFunc(slices.Clone(roll), func(v Voter) bool { return v.Outside })
}

// Unweighted is a roll on which everybody counts the same: a weight would tell
// whose an anonymous paper is.
func Unweighted(roll []Voter) []Voter {
	roll = slices.Clone(roll)
	for i := range roll {
		roll[i].Weight = FullWeight
	}
	return roll
}

// Joiner is somebody who may vote in the product now as they come onto the
// ballot's roll: whoever has their role on it weighs what they will.
func (b Ballot) Joiner(now Voter) Voter {
	if b.Secrecy == Anonymous {
		now.Weight = FullWeight
	}
	for _, v := range b.Roll {
		if v.Role == now.Role {
			now.Weight = v.Weight
		}
	}
	return now
}

// Joiners are those who came onto the roll after the opening, in the order in
// which they did.
func (b Ballot) Joiners() []Voter {
	joined := slices.DeleteFunc(slices.Clone(b.Roll), func(v Voter) bool { return v.Adder == "" })
	slices.SortStableFunc(joined, func(x, y Voter) int { return x.AddedAt.Compare(y.AddedAt) })
	return joined
}

// Expected is how many votes there can be of those who are waited for.
func (b Ballot) Expected() int {
	n := 0
	for _, v := range b.Roll {
		if !v.Outside && !v.Excused {
			n++
		}
	}
	return n
}

// Outsiders is how many people from outside the team may vote: nobody waits for
// them.
func (b Ballot) Outsiders() int {
	n := 0
	for _, v := range b.Roll {
		if v.Outside {
			n++
		}
	}
	return n
}

// Excuses reports whether somebody is away for half of the vote's working time
// or more, on their clocks. A vote without an end is taken for one of a week.
func (b Ballot) Excuses(c Calendar, zone *time.Location) bool {
	const week = 7
	until := b.ClosesAt
	if until.IsZero() {
		until = b.OpenedAt.AddDate(0, 0, week)
	}
	away, of := c.awayHalves(b.OpenedAt.In(zone), until.In(zone))
	return away > 0 && 2*away >= of
}

// OnRoll reports whether a person may vote.
func (b Ballot) OnRoll(person PersonID) bool {
	return slices.ContainsFunc(b.Roll, func(v Voter) bool { return v.Person == person })
}

// Enrolled are all who may vote, for whoever asks about many of them.
func (b Ballot) Enrolled() map[PersonID]bool {
	enrolled := make(map[PersonID]bool, len(b.Roll))
	for _, v := range b.Roll {
		enrolled[v.Person] = true
	}
	return enrolled
}

// Weigh returns the weight of each paper's voter: in full where nobody can
// tell any more whose it is.
func (b Ballot) Weigh(papers []BallotPaper) []Weight {
	roll := make(map[VoterMark]Weight, len(b.Roll))
	for _, v := range b.Roll {
		roll[VoterMark(v.Person)] = v.Weight
	}
	weights := make([]Weight, len(papers))
	for i, p := range papers {
		weight, known := roll[p.Voter]
		if !known {
			weight = FullWeight
		}
		weights[i] = weight
	}
	return weights
}

// Weighted reports whether some voters count more than others.
func (b Ballot) Weighted() bool {
	return slices.ContainsFunc(b.Roll, func(v Voter) bool { return v.Weight != b.Roll[0].Weight })
}

// Dominated reports whether one voter has more than a third of all weight,
// because of the weights: without them a small roll would never be confirmed.
func (b Ballot) Dominated() bool {
	weights := make([]Weight, len(b.Roll))
	for i, v := range b.Roll {
		weights[i] = v.Weight
	}
	return b.Weighted() && Dominates(weights)
}
