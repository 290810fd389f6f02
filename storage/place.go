package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Place refuses a path at which no database can be made, and says what to name
// instead; one whose file is gone while a process has it open is [ErrInUse]. It
// leaves nothing there.
func Place(ctx context.Context, path string) error {
	if IsServer(path) {
		return placeOnServer(ctx, path)
	}
	if err := nameable(path); err != nil {
		return err
	}
	if _, err := os.Stat(path + lockEnding); err == nil {
		lock, err := lockBeside(path)
		if err != nil {
			return err
		}
		if err := lock.release(); err != nil {
			return fmt.Errorf("give the lock back: %w", err)
		}
	}
	try, err := os.CreateTemp(filepath.Dir(path), ".pogo-try-*")
	if err != nil {
		return fmt.Errorf("make %s: %w", path, err)
	}
	return errors.Join(try.Close(), os.Remove(try.Name()))
}

// lockEnding is what the name of the lock beside a database ends in.
const lockEnding = ".lock"

// nameable refuses a path that names no file, before anything is changed there:
// a folder whose mode is changed is closed to everybody else.
func nameable(path string) error {
	const instead = "name a file in a folder that is there, or postgres://…"
	if path == "" {
		return errors.New("no database is named: " + instead)
	}
	if kind, _, ok := strings.Cut(path, "://"); ok {
		return fmt.Errorf("%s:// is no database that Pogo knows: %s", kind, instead)
	}
	folder := filepath.Dir(path)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s: make it, or choose another file", folder)
	}
	if at, err := os.Stat(path); err == nil && at.IsDir() {
		return aFolder(path)
	}
	return nil
}

// inPlace returns [ErrMoved] unless the file that was opened still stands at its
// path, and [errParted] unless all that belongs to it does.
func (s *sqlite) inPlace() error {
	if !stands(s.path, s.file) {
		return fmt.Errorf("%w: put %s back while Pogo runs; it is lost for good if it was deleted and Pogo ends", ErrMoved, s.path)
	}
	return s.besides.inPlace()
}

// Pogo's first step makes the table seen, and goose's own is there before it.
const selectForeign = `SELECT COALESCE(MIN(name), '') FROM sqlite_schema WHERE type = 'table' AND name <> 'goose_db_version' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
	AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'seen') -- scans: the tables`

// unclaimed refuses a file in which another program keeps something.
func unclaimed(ctx context.Context, pool *sql.DB) error {
	var table string
	if err := pool.QueryRowContext(ctx, selectForeign).Scan(&table); err != nil {
		return fmt.Errorf("look at its tables: %w", err)
	}
	if table != "" {
		return fmt.Errorf("another program keeps its table %s in it: choose another file", table)
	}
	return nil
}
