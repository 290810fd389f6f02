package scrum_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pogo/scrum"
)

func TestWorkingHoursGoByOnTheClockOfAZone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, zone, from, after, want string }{
		{"within a day", "Europe/Paris", "2026-03-02 09:05", "4h", "2026-03-02 13:05"},
		{"over a night", "Europe/Paris", "2026-03-02 16:00", "4h", "2026-03-03 11:00"},
		{"over a weekend", "Europe/Paris", "2026-03-06 16:00", "4h", "2026-03-09 11:00"},
		{"told at night", "Europe/Paris", "2026-03-03 02:00", "4h", "2026-03-03 13:00"},
		{"told on Sunday", "Europe/Paris", "2026-03-08 12:00", "0h", "2026-03-09 09:00"},
		{"a working day is a day later", "Europe/Paris", "2026-03-06 10:30", "9h", "2026-03-09 10:30"},
		{"over the night of the spring", "Europe/Paris", "2026-03-27 17:00", "4h", "2026-03-30 12:00"},
		{"over the night of the autumn", "America/New_York", "2026-10-30 17:00", "4h", "2026-11-02 12:00"},
		{"over half an hour of summer time", "Australia/Lord_Howe", "2026-10-02 17:00", "4h", "2026-10-05 12:00"},
		{"at a quarter to", "Asia/Kathmandu", "2026-03-02 09:00", "4h", "2026-03-02 13:00"},
		{"the last minute", "Europe/Paris", "2026-03-02 14:00", "4h", "2026-03-02 18:00"},
		{"nothing after six", "Europe/Paris", "2026-03-02 18:00", "0h", "2026-03-03 09:00"},
	} {
		hours := scrum.WorkHours{Zone: zone(t, test.zone)}
		from, err := time.ParseInLocation("2006-01-02 15:04", test.from, hours.Zone)
		if err != nil {
			t.Fatal(err)
		}
		after, err := time.ParseDuration(test.after)
		if err != nil {
			t.Fatal(err)
		}
		if got := hours.Add(from, after).In(hours.Zone).Format("2006-01-02 15:04"); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func TestWhoIsAwayHasNoWorkingHours(t *testing.T) {
	t.Parallel()
	hours := scrum.WorkHours{Zone: time.UTC, Calendar: scrum.Calendar{
		Absences: []scrum.Absence{{From: "2026-03-03", To: "2026-03-04", UntilNoon: true}},
		Holidays: func(day time.Time) string {
			if day.Day() == 5 {
				return "a holiday"
			}
			return ""
		},
	}}
	from := time.Date(2026, 3, 2, 15, 0, 0, 0, time.UTC)
	// Three hours on Monday, six on Wednesday afternoon, the rest on Friday.
	if got := hours.Add(from, 10*time.Hour).Format("Mon 15:04"); got != "Fri 10:00" {
		t.Errorf("ten hours end at %s", got)
	}
	if got := hours.Between(from, from.AddDate(0, 0, 7)); got != (3+6+9+6)*time.Hour {
		t.Errorf("in a week there are %s", got)
	}
}

// What Add says has gone by is what Between counts, in any zone, and never
// ends at night.
func TestWorkingHoursAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		name := rapid.SampledFrom([]string{"Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"}).Draw(r, "zone")
		hours := scrum.WorkHours{Zone: zone(t, name)}
		from := time.Unix(rapid.Int64Range(1.6e9, 1.9e9).Draw(r, "from"), 0)
		d := time.Duration(rapid.IntRange(0, 100*60).Draw(r, "minutes")) * time.Minute
		end := hours.Add(from, d)
		if got := hours.Between(from, end); got != d {
			r.Fatalf("%s after %s is %s, between them are %s", d, from, end, got)
		}
		if h := end.In(hours.Zone).Hour(); h < 9 || h > 18 {
			r.Fatalf("%s ends at night: %s", d, end.In(hours.Zone))
		}
	})
}

