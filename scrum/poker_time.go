package scrum

import "time"

// PokerEnd is until when a round may last: a working day on the clock of every
// voter, counted from when they are at work, until the first of them had it.
func PokerEnd(opened time.Time, zones []*time.Location) time.Time {
	var end time.Time
	for _, zone := range zones {
		if there := dayAfter(atWork(opened.In(zone), 1)); end.IsZero() || there.Before(end) {
			end = there
		}
	}
	return end.UTC()
}

// dayAfter is the instant a working day after another.
func dayAfter(t time.Time) time.Time {
	for t = t.AddDate(0, 0, 1); !Workdays.Has(t.Weekday()); {
		t = t.AddDate(0, 0, 1)
	}
	return t
}

// How a voter is reminded: once a round, and this long before its end or, in a
// round that follows a discussion, this long after its opening.
const (
	pokerRemind = 2 * time.Hour
	pokerAgain  = time.Hour
)

// PokerReminder is when somebody who has not put down a card is told that a
// round is about to end: in their working hours, between nine and six. It
// reports false where the round leaves no such time.
func PokerReminder(item PokerItem, opened time.Time, zone *time.Location) (time.Time, bool) {
	at := item.ClosesAt.Add(-pokerRemind)
	if again := opened.Add(pokerAgain); item.Round > 1 && again.Before(at) {
		if at = atWork(again.In(zone), 1); at.Before(item.ClosesAt.Add(-pokerAgain)) {
			return at.UTC(), true
		}
		return time.Time{}, false
	}
	at = atWork(at.In(zone), -1)
	return at.UTC(), at.After(opened.Add(pokerAgain))
}

// atWork is the nearest instant of working hours, later or, if step is -1,
// earlier.
func atWork(t time.Time, step int) time.Time {
	const from, until Clock = "09:00", "18:00"
	zone := t.Location()
	if Workdays.Has(t.Weekday()) {
		start, end := from.On(t, zone), until.On(t, zone)
		switch {
		case !t.Before(start) && t.Before(end):
			return t
		case step > 0 && t.Before(start):
			return start
		case step < 0 && !t.Before(end):
			return end
		}
	}
	for t = t.AddDate(0, 0, step); !Workdays.Has(t.Weekday()); {
		t = t.AddDate(0, 0, step)
	}
	if step > 0 {
		return from.On(t, zone)
	}
	return until.On(t, zone)
}
