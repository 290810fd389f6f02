package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

func TestAWeekBeginsOnMondayWherePeopleAre(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{
		"2026-11-23T00:00:00+01:00": "2026-11-23",
		"2026-11-22T23:59:59+01:00": "2026-11-16",
		"2026-11-29T12:00:00-05:00": "2026-11-23",
		"2027-01-01T12:00:00Z":      "2026-12-28",
		"2024-02-29T12:00:00+10:30": "2024-02-26",
	} {
		local, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := scrum.WeekOf(local); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

func TestTheMiddleIsALevelAndNeverAnEndThatSomeDidNotSay(t *testing.T) {
	t.Parallel()
	for moods, want := range map[scrum.Moods]scrum.Mood{
		{0, 0, 1, 0, 0}: 3,
		{1, 1, 1, 1, 1}: 3,
		{2, 2, 0, 0, 0}: 1, // between 1 and 2
		{0, 0, 0, 2, 2}: 5, // between 4 and 5
		{0, 2, 2, 0, 0}: 2,
		{0, 0, 2, 2, 0}: 4,
		{2, 0, 0, 0, 2}: 3,
		{0, 1, 0, 3, 1}: 4,
		{0, 0, 0, 0, 7}: 5,
	} {
		if got := moods.Median(); got != want {
			t.Errorf("%v: %d, want %d", moods, got, want)
		}
	}
}

func TestTheLastStandUpOfAWeekIsTheLastThatSomebodyIsThereFor(t *testing.T) {
	t.Parallel()
	away := scrum.Calendar{Absences: []scrum.Absence{{From: "2026-11-27", To: "2026-11-30"}}}
	halfAway := scrum.Calendar{Absences: []scrum.Absence{{From: "2026-11-27", To: "2026-11-27", FromNoon: true}}}
	for name, c := range map[string]struct {
		date string
		days scrum.Weekdays
		c    scrum.Calendar
		want bool
	}{
		"Friday of a working week":         {"2026-11-27", scrum.Workdays, scrum.Calendar{}, true},
		"Thursday of a working week":       {"2026-11-26", scrum.Workdays, scrum.Calendar{}, false},
		"Thursday before a day off":        {"2026-11-26", scrum.Workdays, away, true},
		"Thursday before a half-day":       {"2026-11-26", scrum.Workdays, halfAway, false},
		"Thursday of Tuesday and Thursday": {"2026-11-26", 1<<time.Tuesday | 1<<time.Thursday, scrum.Calendar{}, true},
		"Saturday where Sunday is one":     {"2026-11-28", scrum.Everyday, scrum.Calendar{}, false},
		"Sunday":                           {"2026-11-29", scrum.Everyday, scrum.Calendar{}, true},
	} {
		if got := scrum.LastOfWeek(c.date, c.days, c.c); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// closed closes weeks in a row and returns what is shown of them.
func closed(least int, weeks ...scrum.Moods) []scrum.MoodFigure {
	var shown []scrum.MoodFigure
	var held scrum.MoodHeld
	week := "2026-09-07"
	for _, moods := range weeks {
		var last, figure *scrum.MoodFigure
		if len(shown) > 0 {
			last = &shown[len(shown)-1]
		}
		if figure, held = scrum.CloseMoodWeek(last, held, week, moods, least); figure != nil {
			shown = append(shown, *figure)
		}
		week = scrum.WeeksAfter(week, 1)
	}
	return shown
}

func TestTheMoodFellIfTwoWeeksAreALevelBelowTheSixBefore(t *testing.T) {
	t.Parallel()
	weeks := func(levels ...scrum.Mood) []scrum.Moods {
		list := make([]scrum.Moods, len(levels))
		for i, level := range levels {
			if level != 0 {
				list[i][level-1] = 5
			}
		}
		return list
	}
	for name, c := range map[string]struct {
		weeks []scrum.Moods
		want  bool
	}{
		"from good to middling":                    {weeks(4, 4, 4, 4, 4, 4, 3, 3), true},
		"one week of two a level, the other two":   {weeks(4, 4, 4, 4, 4, 4, 4, 2), true},
		"half a level":                             {weeks(4, 4, 4, 4, 4, 4, 4, 3), false},
		"as low for three weeks: said a week ago":  {weeks(4, 4, 4, 4, 4, 4, 3, 3, 3), false},
		"nothing shown of one of the two":          {weeks(4, 4, 4, 4, 4, 4, 3, 0), false},
		"three of the six before were shown":       {weeks(4, 0, 4, 0, 4, 0, 3, 3), true},
		"only two of the six before were shown":    {weeks(0, 0, 4, 0, 4, 0, 3, 3), false},
		"a rise":                                   {weeks(2, 2, 2, 2, 2, 2, 4, 4), false},
		"the first weeks of all":                   {weeks(5, 1), false},
		"ups and downs, and then below the middle": {weeks(5, 3, 4, 4, 2, 5, 3, 3), true},
	} {
		last := scrum.WeeksAfter("2026-09-07", len(c.weeks)-1)
		if got := scrum.MoodFell(closed(4, c.weeks...), last); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
