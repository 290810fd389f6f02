package main

import (
	"encoding/json"
	"errors"
	"fmt"
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

// A card that cannot be brought up to date where nobody sees it is no fault.
func TestDoctorSaysNothingOfEditsWhereNobodySeesThem(t *testing.T) {
	t.Parallel()
	path, at := filepath.Join(t.TempDir(), "pogo.db"), time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	for i, outcome := range []outbox.Outcome{
		{Result: outbox.Done, TS: "1700000000.000100", PostedIn: "C1"},
		{Result: outbox.Refused, Error: "is_archived"},
	} {
		onDatabase(t, path, func(db *storage.DB) error {
			err := db.Write(t.Context(), func(tx *storage.Tx) error {
				_, err := tx.Send(t.Context(), outbox.Delivery{Name: "card", Kind: outbox.Post, Channel: "C1", Body: json.RawMessage(fmt.Sprintf(`{"text":"%d"}`, i))})
				return err
			})
			claimed, failed := db.ClaimDeliveries(t.Context(), at, time.Minute, 1, 1)
			if err = errors.Join(err, failed); err != nil || len(claimed) != 1 {
				return errors.Join(err, fmt.Errorf("%d are claimed", len(claimed)))
			}
			return db.SettleDelivery(t.Context(), claimed[0].After(outcome, at))
		})
	}
	c := doctorCommand{Database: path}
	if found, err := c.database(t.Context(), c.parked, c.parkedThere); err != nil || found != "nothing was given up" {
		t.Errorf("it finds %q, %v", found, err)
	}
}

// A message that kills whoever sends it is given up, and not without a word.
func TestDoctorSaysThatEachProcessEndedWithAMessageInHand(t *testing.T) {
	t.Parallel()
	path, at := filepath.Join(t.TempDir(), "pogo.db"), time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	onDatabase(t, path, func(db *storage.DB) error {
		err := db.Write(t.Context(), func(tx *storage.Tx) error {
			_, err := tx.Send(t.Context(), outbox.Delivery{Name: "digest", Kind: outbox.Post, Channel: "C1", Body: json.RawMessage(`{"text":"secret words"}`), CreatedAt: at})
			return err
		})
		var claimed []outbox.Delivery
		for died := range outbox.MaxAttempts + 1 {
			if err == nil {
				claimed, err = db.ClaimDeliveries(t.Context(), at.Add(time.Duration(died)*time.Minute), time.Minute, 1, 1)
			}
		}
		if err != nil || len(claimed) != 1 {
			return errors.Join(err, fmt.Errorf("%d are claimed", len(claimed)))
		}
		return db.SettleDelivery(t.Context(), claimed[0].After(outbox.Outcome{Result: outbox.Absent}, at))
	})
	c := doctorCommand{Database: path}
	_, err := c.database(t.Context(), c.parked, c.parkedThere)
	if want := "1 to C1 since 2026-03-02T09:00:00Z: sender_ended; each process ended with it in hand"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v does not say %q", err, want)
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
	onDatabase(t, path, func(db *storage.DB) error {
		err := db.Write(t.Context(), func(tx *storage.Tx) error {
			for _, d := range []outbox.Delivery{{Name: name}, {Thread: name}} {
				d.Kind, d.Channel, d.Body, d.CreatedAt = outbox.Post, "C1", json.RawMessage(`{"text":"secret words"}`), at
				if _, err := tx.Send(t.Context(), d); err != nil {
					return err
				}
			}
			return nil
		})
		for range 2 { // what was opened again before stands first in its lane
			claimed, failed := db.ClaimDeliveries(t.Context(), at, time.Minute, 10, 10)
			err = errors.Join(err, failed)
			for _, d := range claimed {
				err = errors.Join(err, db.SettleDelivery(t.Context(), d.After(outbox.Outcome{Result: outbox.Refused, Error: "is_archived"}, at)))
			}
		}
		return err
	})
}

// onDatabase does something to a database that nobody else has open.
func onDatabase(t *testing.T, path string, do func(*storage.DB) error) {
	t.Helper()
	db, err := storage.Open(t.Context(), storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(do(db), db.Close()); err != nil {
		t.Fatal(err)
	}
}
