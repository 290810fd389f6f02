package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

func TestAStoryWaitsTooLongAfterAWorkingDay(t *testing.T) {
	t.Parallel()
	friday := scrum.Untried{Since: time.Date(2026, time.March, 6, 23, 30, 0, 0, time.UTC)} // Saturday in Paris
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]bool{"2026-03-06": false, "2026-03-09": false, "2026-03-10": true} {
		if got := friday.Overdue(date, paris, nil); got != want {
			t.Errorf("on %s: %t", date, got)
		}
	}
	if (scrum.Untried{}).Overdue("2026-03-10", paris, nil) {
		t.Error("nobody knows since when")
	}
}
