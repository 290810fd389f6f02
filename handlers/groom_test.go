package handlers_test

import (
	"strings"
	"testing"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// groomed is a room in which Nora goes through three old stories: PAY-1, which
// everybody sees, PAY-3 and PAY-4. PAY-2 is hidden from her.
func groomed(t *testing.T) *room {
	t.Helper()
	r := newRoom(t)
	r.asked(func(s *scrum.Story) { s.Hidden, s.Author, s.Writer = true, "UCLAIRE", "" })
	r.asked(nil)
	r.asked(nil)
	r.now = r.now.AddDate(0, 0, 100)
	r.types("UNORA", "CPAY", "/backlog groom")
	return r
}

// offers are the texts of what was drawn for Nora since.
func (r *room) offers() string {
	r.t.Helper()
	var offers []string
	for _, d := range r.posted() {
		if strings.HasPrefix(d.Name, "groom:") {
			offers = append(offers, string(d.Body))
		}
	}
	return strings.Join(offers, "\n")
}

func TestOldStoriesAreOfferedToWhoMaySeeThem(t *testing.T) {
	t.Parallel()
	r := groomed(t)
	if got := r.offers(); !strings.Contains(got, "1 of 3") || !strings.Contains(got, "PAY-1") {
		t.Errorf("offered %s", got)
	}
	r.presses("USAMIR", "CPAY", view.GroomKeep, "1 1")
	if got := r.offers(); got != "" {
		t.Errorf("Samir pressed Nora's button: %s", got)
	}
	r.presses("UNORA", "CPAY", view.GroomKeep, "1 1")
	r.presses("UNORA", "CPAY", view.GroomKeep, "1 1")
	if got := r.offers(); !strings.Contains(got, "2 of 3") || strings.Contains(got, "3 of 3") {
		t.Errorf("after pressing twice: %s", got)
	}
}

func TestWhatWasPlannedMeanwhileIsPassedOver(t *testing.T) {
	t.Parallel()
	r := groomed(t)
	r.types("USAMIR", "CPAY", "/sprint add PAY-3 PAY-4")
	r.posted()
	r.presses("UNORA", "CPAY", view.GroomKeep, "1 1")
	if got := r.offers(); !strings.Contains(got, "1 kept and 2 in work or closed meanwhile") {
		t.Errorf("the sum: %s", got)
	}
	r.now = r.now.Add(time.Hour)
	if got := said(r.types("UNORA", "CPAY", "/backlog groom")); !strings.Contains(got, "No story of the backlog is old") {
		t.Errorf("once more: %q", got)
	}
}
