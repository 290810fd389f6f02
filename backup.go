package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pogo/storage"
)

// backupCommand copies the database.
type backupCommand struct {
	File     string `arg:"" name:"file" help:"The new file. Nothing is overwritten."`
	Database string `name:"database" env:"POGO_DATABASE" default:"pogo.db" help:"The database file. A bot may be running on it."`
}

var errServerBackup = errors.New("this is for a file; a PostgreSQL server is backed up and restored by its own means: pg_dump, or an archive of its log")

// Run implements subcommand.
func (c *backupCommand) Run(ctx context.Context, w world) (err error) {
	if c.Database, err = databaseAddress(c.Database, w.env); err != nil {
		return err
	}
	if storage.IsServer(c.Database) {
		return errServerBackup
	}
	kept, err := storage.Backup(ctx, c.Database, c.File)
	if err != nil {
		return err
	}
	if err := storage.NoteBackup(c.Database, w.now()); err != nil {
		fmt.Fprintf(w.err, "pogo: the copy is whole, but doctor and the metrics do not know of it: %v\n", err)
	}
	if _, err := fmt.Fprintf(w.out, "%s: %s, checked. It holds what people wrote: keep it as safe as the database.\n", c.File, describe(kept)); err != nil {
		return fmt.Errorf("say what was done: %w", err)
	}
	return nil
}

// describe says what a copy holds.
func describe(c storage.Copy) string {
	until := "no event yet"
	if !c.Until.IsZero() {
		until = "the last event on " + moment(c.Until)
	}
	return fmt.Sprintf("%s, tables of version %d, %s", bytesOf(c.Size), c.Version, until)
}

func moment(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }

// bytesOf writes a size as people read it.
func bytesOf(n int64) string {
	const thousand = 1000
	if n < thousand*thousand {
		return fmt.Sprintf("%.0f kB", float64(n)/thousand)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/thousand/thousand)
}
