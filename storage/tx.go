package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"pogo/scrum"
)

// Tx is a transaction of [DB.Write] or a snapshot of [DB.Read]; methods that
// change something fail in the latter. It is not safe for concurrent use and
// must not be used after the function that received it returned.
type Tx struct {
	conn   querier
	texts  *texts
	writes bool
	failed error // the first failure; nothing works after it, as in PostgreSQL
	ended  bool

	sent   bool // there may be a delivery to claim after the commit
	armed  bool // a schedule was set
	erased bool // something was deleted that must leave no trace
}

type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

var errEnded = errors.New("the transaction has ended")

func (tx *Tx) end() { tx.ended = true }

func (tx *Tx) usable() error {
	if tx.ended {
		return errEnded
	}
	return tx.failed
}

func (tx *Tx) fail(err error) error {
	tx.failed = classify(err)
	return tx.failed
}

// lasting returns a context that the end of a request does not end: SQLite
// answers an interrupted write by ending the transaction, which others share.
func (tx *Tx) lasting(ctx context.Context) context.Context {
	if tx.writes {
		return context.WithoutCancel(ctx)
	}
	return ctx
}

// exec runs a statement with $1, $2 … and returns how many rows it changed.
func (tx *Tx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	if err := tx.usable(); err != nil {
		return 0, err
	}
	result, err := tx.conn.ExecContext(tx.lasting(ctx), tx.texts.sqlite(query), args...)
	if err != nil {
		return 0, tx.fail(err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return 0, tx.fail(err)
	}
	return n, nil
}

// change runs an update of one row. The error is [scrum.ErrNotFound], to be
// wrapped with what was to be changed, if that is not there.
func (tx *Tx) change(ctx context.Context, query string, args ...any) error {
	n, err := tx.exec(ctx, query, args...)
	if err == nil && n == 0 {
		err = scrum.ErrNotFound
	}
	return err
}

// row is what a scan function reads from.
type row interface{ Scan(dest ...any) error }

// all runs a query with $1, $2 … and scans each of its rows. No rows give an
// empty list and no error.
func all[T any](ctx context.Context, tx *Tx, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	if err := tx.usable(); err != nil {
		return nil, err
	}
	rows, err := tx.conn.QueryContext(tx.lasting(ctx), tx.texts.sqlite(query), args...)
	if err != nil {
		return nil, tx.fail(err)
	}
	defer func() { _ = rows.Close() }() // rows.Err says what went wrong
	var list []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, tx.fail(err)
		}
		list = append(list, item)
	}
	if err := rows.Err(); err != nil {
		return nil, tx.fail(err)
	}
	return list, nil
}

// one runs a query that gives a row, or none: then the error is
// [scrum.ErrNotFound], to be wrapped with what was looked for.
func one[T any](ctx context.Context, tx *Tx, scan func(row) (T, error), query string, args ...any) (T, error) {
	list, err := all(ctx, tx, scan, query, args...)
	if err == nil && len(list) == 0 {
		err = scrum.ErrNotFound
	}
	if err != nil {
		var zero T
		return zero, err
	}
	return list[0], nil
}

// scalar scans a row of one column.
func scalar[T any](r row) (T, error) {
	var v T
	err := r.Scan(&v)
	return v, err
}

// texts rewrites the SQL that both engines take for SQLite, each text once.
type texts struct{ known sync.Map }

// sqlite numbers the placeholders SQLite's way. Left as they are, $2 before
// $1 would be bound in order of appearance, without an error.
//
// The sign before each means nothing and keeps SQLite from looking at what the
// placeholder stands for: a plan that was made for a value, as LIMIT $1 or
// open = $2 would ask for, is made anew each time the statement is run, which
// takes longer than most of them.
func (t *texts) sqlite(query string) string {
	if known, ok := t.known.Load(query); ok {
		if text, ok := known.(string); ok {
			return text
		}
	}
	text := regexp.MustCompile(`\$(\d+)`).ReplaceAllString(query, "+?$1")
	text = strings.ReplaceAll(text, "FOR UPDATE SKIP LOCKED", "")
	t.known.Store(query, text)
	return text
}

// asJSON is how a value of ours is stored whose parts nothing looks up.
func asJSON(v any) (string, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("write as JSON: %w", err)
	}
	return string(data), nil
}

// fromJSON is the reverse of asJSON.
func fromJSON(stored string, into any) error {
	if err := json.Unmarshal([]byte(stored), into); err != nil {
		return fmt.Errorf("read JSON: %w", err)
	}
	return nil
}

// micros is how an instant is stored: microseconds of UTC since 1970, and 0
// for the zero time.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// instant is the reverse of micros.
func instant(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// bit is how a boolean is stored.
func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
