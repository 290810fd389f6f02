package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
)

// Config says where and how to open a database.
type Config struct {
	Path string       // of the file, created if it is not there
	Log  *slog.Logger // nil for silence
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	path    string
	log     *slog.Logger
	lock    *lockFile
	writes  *sql.DB // one connection, held by writer
	readers *sql.DB
	writer  *writer
	texts   *texts

	fatal chan error
	wake  chan struct{}
	armed chan struct{}

	closing sync.Once
	closed  error
}

// Open opens the database, bringing its tables up to date. It refuses, with a
// sentence that says what to do, a file that another process uses
// ([ErrInUse]) and one written by a newer Pogo ([ErrNewer]).
//
// The file must be on a local disk. Nothing else in the process may open it,
// not even to read: closing it would drop SQLite's locks.
func Open(ctx context.Context, c Config) (*DB, error) {
	if err := checkSQLite(); err != nil {
		return nil, err
	}
	log := c.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	lock, err := lockBeside(c.Path)
	if err != nil {
		return nil, err
	}
	db := &DB{
		path: c.Path, log: log, lock: lock, texts: &texts{},
		fatal: make(chan error, 1),
		wake:  make(chan struct{}, 1),
		armed: make(chan struct{}, 1),
	}
	if err := db.open(ctx); err != nil {
		return nil, errors.Join(err, db.release())
	}
	return db, nil
}

func (db *DB) open(ctx context.Context) error {
	if err := makePrivate(db.path); err != nil {
		return err
	}
	var err error
	if db.writes, err = openWriter(ctx, db.path); err != nil {
		return err
	}
	if err := migrate(ctx, db.writes, db.log); err != nil {
		return fmt.Errorf("open %s: %w", db.path, err)
	}
	if db.readers, err = openReaders(ctx, db.path); err != nil {
		return err
	}
	conn, err := db.writes.Conn(ctx)
	if err != nil {
		return fmt.Errorf("open %s: %w", db.path, err)
	}
	db.writer = newWriter(db, conn)
	if err := db.writer.exec(keepUndo); err != nil { //nolint:contextcheck // as it runs
		return fmt.Errorf("open %s: %w", db.path, err)
	}
	db.writer.scrub()  //nolint:contextcheck // a crash may have come before the last scrub
	go db.writer.run() //nolint:contextcheck // it outlives the opening
	return nil
}

// makePrivate creates the file readable by its owner alone, or makes it so.
// SQLite gives the files beside it the same mode.
func makePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) //nolint:gosec // the path is the operator's choice
	switch {
	case errors.Is(err, os.ErrExist):
		err = os.Chmod(path, 0o600)
	case err == nil:
		err = f.Close()
	}
	if err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	return nil
}

// Close waits for the writes in progress, moves the log into the database
// file and closes it. Later writes and reads fail with [ErrClosed].
func (db *DB) Close() error {
	db.closing.Do(func() {
		db.writer.finish()
		db.closed = db.release()
	})
	return db.closed
}

func (db *DB) release() error {
	var errs []error
	if db.readers != nil {
		errs = append(errs, db.readers.Close())
	}
	if db.writes != nil {
		errs = append(errs, db.writes.Close())
	}
	errs = append(errs, db.lock.release())
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close %s: %w", db.path, err)
	}
	return nil
}

// Read runs fn on one unchanging moment of the database. What fn must not do
// is write, or wait for anything but the database.
func (db *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	snapshot, err := db.readers.BeginTx(ctx, nil)
	if err != nil {
		if errors.Is(err, sql.ErrConnDone) || db.writer.gone() {
			return ErrClosed
		}
		return db.note(fmt.Errorf("begin reading: %w", err))
	}
	defer snapshot.Rollback() // nothing to keep
	tx := &Tx{conn: snapshot, texts: db.texts}
	defer tx.end()
	return db.note(fn(tx))
}

// Fatal delivers at most one error after which the disk cannot be trusted:
// nothing is written any more, and the process should stop, so that the next
// one recovers from the log.
func (db *DB) Fatal() <-chan error { return db.fatal }

// Wake hints that there may be a delivery to claim. Hints are merged; only
// one goroutine should listen.
func (db *DB) Wake() <-chan struct{} { return db.wake }

// Armed hints that a schedule was set. Hints are merged; only one goroutine
// should listen.
func (db *DB) Armed() <-chan struct{} { return db.armed }

// note reports err on Fatal if it is of that kind, and returns it.
func (db *DB) note(err error) error {
	if isFatal(err) {
		select {
		case db.fatal <- err:
		default: // one is enough
		}
	}
	return err
}

// hint fills a channel of hints.
func hint(ch chan<- struct{}) {
	select {
	case ch <- struct{}{}:
	default: // one waits already
	}
}
