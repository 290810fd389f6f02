package main

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/slacksim"
)

// process is a running "pogo serve".
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	log *strings.Builder
}

// serve starts pogo against a pretend Slack, with clocks that are later than
// the real ones, and waits until it is greeted.
func serve(t *testing.T, slack *slacksim.Slack, server *httptest.Server, database string, later time.Duration, env ...string) *process {
	t.Helper()
	before := greetings(slack)
	p := &process{t: t, log: &strings.Builder{}}
	p.cmd = exec.CommandContext(t.Context(), os.Args[0], "serve", "--database", database, "--listen", "", "--api-url", server.URL+"/api/", "--log-level", "warn")
	p.cmd.Env = append(os.Environ(), child+"="+later.String(), "SLACK_BOT_TOKEN=xoxb-sim", "SLACK_APP_TOKEN=xapp-sim")
	p.cmd.Env = append(p.cmd.Env, env...)
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill() // unless it was killed before, and waited for
		_ = p.cmd.Wait()
	})
	await(t, slack, "a connection", func() bool { return greetings(slack) > before && slack.Connections() > 0 })
	return p
}

// greetings counts the connections that were asked for so far.
func greetings(slack *slacksim.Slack) int { return len(slack.Calls("apps.connections.open")) }

// kill ends the process as a power cut would.
func (p *process) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Fatal(err)
	}
	_ = p.cmd.Wait() // the signal is no news
}

// await waits for something to become true, looking whenever the pretend
// Slack changes.
func await(t *testing.T, slack *slacksim.Slack, what string, is func() bool) {
	t.Helper()
	changes, stop := slack.Watch()
	defer stop()
	limit := time.After(2 * time.Minute)
	for !is() {
		select {
		case <-changes:
		case <-limit:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// cards counts the messages of the channel that start with a text.
func cards(slack *slacksim.Slack, text string) int {
	n := 0
	for _, m := range slack.Messages("U0CLAIRE", "C0PAYMENTS") {
		if strings.HasPrefix(m.Text, text) && m.EphemeralTo == "" {
			n++
		}
	}
	return n
}

func workspace(t *testing.T) (*slacksim.Slack, *httptest.Server) {
	t.Helper()
	return workspaceAt(t, nil)
}

// workspaceAt is one with a clock of its own; nil: the real one.
func workspaceAt(t *testing.T, now func() time.Time) (*slacksim.Slack, *httptest.Server) {
	t.Helper()
	slack, err := slacksim.New(slacksim.Config{Now: now, Unlimited: true, AckTimeout: unhurried, TriggerTimeout: unhurried})
	if err != nil {
		t.Fatal(err)
	}
	slack.AddPerson(slacksim.Person{ID: "U0CLAIRE", Name: "Claire", RealName: "Claire", TZ: "Europe/Paris", Locale: "en-GB"})
	slack.AddChannel(slacksim.Channel{ID: "C0PAYMENTS", Name: "payments", Members: []string{"U0CLAIRE", slack.Bot().ID}})
	server := httptest.NewServer(slack.Handler())
	t.Cleanup(func() { slack.Close(); server.Close() })
	return slack, server
}

// An acknowledged command is never lost and never done twice, even if the
// process is killed between its commit and its post.
func TestAKillBetweenCommitAndPostLosesNothingAndDoublesNothing(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		fault slacksim.Fault
	}{
		{"the post never reached Slack", slacksim.Fault{Hang: true}},
		{"Slack had the post already", slacksim.Fault{Store: true, Hang: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			slack, server := workspace(t)
			database := testdb.Address(t)
			first := serve(t, slack, server, database, 0)
			slack.Fail("chat.postMessage", test.fault)
			if err := slack.Command("U0CLAIRE", "C0PAYMENTS", "/story pay by card"); err != nil {
				t.Fatalf("not acknowledged: %v\n%s", err, first.log)
			}
			await(t, slack, "the post", func() bool { return len(slack.Calls("chat.postMessage")) > 0 })
			first.kill()
			// Two minutes later the lease of the killed one is over.
			second := serve(t, slack, server, database, 2*time.Minute)
			await(t, slack, "the card", func() bool { return cards(slack, "PAY-1") == 1 && len(slack.Calls("conversations.history")) > 0 })
			if err := slack.Command("U0CLAIRE", "C0PAYMENTS", "/story pay by bank transfer"); err != nil {
				t.Fatalf("not acknowledged after the restart: %v\n%s", err, second.log)
			}
			await(t, slack, "the second card", func() bool { return cards(slack, "PAY-2") == 1 })
			if n := cards(slack, "PAY-1"); n != 1 {
				t.Errorf("%d cards of PAY-1 stand, want 1", n)
			}
		})
	}
}
