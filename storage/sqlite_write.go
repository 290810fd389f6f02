package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/mattn/go-sqlite3"
)

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

func (s *sqlite) text(query string) string { return s.texts.sqlite(query) }

func (*sqlite) tellsID() bool { return true }

// bound implements engine: an interrupted statement would take the whole batch
// with it. To one that could be, the driver and database/sql would listen in a
// goroutine each, which took longer than most of them.
func (*sqlite) bound(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithoutCancel(ctx), func() {}
}

// alone implements engine: the lock beside the file did that.
func (*sqlite) alone(context.Context, *sql.DB) (func(), error) { return func() {}, nil }

// moment implements engine: any transaction of a reader is one.
func (*sqlite) moment() string { return "BEGIN" }

// keepUndo lets SQLite keep in memory what it would need to undo a statement,
// or the jobs behind the first of a batch: by default that goes into a file,
// which took a fifth of an import's time. It is asked for after the tables
// are upgraded, because sorting a table for an index takes a file.
const keepUndo = "PRAGMA temp_store = MEMORY"

// ready implements engine. An upgrade moves the log by itself, and what comes
// after leaves it to tidy.
func (s *sqlite) ready(ctx context.Context, conn *sql.Conn) (err error) {
	if s.besides, err = lookBeside(s.path); err != nil {
		return err
	}
	return run(ctx, conn, fmt.Sprintf("%s; PRAGMA wal_autocheckpoint = %d", keepUndo, pagesMost))
}

// begin implements engine. Nothing is kept in a file that nobody would find again:
// the system lets us go on writing into one that was moved or deleted, and the
// next process would begin without it.
//
// The log is synced as a whole, and read only up to where it is whole: a commit
// that is not synced can be lost, with those like it that followed, and nothing
// else.
func (s *sqlite) begin(ctx context.Context, conn *sql.Conn, synced bool) error {
	if err := s.inPlace(); err != nil {
		return err
	}
	if synced != s.loose {
		return run(ctx, conn, "BEGIN IMMEDIATE")
	}
	if !synced {
		s.loose = true // until it is certain that it is not
		return run(ctx, conn, "PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE")
	}
	if err := run(ctx, conn, "PRAGMA synchronous = FULL; BEGIN IMMEDIATE"); err != nil {
		return err
	}
	s.loose = false
	return nil
}

func (*sqlite) commit(ctx context.Context, conn *sql.Conn) error { return run(ctx, conn, "COMMIT") }

// kept implements engine: a file does not lose an answer.
func (*sqlite) kept(context.Context, *sql.Conn) (bool, error) { return false, nil }

// outside implements engine: a full disk ends a transaction by itself.
func (*sqlite) outside(conn *sql.Conn) bool {
	outside := true
	err := conn.Raw(func(c any) error {
		if conn, ok := c.(*sqlite3.SQLiteConn); ok {
			outside = conn.AutoCommit()
		}
		return nil
	})
	return outside || err != nil
}

// scrub moves the log into the file and empties it, so that what was erased is
// in neither. It waits for no reader: while one still looks at the moment
// before, the log has to stay.
func (s *sqlite) scrub(ctx context.Context, conn *sql.Conn) (bool, error) {
	s.mover.Lock()
	defer s.mover.Unlock()
	const wait, nowait = "PRAGMA busy_timeout = 5000", "PRAGMA busy_timeout = 0"
	if err := run(ctx, conn, nowait); err != nil {
		return false, err
	}
	left, err := checkpoint(ctx, conn, "TRUNCATE")
	return err == nil && left == 0, errors.Join(err, run(ctx, conn, wait))
}

// done moves the log into the file.
func (s *sqlite) done(ctx context.Context, conn *sql.Conn) error {
	s.mover.Lock()
	defer s.mover.Unlock()
	return run(ctx, conn, "PRAGMA wal_checkpoint(TRUNCATE)")
}
