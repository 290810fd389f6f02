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
	gcc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("the shim that fills the disk is built with gcc, which is not here")
	}
	dir := t.TempDir()
	shim, database, full := filepath.Join(dir, "power.so"), filepath.Join(dir, "pogo.db"), filepath.Join(dir, "full")
	if out, err := exec.CommandContext(t.Context(), gcc, "-shared", "-fPIC", "-O2", "-o", shim, "storage/testdata/power.c", "-ldl", "-lpthread").CombinedOutput(); err != nil {
		t.Fatalf("build the shim: %v\n%s", err, out)
	}
	slack, server := workspace(t)
	bot := serve(t, slack, server, database, 0, "LD_PRELOAD="+shim, "POGO_POWER_FILE="+database, "POGO_POWER_FULL="+full)
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
	if err := os.Remove(full); err != nil {
		t.Fatal(err)
	}
	types("pay by bank transfer")
	await(t, slack, "the second card", func() bool { return cards(slack, "PAY-2 ") == 1 })
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
