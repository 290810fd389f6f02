package scrum

import "time"

// Untried is a story that is ready to try and that nobody has accepted.
type Untried struct {
	Story Story
	Since time.Time // zero if that is not known
}

// Overdue reports whether it has waited for more than one working day on a
// date, both dates being those of a zone.
func (u Untried) Overdue(date string, zone *time.Location, off Holidays) bool {
	return !u.Since.IsZero() && u.Days(date, zone, off) > 1
}

// Days is for how many working days it has waited on a date.
func (u Untried) Days(date string, zone *time.Location, off Holidays) int {
	return off.WorkingDays(u.Since.In(zone).Format(time.DateOnly), date)
}
