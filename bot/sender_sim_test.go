package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"pogo/storage"
)

// Whatever becomes of the calls and the processes: each message is posted
// once, in the order of its conversation, and says in the end what was wanted
// last; nothing is given up before it was tried often enough; Slack's rates are
// kept; and it all comes to an end. Only a process that freezes between its
// last look at a lease and the call is not simulated: nothing holds it back.
func TestWhateverBecomesOfCallsAndProcessesSlackHoldsEachMessageOnce(t *testing.T) {
	t.Parallel()
	fresh, n, failed := databases(t), 0, false
	rapid.Check(t, func(rt *rapid.T) {
		if n++; !failed && enough(n) {
			return
		}
		l, path := drawLife(rt), fresh()
		rapid.SyncTest(rt, func(rt *rapid.T) {
			if wrong := l.simulate(rt, path); wrong != "" {
				failed = true
				rt.Fatal(wrong)
			}
		})
	})
}

// enough ends a simulation that costs more than others. -rapid.checks, or
// RAPID_CHECKS, asks for another number than rapid's own hundred.
func enough(n int) bool {
	const few = 20
	return n > few && flag.Lookup("rapid.checks").Value.String() == "100"
}

// databases returns where a database stands that nothing was written to yet,
// another one at each call.
func databases(t *testing.T) (fresh func() string) {
	t.Helper()
	empty := filepath.Join(t.TempDir(), "empty.db")
	db, err := storage.Open(t.Context(), storage.Config{Path: empty})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(empty)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "pogo.db")
	return func() string {
		for _, beside := range []string{"-wal", "-shm"} {
			_ = os.Remove(path + beside) // of a run that failed
		}
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
}

// What the simulation found.
func TestLivesThatWentWrongOnce(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		life life
	}{
		{"an edit that Slack makes late does not undo the next", life{
			Processes: 1, Posts: 300,
			Steps: []step{
				{Do: "card", Channel: dev, Card: "a"},
				{Do: "wait", Time: 10 * time.Second},
				{Do: "card", Channel: dev, Card: "a"},
				{Do: "wait", Time: 5 * time.Second},
				{Do: "card", Channel: dev, Card: "a"},
			},
			Mishaps: []mishap{{Fate: well}, {Fate: silentAfter, After: 19 * time.Second}},
		}},
		{"a look-up that has to wait makes the others wait", life{
			Processes: 1, Posts: 300,
			Steps: []step{
				{Do: "card", Channel: dev, Card: "a"},
				{Do: "wait", Time: time.Second},
				{Do: "card", Channel: client, Card: "a"},
				{Do: "wait", Time: time.Minute},
			},
			Mishaps: []mishap{{Fate: cutAfter}, {Fate: cutAfter}, {Fate: tooMuch, After: 30 * time.Second}},
		}},
		{"what waits for its turn waits longer when Slack asks for it meanwhile", life{
			Processes: 1, Posts: 20,
			Steps: []step{
				{Do: "card", Channel: dev, Card: "a"},
				{Do: "card", Channel: client, Card: "a"},
				{Do: "card", Channel: claire, Card: "a"},
				{Do: "once", Channel: dev},
				{Do: "wait", Time: time.Minute},
			},
			Mishaps: []mishap{{Fate: well}, {Fate: well}, {Fate: tooMuch, After: 30 * time.Second}},
		}},
		{"of two that are asked to wait at once the longer wait counts", life{
			Processes: 1, Posts: 300,
			Steps: []step{
				{Do: "card", Channel: claire, Card: "a"},
				{Do: "card", Channel: dev, Card: "a"},
				{Do: "wait", Time: time.Minute},
			},
			Mishaps: []mishap{{Fate: tooMuch, After: 34 * time.Second}, {Fate: tooMuch, After: 31 * time.Second}},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := databases(t)()
			synctest.Test(t, func(t *testing.T) {
				if wrong := test.life.simulate(t, path); wrong != "" {
					t.Error(wrong)
				}
			})
		})
	}
}

