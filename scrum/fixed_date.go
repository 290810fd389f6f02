package scrum

import "time"

// unknownPace is how many days a story is taken to need where too few were
// finished to tell: as many as a sprint of two weeks, which what is ready for
// one fits into.
const unknownPace = 14

// Pace is how long stories take, as far as it was known on a date: what places
// those that have a fixed one. The zero Pace is that of results of before it
// was asked for, and places nothing.
type Pace struct {
	Today   string `json:"today"`             // a date of the product's zone, "2006-01-02"
	Days    int    `json:"days"`              // within which 85 of 100 stories are done, the first and the last included
	Guessed bool   `json:"guessed,omitempty"` // too few were finished to tell
}

// PaceOf is the pace of a team that finished stories, at an instant.
func PaceOf(done []Passage, now time.Time, zone *time.Location) Pace {
	days, known := UsualDays(done, zone)
	if !known {
		days = unknownPace
	}
	return Pace{Today: dateIn(now, zone).Format(time.DateOnly), Days: days, Guessed: !known}
}

// Begin is the latest date on which a story can begin, for 85 of 100 to be done
// by when they are due; "" for what has no fixed date.
func (p Pace) Begin(w Worth) string {
	due := parseDate(w.Due)
	if w.Class != ClassFixed || due.IsZero() || p.Days < 1 {
		return ""
	}
	return due.AddDate(0, 0, 1-p.Days).Format(time.DateOnly)
}

// Presses reports whether a story cannot begin later than today and keep its
// fixed date, so that no vote has a say in its place.
func (p Pace) Presses(w Worth) bool {
	begin := p.Begin(w)
	return begin != "" && begin <= p.Today
}

// Dated are candidates with what their fixed dates say of their places.
func (p Pace) Dated(candidates []Candidate) []Candidate {
	for i, c := range candidates {
		candidates[i].Begin, candidates[i].Pressing = p.Begin(c.Story.Worth), p.Presses(c.Story.Worth)
	}
	return candidates
}
