package storage

import (
	"context"
	"errors"
	"fmt"
)

var errAbandoned = errors.New("the change was abandoned")

// Write runs fn in a transaction. Nil means that the change is durable; an
// error means that nothing of it was kept. The exceptions are a fault of the
// disk during the commit itself, which is reported on [DB.Fatal] too, and
// [ErrUnknown].
//
// fn runs in the caller's goroutine while all other writers wait: it must not
// wait for anything but the database, nor call Write. It may run again, after
// all it did was taken back, and should have no effect outside tx. If it
// panics, nothing is kept and the panic goes on in the caller. After a
// statement failed, the others fail too and nothing is kept, even if fn
// returns nil; finding nothing is no failure.
//
// If ctx ends before fn started, Write returns its error; once fn runs, its
// statements are not interrupted.
func (db *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	return patiently(ctx, func() error { return db.write(ctx, db.writer.jobs, fn) })
}

// writeLoosely is [DB.Write] without waiting for the disk: a loss of power may
// take the change back until the next one is kept, whatever else happens may
// not. It harms no other change.
func (db *DB) writeLoosely(ctx context.Context, fn func(*Tx) error) error {
	return patiently(ctx, func() error { return db.write(ctx, db.writer.loose, fn) })
}

// writeAlong is [DB.Write] at the end of the next batch that wrote deliveries,
// and in its commit. It waits for one.
func (db *DB) writeAlong(ctx context.Context, fn func(*Tx) error) error {
	return patiently(ctx, func() error { return db.write(ctx, db.writer.riders, fn) })
}

func (db *DB) write(ctx context.Context, line chan<- *job, fn func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("wait to write: %w", err)
	}
	j := newJob()
	select {
	case line <- j:
	case <-db.writer.stop:
		return ErrClosed
	case <-ctx.Done():
		return fmt.Errorf("wait to write: %w", ctx.Err())
	}
	return j.await(fn)
}

// job is one call of Write as the writer sees it.
type job struct {
	lent chan loan  // the writer lends the transaction …
	ran  chan error // … the caller gives it back, saying what came of it …
	kept chan error // … and hears whether it was committed
}

type loan struct {
	tx  *Tx
	err error
}

func newJob() *job {
	return &job{lent: make(chan loan), ran: make(chan error, 1), kept: make(chan error, 1)}
}

// await runs fn when the transaction is lent, and returns once it is kept or
// not.
func (j *job) await(fn func(*Tx) error) error {
	l := <-j.lent
	if l.err != nil {
		return l.err
	}
	j.run(l.tx, fn)
	return <-j.kept
}

// run calls fn and gives the transaction back even if fn panics or ends its
// goroutine, as a failing test does.
func (j *job) run(tx *Tx, fn func(*Tx) error) {
	err := errAbandoned
	defer func() {
		tx.end()
		j.ran <- err
	}()
	if err = fn(tx); err == nil {
		err = tx.failed
	}
}
