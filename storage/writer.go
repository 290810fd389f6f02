package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
)

// maxBatch bounds how long the first of a batch waits for its commit.
const maxBatch = 256

// writer owns the only connection that writes. It lends its transaction to
// one caller after the other and commits when nobody else waits. It never
// lingers: while one batch is synced to the disk, the next one gathers by
// itself.
//
// The first of a batch needs no savepoint: if it fails, the transaction holds
// nothing else and is rolled back. An import is such a job: what a savepoint
// would keep for it grows with the import.
type writer struct {
	db      *DB
	conn    *sql.Conn // nil after it was lost
	jobs    chan *job
	loose   chan *job // whose changes a loss of power may take back
	riders  chan *job // that wait for a batch which wrote deliveries, and go last in it
	stop    chan struct{}
	stopped chan struct{}
	broken  error // why nothing may be written any more
	traces  bool  // there may be some of what was erased
	kept    int   // changes since somebody looked how long the log is
}

func newWriter(db *DB) *writer {
	return &writer{db: db, jobs: make(chan *job), loose: make(chan *job), riders: make(chan *job), stop: make(chan struct{}), stopped: make(chan struct{})}
}

// connect takes a connection unless there is one.
func (w *writer) connect(ctx context.Context) error {
	if w.conn != nil {
		return nil
	}
	conn, err := w.db.writes.Conn(ctx)
	if err != nil {
		return err
	}
	if err := w.db.engine.ready(ctx, conn); err != nil {
		return errors.Join(err, conn.Close())
	}
	w.conn = conn
	return nil
}

func (w *writer) run() {
	defer close(w.stopped)
	for {
		select {
		case j := <-w.jobs:
			w.batch(j, true)
		case j := <-w.loose:
			w.batch(j, false)
		case <-w.stop:
			return
		}
	}
}

// finish ends the writer after its batch.
func (w *writer) finish() {
	close(w.stop)
	<-w.stopped
	if w.conn == nil {
		return
	}
	err := errors.Join(w.db.engine.done(context.Background(), w.conn), w.conn.Close())
	if err != nil {
		w.db.log.Warn("close writer", slog.Any("error", err)) // nothing is lost: the next start goes on
	}
}

// scrub removes the traces of what was erased. What somebody still looks at
// has to stay, and the next batch tries again.
func (w *writer) scrub() {
	clean, err := w.db.engine.scrub(context.Background(), w.conn)
	if err != nil {
		w.db.log.Warn("scrub", slog.Any("error", w.db.note(classify(err)))) // nothing is lost, and it is tried again
	}
	w.traces = !clean
}

func (w *writer) gone() bool {
	select {
	case <-w.stop:
		return true
	default:
		return false
	}
}

// batch runs first and everyone who waits behind it, then commits. If it is
// synced, what may be loose goes along.
func (w *writer) batch(first *job, synced bool) {
	if err := w.begin(synced); err != nil {
		first.lent <- loan{err: err}
		return
	}
	b := batch{synced: synced}
	for j := first; j != nil; j = w.next(&b) {
		if err := w.one(j, &b); err != nil {
			// A full disk ends the whole transaction, not only the job that met it.
			b.answer(w.fail(fmt.Errorf("another change ended the transaction: %w", err)))
			return
		}
	}
	done := w.db.commit(len(b.jobs))
	err := w.commit()
	done(err)
	if err != nil {
		b.answer(err)
		return
	}
	// Whoever is told that something was erased may rely on it.
	if w.traces = w.traces || b.erased; w.traces {
		w.scrub()
	}
	b.answer(nil)
	if w.kept += len(b.jobs); w.kept >= changesDue {
		w.kept = 0
		hint(w.db.kept)
	}
	if b.sent {
		hint(w.db.wake)
	}
	if b.armed {
		hint(w.db.armed)
	}
}

// batch is what one commit will keep.
type batch struct {
	jobs        []*job
	synced      bool
	sent, armed bool
	erased      bool
	rider       *job // the last, which claims what the others sent
}

func (b *batch) answer(err error) {
	for _, j := range b.jobs {
		j.kept <- err
	}
}

func (w *writer) begin(synced bool) error {
	if w.broken != nil {
		return w.broken
	}
	ctx := context.Background()
	err := w.connect(ctx)
	if err == nil {
		err = w.db.engine.begin(ctx, w.conn, synced)
	}
	if err != nil {
		return w.fail(fmt.Errorf("begin: %w", err))
	}
	return nil
}

