package scrum

import "time"

// Schedule says when a deed is due, on the clocks of a zone. It takes one of
// three forms:
//
//   - Clock and Days: on each of these days at that time;
//   - Clock and Date: once, on that date at that time;
//   - neither: once, at the instant Next.
//
// A time that a date does not have, in spring, is the first instant after the
// gap; one that it has twice, in autumn, is the first of the two. A date that
// a zone skipped altogether is no day of the week there.
type Schedule struct {
	ID      int64
	Product ProductID
	Deed    string // "standup.ask"; together with Product and Subject names the schedule
	Subject string // of the deed: a person, a ballot …; "" for the product itself
	Clock   Clock
	Days    Weekdays
	Date    string        // "2006-01-02"
	Zone    string        // IANA name; UTC where this machine does not know it
	Window  time.Duration // how late the deed may still be done; 0 for however late
	Next    time.Time     // when it is due next, in UTC
}

// Occurrence is one time at which a deed is due.
type Occurrence struct {
	Schedule
	Date string // the local date it is for
	Due  time.Time
}

// Key tells the occurrence from all others of its schedule: a recurring deed
// is done at most once for a local date, one that is not, once for its instant.
func (o Occurrence) Key() string {
	if o.Days != 0 {
		return o.Date
	}
	return o.Due.UTC().Format(time.RFC3339Nano)
}

// Timing is how the doing of an occurrence stands to its due time.
type Timing int

// The timings of an occurrence.
const (
	OnTime Timing = iota
	Late          // still done, and said to be late
	Missed        // too late: recorded, and not done
)

// String names the timing, for logs.
func (t Timing) String() string {
	return [...]string{"on time", "late", "missed"}[t]
}

// Patience is how much later than due still counts as on time.
const Patience = 15 * time.Minute

// Judged is an occurrence and what it means to do it when it is done.
type Judged struct {
	Occurrence
	Timing Timing
}

// Judge says what it means to do the occurrence now.
func (o Occurrence) Judge(now time.Time) Judged {
	switch delay := now.Sub(o.Due); {
	case o.Window > 0 && delay > o.Window:
		return Judged{o, Missed}
	case delay > Patience:
		return Judged{o, Late}
	default:
		return Judged{o, OnTime}
	}
}

// Location returns the zone of the schedule's clock.
func (s Schedule) Location() *time.Location { return location(s.Zone, time.UTC) }

// NextAfter returns the first occurrence due after t. It reports false when
// there is none: a deed to be done once was due before, or the schedule has
// no valid form.
func (s Schedule) NextAfter(t time.Time) (Occurrence, bool) {
	if s.Days == 0 {
		o, ok := s.once()
		return o, ok && o.Due.After(t)
	}
	for _, o := range s.around(t) {
		if o.Due.After(t) {
			return o, true
		}
	}
	return Occurrence{}, false
}

// Newest returns the last occurrence due at t or before. What was missed
// before it, during a long stop, is not made up for.
func (s Schedule) Newest(t time.Time) (Occurrence, bool) {
	if s.Days == 0 {
		o, ok := s.once()
		return o, ok && !o.Due.After(t)
	}
	var newest Occurrence
	found := false
	for _, o := range s.around(t) {
		if o.Due.After(t) {
			break
		}
		newest, found = o, true
	}
	return newest, found
}

// once is the only occurrence of a deed to be done once.
func (s Schedule) once() (Occurrence, bool) {
	if s.Date == "" {
		return Occurrence{Schedule: s, Date: s.Next.In(s.Location()).Format(time.DateOnly), Due: s.Next.UTC()}, !s.Next.IsZero()
	}
	day, err := time.Parse(time.DateOnly, s.Date)
	if err != nil || s.Clock == "" {
		return Occurrence{}, false
	}
	return Occurrence{Schedule: s, Date: s.Date, Due: s.Clock.On(day, s.Location())}, true
}

// around returns the occurrences of the two weeks around t in order: one day
// of the week at least, even where a zone skipped one.
func (s Schedule) around(t time.Time) []Occurrence {
	const reach = 15
	zone := s.Location()
	local := t.In(zone)
	today := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	var list []Occurrence
	for n := -reach; n <= reach; n++ {
		day := today.AddDate(0, 0, n)
		if s.Days.Has(day.Weekday()) && exists(day, zone) {
			list = append(list, Occurrence{Schedule: s, Date: day.Format(time.DateOnly), Due: s.Clock.On(day, zone)})
		}
	}
	return list
}

// exists reports whether a zone has the date at all: Apia went from 29 to 31
// December 2011.
func exists(day time.Time, zone *time.Location) bool {
	return Clock("00:00").On(day, zone).In(zone).Day() == day.Day()
}
