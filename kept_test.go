package main

import (
	"database/sql"
	"errors"
	"net/url"
	"testing"

	"pogo/storage"
)

// kept is the database of a running or killed process, read beside it as any
// tool would.
type kept struct {
	t    *testing.T
	pool *sql.DB
}

func openKept(t *testing.T, address string) kept {
	t.Helper()
	driver := "pgx"
	if !storage.IsServer(address) {
		driver, address = "sqlite3", "file:"+(&url.URL{Path: address}).EscapedPath()+"?mode=ro&_busy_timeout=5000"
	}
	pool, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	return kept{t, pool}
}

// number is what a query counts, or 0 if there is no row.
func (k kept) number(query string, args ...any) (n int64) {
	k.t.Helper()
	err := k.pool.QueryRowContext(k.t.Context(), query, args...).Scan(&n)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		k.t.Fatal(err)
	}
	return n
}

// text is what a query finds, or "" if there is no row.
func (k kept) text(query string, args ...any) (found string) {
	k.t.Helper()
	err := k.pool.QueryRowContext(k.t.Context(), query, args...).Scan(&found)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		k.t.Fatal(err)
	}
	return found
}

// waiting is how much is left to send.
func (k kept) waiting() int64 {
	k.t.Helper()
	return k.number("SELECT count(*) FROM outbox WHERE state IN (0, 1)")
}

// parked counts what was given up.
func (k kept) parked() int64 {
	k.t.Helper()
	return k.number("SELECT count(*) FROM outbox WHERE state = 3")
}
