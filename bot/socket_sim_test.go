package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"pogo/handlers"
	"pogo/slacksim"
)

// weather is what happens to the connections of a simulated bot, while people
// type and write to it.
type weather struct {
	Connections int
	Calm        bool // Slack renews the connections a few times, and that is all
	Steps       []squall
}

// squall is one thing that happens.
type squall struct {
	Do   string
	Time time.Duration // to wait; of a request: what it takes to commit
}

// What Slack says before it closes connections, and what else may happen.
func squalls() []string {
	return []string{
		refresh, refresh, warning, tooMany, linkDisabled,
		"cut", "lose", "deaf", "open hangs", "open is sick", "open has to wait", "no form", "restart",
		"command", "command", "command", "command", "message", "message", "message", "wait", "wait", "wait",
	}
}

// malformed are frames that Slack should never send.
func malformed() []string {
	return []string{
		``, `{`, `[]`, `"x"`, `null`, `{"type":"slash_commands"}`, `{"type":"hello","num_connections":-1}`, `{"type":"disconnect"}`,
		`{"type":"nobody_knows","envelope_id":"E-nobody","payload":{}}`, `{"type":"slash_commands","envelope_id":"E-empty","payload":{}}`,
		`{"type":"events_api","envelope_id":"E-list","payload":[]}`, `{"type":"interactive","envelope_id":"E-none"}`,
	}
}

func drawWeather(t *rapid.T) weather {
	w := weather{Connections: rapid.IntRange(1, 2).Draw(t, "connections"), Calm: rapid.Bool().Draw(t, "calm")}
	kinds := squalls()
	if w.Calm {
		kinds = []string{"command", "message", "wait"}
	}
	w.Steps = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) squall {
		s := squall{Do: rapid.SampledFrom(kinds).Draw(t, "do")}
		longest := map[string]int{"wait": 40_000, "command": 4_000, "message": 4_000}[s.Do]
		if w.Calm && s.Do != "wait" {
			longest = 20 // they are handled one after the other
		}
		s.Time = time.Duration(rapid.IntRange(0, longest).Draw(t, "ms")) * time.Millisecond
		return s
	}), 1, 30).Draw(t, "steps")
	if w.Calm {
		for range rapid.IntRange(1, freeTurns).Draw(t, "refreshes") {
			at := rapid.IntRange(0, len(w.Steps)).Draw(t, "before step")
			w.Steps = slices.Insert(w.Steps, at, squall{Do: rapid.SampledFrom([]string{refresh, warning}).Draw(t, "how")})
		}
	}
	return w
}

// back is how long it may take until all connections stand again: what was
// half-open has to be noticed, what Slack still has in store to be gone through,
// and where it turned us away it is not hammered.
func (w weather) back() time.Duration {
	const again = 30 * time.Second // the longest wait between two attempts
	longest, turned := silence+greetTime+again+time.Duration(w.Connections)*5*time.Second, time.Duration(0)
	for _, s := range w.Steps {
		switch s.Do {
		case "open hangs", "open is sick", "open has to wait":
			longest += httpTimeout + again
		case tooMany:
			turned = max(turned, 5*time.Minute)
		case linkDisabled:
			turned = 10 * time.Minute
		}
	}
	return longest + turned
}

// Whatever becomes of the connections: nothing is acknowledged that is not
// committed, no command is done twice, Slack is not hammered, there are no more
// connections than a change-over takes, and soon after the last trouble all of
// them stand. That nobody is left behind the bubble makes sure.
func TestWhateverBecomesOfConnectionsNoAckIsWrongAndTheyComeBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		w := drawWeather(rt)
		rapid.SyncTest(rt, func(rt *rapid.T) {
			if wrong := w.simulate(rt); wrong != "" {
				rt.Fatal(wrong)
			}
		})
	})
}

// What the simulation found: each refresh left a connection behind for a
// quarter of a minute, and Slack allows ten.
func TestRefreshesInQuickSuccessionDoNotPileUpConnections(t *testing.T) {
	t.Parallel()
	w := weather{Connections: 2}
	for range 20 {
		w.Steps = append(w.Steps, squall{Do: refresh}, squall{Do: "wait", Time: time.Second})
	}
	synctest.Test(t, func(t *testing.T) {
		if wrong := w.simulate(t); wrong != "" {
			t.Error(wrong)
		}
	})
}

// far is Slack as far away as it is: to open a connection takes a while.
func far(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/apps.connections.open") {
			time.Sleep(300 * time.Millisecond)
		}
		next.ServeHTTP(w, r)
	})
}

// listening is a bot in a weather, and the people around it.
type listening struct {
	*world
	weather
	n      int
	asking sync.WaitGroup
	faults []string
	mostOf int // connections that were open at once

	mu        sync.Mutex
	committed map[string]time.Time // when, by what was typed
	takes     map[string]time.Duration
}

