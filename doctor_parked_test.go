package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pogo/outbox"
	"pogo/storage"
)

func TestDoctorListsWhatCouldNotBePostedAndOpensItAgain(t *testing.T) {
	t.Parallel()
	path, at := filepath.Join(t.TempDir(), "pogo.db"), time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	refuse(t, path, "digest", at)
	ask := func(c doctorCommand) (string, error) {
		c.Database = path
		return c.database(t.Context(), c.parked, c.parkedThere)
	}
	_, err := ask(doctorCommand{})
	for _, want := range []string{"1 could not be posted", "1 to C1 since 2026-03-02T09:00:00Z: is_archived; unarchive", "pogo doctor --retry"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
	if err != nil && strings.Contains(err.Error(), "secret words") {
		t.Errorf("it says what people wrote: %v", err)
	}
	if found, err := ask(doctorCommand{Retry: true}); err != nil || !strings.HasPrefix(found, "1 opened again") {
		t.Errorf("to try again it says %q, %v", found, err)
	}
	if found, err := ask(doctorCommand{}); err != nil || found != "nothing was given up" {
		t.Errorf("then it finds %q, %v", found, err)
	}
	refuse(t, path, "report", at)
	if found, err := ask(doctorCommand{LetGo: true}); err != nil || !strings.HasPrefix(found, "2 let go") {
		t.Errorf("to let go it says %q, %v", found, err)
	}
	if found, err := ask(doctorCommand{}); err != nil || found != "nothing was given up" {
		t.Errorf("then it finds %q, %v", found, err)
	}
}

func TestDoctorSaysWhatToDoWhileTheBotRuns(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pogo.db")
	db, err := storage.Open(t.Context(), storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	c := doctorCommand{Database: path, Retry: true}
	if _, err := c.database(t.Context(), c.parked, c.parkedThere); err == nil || !strings.Contains(err.Error(), "with Try again and Let go; or stop the bot first") {
		t.Errorf("got %v", err)
	}
}

// refuse has Slack refuse a message, with its reply, for good.
func refuse(t *testing.T, path, name string, at time.Time) {
	t.Helper()
	db, err := storage.Open(t.Context(), storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	body := json.RawMessage(`{"text":"secret words"}`)
	err = db.Write(t.Context(), func(tx *storage.Tx) error {
		for _, d := range []outbox.Delivery{{Name: name}, {Thread: name}} {
			d.Kind, d.Channel, d.Body, d.CreatedAt = outbox.Post, "C1", body, at
			if _, err := tx.Send(t.Context(), d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // what was opened again before stands first in its lane
		claimed, err := db.ClaimDeliveries(t.Context(), at, time.Minute, 10, 10)
		for _, d := range claimed {
			if err == nil {
				err = db.SettleDelivery(t.Context(), d.After(outbox.Outcome{Result: outbox.Refused, Error: "is_archived"}, at))
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
