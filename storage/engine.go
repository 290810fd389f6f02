package storage

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
)

// engine is what SQLite and PostgreSQL do differently. All else is the same
// code and the same SQL.
type engine interface {
	fmt.Stringer // the database, as people may be told of it: without a password

	openWriter(ctx context.Context) (*sql.DB, error)
	openReaders(ctx context.Context) (*sql.DB, error)
	// moment begins a transaction in which a reader sees one.
	moment() string
	// clear refuses a database that was suspected and is damaged indeed.
	clear(ctx context.Context, pool *sql.DB, log *slog.Logger) error
	// suspected has clear look at it at the next start.
	suspected() error
	// explain says what to do about what went wrong when it was opened.
	explain(err error) error
	// close lets others have the database.
	close() error

	// steps are the migrations, and alone keeps other processes from running
	// them until the returned function is called.
	steps(pool *sql.DB) (*goose.Provider, error)
	alone(ctx context.Context, pool *sql.DB) (func(), error)

	// text is a statement as this engine takes it.
	text(query string) string
	// tellsID reports whether the driver tells the id of a new row unasked.
	tellsID() bool
	// bound is a context for one statement: its end, where it has one, ends the
	// connection too. The function frees what it holds.
	bound(ctx context.Context) (context.Context, context.CancelFunc)

	// begin starts a transaction beside which nobody else writes.
	begin(ctx context.Context, conn *sql.Conn, synced bool) error
	// commit ends it. Nil means that it is durable; one that is not synced is
	// with the next that is.
	commit(ctx context.Context, conn *sql.Conn) error
	// outside reports that no transaction is open on the connection.
	outside(conn *sql.Conn) bool
	// kept finds out what became of a commit whose answer was lost.
	kept(ctx context.Context, conn *sql.Conn) (bool, error)

	// ready prepares a connection of the writer, and done leaves it.
	ready(ctx context.Context, conn *sql.Conn) error
	done(ctx context.Context, conn *sql.Conn) error
	// scrub removes the traces of what was erased, as far as nobody looks at
	// them any more; it returns false if it has to be tried again.
	scrub(ctx context.Context, conn *sql.Conn) (bool, error)
	// tidy moves what was committed to where it stays, if it is time. It is
	// called after commits, while others write and read.
	tidy(ctx context.Context) error
	// about is what the database runs on, and the time there: zero if it is ours.
	about(ctx context.Context, pool *sql.DB) (string, time.Time, error)
	// shared reports whether other processes may write too.
	shared() bool
}

// engineFor chooses the engine by the address.
func engineFor(address string) (engine, error) {
	if IsServer(address) {
		return newPostgres(address)
	}
	return newSQLite(address)
}

// Name is a database as people may be told of it: without a password.
func Name(address string) string {
	e, err := engineFor(address)
	if err != nil {
		return "the database"
	}
	return e.String()
}

// IsServer reports whether an address is of a PostgreSQL server rather than of
// a file.
func IsServer(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}
