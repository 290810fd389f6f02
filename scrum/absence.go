package scrum

import "time"

// AbsenceID identifies an absence.
type AbsenceID int64

// Absence is a stretch of days on which nothing is asked of somebody, on the
// clocks of where they live. Days off, half-days, a bridge between a holiday
// and the weekend: Pogo does not ask which.
type Absence struct {
	ID        AbsenceID
	Person    PersonID
	From, To  string // local dates, "2026-12-22", both within the absence
	FromNoon  bool   // the morning of From is worked
	UntilNoon bool   // the afternoon of To is worked
	Note      string // verbatim, for the person and whoever entered it alone
	EnteredBy PersonID
	Source    AbsenceSource
	EnteredAt time.Time
}

// AbsenceSource is how Pogo came to know of an absence.
type AbsenceSource string

// The sources.
const (
	AbsenceEntered AbsenceSource = ""       // by the person, or the owner for them
	AbsenceStatus  AbsenceSource = "status" // read from the person's status in Slack, if they let it
)

// MaxAbsence is how many days an absence may last.
const MaxAbsence = 366

// half is a half of a day, so written that the order of the texts is that of
// time: "2026-12-22 a" is the morning and "2026-12-22 p" the afternoon.
type half string

func halfOf(date string, afternoon bool) half {
	if afternoon {
		return half(date + " p")
	}
	return half(date + " a")
}

// date is the day that it is a half of.
func (h half) date() string { return string(h[:len(time.DateOnly)]) }

// next is the half of a day that follows.
func (h half) next() half {
	if h == halfOf(h.date(), false) {
		return halfOf(h.date(), true)
	}
	return halfOf(nextDay(h.date()), false)
}

func (a Absence) first() half { return halfOf(a.From, a.FromNoon) }
func (a Absence) last() half  { return halfOf(a.To, !a.UntilNoon) }

// covers reports whether a half of a day is within the absence.
func (a Absence) covers(h half) bool { return a.first() <= h && h <= a.last() }

// Holds reports whether everything of another absence is within this one.
func (a Absence) Holds(b Absence) bool { return a.covers(b.first()) && a.covers(b.last()) }

// Over reports whether nothing of the absence is left on a local date.
func (a Absence) Over(date string) bool { return a.To < date }

// Ends returns the absence cut short by somebody who is back at an instant on
// their clocks, and whether anything is left of it: of a day on which they
// come back before noon, nothing is.
func (a Absence) Ends(local time.Time) (Absence, bool) {
	today := local.Format(time.DateOnly)
	if local.Hour() >= noonHour && a.covers(halfOf(today, false)) {
		a.To, a.UntilNoon = today, true
		return a, true
	}
	a.To, a.UntilNoon = dayBefore(today), false
	return a, a.From <= a.To
}

// Check says what is wrong with an absence that is entered on a local date.
func (a Absence) Check(today string) error {
	switch {
	case a.first() > a.last():
		return ErrBackward
	case a.Over(today):
		return ErrOver
	case daysFrom(a.From, a.To) >= MaxAbsence:
		return ErrTooLong
	}
	return nil
}

// noonHour is when the afternoon begins.
const noonHour = 12

// halfAt is the half of the day of an instant on the clocks of its zone.
func halfAt(local time.Time) half {
	return halfOf(local.Format(time.DateOnly), local.Hour() >= noonHour)
}

func parseDate(date string) time.Time {
	day, _ := time.Parse(time.DateOnly, date) // a zero day is before all others
	return day
}

func dayBefore(date string) string { return parseDate(date).AddDate(0, 0, -1).Format(time.DateOnly) }

// daysFrom is how many days lie between two dates.
func daysFrom(from, to string) int {
	return int(parseDate(to).Sub(parseDate(from)).Hours() / 24)
}
