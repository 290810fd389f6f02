package storage

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"runtime"
	"sync"
)

// changesDue is how many changes are kept between two looks at how long the log
// is, which takes as long as a change. Few write more than thirty pages.
const changesDue = 16

// Pages in the log, of 4 KB.
const (
	pagesDue  = 1000 // are moved into the file; SQLite's own measure
	pagesMost = 4096 // after which the commit that comes moves them, should nobody else have come to it
)

// tidy moves the log into the file after commits, beside whoever writes. Left
// to SQLite, the commit that fills the log does it, and whoever waits for that
// commit waits for two syncs more: at 25 commands a second one in twenty, which
// was what the slowest waited for.
func (db *DB) tidy() {
	defer close(db.tidied)
	for {
		select {
		case <-db.kept:
			runtime.Gosched() // whoever waited for the commit goes first
			if err := classify(db.engine.tidy(context.Background())); err != nil {
				db.log.Warn("move the log into the file", slog.Any("error", err)) // nothing is lost, and it is tried again
				if isFatal(err) {
					_ = db.note(err) // it is reported
				}
			}
		case <-db.writer.stop:
			return
		}
	}
}

// mover is the connection that moves the log, by which it is moved by one at a
// time: SQLite turns a second one away.
type mover struct {
	sync.Mutex
	pool *sql.DB
}

// tidy implements engine.
func (s *sqlite) tidy(ctx context.Context) error {
	s.mover.Lock()
	defer s.mover.Unlock()
	if err := s.inPlace(); err != nil {
		return err
	}
	if s.mover.pool == nil {
		pool, err := sql.Open("sqlite3", address(s.path, moverOnly, everyone))
		if err != nil {
			return err
		}
		pool.SetMaxOpenConns(1)
		s.mover.pool = pool
	}
	left, err := checkpoint(ctx, s.mover.pool, "NOOP")
	if err == nil && left >= pagesDue {
		_, err = checkpoint(ctx, s.mover.pool, "PASSIVE")
	}
	return err
}

// asker is a connection, or a pool of them.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// checkpoint runs one of that kind, and returns how many pages of the log are
// still to be moved; all of them, if somebody kept it from its work.
func checkpoint(ctx context.Context, on asker, kind string) (left int, err error) {
	var busy, pages, moved int
	err = on.QueryRowContext(ctx, "PRAGMA wal_checkpoint("+kind+")").Scan(&busy, &pages, &moved)
	return pages - moved + busy, err
}

func (m *mover) close() error {
	if m.pool == nil {
		return nil
	}
	return m.pool.Close()
}

// close implements engine.
func (s *sqlite) close() error {
	err := s.mover.close()
	if s.lock != nil {
		err = errors.Join(err, s.lock.release())
	}
	return err
}
