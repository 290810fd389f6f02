package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

func passages(days ...int) []scrum.Passage {
	start := time.Date(2026, 3, 2, 22, 30, 0, 0, time.UTC)
	var list []scrum.Passage
	for _, n := range days {
		list = append(list, scrum.Passage{From: start, To: start.AddDate(0, 0, n-1)})
	}
	return list
}

func TestHowLongStoriesUsuallyTakeIsTheNearestRank(t *testing.T) {
	t.Parallel()
	days := []int{34, 1, 2, 2, 3, 3, 3, 4, 5, 5, 6, 7, 8, 9, 12, 13, 15, 18, 21, 1}
	for name, test := range map[string]struct {
		days []int
		want int
		ok   bool
	}{
		"twenty stories":      {days, 15, true},     // the 17th of 20
		"eleven are enough":   {days[:11], 6, true}, // the 10th of 11
		"ten are not":         {days[:10], 0, false},
		"all are of one day":  {[]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 1, true},
		"nothing was started": {nil, 0, false},
	} {
		if got, ok := scrum.UsualDays(passages(test.days...), time.UTC); got != test.want || ok != test.ok {
			t.Errorf("%s: %d, %t; want %d, %t", name, got, ok, test.want, test.ok)
		}
	}
}

func TestDaysAreThoseOfTheTeamsZone(t *testing.T) {
	t.Parallel()
	p := scrum.Passage{From: time.Date(2026, 3, 28, 22, 30, 0, 0, time.UTC), To: time.Date(2026, 3, 29, 23, 30, 0, 0, time.UTC)}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	if utc, there := p.Days(time.UTC), p.Days(paris); utc != 2 || there != 3 {
		t.Errorf("%d in UTC, %d in Paris over the spring night; want 2 and 3", utc, there)
	}
}

func TestWhatTakesLongerThanUsualIsToldTheOldestFirst(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 20, 10, 0, 0, 0, time.UTC)
	var list []scrum.Underway
	for i, days := range []int{5, 6, 20} {
		list = append(list, scrum.Underway{Story: scrum.Story{ID: scrum.StoryID(i + 1)}, Since: now.AddDate(0, 0, 1-days)})
	}
	list = append(list, scrum.Underway{Story: scrum.Story{ID: 4}})
	var got []int
	for _, u := range scrum.Aging(list, 5, now, time.UTC) {
		got = append(got, int(u.Story.ID))
	}
	if len(got) != 2 || got[0] != 3 || got[1] != 2 {
		t.Errorf("older than five days are %v, want 3 and 2", got)
	}
}
