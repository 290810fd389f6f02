package main

import (
	"bytes"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pogo/slacksim"
)

// drill is a workspace whose bot is lost and restored, at hours that pass at
// once.
type drill struct {
	t      *testing.T
	slack  *slacksim.Slack
	server *httptest.Server
	passed atomic.Int64 // since the test began, beside what really did
}

func newDrill(t *testing.T) *drill {
	t.Helper()
	d := &drill{t: t}
	now := func() time.Time { return time.Now().Add(time.Duration(d.passed.Load())) }
	d.slack, d.server = workspaceAt(t, now)
	return d
}

// after has time pass and starts the bot.
func (d *drill) after(by time.Duration, database string) *process {
	d.t.Helper()
	return serve(d.t, d.slack, d.server, database, time.Duration(d.passed.Add(int64(by))))
}

func (d *drill) types(line string) {
	d.t.Helper()
	if err := d.slack.Command("U0CLAIRE", "C0PAYMENTS", line); err != nil {
		d.t.Fatal(err)
	}
}

func (d *drill) awaitCards(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		await(d.t, d.slack, text, func() bool { return cards(d.slack, text) > 0 })
	}
}

// pogo runs another subcommand beside the bot, and returns what it says.
func (d *drill) pogo(args ...string) string {
	d.t.Helper()
	var out, err bytes.Buffer
	now := func() time.Time { return time.Now().Add(time.Duration(d.passed.Load())) }
	code := run(d.t.Context(), args, world{out: &out, err: &err, now: now, env: func(string) (string, bool) { return "", false }})
	if code != 0 {
		d.t.Fatalf("pogo %s: %s", strings.Join(args, " "), err.String())
	}
	return out.String()
}

// edits counts those of a message.
func (d *drill) edits(ts string) (n int) {
	for _, c := range d.slack.Calls("chat.update") {
		if c.Args["ts"] == ts {
			n++
		}
	}
	return n
}

// What the bot did after the backup is unknown to the restored one: a card that
// waited then, and the result of a vote that ended since.
func TestRestoreDrillPostsNothingTwice(t *testing.T) {
	t.Parallel()
	d, dir := newDrill(t), t.TempDir()
	lost, backup, database := filepath.Join(dir, "lost.db"), filepath.Join(dir, "backup"), filepath.Join(dir, "pogo.db")
	bot := d.after(0, lost)
	for _, line := range []string{"/story pay by card", "/story pay by bank transfer", "/vote PAY-1 PAY-2 secret until tomorrow 17:00"} {
		d.types(line)
	}
	d.awaitCards("PAY-1", "PAY-2", "Vote: what comes first")
	refused := len(d.slack.Calls("chat.postMessage"))
	d.slack.Fail("chat.postMessage", slacksim.Fault{Status: 429, RetryAfter: 5 * time.Second})
	d.types("/story get a refund")
	await(t, d.slack, "a card that has to wait", func() bool { return len(d.slack.Calls("chat.postMessage")) > refused })
	if said := d.pogo("backup", backup, "--database", lost); !strings.Contains(said, "checked") {
		t.Errorf("the backup says %q", said)
	}
	d.awaitCards("PAY-3")
	d.types("/story see a receipt")
	d.awaitCards("PAY-4")
	bot.kill()
	bot = d.after(48*time.Hour, lost) // the vote closes
	const result = "Nobody voted"
	await(t, d.slack, "the result", func() bool { return message(d.slack, "U0CLAIRE", result).TS != "" })
	bot.kill()

	ended := message(d.slack, "U0CLAIRE", result)
	before := d.edits(ended.TS)
	said := d.pogo("restore", backup, "--database", database)
	if !strings.Contains(said, "What was done after that is lost") {
		t.Errorf("the restore says %q", said)
	}
	bot = d.after(time.Minute, database)
	await(t, d.slack, "word to the owner", func() bool {
		return strings.Contains(textsOf(d.slack.Messages("U0CLAIRE", d.slack.DM("U0CLAIRE"))), "restored from a backup")
	})
	await(t, d.slack, "the result, found and brought up to date", func() bool { return d.edits(ended.TS) > before })
	d.types("/story pay by invoice")
	d.awaitCards("PAY-104")
	for _, text := range []string{"PAY-1 ", "PAY-2 ", "PAY-3 ", "PAY-4 ", "PAY-104 ", "Vote: what comes first", result} {
		if n := cards(d.slack, text); n != 1 {
			t.Errorf("%d messages begin with %q\n%s\n%s", n, text, textsOf(d.slack.Messages("U0CLAIRE", "C0PAYMENTS")), bot.log)
		}
	}
}

func textsOf(messages []slacksim.Message) string {
	var all strings.Builder
	for _, m := range messages {
		all.WriteString(m.Text + "\n")
	}
	return all.String()
}
