package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

func TestWhatIsPassedOnIsToldToThoseWhoStartLater(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "09:40"))
	opened := r.types("USAMIR", "CPAY", "/standup answer")
	r.sends("USAMIR", opened.Open.CallbackID, opened.Open.PrivateMetadata, map[string]string{"next": "PAY-1", "other": "the tests run until noon"})
	r.until(on("Tue", "11:30"))
	day := dayOn(r, "2026-03-03")
	if got := r.standing(view.HandoverName(day.ID)); !strings.Contains(got, "the tests run until noon") {
		t.Errorf("Nora, who begins hours later, reads %q", got)
	}
}

func dayOn(r *room, date string) scrum.StandupDay {
	r.t.Helper()
	var day scrum.StandupDay
	read(r, func(tx *storage.Tx) (err error) {
		day, err = tx.StandupDayOn(r.t.Context(), 1, date)
		return err
	})
	return day
}

func TestTheAnswersOfACrowdStandTogether(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	team := []scrum.Person{{ID: "UCLAIRE", Name: "Claire", Zone: "Europe/Paris"}}
	for i := range 29 {
		team = append(team, scrum.Person{ID: scrum.PersonID(fmt.Sprintf("UC%02d", i)), Name: fmt.Sprintf("Person %d", i), Zone: "Europe/Paris"})
	}
	r.learns(team...)
	r.until(on("Tue", "09:40"))
	for _, p := range team[1:28] {
		r.answers(string(p.ID), "PAY-1 of "+p.Name, "")
	}
	replies := 0
	for _, line := range r.until(on("Tue", "11:30")) {
		if strings.Contains(line, "PAY-1 of") && strings.Contains(line, " CPAY: ") {
			replies++
		}
	}
	if replies != 3 {
		t.Errorf("27 answers are in %d replies, want 3 of twelve people each", replies)
	}
	r.now = r.now.Add(time.Minute)
	r.answers("UC28", "PAY-1 late", "")
	if got := r.standing(view.AnswersName(dayOn(r, "2026-03-03").ID, 3)); !strings.Contains(got, "PAY-1 late") {
		t.Errorf("the late answer is not on the page of its person: %q", got)
	}
}