func TestTheStepsOfABlockerFollowEachOther(t *testing.T) {
	t.Parallel()
	hours := scrum.WorkHours{Zone: time.UTC}
	told := time.Date(2026, 3, 2, 9, 5, 0, 0, time.UTC) // a Monday
	steps := func(l scrum.Ladder, late time.Duration) []string {
		b := scrum.Blocker{CreatedAt: told, AskedAt: told}
		var list []string
		for {
			due, ok := l.NextStep(b, hours)
			if !ok {
				return list
			}
			due = due.Add(late)
			b = b.Step(due)
			list = append(list, fmt.Sprint(b.Level, due.Format(" Mon 15:04")))
		}
	}
	slow := make([]time.Duration, 11)
	for i := range slow {
		slow[i] = time.Duration(i+1) * 5 * time.Hour
	}
	for _, test := range []struct {
		name   string
		ladder scrum.Ladder
		late   time.Duration
		want   []string
	}{
		{"as usual", scrum.UsualLadder(), 0, []string{"1 Mon 13:15", "2 Tue 09:15", "3 Wed 09:15"}},
		{"by the team's own times", scrum.LadderFrom(slow), 0, []string{"1 Mon 13:15", "2 Thu 12:15", "3 Mon 14:15"}},
		{"ten blockers are too few", scrum.LadderFrom(slow[:10]), 0, []string{"1 Mon 13:15", "2 Tue 09:15", "3 Wed 09:15"}},
		{"quick teams leave people four hours", scrum.LadderFrom(make([]time.Duration, 11)), 0, []string{"1 Mon 13:15", "2 Mon 17:15", "3 Tue 12:15"}},
		{"never two at once after a stop", scrum.UsualLadder(), 3 * 24 * time.Hour, []string{"1 Thu 13:15", "2 Sun 17:15", "3 Thu 13:00"}},
	} {
		if diff := cmp.Diff(test.want, steps(test.ladder, test.late)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	for name, b := range map[string]scrum.Blocker{
		"somebody takes care":  scrum.Blocker{AskedAt: told}.Acknowledge("ULEA", told),
		"it is over":           scrum.Blocker{AskedAt: told}.Resolve("ULEA", told),
		"everybody knows that": {AskedAt: told, Level: scrum.StepStakeholder},
	} {
		if due, ok := scrum.UsualLadder().NextStep(b, hours); ok {
			t.Errorf("%s, and a step is due at %s", name, due)
		}
	}
}

func TestADigestSaysWhichBlockersAreOtherThanBefore(t *testing.T) {
	t.Parallel()
	at := func(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 0, 0, 0, time.UTC) }
	stands := func(id scrum.BlockerID, told, changed time.Time) scrum.Blocker {
		return scrum.Blocker{ID: id, CreatedAt: told, ChangedAt: changed, Since: told.Format(time.DateOnly)}
	}
	low, goal := stands(5, at(2, 9), at(2, 9)), stands(6, at(4, 9), at(4, 9))
	low.Low, goal.Goal = true, true
	list := []scrum.Blocker{
		stands(1, at(4, 9), at(4, 9)),
		stands(2, at(2, 9), at(4, 9)),
		stands(3, at(2, 9), at(3, 9)),
		stands(4, at(2, 9), at(2, 9)),
		low, goal,
		stands(7, at(2, 9), at(2, 9)).Resolve("ULEA", at(4, 8)),
		stands(8, at(2, 9), at(2, 9)).Resolve("ULEA", at(2, 17)),
	}
	var got []string
	for _, c := range scrum.CarryBlockers(list, at(3, 11), "2026-03-04", time.UTC, nil) {
		got = append(got, fmt.Sprint(c.ID, " ", c.News, " ", c.Unchanged))
	}
	want := []string{"6 new 0", "4 choice 2", "5 choice 2", "2 changed 0", "3 unchanged 1", "1 new 0", "7 gone 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("carried (-want +got):\n%s", diff)
	}
}

func TestBlockersAreClusteredByWhatTheyCost(t *testing.T) {
	t.Parallel()
	at := func(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 0, 0, 0, time.UTC) }
	list := []scrum.Blocker{
		{Class: scrum.BlockedByDecision, CreatedAt: at(2, 9)}, // the whole week, five days
		scrum.Blocker{Class: scrum.BlockedByAccess, CreatedAt: at(2, 9)}.Resolve("ULEA", at(3, 18)),
		scrum.Blocker{Class: scrum.BlockedByAccess, CreatedAt: at(4, 9)}.Resolve("ULEA", at(4, 18)),
		scrum.Blocker{Class: scrum.BlockedByAccess, CreatedAt: time.Date(2026, 2, 20, 9, 0, 0, 0, time.UTC)}.Resolve("ULEA", at(2, 18)),
		scrum.Blocker{Class: scrum.BlockedByApproval, CreatedAt: time.Date(2026, 2, 20, 9, 0, 0, 0, time.UTC)}.Resolve("ULEA", at(1, 18)),
	}
	var got []string
	for _, c := range scrum.ClusterBlockers(list, at(2, 0), at(9, 0), func(scrum.Blocker) scrum.WorkHours { return scrum.WorkHours{Zone: time.UTC} }) {
		got = append(got, fmt.Sprint(c.Class, " ", c.Count, " times, ", c.Days(), " days"))
	}
	if diff := cmp.Diff([]string{"access 3 times, 4 days", "decision 1 times, 5 days"}, got); diff != "" {
		t.Errorf("clusters (-want +got):\n%s", diff)
	}
}