// told is what was called and logged.
func (s *sending) told() string {
	var b strings.Builder
	for _, c := range s.ill.calls {
		raw, _ := json.Marshal(c)
		fmt.Fprintf(&b, "%s\n", raw)
	}
	return b.String() + s.log.String()
}

// judge says what is wrong now that nothing happens any more.
func (s *sending) judge() string {
	parked, err := s.db.Parked(context.Background())
	s.must(err)
	if len(parked) > 0 && s.troubles < 4 {
		return fmt.Sprintf("%d troubles were enough to give up %+v", s.troubles, parked[0])
	}
	if len(parked) > 0 {
		return "" // the owner is told, and it may stand or not
	}
	var faults []string
	for line, want := range s.lines {
		if got := s.standing(line); !slices.Equal(got, want) {
			faults = append(faults, fmt.Sprintf("in %s there stand %q, want %q", line, got, want))
		}
	}
	for _, text := range s.whispers {
		n := 0
		for _, got := range s.world.whispers(claire, dev) {
			if got == text {
				n++
			}
		}
		if n > 1 || n == 0 && s.troubles == 0 {
			faults = append(faults, fmt.Sprintf("%s was shown %d times", text, n))
		}
	}
	if home, _ := s.Home(claire); s.home != "" && !strings.Contains(string(home.Blocks), s.home+`"`) {
		faults = append(faults, "Home does not show "+s.home)
	}
	return strings.Join(append(faults, s.hurried()...), "\n")
}

// standing are the messages of a conversation, or of the thread under one, by
// their names; one that does not say what it should is called by its text.
func (s *sending) standing(line string) []string {
	channel, _, inThread := strings.Cut(line, ":")
	if channel == claire {
		channel = s.DM(claire)
	}
	root := ""
	all := s.Messages("", channel)
	if inThread {
		for _, m := range all {
			if strings.HasPrefix(m.Text, line+"#") {
				root = m.TS
			}
		}
	}
	var names []string
	for _, m := range all {
		if !m.Bot || m.EphemeralTo != "" || inThread != (m.ThreadTS != "" && m.ThreadTS != m.TS) || inThread && m.ThreadTS != root {
			continue
		}
		name, _, _ := strings.Cut(m.Text, "#")
		if s.newest[name] != m.Text {
			name = m.Text
		}
		names = append(names, name)
	}
	return names
}

// hurried are calls that a process made sooner than Slack likes. What one that
// died knew of the pace, the next does not.
func (s *sending) hurried() []string {
	var faults []string
	for i, c := range s.ill.calls {
		if c.Status == http.StatusTooManyRequests && c.Fate.Fate != tooMuch && s.born == 1 {
			faults = append(faults, fmt.Sprintf("Slack had to refuse %v", c))
		}
		minute := 0
		for _, next := range s.ill.calls[i:] {
			if next.Process != c.Process || next.Method != c.Method {
				continue
			}
			apart := next.At.Sub(c.At)
			if apart < time.Minute {
				minute++
			}
			if apart > 0 && c.Fate.Fate == tooMuch && apart < c.Fate.After ||
				apart > 0 && apart < s.apart(c, next) {
				faults = append(faults, fmt.Sprintf("%v is too soon after %v", next, c))
			}
		}
		if most := map[string]int{"chat.postMessage": s.posts, "chat.postEphemeral": 100, "views.publish": 100}[c.Method]; minute > cmp.Or(most, 50) {
			faults = append(faults, fmt.Sprintf("%d calls in a minute from %v on", minute, c))
		}
	}
	return faults
}

// apart is how long two calls of a method have to be apart.
func (*sending) apart(one, next made) time.Duration {
	switch {
	case one.Channel != next.Channel:
	case one.Method == "chat.postMessage":
		return time.Second
	case one.Method == "chat.update" && one.TS == next.TS && one.Status != http.StatusTooManyRequests:
		return 3 * time.Second
	}
	return 0
}
