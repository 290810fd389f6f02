package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"

	"pogo/scrum"
)

// Errors that callers may want to tell apart. What is absent is
// [scrum.ErrNotFound], what must be unique and is not is [scrum.ErrTaken].
var (
	ErrInUse  = errors.New("the database is in use by another process")
	ErrNewer  = errors.New("the database was written by a newer version of Pogo")
	ErrOlder  = errors.New("the database was written by an older version of Pogo")
	ErrClosed = errors.New("the database is closed")
	ErrFull   = scrum.ErrFull // nothing was kept; reading still works

	// ErrMoved says that the file is not where it was opened; nothing was kept, and
	// reading still works.
	ErrMoved = errors.New("the database file was moved, replaced or deleted")

	// ErrUnknown says that the connection broke while a change was committed, and
	// that the server did not come back to tell whether it is kept. To do it
	// again is safe for a request that [Tx.Seen] knows by its key.
	ErrUnknown = errors.New("it is not known whether the change was kept")

	// ErrLeaseLost says that another sender took a delivery over meanwhile.
	ErrLeaseLost = errors.New("the lease of the delivery ended")
)

// errLost says that the connection broke before anything was kept.
var errLost = errors.New("the connection to the database was lost")

// classify wraps an error of a driver in the error that callers know it by.
func classify(err error) error {
	if errors.Is(err, scrum.ErrTaken) || errors.Is(err, ErrFull) {
		return err
	}
	taken, full := false, false
	if e, ok := errors.AsType[sqlite3.Error](err); ok {
		taken = e.ExtendedCode == sqlite3.ErrConstraintUnique || e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey
		full = e.Code == sqlite3.ErrFull || noRoomForIndex(e)
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		taken, full = e.Code == "23505", e.Code == "53100"
	}
	switch {
	case taken:
		return fmt.Errorf("%w: %w", scrum.ErrTaken, err)
	case full:
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	return err
}

// noRoomForIndex reports that the index of the log could not grow on a full disk.
// That comes before anything of a change is seen, as a full disk does otherwise; a
// sync that fails says the same of what was written already, and is fatal.
func noRoomForIndex(e sqlite3.Error) bool {
	return e.ExtendedCode == sqlite3.ErrIoErrSHMSize && (e.SystemErrno == syscall.ENOSPC || e.SystemErrno == syscall.EDQUOT)
}

// isFatal reports whether the file or the disk can no longer be trusted.
// After a failed sync the kernel may have dropped what it could not write, so
// carrying on could acknowledge what is not there. A server decides that for
// itself.
func isFatal(err error) bool {
	if errors.Is(err, errParted) {
		return true
	}
	e, ok := errors.AsType[sqlite3.Error](err)
	return ok && !noRoomForIndex(e) && (e.Code == sqlite3.ErrIoErr || e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB)
}

// repairable adds what to do to an error that says that the file at a path is
// damaged.
func repairable(err error, path string) error {
	if err = damaged(err); errors.Is(err, ErrDamaged) {
		return fmt.Errorf("%w; move it away with all that is named after it, and restore the last backup: pogo restore BACKUP --database %s", err, path)
	}
	return err
}

// isPassing reports whether what failed left nothing and may go well when it
// is done again: the connection broke, the server is not there yet, or others
// were in the way.
func isPassing(err error) bool {
	if errors.Is(err, ErrUnknown) {
		return false // it may have left everything
	}
	if errors.Is(err, errLost) || errors.Is(err, driver.ErrBadConn) {
		return true
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code {
		case "40001", "40P01", // serialization failure, deadlock
			"25006",                   // the server became a standby
			"25P03", "55P03", "53300", // idle too long, a lock not to be had, too many connections
			"57P01", "57P02", "57P03": // shutdown, crash, starting up
			return true
		}
		return strings.HasPrefix(e.Code, "08")
	}
	_, unreachable := errors.AsType[*pgconn.ConnectError](err)
	return unreachable
}

const mostTries = 25 // some twenty seconds: a failover

// patiently does something again while it fails in a passing way.
func patiently(ctx context.Context, do func() error) error {
	pause := 20 * time.Millisecond
	for tries := 1; ; tries++ {
		err := do()
		if err == nil || !isPassing(err) || tries == mostTries {
			return err
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return err
		}
		pause = min(2*pause, time.Second)
	}
}
