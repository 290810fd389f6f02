package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Older ones can damage the file when a commit races a checkpoint
// (sqlite.org/wal.html#walresetbug).
const oldestSQLite = 3_051_003

// The writer syncs at every commit and takes the write lock at BEGIN: a lock
// taken later can fail in a way that no waiting cures. What is deleted is
// overwritten, because people may ask to be forgotten.
const (
	everyone   = "_busy_timeout=5000&_foreign_keys=on&_cache_size=-32768&_stmt_cache_size=128"
	writerOnly = "_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_secure_delete=on"
	readerOnly = "mode=ro&_query_only=on"
)

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

func openWriter(ctx context.Context, path string) (*sql.DB, error) {
	pool, err := sql.Open("sqlite3", address(path, writerOnly, everyone))
	if err != nil {
		return nil, fmt.Errorf("open %s for writing: %w", path, err)
	}
	pool.SetMaxOpenConns(1)
	pool.SetMaxIdleConns(1)
	err = checkPragmas(ctx, pool, map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "secure_delete": "1",
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s for writing: %w", path, err), pool.Close())
	}
	return pool, nil
}

func openReaders(ctx context.Context, path string) (*sql.DB, error) {
	pool, err := sql.Open("sqlite3", address(path, readerOnly, everyone))
	if err != nil {
		return nil, fmt.Errorf("open %s for reading: %w", path, err)
	}
	conns := max(4, 2*runtime.NumCPU())
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	err = checkPragmas(ctx, pool, map[string]string{
		"journal_mode": "wal", "query_only": "1", "foreign_keys": "1", "busy_timeout": "5000",
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s for reading: %w", path, err), pool.Close())
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
