package scrum

import "time"

// Extend gives a ballot whose quorum was not met a working day more, once.
func (b Ballot) Extend(now time.Time, hours WorkHours) Ballot {
	from := b.ClosesAt
	if now.After(from) {
		from = now // Pogo was away, and so perhaps were votes
	}
	b.ClosesAt, b.Extended = hours.NextDay(from), true
	return b
}

// LastCall gives whoever is just voting a moment more when the quorum is met:
// one reaction is often the first of several.
func (b Ballot) LastCall(now time.Time) Ballot {
	b.ClosesAt = now.Add(BallotGrace).UTC()
	return b
}

const (
	// shortVote is how long a vote lasts of which nobody need be reminded.
	shortVote = 4 * time.Hour
	// remindBefore is how long before its end it is too late to remind.
	remindBefore = 30 * time.Minute
)

// RemindAt is when somebody who has not voted is told that a vote is about to
// end: after three quarters of its time, in their working hours. It reports
// false where there is no such time, and on an anonymous ballot: to remind
// whoever has not voted would write down who has.
func (b Ballot) RemindAt(hours WorkHours) (time.Time, bool) {
	span := b.ClosesAt.Sub(b.OpenedAt)
	if b.ClosesAt.IsZero() || span <= shortVote || b.Secrecy == Anonymous {
		return time.Time{}, false
	}
	at := b.OpenedAt.Add(span * 3 / 4) //nolint:mnd // three quarters
	if later := hours.Next(at); later.Before(b.ClosesAt.Add(-remindBefore)) {
		return later, true
	}
	earlier := hours.Last(at).Add(-time.Hour) // with an hour left to vote
	return earlier, earlier.After(b.OpenedAt)
}

// RemindLater is when whoever is not to be reminded at the time of their reminder
// is told instead: as soon as they work from the instant on at which they may be
// disturbed, if that is later than now and there is time left to vote.
func (b Ballot) RemindLater(now, from time.Time, hours WorkHours) (time.Time, bool) {
	back := hours.Next(from)
	return back, back.After(now) && back.Before(b.ClosesAt.Add(-remindBefore))
}
