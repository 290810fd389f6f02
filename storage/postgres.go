package storage

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// postgres is a database of a server, which several processes may share.
//
// They take turns at writing: each batch locks the table writer before it looks
// at anything. So nothing interleaves with a change, as in SQLite, a handler
// may read and then write, and no batch is ever run for nothing; and because
// the transactions are serializable all the same, somebody who writes without
// that lock would only make one of them run again.
type postgres struct {
	config *pgx.ConnConfig
	id     string // of this process, in table writer
	batch  int64  // the number of the last one
}

func newPostgres(address string) (*postgres, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("read the address of the database: %w; %s", err, unescaped) // pgx leaves the password out
	}
	if strings.Contains(config.Host+config.Database, "@") { // a part of the password, which must not be shown
		return nil, errors.New("read the address of the database: the password ends at its first @; " + unescaped)
	}
	const soon = 5 * time.Second
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = soon
	}
	return &postgres{config: config, id: rand.Text()}, nil
}

func (p *postgres) String() string {
	return "postgres://" + p.server() + "/" + p.config.Database
}

func (*postgres) shared() bool { return true }

func (*postgres) about(ctx context.Context, pool *sql.DB) (version string, now time.Time, err error) {
	err = pool.QueryRowContext(ctx, "SELECT current_setting('server_version'), clock_timestamp()").Scan(&version, &now)
	return "PostgreSQL " + version, now, err
}

func (*postgres) close() error { return nil }

// clear implements engine: a server sees to its own files.
func (*postgres) clear(context.Context, *sql.DB, *slog.Logger) error { return nil }

func (*postgres) suspected() error { return nil }

// openWriter implements engine. The second connection keeps other processes
// from upgrading the tables at the same time.
func (p *postgres) openWriter(ctx context.Context) (*sql.DB, error) {
	pool := stdlib.OpenDB(*p.config)
	pool.SetMaxOpenConns(2)
	pool.SetMaxIdleConns(1)
	err := patiently(ctx, func() error { return checkServer(ctx, pool) })
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s for writing: %w", p, err), pool.Close())
	}
	return pool, nil
}

// openReaders implements engine.
func (p *postgres) openReaders(ctx context.Context) (*sql.DB, error) {
	pool := stdlib.OpenDB(*p.config)
	conns := max(4, 2*runtime.NumCPU())
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	if err := patiently(ctx, func() error { return pool.PingContext(ctx) }); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s for reading: %w", p, err), pool.Close())
	}
	return pool, nil
}

// moment implements engine.
func (*postgres) moment() string { return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" }

// checkServer refuses a server that would lose what it said is kept.
func checkServer(ctx context.Context, pool *sql.DB) error {
	for _, must := range []struct{ name, refused, because string }{
		{"fsync", "off", "a power cut could damage the database"},
		{"full_page_writes", "off", "a power cut could damage the database"},
		{"synchronous_commit", "off", "a crash could lose what was acknowledged"},
	} {
		var got string
		if err := pool.QueryRowContext(ctx, "SELECT current_setting($1)", must.name).Scan(&got); err != nil {
			return fmt.Errorf("ask for %s: %w", must.name, err)
		}
		if got == must.refused {
			return fmt.Errorf("%s is %s on the server, so that %s: switch it on", must.name, got, must.because)
		}
	}
	var encoding string
	if err := pool.QueryRowContext(ctx, "SELECT current_setting('server_encoding')").Scan(&encoding); err != nil {
		return fmt.Errorf("ask for the encoding: %w", err)
	}
	if encoding != "UTF8" {
		return fmt.Errorf("the encoding of the database is %s and must be UTF8: create another one", encoding)
	}
	return nil
}

// steps implements engine: nobody has a database from before the baseline.
func (*postgres) steps(pool *sql.DB) (*goose.Provider, error) {
	return provider(goose.DialectPostgres, pool, "migrations/postgres")
}

// The lock is of the schema, and goes away with its transaction.
const lockSchema = `SELECT pg_advisory_xact_lock(hashtext('pogo'), hashtext(current_schema()))`

// alone implements engine. The lock is a transaction's: behind PgBouncer two
// statements of one session may go by different ones.
func (*postgres) alone(ctx context.Context, pool *sql.DB) (func(), error) {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, lockSchema); err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return func() { _ = tx.Rollback() }, nil // nothing but the lock is in it
}
