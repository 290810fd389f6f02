package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

// hoursIn are the working hours of people who are never away, in these zones.
func hoursIn(zones ...*time.Location) []scrum.WorkHours {
	hours := make([]scrum.WorkHours, len(zones))
	for i, zone := range zones {
		hours[i].Zone = zone
	}
	return hours
}

// Friday 1 May 2026 is a holiday, and on the Monday after it one is away.
func TestHolidaysAndAbsencesMoveWhatAWorkingDayEnds(t *testing.T) {
	t.Parallel()
	at := func(day, hour int) time.Time { return time.Date(2026, time.May, day, hour, 0, 0, 0, time.UTC) }
	thursday := time.Date(2026, time.April, 30, 10, 0, 0, 0, time.UTC)
	mayDay := scrum.Holidays(func(day time.Time) string {
		if day.Month() == time.May && day.Day() == 1 {
			return "May Day"
		}
		return ""
	})
	rests := scrum.WorkHours{Zone: time.UTC, Calendar: scrum.Calendar{Holidays: mayDay}}
	away := rests
	away.Calendar.Absences = []scrum.Absence{{From: "2026-05-04", To: "2026-05-04"}}
	b := scrum.Ballot{OpenedAt: thursday.Add(-4 * time.Hour), ClosesAt: at(5, 17), Secrecy: scrum.UntilClosed}
	remind := func(w scrum.WorkHours) time.Time {
		when, ok := b.RemindAt(w)
		if !ok {
			t.Error("nobody is reminded")
		}
		return when
	}
	later, _ := b.RemindLater(at(4, 10), at(4, 10), away)
	if _, ok := b.RemindLater(at(4, 10), at(4, 10), rests); ok {
		t.Error("who is at work is told to wait")
	}
	closed := b
	closed.ClosesAt = at(5, 9)
	if _, ok := closed.RemindLater(at(4, 10), at(4, 10), away); ok {
		t.Error("somebody is reminded of a vote that is over")
	}
	for name, got := range map[string][2]time.Time{
		"a poker ends on Monday":                        {scrum.PokerEnd(thursday, []scrum.WorkHours{rests}), at(4, 10)},
		"when the first had a working day":              {scrum.PokerEnd(thursday, []scrum.WorkHours{rests, away}), at(4, 10)},
		"or on Tuesday, if one is away":                 {scrum.PokerEnd(thursday, []scrum.WorkHours{away}), at(5, 10)},
		"a vote is extended over the holiday":           {scrum.Ballot{ClosesAt: thursday}.Extend(thursday, rests).ClosesAt, at(4, 10)},
		"who is at work is reminded on Monday":          {remind(rests), at(4, 9)},
		"who is away, when they are back":               {remind(away), at(5, 9)},
		"and if that was not known, when they are back": {later, at(5, 9)},
		"a poker's reminder comes before the holiday": {
			must(scrum.PokerReminder(scrum.PokerItem{Round: 1, ClosesAt: at(4, 10)}, thursday.Add(-2*time.Hour), rests)),
			time.Date(2026, time.April, 30, 18, 0, 0, 0, time.UTC),
		},
	} {
		if !got[0].Equal(got[1]) {
			t.Errorf("%s: %s, want %s", name, got[0], got[1])
		}
	}
}

func must(at time.Time, ok bool) time.Time {
	if !ok {
		return time.Time{}
	}
	return at
}
