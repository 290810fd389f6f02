package storage

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"pogo/scrum"
)

// Tx is a transaction of [DB.Write] or a snapshot of [DB.Read]; methods that
// change something fail in the latter. It is not safe for concurrent use and
// must not be used after the function that received it returned.
type Tx struct {
	conn   querier
	engine engine
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

// wanted returns an error if nobody waits any more for what is read.
func (tx *Tx) wanted(ctx context.Context) error {
	if tx.writes || ctx.Err() == nil {
		return nil
	}
	return tx.fail(ctx.Err())
}

func (tx *Tx) fail(err error) error {
	tx.failed = classify(err)
	return tx.failed
}

// bound is a context for one statement. The end of a request does not end what
// writes: others share its transaction.
func (tx *Tx) bound(ctx context.Context) (context.Context, context.CancelFunc) {
	if tx.writes {
		ctx = context.WithoutCancel(ctx)
	}
	return tx.engine.bound(ctx)
}

// exec runs a statement with $1, $2 … and returns how many rows it changed.
func (tx *Tx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	_, n, err := tx.result(ctx, query, args...)
	return n, err
}

func (tx *Tx) result(ctx context.Context, query string, args ...any) (sql.Result, int64, error) {
	if err := tx.usable(); err != nil {
		return nil, 0, err
	}
	ctx, free := tx.bound(ctx)
	defer free()
	result, err := tx.conn.ExecContext(ctx, tx.engine.text(query), plain(args)...)
	if err != nil {
		return nil, 0, tx.fail(err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return nil, 0, tx.fail(err)
	}
	return result, n, nil
}

// insert runs the insert of a row and returns the id it got. If the statement
// does nothing because of a conflict, the error is [scrum.ErrNotFound].
//
// SQLite tells the id by itself. Where it has to return a column it works out all
// of them first, which took longer than keeping a story.
func insert[ID ~int64](ctx context.Context, tx *Tx, query string, args ...any) (ID, error) {
	if !tx.engine.tellsID() {
		return one(ctx, tx, scalar[ID], query+" RETURNING id", args...)
	}
	result, n, err := tx.result(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, scrum.ErrNotFound
	}
	id, err := result.LastInsertId()
	if err != nil {
		return 0, tx.fail(err)
	}
	return ID(id), nil
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
	if err := cmp.Or(tx.usable(), tx.wanted(ctx)); err != nil {
		return nil, err
	}
	within, free := tx.bound(ctx)
	defer free()
	rows, err := tx.conn.QueryContext(within, tx.engine.text(query), plain(args)...)
	if err != nil {
		return nil, tx.fail(err)
	}
	defer func() { _ = rows.Close() }() // rows.Err says what went wrong
	var list []T
	for rows.Next() {
		if err := tx.wanted(ctx); err != nil {
			return nil, err
		}
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

// plain turns values into those that both drivers store alike: a named type
// into what it is made of, a boolean into 0 or 1, and a text into one that
// PostgreSQL takes.
func plain(args []any) []any {
	list := make([]any, len(args))
	for i, arg := range args {
		value, err := driver.DefaultParameterConverter.ConvertValue(arg)
		if err != nil {
			value = arg // the driver says what is wrong with it
		}
		switch v := value.(type) {
		case string:
			value = text(v)
		case bool:
			value = bit(v)
		}
		list[i] = value
	}
	return list
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
