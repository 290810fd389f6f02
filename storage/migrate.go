package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables up to date, each step in its own transaction.
func migrate(ctx context.Context, pool *sql.DB, log *slog.Logger) error {
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("find migrations: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, pool, steps, goose.WithDisableGlobalRegistry(true),
		goose.WithGoMigrations(goose.NewGoMigration(61, &goose.GoFunc{RunTx: fillWords}, nil)))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
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
	}
	return nil
}
