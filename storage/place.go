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
	path = fileOf(path)
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
	switch path {
	case "":
		return errors.New("no database is named: " + instead)
	case ":memory:": // which SQLite would take at its word
		return errors.New("in memory nothing is kept: " + instead)
	}
	if kind, _, ok := strings.Cut(path, "://"); ok {
		return fmt.Errorf("%s:// is no database that Pogo knows: %s", kind, instead)
	}
	folder := filepath.Dir(path)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s: make it, or choose another file", folder)
	}
	at, err := os.Stat(path)
	if err == nil {
		return regular(path, at)
	}
	if to, err := os.Readlink(path); err == nil {
		return fmt.Errorf("%s leads to %s, which is not there: name that, or another file", path, to)
	}
	return nil // what else is wrong is said by opening it
}

// regular refuses what is a folder, a pipe or a device where a file was meant.
func regular(path string, file fs.FileInfo) error {
	switch {
	case file.IsDir():
		return fmt.Errorf("%s is a folder: name a file in it, such as %s", path, filepath.Join(path, "pogo.db"))
	case !file.Mode().IsRegular():
		return fmt.Errorf("%s is no file in which anything can be kept: choose another", path)
	}
	return nil
}

// fileOf is the file that a path leads to. What SQLite keeps beside it is named
// after that, and so must be what we do: two paths to one file are one database.
func fileOf(path string) string {
	if at, err := os.Lstat(path); err == nil && at.Mode()&fs.ModeSymlink != 0 {
		if file, err := filepath.EvalSymlinks(path); err == nil {
			return file
		}
	}
	return path
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
