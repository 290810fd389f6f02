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
	BallotApplied   BallotState = "applied"   // the owner gave the stories their ranks, or other ones for a reason
	BallotKept      BallotState = "kept"      // the owner left the order as it was
)

// Limits of a ballot.
const (
	MinOptions = 2
	MaxOptions = 10 // of one that is cast by reactions or rated story by story
	// MaxApproved is how many stories a list to approve of can hold.
	MaxApproved = 100
	// BallotGrace is how long after its close a ballot by reactions waits for
	// votes that were cast in time and delivered late.
	BallotGrace = time.Minute
)

// Ballot is a vote over stories: by which method, who may see what, who may
// vote and with which weight. All of that is fixed at the opening.
type Ballot struct {
	ID      BallotID
	Product ProductID
	Number  int // within the product
	Opener  PersonID
	State   BallotState
	Method  BallotMethod
	Secrecy Secrecy
	Budget  int64 // dots or credits of a voter, where the method has them
	Options []Option
	Roll    []Voter
	Quorum  Quorum    // none: every turnout will do
	Answers VoteEmoji // of a yes-or-no ballot, as the product had them
	Follows int       // the number of the vote whose first stories it ranks; 0: of none

	OpenedAt   time.Time
	ClosesAt   time.Time // zero: only by hand, or by the quorum
	ClosedAt   time.Time // zero while open; what was cast later does not count
	Closer     PersonID  // "" if time or the quorum closed it
	Extended   bool      // by a working day, because the quorum was not met
	Unverified bool      // Pogo was away at the close: votes may be missing
	Decider    PersonID  // who applied the result, kept the order or decided otherwise
	Reason     string    // why another order than the result's was applied; "" if it was not
	Voted      Turnout   // so far; final once the result is published
	Outcome    Outcome   // once the result is published
}

// Option is a story that a ballot is about.
type Option struct {
	Story      StoryID
	RewordedAt time.Time // after the first votes, the last time; zero: never
}

// Over reports whether a ballot is about a story.
func (b Ballot) Over(story StoryID) bool {
	return slices.ContainsFunc(b.Options, func(o Option) bool { return o.Story == story })
}

// Reworded reports whether a change makes a story say something else to those
// who voted already.
func (b Ballot) Reworded(before, now Story) bool {
	same := before.Title == now.Title && before.Role == now.Role && before.Goal == now.Goal && before.Benefit == now.Benefit &&
		before.Situation == now.Situation && slices.Equal(before.Criteria, now.Criteria)
	return b.State == BallotOpen && b.Voted.Total() > 0 && !same && !now.Hidden && b.Over(now.ID)
}

// Confirmed is how many of those who voted before a story was reworded said
// that their vote stands, or voted anew.
type Confirmed struct{ Asked, Did int }

// RewordedStories are the stories that say something else since the first
// votes, in the order of the ballot.
func (b Ballot) RewordedStories() []StoryID {
	var list []StoryID
	for _, o := range b.Options {
		if !o.RewordedAt.IsZero() {
			list = append(list, o.Story)
		}
	}
	return list
}

// LastReworded is when a story was given other words the last time, zero if
// none was since the first votes.
func (b Ballot) LastReworded() time.Time {
	var last time.Time
	for _, o := range b.Options {
		if o.RewordedAt.After(last) {
			last = o.RewordedAt
		}
	}
	return last
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

// Grace is how long after its close a ballot waits for late deliveries: papers
// are handed in when they are acknowledged, and are never late.
func (b Ballot) Grace() time.Duration {
	if b.ByReactions() {
		return BallotGrace
	}
	return 0
}

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
