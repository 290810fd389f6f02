package scrum_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pogo/scrum"
)

func ExampleSchedule_NextAfter() {
	standup := scrum.Schedule{Clock: "09:30", Days: scrum.Workdays, Zone: "Europe/Paris"}
	friday := time.Date(2026, time.March, 27, 12, 0, 0, 0, time.UTC)
	o, _ := standup.NextAfter(friday)
	fmt.Println(o.Date, o.Due)
	// Output: 2026-03-30 2026-03-30 07:30:00 +0000 UTC
}

func utc(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestAnOccurrenceHasItsDateAndItsInstant(t *testing.T) {
	t.Parallel()
	every := func(zone string, clock scrum.Clock) scrum.Schedule {
		return scrum.Schedule{Clock: clock, Days: scrum.Everyday, Zone: zone}
	}
	friday := scrum.Schedule{Clock: "09:30", Days: 1 << time.Friday, Zone: "Pacific/Apia"}
	for _, test := range []struct {
		name       string
		schedule   scrum.Schedule
		after      string
		date, want string
	}{
		{"later today", every("Europe/Paris", "09:30"), "2026-11-24T08:29:59Z", "2026-11-24", "2026-11-24T08:30:00Z"},
		{"not at the very instant, but the next day", every("Europe/Paris", "09:30"), "2026-11-24T08:30:00Z", "2026-11-25", "2026-11-25T08:30:00Z"},
		{"the skipped hour of spring is not lost", every("Europe/Paris", "02:30"), "2026-03-28T12:00:00Z", "2026-03-29", "2026-03-29T01:00:00Z"},
		{"the repeated hour of autumn is its first", every("Europe/Paris", "02:30"), "2026-10-24T12:00:00Z", "2026-10-25", "2026-10-25T00:30:00Z"},
		{"the repeated hour of autumn does not return", every("Europe/Paris", "02:30"), "2026-10-25T00:30:00Z", "2026-10-26", "2026-10-26T01:30:00Z"},
		{"a day that begins at one o'clock", every("Africa/Cairo", "00:00"), "2026-04-23T12:00:00Z", "2026-04-24", "2026-04-23T22:00:00Z"},
		{"half an hour of summer time", every("Australia/Lord_Howe", "02:15"), "2026-10-03T12:00:00Z", "2026-10-04", "2026-10-03T15:30:00Z"},
		{"a zone of odd minutes", every("Asia/Kathmandu", "09:30"), "2026-01-01T00:00:00Z", "2026-01-01", "2026-01-01T03:45:00Z"},
		{"leap day", every("America/New_York", "09:30"), "2028-02-28T20:00:00Z", "2028-02-29", "2028-02-29T14:30:00Z"},
		{"the Friday that Apia never had", friday, "2011-12-24T00:00:00Z", "2012-01-06", "2012-01-05T19:30:00Z"},
		{"once on a date", scrum.Schedule{Clock: "17:00", Date: "2026-12-04", Zone: "Europe/Paris"}, "2026-11-24T00:00:00Z", "2026-12-04", "2026-12-04T16:00:00Z"},
		{"once at an instant", scrum.Schedule{Next: utc(t, "2026-12-03T23:30:12Z"), Zone: "Europe/Paris"}, "2026-11-24T00:00:00Z", "2026-12-04", "2026-12-03T23:30:12Z"},
		{"an unknown zone is UTC", every("Mars/Olympus", "09:30"), "2026-11-24T08:30:00Z", "2026-11-24", "2026-11-24T09:30:00Z"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o, ok := test.schedule.NextAfter(utc(t, test.after))
			if got := o.Due.Format(time.RFC3339); !ok || o.Date != test.date || got != test.want {
				t.Errorf("got %s at %s, %v", o.Date, got, ok)
			}
			if back, ok := o.Newest(o.Due); !ok || !back.Due.Equal(o.Due) || back.Date != o.Date {
				t.Errorf("the newest at that instant is %s at %s, %v", back.Date, back.Due, ok)
			}
		})
	}
}

func TestWhatIsNeverDueIsSaidSo(t *testing.T) {
	t.Parallel()
	now := utc(t, "2026-11-24T00:00:00Z")
	for name, s := range map[string]scrum.Schedule{
		"a date that is past":     {Clock: "17:00", Date: "2026-11-23", Zone: "UTC"},
		"an instant that is past": {Next: now},
		"no form at all":          {},
		"a date that is none":     {Clock: "17:00", Date: "2026-02-30"},
		"a date without a time":   {Date: "2026-12-04"},
	} {
		if o, ok := s.NextAfter(now); ok {
			t.Errorf("%s: got %s", name, o.Due)
		}
	}
}