// commit keeps the batch. Its error says whether that may be tried again.
func (w *writer) commit() error {
	err := w.db.engine.commit(context.Background(), w.conn)
	if err == nil {
		return nil
	}
	err = w.fail(fmt.Errorf("commit: %w", err))
	if errors.Is(err, errLost) {
		return w.learn(err)
	}
	if !w.outside() {
		_ = w.exec("ROLLBACK") // err says more
	}
	return err
}

// learn finds out whether a commit was kept whose answer was lost.
func (w *writer) learn(lost error) error {
	var kept bool
	err := patiently(context.Background(), func() error {
		if err := w.connect(context.Background()); err != nil {
			return w.fail(err)
		}
		var err error
		if kept, err = w.db.engine.kept(context.Background(), w.conn); err != nil {
			return w.fail(err)
		}
		return nil
	})
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", ErrUnknown, err)
	case kept:
		return nil
	default:
		return lost
	}
}

// next returns a job that waits already, or nil.
func (w *writer) next(b *batch) *job {
	if b.rider != nil {
		return nil
	}
	jobs := w.jobs
	if !b.synced {
		jobs = nil
	}
	if len(b.jobs) < maxBatch {
		select {
		case j := <-jobs:
			return j
		case j := <-w.loose:
			return j
		default:
		}
	}
	if !b.sent || !b.synced { // what is claimed is posted next, and must not be forgotten
		return nil
	}
	select {
	case b.rider = <-w.riders:
	default:
	}
	return b.rider
}

// one lends the transaction to j. An error of the job goes to the job; the
// error that is returned says that the whole transaction is gone with it.
func (w *writer) one(j *job, b *batch) error {
	first := len(b.jobs) == 0
	if err := w.mark(first, "SAVEPOINT job"); err != nil {
		j.lent <- loan{err: w.fail(fmt.Errorf("begin: %w", err))}
		return w.lost(err)
	}
	tx := &Tx{conn: w.conn, engine: w.db.engine, writes: true}
	j.lent <- loan{tx: tx}
	err := <-j.ran
	if err == nil {
		err = w.mark(first, "RELEASE job")
	}
	if err != nil {
		err = w.fail(err)
		j.kept <- err
		return w.undo(first, err)
	}
	b.jobs = append(b.jobs, j)
	b.sent, b.armed, b.erased = b.sent || tx.sent, b.armed || tx.armed, b.erased || tx.erased
	if j == b.rider {
		b.sent = false // it saw that
	}
	return nil
}

// mark runs a statement about the savepoint of a job that is not the first.
func (w *writer) mark(first bool, statement string) error {
	if first {
		return nil
	}
	return w.exec(statement)
}

// undo takes back what a failed job did. The error says that the whole
// transaction is gone, as it always is with the first of a batch.
func (w *writer) undo(first bool, cause error) error {
	if w.outside() {
		return cause
	}
	if first || w.broken != nil || isPassing(cause) { // nothing that shared a fault may be kept
		return errors.Join(cause, w.exec("ROLLBACK"))
	}
	if err := w.exec("ROLLBACK TO job; RELEASE job"); err != nil {
		_ = w.exec("ROLLBACK") // whatever is left of it
		return err
	}
	return nil
}

// lost returns err if the transaction is gone.
func (w *writer) lost(err error) error {
	if w.outside() {
		return err
	}
	return nil
}

// fail classifies err and stops all writing if it is fatal. A connection that
// broke is given up.
func (w *writer) fail(err error) error {
	err = w.db.note(classify(err))
	if isFatal(err) {
		w.broken = fmt.Errorf("nothing is written after a fault of the disk: %w", err)
	}
	if w.conn != nil && !alive(w.conn) {
		_ = w.conn.Close() // it is gone
		w.conn = nil
		err = fmt.Errorf("%w: %w", errLost, err)
	}
	return err
}

// exec is not bound to any caller's context.
func (w *writer) exec(query string) error {
	if w.conn == nil {
		return errLost
	}
	return run(context.Background(), w.conn, query)
}

// outside reports whether no transaction is open.
func (w *writer) outside() bool { return w.conn == nil || w.db.engine.outside(w.conn) }

// run runs a statement of the writer's own.
func run(ctx context.Context, conn *sql.Conn, query string) error {
	_, err := conn.ExecContext(ctx, query)
	return err
}
