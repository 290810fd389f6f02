package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

func TestADayAndATimeAreReadInEitherOrder(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]struct {
		clock scrum.Clock
		day   time.Weekday
		ok    bool
	}{
		"fri 16:00":            {"16:00", time.Friday, true},
		"at 4 pm on thursdays": {"16:00", time.Thursday, true},
		"le vendredi à 16h30":  {"16:30", time.Friday, true},
		"jeudi":                {"16:00", time.Thursday, true},
		"17h":                  {"17:00", time.Friday, true},
		"":                     {"", 0, false},
		"mon fri 16:00":        {"", 0, false},
		"fri at noonish":       {"", 0, false},
	} {
		clock, day, ok := scrum.ParseWeekly(typed)
		if ok != want.ok || ok && (clock != want.clock || day != want.day) {
			t.Errorf("%q: %s, %s, %t; want %v", typed, clock, day, ok, want)
		}
	}
}

func TestLittleIsAnsweredBelowSixtyOfAHundred(t *testing.T) {
	t.Parallel()
	for p, want := range map[scrum.Participation]bool{{}: false, {0, 5}: true, {5, 10}: true, {6, 10}: false, {10, 10}: false} {
		if got := p.Low(); got != want {
			t.Errorf("%d of %d: %t", p.Answered, p.Expected, got)
		}
	}
}
