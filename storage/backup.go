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
	"time"

	"github.com/mattn/go-sqlite3"
)

// Copy is a whole and sound copy of a database in a file of its own.
type Copy struct {
	Size    int64
	Version int64     // of its tables
	Until   time.Time // the last request or scheduled deed in it; zero for none
}

// ErrDamaged says that a file is no sound database of Pogo's.
var ErrDamaged = errors.New("the file is damaged, or no database of Pogo's")

// errServer refuses what is for files.
var errServer = errors.New("a PostgreSQL server is backed up and restored by its own tools: pg_dump, or a copy of its log (PITR)")

// Backup copies the database file from into a new file, readable by its owner
// alone, at one moment and whether or not a bot has it open; that one goes on
// undisturbed. The copy is compact, holds nothing of what was erased before,
// takes its name only when it was checked and is on the disk, and takes nobody
// else's. What an earlier one left beside it that was killed is taken away.
func Backup(ctx context.Context, from, to string) (Copy, error) {
	if IsServer(from) {
		return Copy{}, errServer
	}
	if err := absent(to); err != nil {
		return Copy{}, err
	}
	part, err := beginPart(filepath.Dir(to))
	if err != nil {
		return Copy{}, fmt.Errorf("create the backup: %w", err)
	}
	defer func() { _ = os.Remove(part) }() // if it is still there
	if err := vacuumInto(ctx, from, part); err != nil {
		return Copy{}, fmt.Errorf("back up %s to %s: %w", from, to, err)
	}
	c, err := inspect(ctx, part, "quick_check")
	if err != nil {
		return Copy{}, fmt.Errorf("check the backup of %s: %w", from, err)
	}
	if err := install(part, to); err != nil {
		return Copy{}, fmt.Errorf("name the backup: %w", err)
	}
	return c, nil
}

// absent refuses a path where something is already, be it what a database left
// beside its file: SQLite would take it for a part of the new one.
func absent(path string) error {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		_, err := os.Lstat(path + suffix)
		if err == nil {
			return fmt.Errorf("%s is there already: move it away, or choose another file", path+suffix)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("look for %s: %w", path+suffix, err)
		}
	}
	return nil
}

// vacuumInto writes what a database holds into an empty file, as one reader
// sees it. Copying page by page would start again with each change.
func vacuumInto(ctx context.Context, from, to string) error {
	if err := checkSQLite(); err != nil {
		return err
	}
	if err := present(from); err != nil {
		return err
	}
	source, err := sql.Open("sqlite3", address(from, "mode=ro", "_busy_timeout=5000"))
	if err != nil {
		return fmt.Errorf("open %s: %w", from, err)
	}
	_, err = source.ExecContext(ctx, "VACUUM INTO ?1", to)
	if err := errors.Join(damaged(err), source.Close()); err != nil {
		return fmt.Errorf("copy it: %w", (&sqlite{path: from}).explain(err))
	}
	return synced(to)
}

// inspect looks through a file that nobody writes.
func inspect(ctx context.Context, path, check string) (c Copy, err error) {
	file, err := os.Stat(path)
	if err != nil {
		return c, fmt.Errorf("look at it: %w", err)
	}
	c.Size = file.Size()
	pool, err := sql.Open("sqlite3", address(path, "mode=ro", "_query_only=on"))
	if err != nil {
		return c, fmt.Errorf("open %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	if err := sound(ctx, pool, check); err != nil {
		return c, err
	}
	var done int
	if err := pool.QueryRowContext(ctx, selectVersion).Scan(&c.Version, &done); err != nil {
		return c, fmt.Errorf("%w: ask for the version of its tables: %w", ErrDamaged, err)
	}
	var until int64
	if err := pool.QueryRowContext(ctx, selectUntil).Scan(&until); err != nil {
		return c, fmt.Errorf("%w: ask for the last request: %w", ErrDamaged, err)
	}
	c.Until = instant(until)
	return c, nil
}

const selectUntil = `SELECT COALESCE(MAX(at_us), 0) FROM (SELECT MAX(at_us) AS at_us FROM seen UNION ALL SELECT MAX(at_us) FROM occurrence
	UNION ALL SELECT created_us FROM (SELECT created_us FROM outbox ORDER BY id DESC LIMIT 1) AS newest) AS last -- scans: once, in a copy`

// sound runs one of SQLite's checks of the whole file.
func sound(ctx context.Context, pool *sql.DB, check string) error {
	rows, err := pool.QueryContext(ctx, "PRAGMA "+check+"(3)")
	if err != nil {
		return damaged(err)
	}
	defer func() { _ = rows.Close() }() // rows.Err says what went wrong
	var faults []string
	for rows.Next() {
		var fault string
		if err := rows.Scan(&fault); err != nil {
			return damaged(err)
		}
		if fault != "ok" {
			faults = append(faults, fault)
		}
	}
	if err := rows.Err(); err != nil {
		return damaged(err)
	}
	if len(faults) > 0 {
		return fmt.Errorf("%w: %s", ErrDamaged, strings.Join(faults, "; "))
	}
	return nil
}

// damaged wraps what SQLite says of a file that it cannot make sense of.
func damaged(err error) error {
	var e sqlite3.Error
	if !errors.Is(err, ErrDamaged) && errors.As(err, &e) && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return classify(err)
}

// install gives a finished file its name, which must be free, and makes sure
// that both survive a loss of power.
func install(part, to string) error {
	switch err := os.Link(part, to); {
	case err == nil:
		if err := os.Remove(part); err != nil {
			return fmt.Errorf("remove its first name: %w", err)
		}
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is there already: move it away, or choose another file", to)
	default: // some file systems give a file one name only
		if err := absent(to); err != nil {
			return err
		}
		if err := os.Rename(part, to); err != nil {
			return fmt.Errorf("rename it: %w", err)
		}
	}
	return synced(filepath.Dir(to))
}

// synced waits until a file, or what a directory says of its files, is on the
// disk. The file must not be open in SQLite: see [Open].
func synced(path string) error {
	f, err := os.Open(path) //nolint:gosec // the path is the operator's choice
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}
