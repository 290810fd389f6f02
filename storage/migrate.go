package storage

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"runtime"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"

	"pogo/scrum"
)

//go:embed migrations/*.sql migrations/postgres/*.sql
var migrations embed.FS

// migrate brings the tables up to date, each step in its own transaction.
func migrate(ctx context.Context, e engine, pool *sql.DB, log *slog.Logger) error {
	release, err := e.alone(ctx, pool)
	if err != nil {
		return fmt.Errorf("keep others from upgrading the tables: %w", err)
	}
	defer release()
	provider, err := e.steps(pool)
	if err != nil {
		return err
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("ask for the version of the tables: %w", err)
	}
	if current > target {
		return fmt.Errorf("%w: its tables are of version %d and this program knows %d; start the newer program, or restore a backup from before the upgrade",
			ErrNewer, current, target)
	}
	done, err := provider.Up(ctx)
	if err != nil {
		return fmt.Errorf("upgrade the tables: %w", err)
	}
	if len(done) > 0 {
		log.InfoContext(ctx, "tables upgraded", slog.Int64("from", current), slog.Int64("to", target))
		// goose keeps buffers of 4 MB at hand, which two collections give back. As they
		// counted as in use, as much garbage might wait beside them.
		runtime.GC()
		runtime.GC()
	}
	return nil
}

// steps implements engine. Some fill in what databases from before have.
func (*sqlite) steps(pool *sql.DB) (*goose.Provider, error) {
	return provider(goose.DialectSQLite3, pool, "migrations", goose.WithGoMigrations(
		goose.NewGoMigration(61, &goose.GoFunc{RunTx: fillWords}, nil),
		goose.NewGoMigration(95, &goose.GoFunc{RunTx: fillPersonas}, nil),
		goose.NewGoMigration(199, &goose.GoFunc{RunTx: fillWords}, nil),
		goose.NewGoMigration(210, &goose.GoFunc{RunTx: fillWords}, nil)))
}

// provider reads the steps in a folder. They are numbered by feature, so that
// one with a lower number may come later than a higher one: it is made up for,
// whatever a database has seen.
func provider(dialect goose.Dialect, pool *sql.DB, folder string, more ...goose.ProviderOption) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, folder)
	if err != nil {
		return nil, fmt.Errorf("find migrations: %w", err)
	}
	p, err := goose.NewProvider(dialect, pool, files, append(more, goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true))...)
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return p, nil
}

const selectVersion = `SELECT COALESCE(MAX(version_id), 0), COUNT(DISTINCT NULLIF(version_id, 0)) FROM goose_db_version -- scans: a row for each migration`

// checkVersion refuses tables that are not of this program's version, changing
// nothing.
func checkVersion(ctx context.Context, e engine, pool *sql.DB) error {
	provider, err := e.steps(pool)
	if err != nil {
		return err
	}
	var current int64
	var done int
	err = pool.QueryRowContext(ctx, selectVersion).Scan(&current, &done)
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == "42P01" {
		return say(scrum.ErrNotFound, "it has no tables yet: start pogo serve, which makes them, or name the database that the bot uses")
	}
	if err != nil {
		return fmt.Errorf("ask for the version of the tables: %w", err)
	}
	sources := provider.ListSources()
	target := sources[len(sources)-1].Version
	switch {
	case current > target:
		return fmt.Errorf("%w: its tables are of version %d and this program knows %d; use the newer program", ErrNewer, current, target)
	case current == target && done < len(sources):
		return fmt.Errorf("%w: its tables lack %d of this program's steps; start pogo serve once, which brings them up to date", ErrOlder, len(sources)-done)
	case current < target:
		return fmt.Errorf("%w: its tables are of version %d and this program's of %d; start pogo serve once, which brings them up to date", ErrOlder, current, target)
	}
	return nil
}
