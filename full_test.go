//go:build linux

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pogo/outbox"
	"pogo/storage"
)

// Who types something while the disk is full is told so, and loses nothing by
// waiting: what they typed is in the answer, and there is room again without a
// restart.
func TestAFullDiskIsToldAndHealsByItself(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	database, full := filepath.Join(dir, "pogo.db"), filepath.Join(dir, "full")
	slack, server := workspace(t)
	bot := serve(t, slack, server, database, 0, "LD_PRELOAD="+shim(t), "POGO_POWER_FILE="+database, "POGO_POWER_FULL="+full)
	types := func(need string) {
		t.Helper()
		if err := slack.Command("U0CLAIRE", "C0PAYMENTS", "/story "+need); err != nil {
			t.Fatalf("not acknowledged: %v\n%s", err, bot.log)
		}
	}
	types("pay by card")
	await(t, slack, "the first card", func() bool { return cards(slack, "PAY-1 ") == 1 })
	settled(t, database, "story:1") // or the second waits until the first is found in Slack
	if err := os.WriteFile(full, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	types("pay by bank transfer")
	await(t, slack, "the refusal", func() bool {
		said := textsOf(slack.Messages("U0CLAIRE", "C0PAYMENTS"))
		return strings.Contains(said, "My disk is full, so nothing of this was kept") && strings.Contains(said, "/story pay by bank transfer")
	})
	if err := slack.Command("U0CLAIRE", "C0PAYMENTS", "/backlog"); err != nil {
		t.Fatalf("not acknowledged: %v\n%s", err, bot.log)
	}
	await(t, slack, "the backlog", func() bool {
		return strings.Contains(textsOf(slack.Messages("U0CLAIRE", "C0PAYMENTS")), "PAY-1 · Pay by card")
	})
	if err := os.Remove(full); err != nil {
		t.Fatal(err)
	}
	types("pay by bank transfer")
	await(t, slack, "the second card", func() bool { return cards(slack, "PAY-2 ") == 1 })
}

// shim is a library that makes the disk fail for whoever loads it first.
func shim(t *testing.T) string {
	t.Helper()
	gcc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("the shim that makes the disk fail is built with gcc, which is not here")
	}
	path := filepath.Join(t.TempDir(), "power.so")
	if out, err := exec.CommandContext(t.Context(), gcc, "-shared", "-fPIC", "-O2", "-o", path, "storage/testdata/power.c", "-ldl", "-lpthread").CombinedOutput(); err != nil {
		t.Fatalf("build the shim: %v\n%s", err, out)
	}
	return path
}

// Who types something while the disk fails is told that it did not go well, the
// process ends, and the next one goes on once the disk works again.
func TestAFailingDiskEndsTheProcessAndTheNextGoesOn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	database, broken := filepath.Join(dir, "pogo.db"), filepath.Join(dir, "broken")
	slack, server := workspace(t)
	disk := []string{"LD_PRELOAD=" + shim(t), "POGO_POWER_FILE=" + database, "POGO_POWER_BROKEN=" + broken}
	bot := serve(t, slack, server, database, 0, disk...)
	types := func(need string) {
		t.Helper()
		if err := slack.Command("U0CLAIRE", "C0PAYMENTS", "/story "+need); err != nil {
			t.Fatalf("not acknowledged: %v\n%s", err, bot.log)
		}
	}
	types("pay by card")
	await(t, slack, "the first card", func() bool { return cards(slack, "PAY-1 ") == 1 })
	settled(t, database, "story:1")
	if err := os.WriteFile(broken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	types("pay by bank transfer")
	await(t, slack, "the refusal", func() bool {
		return strings.Contains(textsOf(slack.Messages("U0CLAIRE", "C0PAYMENTS")), "/story pay by bank transfer")
	})
	if err := bot.cmd.Wait(); err == nil || !strings.Contains(bot.log.String(), "the database cannot be trusted any more") {
		t.Errorf("it ended with %v\n%s", err, bot.log)
	}
	if err := os.Remove(broken); err != nil {
		t.Fatal(err)
	}
	bot = serve(t, slack, server, database, 0, disk...)
	types("get a receipt by mail")
	await(t, slack, "the next card", func() bool { return cards(slack, "PAY-3 ")+cards(slack, "PAY-2 ") > 0 })
	if n := cards(slack, "PAY-1 "); n != 1 {
		t.Errorf("the first card stands %d times", n)
	}
}

// settled looks at a message beside the bot until the bot has kept that it
// stands in Slack.
func settled(t *testing.T, database, name string) {
	t.Helper()
	db, err := storage.OpenReadOnly(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	var d outbox.Delivery
	for err == nil && d.State != outbox.Settled {
		err = db.Read(t.Context(), func(tx *storage.Tx) (err error) {
			d, err = tx.Delivery(t.Context(), name)
			return err
		})
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}
