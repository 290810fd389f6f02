package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
)

// Older ones can damage the file when a commit races a checkpoint
// (sqlite.org/wal.html#walresetbug).
const oldestSQLite = 3_051_003

// The writer syncs at every commit, but for some (see begin), and takes the write lock at BEGIN: a lock
// taken later can fail in a way that no waiting cures. What is deleted is
// overwritten, because people may ask to be forgotten.
//
// Each connection keeps pages in memory of its own: 4 MB for the writer, 1 MB
// for a reader. With 32 MB each nothing was sooner done on 100,000 stories,
// because the system keeps the file's pages too, and the process weighed twice
// as much. The rest is as SQLite has it: what else could be chosen was measured
// by go run ./bench pragma, see bench/README.md.
const (
	everyone   = "_busy_timeout=5000&_foreign_keys=on&_stmt_cache_size=128"
	writerOnly = "_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_secure_delete=on&_cache_size=-4096"
	readerOnly = "mode=ro&_query_only=on&_cache_size=-1024"
	moverOnly  = "_synchronous=FULL&_cache_size=-64"
)

// mostReaders is how many read at once; whoever comes then waits. It does not grow
// with the machine, as the memory would.
const mostReaders = 4

// sqlite is a file and what belongs to it.
type sqlite struct {
	path    string
	lock    *lockFile // nil beside somebody who has it
	file    os.FileInfo
	besides besides // nil until the writer is ready
	texts   texts
	loose   bool // the writer's commits are not synced
	mover   mover
}

// newSQLite chooses a file without opening it.
func newSQLite(path string) (*sqlite, error) {
	if err := checkSQLite(); err != nil {
		return nil, err
	}
	return &sqlite{path: fileOf(path)}, nil
}

func (s *sqlite) String() string { return s.path }

func (*sqlite) shared() bool { return !exclusive }

func (*sqlite) about(context.Context, *sql.DB) (string, time.Time, error) {
	return "SQLite " + SQLiteVersion(), time.Time{}, nil
}

// SQLiteVersion is the version of the SQLite library inside the program.
func SQLiteVersion() string {
	version, _, _ := sqlite3.Version()
	return version
}

func checkSQLite() error {
	version, number, _ := sqlite3.Version()
	if number < oldestSQLite {
		return fmt.Errorf("SQLite %s can damage a database in WAL mode: build with 3.51.3 or newer, without the libsqlite3 tag", version)
	}
	return nil
}

// openWriter implements engine. It creates the file if it is not there.
func (s *sqlite) openWriter(ctx context.Context) (_ *sql.DB, err error) {
	if err := nameable(s.path); err != nil {
		return nil, err
	}
	if s.lock, err = lockBeside(s.path); err != nil {
		return nil, err
	}
	if err := makePrivate(s.path); err != nil {
		return nil, err
	}
	if s.file, err = os.Stat(s.path); err != nil {
		return nil, fmt.Errorf("look at the database: %w", err)
	}
	pool, err := sql.Open("sqlite3", address(s.path, writerOnly, everyone))
	if err != nil {
		return nil, fmt.Errorf("open %s for writing: %w", s.path, err)
	}
	pool.SetMaxOpenConns(1)
	pool.SetMaxIdleConns(1)
	err = checkPragmas(ctx, pool, map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "secure_delete": "1",
	})
	if err == nil {
		err = unclaimed(ctx, pool)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s for writing: %w", s.path, err), pool.Close())
	}
	return pool, nil
}

// openReaders implements engine.
func (s *sqlite) openReaders(ctx context.Context) (*sql.DB, error) {
	pool, err := sql.Open("sqlite3", address(s.path, readerOnly, everyone))
	if err != nil {
		return nil, fmt.Errorf("open %s for reading: %w", s.path, err)
	}
	pool.SetMaxOpenConns(mostReaders)
	pool.SetMaxIdleConns(mostReaders)
	err = checkPragmas(ctx, pool, map[string]string{
		"journal_mode": "wal", "query_only": "1", "foreign_keys": "1", "busy_timeout": "5000",
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s for reading: %w", s.path, err), pool.Close())
	}
	return pool, nil
}

func address(path string, params ...string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + strings.Join(params, "&")
}

// checkPragmas asks what the connection really does: the driver ignores a
// parameter that it does not know, and SQLite a mode that it cannot have.
func checkPragmas(ctx context.Context, pool *sql.DB, want map[string]string) error {
	for name, value := range want {
		var got string
		if err := pool.QueryRowContext(ctx, "PRAGMA "+name).Scan(&got); err != nil {
			return fmt.Errorf("ask for %s: %w", name, err)
		}
		if got != value {
			return fmt.Errorf("%s is %s and must be %s: is the file on a local disk?", name, got, value)
		}
	}
	return nil
}

// makePrivate creates the file readable by its owner alone, or makes it so.
// SQLite gives the files beside it the same mode.
func makePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) //nolint:gosec // the path is the operator's choice
	switch {
	case errors.Is(err, os.ErrExist):
		err = os.Chmod(path, 0o600)
	case err == nil:
		err = f.Close()
	}
	if err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	return nil
}
