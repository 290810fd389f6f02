package main

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
)

// Nobody may change a blocker for weeks: the bot looks for those that came by an
// import as soon as it starts, and where none stands it has nothing to do.
func TestImportedBlockersGoOnToThoseWhoCanHelp(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.February, 2, 9, 0, 0, 0, time.UTC)
	opened := func(path string, do func(*storage.DB) error) {
		t.Helper()
		db, err := storage.Open(t.Context(), storage.Config{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(do(db), db.Close()); err != nil {
			t.Fatal(err)
		}
	}
	from, to := tempDatabase(t), tempDatabase(t)
	opened(from, func(db *storage.DB) error {
		return db.Write(t.Context(), func(tx *storage.Tx) error {
			for key, resolved := range map[string]time.Time{"PAY": {}, "SHO": at.Add(time.Hour)} {
				p, err := tx.CreateProduct(t.Context(), scrum.Product{Channel: scrum.ChannelID("C" + key), Key: key, Owner: "U1", Zone: "UTC", CreatedAt: at})
				if err != nil {
					return err
				}
				b, err := tx.CreateBlocker(t.Context(), scrum.Blocker{Product: p.ID, Person: "U2", CreatedAt: at}.Read("the keys", at))
				if !resolved.IsZero() {
					b = b.Resolve("U2", resolved)
				}
				if err := errors.Join(err, tx.SaveBlocker(t.Context(), b)); err != nil {
					return err
				}
			}
			return nil
		})
	})
	out, _ := done(t, "export", "--database", from, "--format", "json")
	done(t, "import", tempFile(t, "pogo.json", out), "--database", to)
	opened(to, func(db *storage.DB) error {
		return db.Read(t.Context(), func(tx *storage.Tx) error {
			pay, err := tx.ProductByKey(t.Context(), "PAY")
			if err != nil {
				return err
			}
			products, err := tx.Products(t.Context())
			for _, p := range products {
				armed, failed := tx.Schedules(t.Context(), p.ID, handlers.BlockersDeed)
				due := slices.ContainsFunc(armed, func(s scrum.Schedule) bool {
					return s.Next.Before(time.Date(2026, time.March, 2, 9, 1, 0, 0, time.UTC))
				})
				if err = errors.Join(err, failed); due != (p.ID == pay.ID) {
					t.Errorf("in %s are armed %v", p.Key, armed)
				}
			}
			return err
		})
	})
}
