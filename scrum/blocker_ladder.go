package scrum

import (
	"slices"
	"time"
)

// The steps by which a blocker that nobody cares for is brought to more and
// more people.
const (
	StepAsked       = 0 // whoever can help, as soon as they were named
	StepOwner       = 1 // they again, and the product's owner
	StepFacilitator = 2 // the owner, and whoever leads the stand-up
	StepStakeholder = 3 // whom the product names for that
	lastStep        = StepStakeholder
)

// Ladder is after how much of the working hours of whoever can unblock each
// step is taken; the first is at once.
type Ladder [lastStep + 1]time.Duration

// UsualLadder are the steps of a team that has resolved few blockers so far.
func UsualLadder() Ladder {
	return Ladder{StepOwner: firstStep, StepFacilitator: WorkDay, StepStakeholder: 2 * WorkDay}
}

const (
	firstStep      = 4 * time.Hour // also the least between two steps
	enoughResolved = 11
)

// LadderFrom returns the steps of a team by how long its blockers stood, in
// working hours: what half of them took, and what 85 % took. It needs eleven.
func LadderFrom(took []time.Duration) Ladder {
	if len(took) < enoughResolved {
		return UsualLadder()
	}
	sorted := slices.Sorted(slices.Values(took))
	return Ladder{StepOwner: firstStep, StepFacilitator: nearestRank(sorted, 50), StepStakeholder: nearestRank(sorted, 85)}
}

// nearestRank is the smallest value that percent of a sorted list do not
// exceed.
func nearestRank(sorted []time.Duration, percent int) time.Duration {
	return sorted[(len(sorted)*percent+99)/100-1]
}

// NextStep returns when the next step is due on the clock of whoever can
// unblock, and false if there is none: somebody cares for the blocker, or
// everybody knows. It is never sooner than four working hours after the one
// before, also where that came late, and comes on a quarter of an hour, so that
// what was told in the same minutes is brought to people together.
func (l Ladder) NextStep(b Blocker, hours WorkHours) (time.Time, bool) {
	next := b.Level + 1
	if !b.Waits() || next > lastStep {
		return time.Time{}, false
	}
	due := hours.Add(b.AskedAt, l[next])
	if b.Level > 0 {
		due = later(due, hours.Add(b.LevelAt, firstStep))
	}
	const together = 15 * time.Minute
	if early := due.Truncate(together); early.Before(due) {
		due = early.Add(together)
	}
	return due, true
}

// Step takes the next step.
func (b Blocker) Step(now time.Time) Blocker {
	b.Level, b.LevelAt = min(b.Level+1, lastStep), now
	return b
}

// CanStep reports whether there is a step left to take.
func (b Blocker) CanStep() bool { return b.Waits() && b.Level < lastStep }

// BlockerCallID identifies a call.
type BlockerCallID int64

// BlockerCall is one person to whom a step brings a blocker, each once.
type BlockerCall struct {
	ID      BlockerCallID
	Blocker BlockerID
	Step    int
	Person  PersonID
	ToldAt  time.Time     // zero until their working hours came
	Message BlockerCallID // the first call of the message that told of it, and perhaps of others
}

// BlockedFor is how much of the working hours of whoever can unblock a blocker
// has stood until now, or until it was resolved. Told is the zone of who told of
// it: only there can a date be one before that day.
func (b Blocker) BlockedFor(hours WorkHours, told *time.Location, now time.Time) time.Duration {
	start, end := b.CreatedAt, now
	if day, err := time.Parse(time.DateOnly, b.Since); err == nil && b.Since < b.CreatedAt.In(told).Format(time.DateOnly) {
		start = workFrom.On(day, hours.Zone)
	}
	if !b.Stands() {
		end = b.ResolvedAt
	}
	return hours.Between(start, end)
}
