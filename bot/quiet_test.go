package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/slacksim"
)

// quietCalls are the look-ups of who is not to be disturbed: how many people,
// and Slack's error.
func (w *world) quietCalls() (calls []string) {
	for _, c := range w.Calls("dnd.teamInfo") {
		calls = append(calls, fmt.Sprintf("%d %s", 1+strings.Count(c.Args["users"], ","), c.Error))
	}
	return calls
}

func TestWhoWasAskedIsLookedUpFiftyAtATimeAndWhatChangesIsHeard(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.pass(time.Second)
		night := scrum.Quiet{From: w.cfg.Now().Add(8 * time.Hour).Truncate(time.Second).UTC(), Until: w.cfg.Now().Add(20 * time.Hour).Truncate(time.Second).UTC()}
		if err := w.SetQuiet(claire, night.From, night.Until); err != nil {
			t.Fatal(err)
		}
		w.handler.quiet = nil // as if nothing had been heard
		people := []string{claire}
		for n := range 1200 {
			people = append(people, w.AddPerson(slacksim.Person{Name: fmt.Sprint("p", n)}))
		}
		w.bot.Asked(people)
		w.pass(2 * time.Minute)
		for _, call := range w.quietCalls() {
			if call != "50 " && call != "1 " {
				t.Errorf("a look-up of %s", call)
			}
		}
		if got := len(w.handler.quiet); got != len(people) || w.handler.quiet[claire] != night {
			t.Errorf("%d people are known, Claire's is %v", got, w.handler.quiet[claire])
		}
		pause := scrum.Quiet{From: w.cfg.Now().Truncate(time.Second).UTC(), Until: w.cfg.Now().Add(time.Hour).Truncate(time.Second).UTC()}
		for _, q := range []scrum.Quiet{pause, {}} {
			if err := w.SetQuiet(samir, q.From, q.Until); err != nil {
				t.Fatal(err)
			}
			w.pass(time.Second)
			if diff := cmp.Diff(q, w.handler.quiet[samir]); diff != "" {
				t.Error(diff)
			}
		}
	})
}

func TestWithoutTheScopeSlackIsAskedOnceAnHourAtMost(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.pass(time.Second)
		w.Fail("dnd.teamInfo", slacksim.Fault{Error: "missing_scope", Times: 100})
		for range 4 {
			w.bot.Asked([]string{claire, samir})
			w.pass(25 * time.Minute)
		}
		if diff := cmp.Diff([]string{"2 missing_scope", "2 missing_scope"}, w.quietCalls()); diff != "" {
			t.Error(diff)
		}
		if len(w.handler.quiet) > 0 || strings.Contains(w.log.String(), "disturbed") {
			t.Errorf("known: %v, log: %s", w.handler.quiet, w.log)
		}
	})
}
