package scrum

import "time"

// Holidays names the public holiday of a day, "" if it is none. Nil knows of
// none at all.
type Holidays func(day time.Time) string

// On returns the name of the holiday on a day, "" for none.
func (h Holidays) On(day time.Time) string {
	if h == nil {
		return ""
	}
	return h(day)
}

// Working reports whether people work on a day: a weekday without a holiday.
func (h Holidays) Working(day time.Time) bool { return Workdays.Has(day.Weekday()) && h.On(day) == "" }

// WorkingFrom returns a local date if people work on it, else the next one on
// which they do.
func (h Holidays) WorkingFrom(date string) string {
	for range MaxAbsence {
		if h.Working(parseDate(date)) {
			break
		}
		date = nextDay(date)
	}
	return date
}

// WorkingDays counts the working days after one local date up to another:
// from Friday to Monday it is one.
func (h Holidays) WorkingDays(from, to string) int {
	day, end := parseDate(from), parseDate(to)
	if day.IsZero() || end.IsZero() || daysFrom(from, to) > MaxAbsence {
		return 0
	}
	n := 0
	for day.Before(end) {
		if day = day.AddDate(0, 0, 1); h.Working(day) {
			n++
		}
	}
	return n
}

// Calendar says when somebody works: on weekdays, except on the public
// holidays of where they live and during their own absences.
type Calendar struct {
	Person   PersonID
	Holidays Holidays
	Absences []Absence
}

// Away is why nothing is asked of somebody on a day, and until when.
type Away struct {
	Person   PersonID
	Holiday  string // its name; "" if they are absent
	Half     bool   // only half of the day
	FromNoon bool   // the second half
	Back     string // the first local date on which they work again
	BackNoon bool   // from noon on
}

// At reports whether somebody is away at an instant, told on their clocks: at
// an absence or a public holiday. A weekend alone is no absence.
func (c Calendar) At(local time.Time) (Away, bool) {
	if away, is := c.Today(local); is && (away.Holiday != "" || c.absent(halfAt(local))) {
		return away, true
	}
	return Away{}, false
}

// Today reports whether somebody is away for some of the day of an instant.
func (c Calendar) Today(local time.Time) (Away, bool) {
	date := local.Format(time.DateOnly)
	free := c.halves(date)
	if free == 2 {
		return Away{}, false
	}
	away := Away{Person: c.Person, Half: free == 1, Holiday: c.Holidays.On(parseDate(date))}
	away.FromNoon = away.Half && !c.absent(halfOf(date, false))
	away.Back, away.BackNoon = c.backAfter(halfOf(date, !away.Half || away.FromNoon))
	return away, true
}

// After is when somebody is back from an absence of theirs.
func (c Calendar) After(a Absence) Away {
	away := Away{Person: c.Person}
	away.Back, away.BackNoon = c.backAfter(a.last())
	return away
}

// AbsentStill reports whether an absence takes somebody's time now or later on
// the same day.
func (c Calendar) AbsentStill(local time.Time) bool {
	return c.absent(halfAt(local)) || c.absent(halfOf(local.Format(time.DateOnly), true))
}

// Absent reports whether somebody works in no half of a local date.
func (c Calendar) Absent(date string) bool { return c.halves(date) == 0 }

// HalfDays counts the halves of working days between two local dates, both of
// them included, on which somebody works.
func (c Calendar) HalfDays(from, to string) int {
	n := 0
	for day := from; day <= to; day = nextDay(day) {
		if Workdays.Has(parseDate(day).Weekday()) {
			n += c.halves(day)
		}
	}
	return n
}

// awayHalves counts the half-days between two instants on somebody's clocks on
// which they are away, and how many there are on weekdays.
func (c Calendar) awayHalves(from, to time.Time) (away, of int) {
	last := halfAt(to)
	for h := halfAt(from); h <= last; h = h.next() {
		day := parseDate(h.date())
		if !Workdays.Has(day.Weekday()) {
			continue
		}
		if of++; c.absent(h) || c.Holidays.On(day) != "" {
			away++
		}
	}
	return away, of
}

// halves is how many halves of a date are free of absences and holidays.
func (c Calendar) halves(date string) int {
	if c.Holidays.On(parseDate(date)) != "" {
		return 0
	}
	n := 0
	for _, afternoon := range []bool{false, true} {
		if !c.absent(halfOf(date, afternoon)) {
			n++
		}
	}
	return n
}

func (c Calendar) absent(h half) bool {
	for _, a := range c.Absences {
		if a.covers(h) {
			return true
		}
	}
	return false
}

// backAfter is the first half of a working day after another on which somebody
// works. Nobody is away for longer than two absences in a row may last.
func (c Calendar) backAfter(last half) (date string, noon bool) {
	date = last.date()
	for range 2 * MaxAbsence {
		if c.Holidays.Working(parseDate(date)) {
			for _, afternoon := range []bool{false, true} {
				if h := halfOf(date, afternoon); h > last && !c.absent(h) {
					return date, afternoon
				}
			}
		}
		date = nextDay(date)
	}
	return date, false
}

func nextDay(date string) string { return parseDate(date).AddDate(0, 0, 1).Format(time.DateOnly) }
