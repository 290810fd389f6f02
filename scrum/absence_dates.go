package scrum

import "time"

// dayPart is a half of a day that was named.
type dayPart int

const (
	wholeDay dayPart = iota
	morning
	afternoon
	noon // as a beginning that of the afternoon, as an end that of the morning
)

// namedDay is a day as it was named: by its date, of which parts may be left
// out, or by its place in the week.
type namedDay struct {
	date             time.Time // zero if it was named by the numbers below
	weekly           bool      // date is the first such day of the week
	ago              bool      // date was named from today on, and is past
	year, month, day int       // 0: left out
	part             dayPart
}

// daySpan is from one named day to another.
type daySpan struct {
	from, to namedDay
	single   bool
	days     int  // its length, if that was said instead of its end
	working  bool // the length is in working days
	pair     bool // "22 and 23 Dec": one absence only if they are neighbors
}

// resolve finds the dates that a span means. With [ErrOver] they are those
// that were probably meant.
func (s daySpan) resolve(today time.Time) (Absence, error) {
	from, to := s.from, s.to
	if s.single {
		to = from
	}
	from, to = shareParts(from, to)
	first, last, err := datesOf(from, to, s.single, today)
	if err != nil {
		return Absence{From: first.Format(time.DateOnly), To: last.Format(time.DateOnly)}, err
	}
	if s.days > 0 {
		last = lengthened(first, s.days, s.working)
	}
	if s.pair && !first.AddDate(0, 0, 1).Equal(last) {
		return Absence{}, ErrSeveral
	}
	return Absence{
		From: first.Format(time.DateOnly), FromNoon: from.part == afternoon || from.part == noon,
		To: last.Format(time.DateOnly), UntilNoon: to.part == morning || to.part == noon && !s.single,
	}, nil
}

// shareParts gives each of two dates what only the other says: "22–26 Dec
// 2026" names the month and the year once.
func shareParts(from, to namedDay) (namedDay, namedDay) {
	if !from.date.IsZero() || !to.date.IsZero() {
		return from, to
	}
	if from.month == 0 {
		from.month = to.month
	}
	if to.month == 0 {
		to.month = from.month
	}
	ahead := from.inYear() <= to.inYear()
	switch {
	case from.year != 0 && to.year == 0 && ahead:
		to.year = from.year
	case from.year == 0 && to.year != 0 && ahead:
		from.year = to.year
	case from.year == 0 && to.year != 0:
		from.year = to.year - 1
	}
	return from, to
}

// inYear orders days by their place in a year.
func (d namedDay) inYear() int { return 100*d.month + d.day }

// datesOf finds the first end to come, and the last beginning before it, so
// that an absence that has begun can be named by both of its dates.
func datesOf(from, to namedDay, single bool, today time.Time) (first, last time.Time, err error) {
	ends, begins := to.dates(today), from.dates(today)
	if len(ends) == 0 || len(begins) == 0 {
		return first, last, ErrNoDates // 30 February
	}
	for _, end := range ends {
		begin, found := end, true
		if !single {
			begin, found = lastUntil(begins, end)
		}
		switch {
		case !found:
			continue
		case turnsBack(from, to, begin, end):
			return begin, end, ErrBackward
		case to.ago:
			return begin, end, ErrAgo
		case end.Before(today) && (len(ends) == 1 || to.justPast(end, today)):
			return begin, end, ErrOver
		case !end.Before(today):
			return begin, end, nil
		}
	}
	return begins[0], ends[len(ends)-1], ErrBackward
}

// justPast reports whether a date without its year is rather the one that was
// a while ago than the one in a year.
func (d namedDay) justPast(date, today time.Time) bool {
	const while = 31
	return d.month != 0 && d.year == 0 && date.AddDate(0, 0, while).After(today)
}

// turnsBack reports whether dates without their years turned out to be most of
// a year apart because they were named the wrong way around: "26–22 Dec".
func turnsBack(from, to namedDay, begin, end time.Time) bool {
	const most = 183
	return from.month != 0 && to.month != 0 && (from.year == 0 || to.year == 0) && from.inYear() > to.inYear() && begin.AddDate(0, 0, most).Before(end)
}

// lastUntil returns the last of some dates in order that is not after another.
func lastUntil(dates []time.Time, end time.Time) (time.Time, bool) {
	var last time.Time
	for _, d := range dates {
		if !d.After(end) {
			last = d
		}
	}
	return last, !last.IsZero()
}

// dates are those around today that a day may mean, in order; none if it names
// one that no year has.
func (d namedDay) dates(today time.Time) []time.Time {
	switch {
	case d.weekly:
		return []time.Time{d.date, d.date.AddDate(0, 0, 7), d.date.AddDate(0, 0, 14)}
	case !d.date.IsZero():
		return []time.Time{d.date}
	case d.month == 0:
		return d.inMonths(today, -2, 4)
	}
	var dates []time.Time
	for year := today.Year() - 1; year <= today.Year()+8; year++ { // a leap day may be eight years away
		if d.year == 0 || d.year == year {
			dates = append(dates, validDate(year, d.month, d.day)...)
		}
	}
	return dates
}

// inMonths are the dates with a day's number in the months around today's.
func (d namedDay) inMonths(today time.Time, from, to int) []time.Time {
	var dates []time.Time
	for n := from; n <= to; n++ {
		dates = append(dates, validDate(today.Year(), int(today.Month())+n, d.day)...)
	}
	return dates
}

// validDate is a date, or none where its month has no such day. A month beyond
// those of the year is one of the next or the last year.
func validDate(year, month, day int) []time.Time {
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if date.Day() != day {
		return nil
	}
	return []time.Time{date}
}

// lengthened returns the last of n days, or of n working days, counted from
// the first.
func lengthened(first time.Time, days int, working bool) time.Time {
	last := first
	for left := days; ; last = last.AddDate(0, 0, 1) {
		if !working || Workdays.Has(last.Weekday()) {
			left--
		}
		if left <= 0 || daysFrom(first.Format(time.DateOnly), last.Format(time.DateOnly)) > MaxAbsence {
			return last
		}
	}
}
