package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/slacksim"
)

// A firewall that forgets a connection lets neither end know.
func TestAHalfOpenConnectionIsLeft(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, func(c *Config) { c.Connections = 1 }, func(w *world) {
		w.pass(time.Minute)
		w.net.lose()
		w.cfg.Transport.(interface{ CloseIdleConnections() }).CloseIdleConnections() // they are lost too
		w.pass(silence + 20*time.Second)
		if got := w.metrics.of("reconnected: cut"); got != 1 {
			t.Errorf("reconnected %d times, want once", got)
		}
		if !w.bot.Ready() {
			t.Error("not ready on the next connection")
		}
	})
}

func TestAConnectionThatTakesNoAckIsLeft(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, func(c *Config) { c.Connections = 1 }, func(w *world) {
		w.net.refuse()
		w.cfg.Transport.(interface{ CloseIdleConnections() }).CloseIdleConnections()
		_ = w.Command(claire, dev, "/story lost in the wire") // she sees operation_timeout
		w.pass(2 * time.Second)
		if got := w.metrics.of("reconnected: cut"); got != 1 {
			t.Errorf("reconnected %d times, want once", got)
		}
		if err := w.Command(claire, dev, "/story again"); err != nil {
			t.Errorf("on the next connection: %v", err)
		}
	})
}

func TestAFrameOfAlmostAMegabyteIsRead(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		text := strings.Repeat("x", readLimit-1000)
		raw := `{"type":"slash_commands","envelope_id":"E1","payload":{"user_id":"` + claire + `","channel_id":"` + dev + `","command":"/story","text":"` + text + `"}}`
		if err := w.Deliver([]byte(raw)); err != nil {
			t.Fatal(err)
		}
		w.pass(time.Second)
		if got := deeds[handlers.Command](w.handler); len(got) != 1 || got[0].Text != text {
			t.Errorf("handled %d commands", len(got))
		}
	})
}

// Each word that is counted is kept as long as the process lives.
func TestReasonsThatNobodyKnowsAreCountedTogether(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		for i := range 5 {
			w.Fail("apps.connections.open", slacksim.Fault{Error: fmt.Sprint("no_sockets_on_day_", i)})
			w.Disconnect(fmt.Sprint(i, strings.Repeat(" reason", 1000)))
			w.pass(2 * time.Minute)
		}
		for what := range w.metrics.counts {
			if reason, ok := strings.CutPrefix(what, "reconnected: "); ok && reason != counted(reason) {
				t.Errorf("counted as %.40q", reason)
			}
		}
		if got := w.metrics.of("reconnected: other"); got < 10 {
			t.Errorf("counted %d of ten ends and five refusals", got)
		}
		for line := range strings.Lines(w.log.String()) {
			if len(line) > 1000 {
				t.Errorf("logged a line of %d bytes", len(line))
			}
		}
	})
}

// Another process with the same token is noticed by what Slack counts: said
// once for each change, and no reason to be unready.
func TestConnectionsOfOtherProcessesAreNoticed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		replicas bool
		level    string
	}{
		{"of a second process on a file", false, "WARN"},
		{"of a replica", true, "INFO"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, func(c *Config) { c.Replicas = test.replicas }, func(w *world) {
				w.pass(10 * time.Second)
				first := w.bot
				if _, others := first.Connections(); others != 0 {
					t.Errorf("at first: %d others", others)
				}
				cancel := w.cancel
				w.start()
				w.pass(10 * time.Second)
				for range 2 { // each is greeted anew, and counts the same
					w.Disconnect("refresh_requested")
					w.pass(time.Minute)
				}
				if live, others := first.Connections(); live != 2 || others == 0 || !first.Ready() {
					t.Errorf("%d connections and %d others, want two and some", live, others)
				}
				cancel()
				if err := <-w.ended; err != nil {
					t.Error(err)
				}
				said := strings.Count(w.log.String(), "level="+test.level+` msg="slack counts connections of other processes"`)
				if said != 2 { // by each of the two bots
					t.Errorf("said %d times:\n%s", said, w.log)
				}
			})
		})
	}
}
