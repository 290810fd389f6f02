package scrum

import (
	"slices"
	"time"
)

// Passage is how long something was in progress: from when it was started
// until it was done.
type Passage struct{ From, To time.Time }

// Days is how many dates of a zone the passage touches: what is done on the day
// on which it was started took one.
func (p Passage) Days(zone *time.Location) int {
	return int(dateIn(p.To, zone).Sub(dateIn(p.From, zone)).Hours()/24) + 1 //nolint:mnd // hours of a day in UTC
}

// minPassages is how many finished stories say something about the next one.
const minPassages = 11

// UsualDays is within how many days 85 of 100 stories are finished, by the
// nearest rank; false where too few are known.
func UsualDays(done []Passage, zone *time.Location) (int, bool) {
	const share = 85
	if len(done) < minPassages {
		return 0, false
	}
	days := make([]int, len(done))
	for i, p := range done {
		days[i] = p.Days(zone)
	}
	slices.Sort(days)
	return days[(share*len(days)+99)/100-1], true //nolint:mnd // rounded up
}

// Underway is a story that somebody works on.
type Underway struct {
	Story Story
	Since time.Time // when it was started first; zero if that is not known
}

// Days is for how many days it has been in progress at an instant.
func (u Underway) Days(now time.Time, zone *time.Location) int {
	return Passage{From: u.Since, To: now}.Days(zone)
}

// Aging are those of the stories that have taken longer at an instant than
// usual, the oldest first.
func Aging(list []Underway, usual int, now time.Time, zone *time.Location) []Underway {
	var aging []Underway
	for _, u := range list {
		if !u.Since.IsZero() && u.Days(now, zone) > usual {
			aging = append(aging, u)
		}
	}
	slices.SortStableFunc(aging, func(a, b Underway) int { return a.Since.Compare(b.Since) })
	return aging
}
