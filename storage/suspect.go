package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
)

// suspectMark ends the name of a file that says that another, beside it, may be
// damaged.
const suspectMark = ".suspect"

// suspected implements engine. The next process looks through the whole file
// before it does anything: it would otherwise meet the same damage, end, and be
// started again, for ever. A disk that does not take the mark is no loss, what
// is wrong is met again.
func (s *sqlite) suspected() error {
	if err := os.WriteFile(s.path+suspectMark, nil, 0o600); err != nil {
		return fmt.Errorf("mark %s for a check: %w", s.path, err)
	}
	return nil
}

// clear looks through a file that is marked, and removes the mark if all is
// well.
func (s *sqlite) clear(ctx context.Context, pool *sql.DB, log *slog.Logger) error {
	if _, err := os.Stat(s.path + suspectMark); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	log.WarnContext(ctx, "the last process met a fault of the disk or of the file: looking through all of it")
	if err := sound(ctx, pool, "integrity_check"); err != nil {
		return fmt.Errorf("look through %s: %w", s.path, err)
	}
	log.InfoContext(ctx, "the file is sound")
	if err := os.Remove(s.path + suspectMark); err != nil {
		return fmt.Errorf("remove the mark of a check: %w", err)
	}
	return nil
}

// Check looks through all of a database file, whether or not a bot has it open,
// and returns [ErrDamaged] if it makes no sense. A server sees to its own files.
func Check(ctx context.Context, path string) error {
	if IsServer(path) {
		return errServer
	}
	pool, err := sql.Open("sqlite3", address(path, "mode=ro", "_query_only=on", "_busy_timeout=5000"))
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	return repairable(errors.Join(sound(ctx, pool, "integrity_check"), pool.Close()), path)
}
