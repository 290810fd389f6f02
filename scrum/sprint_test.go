package scrum_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pogo/scrum"
)

func zone(t interface{ Fatal(...any) }, name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func ExampleSprintLength_EndOf() {
	twoWeeks, _, _ := scrum.CutSprintLength("2w")
	start := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC) // a Monday
	fmt.Println(twoWeeks.EndOf(start, time.UTC, nil).Format("Mon 2 Jan 15:04"))
	// Output: Fri 4 Dec 17:00
}

func TestTheLengthOfASprintIsReadInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text  string
		want  scrum.SprintLength
		rest  string
		valid bool
	}{
		{"2w", scrum.SprintLength{Weeks: 2}, "", true},
		{"2W \"pay by card\"", scrum.SprintLength{Weeks: 2}, "\"pay by card\"", true},
		{"2s « payer par carte »", scrum.SprintLength{Weeks: 2}, "« payer par carte »", true},
		{"2 semaines payer", scrum.SprintLength{Weeks: 2}, "payer", true},
		{"3 weeks", scrum.SprintLength{Weeks: 3}, "", true},
		{"2w“goal”", scrum.SprintLength{Weeks: 2}, "“goal”", true},
		{"10d", scrum.SprintLength{Days: 10}, "", true},
		{"10\u00a0j", scrum.SprintLength{Days: 10}, "", true},
		{"10 jours", scrum.SprintLength{Days: 10}, "", true},
		{"99w", scrum.SprintLength{Weeks: 99}, "", false},
		{"0w", scrum.SprintLength{}, "", false},
		{"0d", scrum.SprintLength{}, "", false},
		{"31d", scrum.SprintLength{Days: 31}, "", false},
		{"7w", scrum.SprintLength{Weeks: 7}, "", false},
	} {
		got, rest, ok := scrum.CutSprintLength(test.text)
		if !ok || got != test.want || rest != test.rest || got.Valid() != test.valid {
			t.Errorf("%q: got %+v, %q, %v, valid %v", test.text, got, rest, ok, got.Valid())
		}
	}
	for _, text := range []string{"", "w", "2", "2x", "2words", "-2w", "1000w", "two weeks", "\"2w\""} {
		if got, _, ok := scrum.CutSprintLength(text); ok {
			t.Errorf("%q is no length, got %+v", text, got)
		}
	}
}

func TestASprintEndsOnAWorkingDayAtFiveOClock(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, zone, start string
		length            scrum.SprintLength
		want              string
	}{
		{"from a Monday", "Europe/Paris", "2026-11-23T09:00:00+01:00", scrum.SprintLength{Weeks: 2}, "2026-12-04T17:00:00+01:00"},
		{"from a Wednesday to the Tuesday", "Europe/Paris", "2026-11-25T09:00:00+01:00", scrum.SprintLength{Weeks: 2}, "2026-12-08T17:00:00+01:00"},
		{"from a Saturday", "Europe/Paris", "2026-11-28T09:00:00+01:00", scrum.SprintLength{Weeks: 1}, "2026-12-04T17:00:00+01:00"},
		{"from a Sunday", "Europe/Paris", "2026-11-29T09:00:00+01:00", scrum.SprintLength{Weeks: 1}, "2026-12-04T17:00:00+01:00"},
		{"across the end of summer time", "Europe/Paris", "2026-10-19T09:00:00+02:00", scrum.SprintLength{Weeks: 2}, "2026-10-30T17:00:00+01:00"},
		{"across its beginning, in New York", "America/New_York", "2026-03-02T09:00:00-05:00", scrum.SprintLength{Weeks: 2}, "2026-03-13T17:00:00-04:00"},
		{"today is the product's date, not UTC's", "Pacific/Auckland", "2026-11-22T20:00:00Z", scrum.SprintLength{Weeks: 1}, "2026-11-27T17:00:00+13:00"},
		{"ten working days are two weeks", "Europe/Paris", "2026-11-23T09:00:00+01:00", scrum.SprintLength{Days: 10}, "2026-12-04T17:00:00+01:00"},
		{"one working day in the morning", "Europe/Paris", "2026-11-23T09:00:00+01:00", scrum.SprintLength{Days: 1}, "2026-11-23T17:00:00+01:00"},
		{"one working day in the evening", "Europe/Paris", "2026-11-23T17:00:00+01:00", scrum.SprintLength{Days: 1}, "2026-11-24T17:00:00+01:00"},
		{"one working day on a Friday night", "Europe/Paris", "2026-11-27T20:00:00+01:00", scrum.SprintLength{Days: 1}, "2026-11-30T17:00:00+01:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			loc := zone(t, test.zone)
			start, err := time.Parse(time.RFC3339, test.start)
			if err != nil {
				t.Fatal(err)
			}
			if got := test.length.EndOf(start, loc, nil).In(loc).Format(time.RFC3339); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestASprintAlwaysEndsAfterItsStartOnAWorkingDay(t *testing.T) {
	t.Parallel()
	zones := []string{"Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Auckland", "UTC"}
	rapid.Check(t, func(t *rapid.T) {
		loc := zone(t, rapid.SampledFrom(zones).Draw(t, "zone"))
		start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.Int64Range(0, 3*365*24*60).Draw(t, "minute")) * time.Minute)
		length := scrum.SprintLength{Weeks: rapid.IntRange(1, scrum.MaxSprintWeeks).Draw(t, "weeks")}
		if rapid.Bool().Draw(t, "in days") {
			length = scrum.SprintLength{Days: rapid.IntRange(1, scrum.MaxSprintDays).Draw(t, "days")}
		}
		end := length.EndOf(start, loc, nil).In(loc)
		if !end.After(start) || !scrum.Workdays.Has(end.Weekday()) || end.Hour() != 17 {
			t.Fatalf("from %s, %+v ends on %s", start.In(loc), length, end)
		}
		s := scrum.Sprint{StartsAt: start, EndsAt: end}
		if day, of := s.Day(end, loc, nil); day != of || of < 1 || of > scrum.MaxSprintDays+1 {
			t.Fatalf("the last day is day %d of %d", day, of)
		}
	})
}
