package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"time"
)

// Restoration says which backup goes where.
type Restoration struct {
	From, To string
	Now      time.Time // the wall clock
	Log      *slog.Logger

	// Settle does what else there is to do before anybody opens the database:
	// it is in quarantine already, and until is the last moment in the backup.
	Settle func(ctx context.Context, db *DB, until time.Time) error
}

// Restore makes a database of a backup, of this or of an older version, at a
// path where none is. It refuses, with what to do, a damaged file, one of a
// newer version ([ErrNewer]), and a path that is taken or in use. Whatever goes
// wrong, nothing stands at the path before all is done.
//
// The database starts in quarantine. The backup does not know what was posted
// after it was made, so that every message that waits in it, and every one that
// will be written for something that it holds, is looked for in Slack before it
// is posted; and nothing that begins from now on goes by the id, or the number
// of a story, that something may have had which was lost.
func Restore(ctx context.Context, r Restoration) (_ Copy, err error) {
	if IsServer(r.To) {
		return Copy{}, errServer
	}
	if err := nameable(r.To); err != nil {
		return Copy{}, err
	}
	lock, err := lockBeside(r.To)
	if err != nil {
		return Copy{}, err
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	if err := absent(r.To); err != nil {
		return Copy{}, err
	}
	c, err := restorable(ctx, r.From)
	if err != nil {
		return c, fmt.Errorf("restore %s: %w", r.From, err)
	}
	part := r.To + ".restoring"
	if err := cleared(part); err != nil { // an earlier try may have been stopped
		return c, err
	}
	defer func() { err = errors.Join(err, cleared(part)) }()
	if err := r.settle(ctx, part, c.Until); err != nil {
		return c, fmt.Errorf("restore %s to %s: %w", r.From, r.To, err)
	}
	if err := errors.Join(synced(part), install(part, r.To)); err != nil {
		return c, fmt.Errorf("restore %s to %s: %w", r.From, r.To, err)
	}
	return c, nil
}

// restorable looks through a backup before anything is made of it.
func restorable(ctx context.Context, from string) (Copy, error) {
	file, err := os.Stat(from)
	if err != nil {
		return Copy{}, fmt.Errorf("look for the backup: %w", err)
	}
	if err := regular(from, file); err != nil {
		return Copy{}, err
	}
	c, err := inspect(ctx, from, "integrity_check")
	if errors.Is(err, ErrDamaged) {
		return c, fmt.Errorf("%w; take an older backup", err)
	}
	return c, err
}

// settle makes the database under the name it has until it is done.
func (r Restoration) settle(ctx context.Context, part string, until time.Time) error {
	if err := makePrivate(part); err != nil {
		return err
	}
	if err := vacuumInto(ctx, r.From, part); err != nil {
		return err
	}
	db, err := Open(ctx, Config{Path: part, Log: r.Log})
	if err != nil {
		return err
	}
	err = db.quarantine(ctx, until, r.Now)
	if err == nil && r.Settle != nil {
		err = r.Settle(ctx, db, until)
	}
	return errors.Join(err, db.Close())
}

// cleared removes a file and what a database leaves beside it.
func cleared(path string) error {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal", lockEnding} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clear away: %w", err)
		}
	}
	return nil
}
