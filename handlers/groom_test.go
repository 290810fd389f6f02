package handlers_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
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

func TestOldStoriesSkipAHolidayAndKeepTheirDayOfTheWeek(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story En tant que client je veux payer par carte")
	r.types("UCLAIRE", "CPAY", "/po fériés france")
	r.now = time.Date(2026, time.March, 22, 12, 0, 0, 0, time.UTC) // a Sunday
	if got := said(r.types("UCLAIRE", "CPAY", "/backlog groom every 1w")); !strings.Contains(got, "lun. 23 mars") {
		t.Errorf("told %q", got)
	}
	var days []string
	for range 4 {
		at := groomsAt(r)
		days = append(days, at.Format("Mon 2 Jan"))
		r.until(at)
	}
	want := []string{"Mon 23 Mar", "Mon 30 Mar", "Tue 7 Apr", "Mon 13 Apr"} // the sixth is Easter Monday
	if diff := cmp.Diff(want, days); diff != "" {
		t.Error(diff)
	}
}

// groomsAt is when the owner goes through old stories next.
func groomsAt(r *room) (at time.Time) {
	read(r, func(tx *storage.Tx) error {
		armed, err := tx.Schedules(r.t.Context(), 1, "backlog.groom")
		if err == nil && len(armed) == 1 {
			at = armed[0].Next
		}
		return err
	})
	return at
}
