package storage_test

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// open gives a test its own database.
func open(t *testing.T) *storage.DB {
	t.Helper()
	return openAt(t, tables.Address(t))
}

// tables is a database like any other at the first start, for tests to copy.
var tables = testdb.NewTemplate(func(ctx context.Context, address string) (io.Closer, error) {
	return storage.Open(ctx, storage.Config{Path: address})
})

func openAt(t *testing.T, path string) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Hurry(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// write fails the test unless fn is kept.
func write(t *testing.T, db *storage.DB, fn func(*storage.Tx) error) {
	t.Helper()
	if err := db.Write(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// read fails the test if fn does.
func read(t *testing.T, db *storage.DB, fn func(*storage.Tx) error) {
	t.Helper()
	if err := db.Read(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// monday is when the tests take place.
func monday() time.Time { return time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC) }

// payments keeps the product that the tests are about.
func payments(t *testing.T, db *storage.DB) scrum.Product {
	t.Helper()
	var p scrum.Product
	write(t, db, func(tx *storage.Tx) (err error) {
		p, err = tx.CreateProduct(t.Context(), scrum.Product{Channel: "C1", Key: "PAY", Owner: "UCLAIRE", Zone: "Europe/Paris", CreatedAt: monday()})
		return err
	})
	return p
}

func TestAChangeToWhatIsNotThereIsAnError(t *testing.T) {
	t.Parallel()
	db := open(t)
	for name, save := range map[string]func(*storage.Tx) error{
		"ballot":        func(tx *storage.Tx) error { return tx.SaveBallot(t.Context(), scrum.Ballot{ID: 9}) },
		"blocker":       func(tx *storage.Tx) error { return tx.SaveBlocker(t.Context(), scrum.Blocker{ID: 9}) },
		"stand-up day":  func(tx *storage.Tx) error { return tx.SaveStandupDay(t.Context(), scrum.StandupDay{ID: 9}) },
		"ask":           func(tx *storage.Tx) error { return tx.SaveAsk(t.Context(), scrum.Ask{ID: 9}) },
		"sprint":        func(tx *storage.Tx) error { return tx.SaveSprint(t.Context(), scrum.Sprint{ID: 9}) },
		"retrospective": func(tx *storage.Tx) error { return tx.SaveRetro(t.Context(), scrum.Retro{ID: 9}) },
		"action":        func(tx *storage.Tx) error { return tx.SaveAction(t.Context(), scrum.Action{ID: 9}) },
	} {
		if err := db.Write(t.Context(), save); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
