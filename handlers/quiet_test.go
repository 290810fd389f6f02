package handlers_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
)

func TestAReminderWaitsForTheEndOfDoNotDisturb(t *testing.T) {
	t.Parallel()
	type heard struct{ at, from, until string } // "" for no longer
	for name, test := range map[string]struct {
		quiet []heard
		want  []string
	}{
		"asked and free":                      {nil, []string{"Tue 09:30", "Tue 10:30"}},
		"tonight":                             {[]heard{{"08:31", "19:00", "23:00"}}, []string{"Tue 09:30", "Tue 10:30"}},
		"over before the reminder":            {[]heard{{"08:31", "08:00", "09:30"}}, []string{"Tue 09:30", "Tue 10:30"}},
		"a meeting at the first":              {[]heard{{"08:31", "09:00", "10:10"}}, []string{"Tue 10:10", "Tue 11:10"}},
		"a meeting at the second":             {[]heard{{"10:00", "10:00", "12:00"}}, []string{"Tue 09:30", "Tue 12:00"}},
		"until the stand-up is closed":        {[]heard{{"09:00", "09:00", "12:30"}}, nil},
		"ended early":                         {[]heard{{"09:00", "09:00", "12:00"}, {"09:45", "", ""}}, []string{"Tue 09:45", "Tue 10:45"}},
		"shortened":                           {[]heard{{"09:00", "09:00", "12:00"}, {"09:45", "09:00", "10:00"}}, []string{"Tue 10:00", "Tue 11:00"}},
		"prolonged":                           {[]heard{{"09:00", "09:00", "10:00"}, {"09:45", "09:00", "11:30"}}, []string{"Tue 11:30"}},
		"ended before anything waited for it": {[]heard{{"09:00", "09:00", "12:00"}, {"09:10", "", ""}}, []string{"Tue 09:30", "Tue 10:30"}},
		"the same said again":                 {[]heard{{"09:00", "09:00", "10:10"}, {"09:45", "09:00", "10:10"}}, []string{"Tue 10:10", "Tue 11:10"}},
		"a second pause after the first":      {[]heard{{"09:00", "09:00", "10:00"}, {"10:30", "10:15", "12:15"}}, []string{"Tue 10:00", "Tue 12:15"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := standsUp(t)
			got := r.until(on("Tue", "08:30"))
			for _, q := range test.quiet {
				got = append(got, r.until(on("Tue", q.at))...)
				var quiet scrum.Quiet
				if q.from != "" {
					quiet = scrum.Quiet{From: on("Tue", q.from), Until: on("Tue", q.until)}
				}
				if err := r.Learn(t.Context(), handlers.Roster{Quiet: map[scrum.PersonID]scrum.Quiet{"UCLAIRE": quiet}}); err != nil {
					t.Fatal(err)
				}
			}
			got = append(got, r.until(on("Tue", "14:00"))...)
			var reminded []string
			for _, line := range got {
				if isReminder(line) && line[10:17] == "UCLAIRE" {
					reminded = append(reminded, line[:9])
				}
			}
			if diff := cmp.Diff(test.want, reminded); diff != "" {
				t.Errorf("reminded (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhoIsAskedByTheClockIsToldAfterTheCommit(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Mon", "23:00"))
	var told [][]string
	r.polled = func(people []string) {
		read(r, func(tx *storage.Tx) error { // sees what is committed
			_, err := tx.AskOn(t.Context(), 1, scrum.PersonID(people[0]), "2026-03-03")
			return err
		})
		told = append(told, people)
	}
	r.until(on("Tue", "12:00"))
	if diff := cmp.Diff([][]string{{"UCLAIRE", "USAMIR"}}, told); diff != "" {
		t.Error(diff)
	}
}
