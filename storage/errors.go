package storage

import (
	"errors"
	"fmt"

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
	ErrFull   = errors.New("the disk is full") // nothing was kept; reading still works

	// ErrLeaseLost says that another sender took a delivery over meanwhile.
	ErrLeaseLost = errors.New("the lease of the delivery ended")
)

// classify wraps an error of SQLite in the error that callers know it by.
func classify(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch {
	case e.ExtendedCode == sqlite3.ErrConstraintUnique, e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey:
		return fmt.Errorf("%w: %w", scrum.ErrTaken, err)
	case e.Code == sqlite3.ErrFull:
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	return err
}

// isFatal reports whether the file or the disk can no longer be trusted.
// After a failed sync the kernel may have dropped what it could not write, so
// carrying on could acknowledge what is not there.
func isFatal(err error) bool {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == sqlite3.ErrIoErr || e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB
}
