package handlers_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pogo/handlers"
	"pogo/scrum"
)

// TestWhoIsAwayIsInNoDenominator lets three people be away in the four ways
// there are of a day, in all of their combinations over a week.
func TestWhoIsAwayIsInNoDenominator(t *testing.T) {
	t.Parallel()
	ways := []string{"", " morning", " afternoon", " all day"}
	days := []string{"Tue", "Wed", "Thu", "Fri"}
	for shift := range ways {
		t.Run(strconv.Itoa(shift), func(t *testing.T) {
			t.Parallel()
			r := standsUp(t)
			way := func(person, day int) string { return ways[(person*(shift+1)+day+shift)%len(ways)] }
			people := []string{"UCLAIRE", "USAMIR", "UNORA"}
			for d := range days {
				for p, id := range people {
					if w := way(p, d); w != "" {
						r.types(id, "CPAY", fmt.Sprintf("/po away 2026-03-%02d%s", 3+d, w))
					}
				}
			}
			r.sentNow()
			for d, day := range days {
				here := func(p int) bool { return way(p, d) == "" || way(p, d) == " afternoon" }
				r.until(on(day, "08:45"))
				n := 0
				for p := range 2 { // those in Paris
					if here(p) {
						r.answers(people[p], "PAY-1", "")
						n++
					}
				}
				digest := strings.Join(digests(r.until(on(day, "10:30"))), "\n")
				if want := fmt.Sprintf("%d sur %d", n, n); n > 0 && (!strings.Contains(digest, want) || strings.Contains(digest, "plus tard") != here(2)) {
					t.Errorf("%s: %q, want %s, and Nora later: %t", day, digest, want, here(2))
				}
				r.until(on(day, "20:00"))
				for p, id := range people {
					if _, asked := asksOf(r, scrum.PersonID(id))[fmt.Sprintf("2026-03-%02d", 3+d)]; asked != here(p) {
						t.Errorf("%s: %s is away%s and was asked: %t", day, id, way(p, d), asked)
					}
				}
			}
		})
	}
}

func TestAbsencesAreNobodyElsesToTouch(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story pay by card")
	r.types("UNORA", "CPAY", "/po away tomorrow: a secret")
	r.sentNow()
	for _, person := range []string{"UCLAIRE", "USAMIR", "UEVE", "UINES"} {
		r.presses(person, "CPAY", "absence.remove", "1")
		r.presses(person, "CPAY", "absence.wrong", "1")
	}
	if got := strings.Join(r.sentNow(), "\n"); strings.Contains(got, "secret") || strings.Contains(got, "tomorrow") {
		t.Errorf("told of it: %s", got)
	}
	if got := said(r.types("UNORA", "CPAY", "/po away")); !strings.Contains(got, "a secret") {
		t.Errorf("it was taken back: %q", got)
	}
	for _, person := range []string{"USAMIR", "UINES"} {
		if got := said(r.types(person, "CPAY", "/po away <@UNORA> today")); strings.Contains(got, "Noté") || strings.Contains(got, "Noted") {
			t.Errorf("%s enters it for Nora: %q", person, got)
		}
	}
}

func TestOfYesterdayNoOtherYearIsProposed(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for typed, want := range map[string]string{"yesterday": "an absence begins today or later", "1 March": "If you mean the next year, type `/po away 2027-03-01`"} {
		if got := said(r.types("UNORA", "CPAY", "/po away "+typed)); !strings.Contains(got, want) {
			t.Errorf("%s: told %q, want %q", typed, got, want)
		}
	}
}

func TestWhatIsLeftOfAListOfAbsencesStandsAfterOneIsRemoved(t *testing.T) {
	t.Parallel()
	for list, action := range map[string]string{"/po away list": "absence.removeTeam", "/po away <@UNORA>": "absence.removeOf"} {
		r := newRoom(t)
		r.types("UCLAIRE", "CPAY", "/story pay by card")
		r.types("UCLAIRE", "CPAY", "/po away <@UNORA> 10 march")
		r.types("UCLAIRE", "CPAY", "/po away <@UNORA> 12 march")
		r.sentNow()
		if got := r.types("UCLAIRE", "CPAY", list); !strings.Contains(jsonText(t, got.Private), action+".1") {
			t.Fatalf("%s: %s", list, jsonText(t, got.Private))
		}
		r.presses("UCLAIRE", "CPAY", action, "1")
		got := strings.Join(texts(r.posted()), "\n")
		mustContain(t, list, got, "Absence retirée", "Nora", "12 mars", "took back that you are away")
		if strings.Count(got, "10 mars") != 1 {
			t.Errorf("%s: %s", list, got)
		}
	}
}

func TestAStatusIsReadOnlyOfThoseWhoWantIt(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	away := func(people ...string) {
		t.Helper()
		roster := handlers.Roster{People: cast(), Statuses: map[scrum.PersonID]scrum.Status{}}
		for _, p := range people {
			roster.Statuses[scrum.PersonID(p)] = scrum.Status{Emoji: ":palm_tree:", Until: r.now.AddDate(0, 0, 3)}
		}
		if err := r.Learn(t.Context(), roster); err != nil {
			t.Fatal(err)
		}
	}
	r.types("UNORA", "CPAY", "/po away status on")
	away("UNORA", "UCLAIRE")
	for person, want := range map[string]string{"UNORA": "from your Slack status", "UCLAIRE": "pas d'absence"} {
		if got := said(r.types(person, "CPAY", "/po away")); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", person, got, want)
		}
	}
	away()
	if got := said(r.types("UNORA", "CPAY", "/po away")); !strings.Contains(got, "no absence") {
		t.Errorf("after the status: %q", got)
	}
}
