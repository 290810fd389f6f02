package scrum

import "time"

// A working day on anybody's clock.
const (
	workFrom  Clock = "09:00"
	workUntil Clock = "18:00"
	midday    Clock = "12:00" // between the halves of a day

	// WorkDay is how long one is: from an hour of one working day to the same
	// hour of the next.
	WorkDay = 9 * time.Hour
)

// WorkHours are somebody's working hours, from nine to six in their zone on
// the days, and the halves of days, on which they work.
type WorkHours struct {
	Zone     *time.Location
	Calendar Calendar // zero: they are never away
}

// mostAway is how many days ahead working hours are looked for.
const mostAway = 2 * MaxAbsence

// span returns the working hours of a date, and false for a day off.
func (w WorkHours) span(day time.Time) (from, until time.Time, ok bool) {
	date := day.Format(time.DateOnly)
	if !w.Calendar.Holidays.Working(day) || w.Calendar.Absent(date) {
		return from, until, false
	}
	first, last := workFrom, workUntil
	switch {
	case w.Calendar.absent(halfOf(date, false)):
		first = midday
	case w.Calendar.absent(halfOf(date, true)):
		last = midday
	}
	return first.On(day, w.Zone), last.On(day, w.Zone), true
}

// At reports whether an instant lies in the working hours.
func (w WorkHours) At(t time.Time) bool {
	from, until, ok := w.span(dateIn(t, w.Zone))
	return ok && !t.Before(from) && t.Before(until)
}

// Next is the first instant of the working hours at t or after it.
func (w WorkHours) Next(t time.Time) time.Time { return w.Add(t, 0) }

// Last is the nearest instant of the working hours at t or before it; the end
// of a day is one.
func (w WorkHours) Last(t time.Time) time.Time {
	day := dateIn(t, w.Zone)
	for range mostAway {
		if from, until, ok := w.span(day); ok && !t.Before(from) {
			return sooner(until, t).UTC()
		}
		day = day.AddDate(0, 0, -1)
	}
	return t.UTC()
}

// NextDay is the same hour on the working day after that of t.
func (w WorkHours) NextDay(t time.Time) time.Time {
	there := t.In(w.Zone)
	for range mostAway {
		there = there.AddDate(0, 0, 1)
		if _, _, ok := w.span(dateIn(there, w.Zone)); ok {
			break
		}
	}
	return there.UTC()
}

// Add is the instant at which so much of the working hours has gone by since t.
// What would end a day is said at its end.
func (w WorkHours) Add(t time.Time, d time.Duration) time.Time {
	day := dateIn(t, w.Zone)
	for range mostAway {
		from, until, ok := w.span(day)
		from = later(from, t)
		if left := until.Sub(from); ok && left > 0 {
			if d < left || d > 0 && d == left {
				return from.Add(d).UTC()
			}
			d -= left
		}
		day = day.AddDate(0, 0, 1)
	}
	return t.UTC() // who is away for a year has no working hours
}

// Between is how much of the working hours lies between two instants.
func (w WorkHours) Between(start, end time.Time) time.Duration {
	var sum time.Duration
	last := dateIn(end, w.Zone)
	for day := dateIn(start, w.Zone); !day.After(last) && last.Sub(day) < mostAway*24*time.Hour; day = day.AddDate(0, 0, 1) {
		from, until, ok := w.span(day)
		if from, until = later(from, start), sooner(until, end); ok && until.After(from) {
			sum += until.Sub(from)
		}
	}
	return sum
}

func sooner(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
