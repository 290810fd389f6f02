package handlers_test

import (
	"strings"
	"testing"
	"time"

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

func TestABlockerWaitsForTheEndOfDoNotDisturb(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ from, until, shortened, want string }{
		"a meeting":               {"12:00", "14:20", "", "Mon 2 Mar 15:20 UCLAIRE"}, // due at 13:00
		"over before":             {"09:00", "11:00", "", "Mon 2 Mar 14:00 UCLAIRE"},
		"until after their hours": {"12:00", "20:00", "", "Tue 3 Mar 09:00 UCLAIRE"},
		"ended early":             {"12:00", "20:00", "13:40", "Mon 2 Mar 14:40 UCLAIRE"},
		"shortened":               {"12:00", "20:00", "15:10", "Mon 2 Mar 16:10 UCLAIRE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := world(t)
			r.now = on("Mon", "09:00")
			r.types("USAMIR", "CPAY", "/standup blocked waiting for the bank")
			quiet := scrum.Quiet{From: on("Mon", test.from), Until: on("Mon", test.until)}
			if err := r.Learn(t.Context(), handlers.Roster{Quiet: map[scrum.PersonID]scrum.Quiet{"UCLAIRE": quiet}}); err != nil {
				t.Fatal(err)
			}
			var got []string
			if test.shortened != "" {
				got = r.brought(on("Mon", "13:40"))
				if quiet.Until = on("Mon", test.shortened); !quiet.Until.After(r.now) {
					quiet = scrum.Quiet{}
				}
				if err := r.Learn(t.Context(), handlers.Roster{Quiet: map[scrum.PersonID]scrum.Quiet{"UCLAIRE": quiet}}); err != nil {
					t.Fatal(err)
				}
			}
			if got = append(got, r.brought(on("Tue", "08:30"))...); len(got) == 0 || got[0] != test.want {
				t.Errorf("brought %v, want %s first", got, test.want)
			}
		})
	}
}

func TestTheReminderOfAVoteWaitsForTheEndOfDoNotDisturb(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ until, want string }{
		"a morning":                    {"2026-03-09 10:30", "9 Mar 11:30"}, // due at 9:15 there
		"until an hour before the end": {"2026-03-11 15:30", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := english(t)
			r.types("UCLAIRE", "CPAY", "/vote top 3 until 2026-03-11 17:00 secret")
			until, err := time.Parse("2006-01-02 15:04", test.until)
			if err != nil {
				t.Fatal(err)
			}
			quiet := scrum.Quiet{From: until.AddDate(0, 0, -4), Until: until}
			if err := r.Learn(t.Context(), handlers.Roster{Quiet: map[scrum.PersonID]scrum.Quiet{"USAMIR": quiet}}); err != nil {
				t.Fatal(err)
			}
			var reminded []string
			r.sentNow()
			r.visit(time.Date(2026, time.March, 11, 15, 50, 0, 0, time.UTC), func() {
				for _, line := range texts(r.posted()) {
					if strings.HasPrefix(line, "post USAMIR: ") && strings.Contains(line, "attend le tien") {
						reminded = append(reminded, r.now.In(mustZone(t, "Europe/Paris")).Format("2 Jan 15:04"))
					}
				}
			})
			if got := strings.Join(reminded, ", "); got != test.want {
				t.Errorf("reminded %q, want %q", got, test.want)
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
