package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestNowAsksACrowdBySlices(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	team := []scrum.Person{cast()[0]}
	for i := range 99 {
		team = append(team, scrum.Person{ID: scrum.PersonID(fmt.Sprintf("U%03d", i)), Name: "x", Zone: "Asia/Tokyo", Locale: "en"})
	}
	r.learns(team...)
	r.now = on("Sat", "01:00") // ten in Tokyo
	if got := said(r.types("UCLAIRE", "CPAY", "/standup now")); !strings.Contains(got, "100 personnes") {
		t.Errorf("told %q", got)
	}
	if got := len(r.sentNow()); got != 32 {
		t.Errorf("the command itself asks %d", got)
	}
	if got := said(r.types("UCLAIRE", "CPAY", "/standup now")); strings.Contains(got, "100 personnes") {
		t.Errorf("once more, told %q", got)
	}
	r.sentNow()
	if got := len(r.until(on("Sat", "01:05"))); got != 36 { // the second command asked 32 of them
		t.Errorf("the clock asks %d", got)
	}
}

func TestNowWakesNobody(t *testing.T) {
	t.Parallel()
	people := slices.Concat(cast()[:3], []scrum.Person{
		{ID: "UKENJI", Name: "Kenji", Zone: "Asia/Tokyo", Locale: "ja-JP"},
		{ID: "UKAI", Name: "Kai", Zone: "Pacific/Honolulu", Locale: "en-US"},
	})
	for _, test := range []struct {
		name, set, at string
		told          string
		want          []string
	}{
		{
			"at noon in Paris it is dawn in New York and night in Tokyo", "", "11:00",
			"J'ai posé la question à 2 personnes. La synthèse arrive à 13\u00a0h\u00a030. " +
				"Question au début de leur journée\u202f: Kai (20\u00a0h) et Nora (15\u00a0h). Pas de question, c'est la nuit là-bas\u202f: Kenji.",
			[]string{"11:00 UCLAIRE", "11:00 USAMIR", "14:00 UNORA", "19:00 UKAI"},
		},
		{
			"those whose usual time is to come are asked at it", "/standup at 09:45 weekdays", "11:00",
			"J'ai posé la question à 2 personnes. La synthèse arrive à 13\u00a0h\u00a030. " +
				"Question au début de leur journée\u202f: Kai (20\u00a0h\u00a045) et Nora (15\u00a0h\u00a045). Pas de question, c'est la nuit là-bas\u202f: Kenji.",
			[]string{"11:00 UCLAIRE", "11:00 USAMIR", "14:45 UNORA", "19:45 UKAI"},
		},
		{
			"at midnight whoever types is awake", "", "22:30",
			"J'ai posé la question à 3 personnes. La synthèse arrive à 1\u00a0h. " +
				"Question au début de leur journée\u202f: Kenji (1\u00a0h). Pas de question, c'est la nuit là-bas\u202f: Samir.",
			nil, // what follows is for the cases above
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			r.learns(people...)
			if r.now = on("Tue", test.at); test.set != "" {
				r.types("UCLAIRE", "CPAY", test.set)
			}
			r.sentNow()
			if got := said(r.types("UCLAIRE", "CPAY", "/standup now")); got != test.told {
				t.Errorf("told %q\nwant %q", got, test.told)
			}
			if test.want == nil {
				return
			}
			var got []string
			for _, line := range r.until(on("Wed", "00:00")) {
				if who, what, _ := strings.Cut(strings.TrimPrefix(line, "Tue "), ": "); strings.HasSuffix(what, "of #payments") || strings.HasSuffix(what, "de #payments") {
					got = append(got, who)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOffAfterNowAsksNobodyElse(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	team := cast()[:3] // in New York it is dawn
	for i := range 40 {
		team = append(team, scrum.Person{ID: scrum.PersonID(fmt.Sprintf("U%03d", i)), Name: "x", Zone: "Europe/Paris", Locale: "en"})
	}
	r.learns(team...)
	r.now = on("Tue", "11:00")
	r.types("UCLAIRE", "CPAY", "/standup now")
	if got := len(r.sentNow()); got != 32 {
		t.Fatalf("the command itself asks %d", got)
	}
	if got := said(r.types("UCLAIRE", "CPAY", "/standup off")); !strings.Contains(got, "plus la question à personne") {
		t.Errorf("told %q", got)
	}
	for _, line := range r.until(on("Wed", "23:00")) {
		if !strings.Contains(line, "arrêté") && !strings.Contains(line, "stopped") {
			t.Errorf("sent %q", line)
		}
	}
	if got := said(r.types("UCLAIRE", "CPAY", "/standup off")); !strings.Contains(got, "pas de daily ici") {
		t.Errorf("once more, told %q", got)
	}
}

func TestNowAfterTheDigestSaysThatAnswersAreAddedToIt(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "10:30"))
	r.learns(cast()[0], cast()[1], scrum.Person{ID: "UTOM", Name: "Tom", Zone: "Europe/London", Locale: "en-GB"})
	if got := said(r.types("UCLAIRE", "CPAY", "/standup now")); !strings.Contains(got, "1 personne. La synthèse est déjà là") {
		t.Errorf("told %q", got)
	}
}