// simulate returns what is wrong.
func (w weather) simulate(t rapid.TB) string {
	l := &listening{weather: w, committed: map[string]time.Time{}, takes: map[string]time.Duration{}}
	l.world = newWorld(t, slacksim.Config{}, func(c *Config) { c.Connections = w.Connections }, far)
	l.handler.command = func(_ context.Context, c handlers.Command) (handlers.Answer, error) {
		return private("kept"), l.keep(c.Text)
	}
	l.handler.direct = func(_ context.Context, m handlers.DirectMessage) error { return l.keep(m.Text) }
	l.start()
	l.pass(time.Second)
	for i, s := range w.Steps {
		l.happen(i, s)
		l.pass(0)
		l.mostOf = max(l.mostOf, l.open())
	}
	l.pass(w.back())
	if live, _ := l.bot.Connections(); live != w.Connections {
		l.wrong("%v after the last trouble %d connections are live, want %d", w.back(), live, w.Connections)
	}
	l.net.bury() // Slack notices too, in the end
	l.pass(time.Minute)
	l.judge()
	if err := l.stop(); err != nil {
		l.wrong("it stopped with %v", err)
	}
	l.asking.Wait()
	l.raze()
	if len(l.faults) == 0 {
		return ""
	}
	return strings.Join(l.faults, "\n") + "\n" + l.log.String()
}

// open is how many connections the bot has, greeted or not.
func (l *listening) open() int {
	l.bot.sockets.mu.Lock()
	defer l.bot.sockets.mu.Unlock()
	return l.bot.sockets.dialed
}

func (l *listening) wrong(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.faults = append(l.faults, fmt.Sprintf(format, args...))
}

// keep commits what was typed, after as long as it takes.
func (l *listening) keep(text string) error {
	l.mu.Lock()
	takes := l.takes[text]
	l.mu.Unlock()
	time.Sleep(takes)
	if takes > 3900*time.Millisecond {
		return errors.New("the disk is full")
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, twice := l.committed[text]; twice && strings.HasPrefix(text, "command") {
		l.faults = append(l.faults, text+" was done twice")
	}
	l.committed[text] = time.Now()
	return nil
}

func (l *listening) happen(i int, s squall) {
	switch s.Do {
	case "wait":
		l.pass(s.Time)
	case "command", "message":
		l.ask(s.Do, s.Time)
	case "cut":
		l.Cut()
	case "lose":
		l.net.lose()
	case "deaf":
		l.net.refuse()
	case "open hangs":
		l.Fail("apps.connections.open", slacksim.Fault{Hang: true})
	case "open is sick":
		l.Fail("apps.connections.open", slacksim.Fault{Status: 503})
	case "open has to wait":
		l.Fail("apps.connections.open", slacksim.Fault{Status: 429, RetryAfter: 20 * time.Second})
	case "no form":
		_ = l.Deliver([]byte(malformed()[i%len(malformed())])) // perhaps there is no connection
	case "restart":
		if err := l.stop(); err != nil {
			l.wrong("it stopped with %v", err)
		}
		l.start()
	default:
		l.Disconnect(s.Do)
	}
}

// ask has somebody type something, without waiting for what comes of it.
func (l *listening) ask(how string, takes time.Duration) {
	l.n++
	text := fmt.Sprint(how, " ", l.n)
	l.mu.Lock()
	l.takes[text] = takes
	l.mu.Unlock()
	l.asking.Go(func() {
		time.Sleep(500 * time.Microsecond) // never the instant at which Slack hangs up
		if how == "command" {
			if err := l.Command(claire, dev, "/story "+text); err != nil && l.Calm {
				l.wrong("somebody sees %v for %s", err, text)
			}
			return
		}
		_, _ = l.Say(claire, l.DM(claire), "", text)
	})
}

// judge looks at how it stands when everything has been well for a while.
func (l *listening) judge() {
	if live, _ := l.bot.Connections(); live != l.Connections || l.world.Connections() != l.Connections {
		l.wrong("in the end %d connections are live, and Slack has %d; want %d", live, l.world.Connections(), l.Connections)
	}
	for range 4 {
		l.n++
		if err := l.Command(claire, dev, fmt.Sprint("/story command ", l.n)); err != nil {
			l.wrong("in the end somebody sees %v", err)
		}
	}
	for _, e := range l.Envelopes() {
		l.judgeAck(e)
	}
	if most := 4 * l.Connections; l.mostOf > most { // of the ten that Slack allows
		l.wrong("%d connections were open at once, want at most %d", l.mostOf, most)
	}
}

// judgeAck looks whether what was acknowledged had been committed, or whoever
// typed it was told that it broke.
func (l *listening) judgeAck(e slacksim.Envelope) {
	for text := range l.takes {
		if !e.Acked || !strings.Contains(string(e.Raw), `"`+text+`"`) || strings.Contains(string(e.Ack), "Something broke") {
			continue
		}
		if at, kept := l.committed[text]; !kept || at.After(e.AckedAt) {
			l.wrong("%s was acknowledged at %v, and committed (%t) at %v", text, e.AckedAt, kept, at)
		}
	}
}
