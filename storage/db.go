package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// Config says where and how to open a database.
type Config struct {
	Path string       // of the file, created if it is not there, or postgres://…
	Log  *slog.Logger // nil for silence

	// Commit is called before so many changes are committed together, and what
	// it returns when that has come to an end; nil: nobody is told.
	Commit func(changes int) (done func(error))
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	engine  engine
	log     *slog.Logger
	writes  *sql.DB // one connection, held by writer
	moments moments
	writer  *writer

	commit func(changes int) (done func(error))
	full   atomic.Bool // the disk was, at the last change that was to be kept
	fatal  chan error
	wake   chan struct{}
	armed  chan struct{}
	kept   chan struct{} // hint: enough was committed that the log may be long
	tidied chan struct{} // is closed once tidy has ended

	closing sync.Once
	closed  error
}

// Open opens the database, bringing its tables up to date. It refuses, with a
// sentence that says what to do, a file that another process uses
// ([ErrInUse]), one that is damaged as far as opening it shows ([ErrDamaged]) or
// that was found so before, and a database written by a newer Pogo ([ErrNewer]).
//
// A file must be on a local disk. Nothing else in the process may open it,
// not even to read: closing it would drop SQLite's locks. A PostgreSQL
// database may be open in several processes.
func Open(ctx context.Context, c Config) (*DB, error) {
	log := c.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	if c.Commit == nil {
		c.Commit = func(int) func(error) { return func(error) {} }
	}
	engine, err := engineFor(c.Path)
	if err != nil {
		return nil, err
	}
	db := &DB{
		engine: engine, log: log, moments: moments{engine: engine}, commit: c.Commit,
		fatal: make(chan error, 1),
		wake:  make(chan struct{}, 1),
		armed: make(chan struct{}, 1),
		kept:  make(chan struct{}, 1), tidied: make(chan struct{}),
	}
	if err := db.open(ctx); err != nil {
		return nil, errors.Join(engine.explain(err), db.release())
	}
	return db, nil
}

func (db *DB) open(ctx context.Context) (err error) {
	if db.writes, err = db.engine.openWriter(ctx); err != nil {
		return err
	}
	if err := db.engine.clear(ctx, db.writes, db.log); err != nil {
		return err
	}
	if err := migrate(ctx, db.engine, db.writes, db.log); err != nil {
		return fmt.Errorf("open %s: %w", db.engine, err)
	}
	if db.moments.pool, err = db.engine.openReaders(ctx); err != nil {
		return err
	}
	db.writer = newWriter(db)
	if err := db.writer.connect(ctx); err != nil {
		return fmt.Errorf("open %s: %w", db.engine, err)
	}
	db.writer.scrub()  //nolint:contextcheck // a crash may have come before the last scrub
	go db.writer.run() //nolint:contextcheck // it outlives the opening
	go db.tidy()       //nolint:contextcheck,gosec // so does this
	if db.engine.shared() {
		go db.suspect()
	}
	return nil
}

// suspect hints now and then that another process may have written something.
// What it wrote that process sees to itself, unless it was killed: a second
// later is soon enough.
func (db *DB) suspect() {
	every := time.NewTicker(time.Second)
	defer every.Stop()
	for {
		select {
		case <-every.C:
			hint(db.wake)
			hint(db.armed)
		case <-db.writer.stop:
			return
		}
	}
}

// Close waits for the writes in progress, moves the log into the database
// file and closes it. Later writes and reads fail with [ErrClosed].
func (db *DB) Close() error {
	db.closing.Do(func() {
		db.writer.finish()
		<-db.tidied
		db.closed = db.release()
	})
	return db.closed
}

func (db *DB) release() error {
	errs := []error{db.moments.close()}
	if db.writes != nil {
		errs = append(errs, db.writes.Close())
	}
	errs = append(errs, db.engine.close())
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close %s: %w", db.engine, err)
	}
	return nil
}

// Read runs fn on one unchanging moment of the database. What fn must not do
// is write, or wait for anything but the database.
func (db *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	err := db.moments.read(ctx, fn)
	if err != nil && db.writer.gone() {
		return ErrClosed
	}
	return db.note(err)
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
	if errors.Is(err, ErrFull) {
		db.full.Store(true)
	}
	if isFatal(err) {
		select {
		case db.fatal <- err:
			if mark := db.engine.suspected(); mark != nil {
				db.log.Warn("suspect", slog.Any("error", mark))
			}
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
