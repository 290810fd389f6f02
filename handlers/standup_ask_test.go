package handlers_test

import (
	"fmt"
	"strings"
	"testing"

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
	r.now = on("Sat", "16:00") // Sunday in Tokyo
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
	if got := len(r.until(on("Sat", "16:05"))); got != 36 { // the second command asked 32 of them
		t.Errorf("the clock asks %d", got)
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
