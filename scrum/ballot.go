package scrum

import (
	"slices"
	"time"
)

// BallotID identifies a ballot within the database; people say "vote 3".
type BallotID int64

// BallotState is where a ballot stands in its life.
type BallotState string

// The life of a ballot.
const (
	BallotOpen      BallotState = "open"
	BallotClosing   BallotState = "closing"   // over; deliveries that are late may still come
	BallotPublished BallotState = "published" // the result stands, and nothing changes it
	BallotApplied   BallotState = "applied"   // the owner gave the stories their ranks
	BallotKept      BallotState = "kept"      // the owner left the order as it was
)

// Limits of a ballot.
const (
	MinOptions = 2
	MaxOptions = 10
	// BallotGrace is how long after its close a ballot waits for votes that
	// were cast in time and delivered late.
	BallotGrace = time.Minute
)

// Ballot is an open approval vote over stories by reactions: everybody on the
// roll approves of as many as they like, and everybody sees it.
type Ballot struct {
	ID      BallotID
	Product ProductID
	Number  int // within the product
	Opener  PersonID
	State   BallotState
	Options []Option
	Roll    []Voter

	OpenedAt   time.Time
	ClosesAt   time.Time // zero: only by hand
	ClosedAt   time.Time // zero while open; what was cast later does not count
	Closer     PersonID  // "" if time closed it
	Unverified bool      // Pogo was away at the close: votes may be missing
	Decider    PersonID  // who applied the result or kept the order
	Voted      Turnout   // so far; final once the result is published
}

// Option is a story that a ballot is about.
type Option struct {
	Story     StoryID
	Was       int // its place in the backlog when the result was counted; 0 before
	Approvals int // so far; final once the result is published
}

// Voter is somebody who may vote, as it was when the ballot was opened.
// Guests and people of other workspaces are heard too, but nobody waits for
// them: they are outside the team.
type Voter struct {
	Person  PersonID
	Outside bool
}

// Turnout is how many people cast a vote.
type Turnout struct{ Team, Outside int }

// Total is everybody who cast a vote.
func (t Turnout) Total() int { return t.Team + t.Outside }

// Roll lists who may vote in a channel with these members: all people, but no
// bots and nobody who left.
func Roll(members []Person) []Voter {
	var roll []Voter
	for _, p := range members {
		if !p.Bot && !p.Deleted {
			roll = append(roll, Voter{Person: p.ID, Outside: !p.InTeam()})
		}
	}
	return roll
}

// Expected is how many votes of the team there can be.
func (b Ballot) Expected() int {
	n := 0
	for _, v := range b.Roll {
		if !v.Outside {
			n++
		}
	}
	return n
}

// OnRoll reports whether a person may vote.
func (b Ballot) OnRoll(person PersonID) bool {
	return slices.ContainsFunc(b.Roll, func(v Voter) bool { return v.Person == person })
}

// Limit is the instant up to which votes count; zero while there is none.
func (b Ballot) Limit() time.Time {
	if !b.ClosedAt.IsZero() {
		return b.ClosedAt
	}
	return b.ClosesAt
}

// Late reports whether what was done at an instant comes after the close.
func (b Ballot) Late(at time.Time) bool {
	limit := b.Limit()
	return !limit.IsZero() && at.After(limit)
}

// Running reports whether votes that are delivered now still count, if they
// were cast in time.
func (b Ballot) Running() bool { return b.State == BallotOpen || b.State == BallotClosing }

// CloseAt ends the voting at an instant: not after the time that was
// announced, and not before the opening. Closer is "" if time did it.
func (b Ballot) CloseAt(at time.Time, closer PersonID) Ballot {
	if !b.ClosesAt.IsZero() && !at.Before(b.ClosesAt) {
		at, closer = b.ClosesAt, ""
	}
	if at.Before(b.OpenedAt) {
		at = b.OpenedAt
	}
	b.State, b.ClosedAt, b.Closer = BallotClosing, at, closer
	return b
}

// OptionEmoji is the reaction that stands for the option at an index.
func OptionEmoji(i int) string {
	return [MaxOptions]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap_ten"}[i]
}

// IsOption reports whether an emoji stands for one of the ballot's options.
func (b Ballot) IsOption(emoji string) bool {
	for i := range b.Options {
		if OptionEmoji(i) == emoji {
			return true
		}
	}
	return false
}
