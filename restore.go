package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"pogo/handlers"
	"pogo/locale"
	"pogo/scheduler"
	"pogo/scrum"
	"pogo/storage"
)

// restoreCommand makes a database of a backup.
type restoreCommand struct {
	File     string `arg:"" name:"file" help:"The backup."`
	Database string `name:"database" env:"POGO_DATABASE" default:"pogo.db" help:"The new database file. There must be none."`
}

// Run implements subcommand.
func (c *restoreCommand) Run(ctx context.Context, w world) (err error) {
	if c.Database, err = databaseAddress(c.Database, w.env); err != nil {
		return err
	}
	if storage.IsServer(c.Database) {
		return errServerBackup
	}
	log := slog.New(slog.DiscardHandler)
	kept, err := storage.Restore(ctx, storage.Restoration{
		From: c.File, To: c.Database, Now: w.now(), Log: log,
		Settle: func(ctx context.Context, db *storage.DB, until time.Time) error {
			return settle(ctx, db, until, w.now, log)
		},
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.out, `%s is restored: %s.
What was done after that is lost; the owners of the products hear of it when the bot starts. It looks in Slack for what
waits to be posted, and for what it says of older things, before it posts; what was due by the clock until now is left out.
Start it with pogo serve, and only once whatever ran before has stopped.
`, c.Database, describe(kept))
	if err != nil {
		return fmt.Errorf("say what was done: %w", err)
	}
	return nil
}

// settle has what was due until now recorded as missed: it was done, for all
// that the backup knows. Then the owners are told.
func settle(ctx context.Context, db *storage.DB, until time.Time, now func() time.Time, log *slog.Logger) error {
	words, err := locale.Load()
	if err != nil {
		return fmt.Errorf("load the sentences: %w", err)
	}
	h := handlers.New(handlers.Config{Store: store{db}, Words: words, Log: log, Now: now, Token: rand.Text, Locale: "en", Zone: "UTC"})
	if err := scheduler.New(scheduler.Config{Ledger: db, Doer: missing{h}, Now: now, Log: log}).Tick(ctx); err != nil {
		return fmt.Errorf("leave out what was due: %w", err)
	}
	if until.IsZero() {
		return nil
	}
	var products []scrum.Product
	err = db.Read(ctx, func(tx *storage.Tx) (err error) {
		products, err = tx.Products(ctx)
		return err
	})
	for _, p := range products {
		err = errors.Join(err, h.Restored(ctx, p.ID, until))
	}
	return err
}

// missing deals with what is due as if it were too late for it. What is to be
// done however late, because something would never end otherwise, is left to
// the bot, which looks in Slack for what it says of it.
type missing struct{ doer scheduler.Doer }

// Do implements [scheduler.Doer].
func (m missing) Do(ctx context.Context, due ...scrum.Judged) error {
	var late []scrum.Judged
	for _, o := range due {
		if o.Days != 0 || o.Window > 0 {
			o.Timing = scrum.Missed
			late = append(late, o)
		}
	}
	return m.doer.Do(ctx, late...)
}

// backups says when the last backup of a database was made, and whether it was
// made of one itself, for doctor.
func backups(ctx context.Context, database string) (string, error) {
	if storage.IsServer(database) {
		return "of a server: by pg_dump, or an archive of its log", nil
	}
	restored, err := restoredFrom(ctx, database)
	if err != nil {
		return "", err
	}
	switch last, err := storage.LastBackup(database); {
	case errors.Is(err, scrum.ErrNotFound):
		return "none was made yet, make one every day with pogo backup; " + restored, nil
	case err != nil:
		return "", err
	default:
		return "the last one was made on " + moment(last) + "; " + restored, nil
	}
}

// restoredFrom says whether a database was made of a backup.
func restoredFrom(ctx context.Context, database string) (found string, err error) {
	const never = "this database was never restored from one"
	db, err := storage.OpenReadOnly(ctx, database)
	if errors.Is(err, scrum.ErrNotFound) {
		return never, nil
	}
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var r storage.Restored
	err = db.Read(ctx, func(tx *storage.Tx) (err error) {
		r, err = tx.Restored(ctx)
		return err
	})
	switch {
	case errors.Is(err, scrum.ErrNotFound):
		return never, nil
	case err != nil:
		return "", err
	}
	return fmt.Sprintf("restored on %s; what was done after %s, until then, is lost", moment(r.At), moment(r.Until)), nil
}
