package scrum_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"pogo/scrum"
)

func TestTimesOfDayAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]scrum.Clock{
		"09:30": "09:30", "9:30": "09:30", "9h30": "09:30", "9 h 30": "09:30", "14h": "14:00", "14 h": "14:00",
		"9 am": "09:00", "12am": "00:00", "12 pm": "12:00", "5PM": "17:00", "00:00": "00:00", "23:59": "23:59",
	} {
		if got, ok := scrum.ParseClock(text); !ok || got != want {
			t.Errorf("%q: got %q, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "9", "24:00", "9:60", "13 pm", "0 am", "noon", "9:3", "09:", "-9:30"} {
		if got, ok := scrum.ParseClock(text); ok {
			t.Errorf("%q is no time of day, got %q", text, got)
		}
	}
}

func TestDaysAreReadInBothLanguages(t *testing.T) {
	t.Parallel()
	monday, thursday := scrum.Weekdays(1<<time.Monday), scrum.Weekdays(1<<time.Thursday)
	for text, want := range map[string]scrum.Weekdays{
		"weekdays": scrum.Workdays, "jours ouvrés": scrum.Workdays, "every day": scrum.Everyday,
		"Mon, Thu": monday | thursday, "lundi et jeudi": monday | thursday, "lun jeu": monday | thursday,
	} {
		if got, ok := scrum.ParseWeekdays(text); !ok || got != want {
			t.Errorf("%q: got %b, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "mo", "and", "someday", "mon foo"} {
		if got, ok := scrum.ParseWeekdays(text); ok {
			t.Errorf("%q names no days, got %b", text, got)
		}
	}
}

func TestAClockThatIsSkippedOrRepeatedHasOneInstant(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, zone, date string
		clock            scrum.Clock
		want             string
	}{
		{"an ordinary morning", "Europe/Paris", "2026-11-24", "09:30", "2026-11-24T08:30:00Z"},
		{"spring: after the gap", "Europe/Paris", "2026-03-29", "02:30", "2026-03-29T01:00:00Z"},
		{"autumn: the first of two", "Europe/Paris", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"},
		{"half an hour of summer time, spring", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z"},
		{"half an hour of summer time, autumn", "Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z"},
		{"a quarter of an hour east", "Asia/Kathmandu", "2026-01-01", "09:30", "2026-01-01T03:45:00Z"},
		{"the day that Apia never had", "Pacific/Apia", "2011-12-30", "09:30", "2011-12-30T10:00:00Z"},
		{"leap day", "America/New_York", "2028-02-29", "09:30", "2028-02-29T14:30:00Z"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			zone, err := time.LoadLocation(test.zone)
			if err != nil {
				t.Fatal(err)
			}
			day, err := time.Parse(time.DateOnly, test.date)
			if err != nil {
				t.Fatal(err)
			}
			if got := test.clock.On(day, zone).Format(time.RFC3339); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// wallOf is what a clock on the wall shows, date and all: a gap at midnight
// has the day before on its other side.
func wallOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

func TestAClockIsNeverEarlyAndNeverRepeats(t *testing.T) {
	t.Parallel()
	zones := []string{"Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo", "America/Santiago", "Pacific/Auckland", "UTC"}
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 6000).Draw(t, "day"))
		minutes := rapid.IntRange(0, 24*60-1).Draw(t, "minutes")
		clock := scrum.Clock(time.Unix(int64(minutes)*60, 0).UTC().Format("15:04"))
		at := clock.On(day, zone)
		shown := at.In(zone)
		wall := day.Add(time.Duration(minutes) * time.Minute)
		asWall := wallOf(shown)
		if asWall.Before(wall) {
			t.Fatalf("%s on %s in %s is %s, which is too early", clock, day.Format(time.DateOnly), zone, shown)
		}
		if asWall.After(wall) && !wallOf(at.Add(-time.Second).In(zone)).Before(wall) {
			t.Fatalf("%s on %s in %s is %s, not the first instant after the gap", clock, day.Format(time.DateOnly), zone, shown)
		}
	})
}