func TestADeedDoneOnceIsKnownByItsInstantAndARecurringOneByItsDate(t *testing.T) {
	t.Parallel()
	now := utc(t, "2026-11-24T08:00:00Z")
	again, _ := scrum.Schedule{Next: now.Add(time.Hour)}.NextAfter(now)
	later, _ := scrum.Schedule{Next: now.Add(2 * time.Hour)}.NextAfter(now)
	if again.Key() == later.Key() {
		t.Error("asked to be reminded twice in a day, one would be reminded once")
	}
	before, _ := scrum.Schedule{Clock: "09:30", Days: scrum.Everyday}.NextAfter(now)
	after, _ := scrum.Schedule{Clock: "10:30", Days: scrum.Everyday}.NextAfter(now)
	if before.Key() != after.Key() {
		t.Error("a stand-up that is moved within the day would be held twice")
	}
}

func TestTimingIsJudgedByTheWindow(t *testing.T) {
	t.Parallel()
	due := utc(t, "2026-11-24T08:30:00Z")
	for _, test := range []struct {
		name          string
		window, delay time.Duration
		want          string
	}{
		{"early by a slow clock", time.Hour, -time.Second, "on time"},
		{"within patience", time.Hour, 15 * time.Minute, "on time"},
		{"beyond patience", time.Hour, 15*time.Minute + 1, "late"},
		{"beyond the window", time.Hour, time.Hour + 1, "missed"},
		{"a window shorter than patience", time.Minute, 2 * time.Minute, "missed"},
		{"without a window", 0, 1000 * time.Hour, "late"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := scrum.Occurrence{Schedule: scrum.Schedule{Window: test.window}, Due: due}
			if got := o.Judge(due.Add(test.delay)).Timing.String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// zones have half hours, quarters, summer time in both halves of the year,
// changes at midnight, a skipped day and none of these.
func zones() []string {
	return []string{
		"Europe/Paris", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
		"Africa/Cairo", "Africa/Casablanca", "America/Santiago", "America/Sao_Paulo", "America/Scoresbysund", "Asia/Beirut",
		"Asia/Gaza", "Pacific/Chatham", "Pacific/Kiritimati", "Asia/Tehran", "Antarctica/Troll", "Asia/Pyongyang", "UTC",
	}
}

// expected is when clocks in a zone show a wall time first, found by walking
// through the periods between changes of the zone: slow and plain.
func expected(wall time.Time, zone *time.Location) time.Time {
	for t := wall.Add(-30 * time.Hour).In(zone); ; {
		start, end := t.ZoneBounds()
		_, offset := t.Zone()
		at := wall.Add(-time.Duration(offset) * time.Second)
		switch {
		case at.Before(start):
			return start.UTC() // the gap ended here
		case end.IsZero() || at.Before(end):
			return at
		}
		t = end.In(zone)
	}
}

func TestEveryDateHasItsOccurrenceExactlyOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom(zones()).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		days := scrum.Weekdays(rapid.Uint8Range(1, 127).Draw(t, "days"))
		minutes := rapid.IntRange(0, 24*60-1).Draw(t, "minutes")
		clock := scrum.Clock(fmt.Sprintf("%02d:%02d", minutes/60, minutes%60))
		s := scrum.Schedule{Clock: clock, Days: days, Zone: zone.String()}
		now := time.Unix(rapid.Int64Range(1_262_304_000, 2_082_758_400).Draw(t, "now"), 0) // 2010 to 2035
		day := time.Time{}
		for range 20 {
			o, ok := s.NextAfter(now)
			if !ok {
				t.Fatalf("nothing is due after %s", now)
			}
			date, err := time.Parse(time.DateOnly, o.Date)
			if err != nil {
				t.Fatal(err)
			}
			wall := date.Add(time.Duration(minutes) * time.Minute)
			if want := expected(wall, zone); !o.Due.Equal(want) {
				t.Fatalf("%s on %s in %s: got %s, want %s", clock, o.Date, zone, o.Due, want)
			}
			if !o.Due.After(now) {
				t.Fatalf("%s is not after %s", o.Due, now)
			}
			for d := day.AddDate(0, 0, 1); !day.IsZero() && d.Before(date); d = d.AddDate(0, 0, 1) {
				if days.Has(d.Weekday()) && expected(d, zone).In(zone).Day() == d.Day() {
					t.Fatalf("%s was left out", d.Format(time.DateOnly))
				}
			}
			if !days.Has(date.Weekday()) || !date.After(day) {
				t.Fatalf("%s follows %s", o.Date, day.Format(time.DateOnly))
			}
			if newest, ok := s.Newest(o.Due); !ok || newest.Date != o.Date {
				t.Fatalf("the newest at %s is %s, not %s", o.Due, newest.Date, o.Date)
			}
			day, now = date, o.Due
		}
	})
}
