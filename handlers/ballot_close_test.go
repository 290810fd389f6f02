package handlers_test

import (
	"strings"
	"sync"
	"testing"

	"pogo/handlers"
	"pogo/view"
)

// Whoever comes second is told that there is nothing left to close.
func TestTwoPeopleWhoCloseAVoteAtOnceGetOneResult(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UNORA", "CPAY", "/vote PAY-1 PAY-2 score secret")
	r.posted()
	var pressing sync.WaitGroup
	for _, person := range []string{"UCLAIRE", "UNORA"} {
		c := handlers.Click{
			Key: r.key(), Person: person, Channel: "CPAY", Message: "1.2", Action: view.BallotClose, Value: "1",
			Response: "https://hooks.test/1", At: r.now,
		}
		pressing.Go(func() {
			if _, err := r.Click(t.Context(), c); err != nil {
				t.Error(err)
			}
		})
	}
	pressing.Wait()
	got := strings.Join(texts(r.posted()), "\n")
	for what, said := range map[string][]string{
		"the result":       {"Nobody voted, so the order stays as it is"},
		"closed by one":    {"The vote is closed.", "Le vote est clos."},
		"too late for one": {"This vote is closed already", "Ce vote est déjà clos"},
	} {
		n := 0
		for _, sentence := range said {
			n += strings.Count(got, sentence)
		}
		if n != 1 {
			t.Errorf("%s: %d times, want once:\n%s", what, n, got)
		}
	}
}
