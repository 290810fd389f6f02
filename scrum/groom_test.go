package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

func TestWhatIsAskedOfGrooming(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]scrum.GroomAsk{
		"": {Count: 5}, "3": {Count: 3}, "500": {Count: 10},
		"every 2w": {Weeks: 2}, "every week": {Weeks: 1}, "Toutes les 3 semaines": {Weeks: 3}, "chaque semaine": {Weeks: 1}, "toutes les 2s": {Weeks: 2},
		"off": {Off: true}, "Arrêter": {Off: true},
	} {
		if got, ok := scrum.ParseGroom(typed); !ok || got != want {
			t.Errorf("%q is %+v, %t, want %+v", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"0", "-1", "the list", "every 2d", "every 9w", "every 0w", "5 stories"} {
		if got, ok := scrum.ParseGroom(typed); ok {
			t.Errorf("%q is taken for %+v", typed, got)
		}
		if got, want := scrum.MeansGroom(typed), typed != "the list" && typed != "5 stories"; got != want {
			t.Errorf("%q means grooming: %t, want %t", typed, got, want)
		}
	}
}

func TestOldStoriesComeOnWorkingDays(t *testing.T) {
	t.Parallel()
	friday := time.Date(2026, time.March, 6, 20, 0, 0, 0, time.UTC)
	if got := scrum.GroomDay(friday, time.UTC, nil); got != "2026-03-09" {
		t.Errorf("after a Friday: %s", got)
	}
	easter := scrum.Holidays(func(day time.Time) string {
		return map[string]string{"04-03": "Good Friday", "04-06": "Easter Monday"}[day.Format("01-02")]
	})
	if got := scrum.GroomDay(time.Date(2026, time.April, 2, 20, 0, 0, 0, time.UTC), time.UTC, easter); got != "2026-04-07" {
		t.Errorf("before Easter: %s", got)
	}
	if got := easter.DayBefore(time.Date(2026, time.April, 7, 9, 0, 0, 0, time.UTC)).Format(time.DateOnly); got != "2026-04-02" {
		t.Errorf("the working day before the Tuesday after Easter is %s", got)
	}
	if got := scrum.GroomDayAfter("2026-03-09", 2, friday.AddDate(0, 1, 3), time.UTC); got != "2026-04-20" {
		t.Errorf("after a long stop: %s", got)
	}
}
