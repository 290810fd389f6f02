package storage

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"pogo/internal/testdb"
)

func opened(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.Context(), Config{Path: testdb.Address(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// limited opens a database that cannot grow by more than a few pages.
func limited(t *testing.T) *DB {
	t.Helper()
	testdb.NeedFile(t)
	db := opened(t)
	if err := db.writer.exec("PRAGMA max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	return db
}

func put(ctx context.Context, tx *Tx, key string) error {
	_, err := tx.exec(ctx, insertSeen, key, int64(1))
	return err
}

func count(t *testing.T, db *DB) int {
	t.Helper()
	var n int
	err := db.Read(t.Context(), func(tx *Tx) (err error) {
		n, err = one(t.Context(), tx, scalar[int], "SELECT COUNT(*) FROM seen")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// SQLite ends the whole transaction when the disk is full. Those who shared
// the batch must not be told that they are kept.
func TestNobodyIsToldYesInABatchThatFilledTheDisk(t *testing.T) {
	t.Parallel()
	db, ctx := limited(t), t.Context()
	var group sync.WaitGroup
	var told sync.Map
	for i := range 40 {
		group.Go(func() {
			key := fmt.Sprintf("small-%d", i)
			if i%4 == 0 {
				key = "large" + strings.Repeat("x", 200_000) + key
			}
			err := db.Write(ctx, func(tx *Tx) error { return put(ctx, tx, key) })
			if err == nil {
				told.Store(key, true)
			} else if !errors.Is(err, ErrFull) {
				t.Errorf("got %v, want ErrFull", err)
			}
		})
	}
	group.Wait()
	yes := 0
	told.Range(func(any, any) bool { yes++; return true })
	if kept := count(t, db); kept != yes {
		t.Errorf("%d are kept and %d were told so", kept, yes)
	}
	if err := db.Write(ctx, func(tx *Tx) error { return put(ctx, tx, "afterwards") }); err != nil {
		t.Errorf("a small change afterwards: %v", err)
	}
	select {
	case err := <-db.Fatal():
		t.Errorf("a full disk is no reason to stop, got %v", err)
	default:
	}
}

// together runs changes one after the other, those in one batch that can be,
// and returns what each is told.
func together(db *DB, changes ...func(*Tx) error) []error {
	w := newWriter(db)
	w.conn, w.jobs = db.writer.conn, make(chan *job, len(changes))
	told := make([]error, len(changes))
	var group sync.WaitGroup
	for i, fn := range changes {
		j := newJob()
		w.jobs <- j
		group.Go(func() { told[i] = j.await(fn) })
	}
	for len(w.jobs) > 0 {
		w.batch(<-w.jobs, true)
	}
	group.Wait()
	return told
}

// The first of a batch runs without a savepoint. Whatever fails, alone or in
// company, is gone, with what went into the log before its time, and nobody
// else's change with it.
func TestAChangeThatFailsTakesNoOtherWithIt(t *testing.T) {
	t.Parallel()
	wrong := errors.New("wrong")
	for _, test := range []struct {
		name  string
		fails []bool
	}{
		{"alone", []bool{true}},
		{"first", []bool{true, false, false}},
		{"in the middle", []bool{false, true, false}},
		{"last", []bool{false, false, true}},
		{"one after the other", []bool{true, true, false, true, true, false}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := opened(t)
			if !testdb.OnServer() { // most goes into the log at once
				if err := db.writer.exec("PRAGMA cache_size = 5"); err != nil {
					t.Fatal(err)
				}
			}
			kept := 0
			changes := make([]func(*Tx) error, len(test.fails))
			for i, fails := range test.fails {
				changes[i] = func(tx *Tx) error {
					for n := range 20 {
						if err := put(t.Context(), tx, fmt.Sprintf("%d-%d", i, n)+strings.Repeat("x", 10_000)); err != nil {
							return err
						}
					}
					if fails {
						return wrong
					}
					kept += 20
					return nil
				}
			}
			for i, err := range together(db, changes...) {
				if failed := errors.Is(err, wrong); failed != test.fails[i] {
					t.Errorf("change %d is told %v", i, err)
				}
			}
			if got := count(t, db); got != kept {
				t.Errorf("%d rows are kept, not %d", got, kept)
			}
		})
	}
}

// What is claimed along is kept with what was sent, or with nobody.
func TestWhoRidesAlongHarmsNobody(t *testing.T) {
	t.Parallel()
	wrong := errors.New("wrong")
	send := func(tx *Tx) error {
		tx.sent = true
		return put(t.Context(), tx, "sent")
	}
	ride := func(tx *Tx) error { return put(t.Context(), tx, "ridden") }
	for _, test := range []struct {
		name         string
		change, ride func(*Tx) error
		told, rides  bool // yes
		hinted       bool // that there is something to claim
	}{
		{"both are kept", send, ride, true, true, false},
		{"one that fails takes back what it did alone", send, func(tx *Tx) error { return errors.Join(ride(tx), wrong) }, true, false, true},
		{"one that ends the transaction ends it for both", send, func(tx *Tx) error {
			_, err := tx.exec(t.Context(), "ROLLBACK")
			return err
		}, false, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := opened(t)
			w := newWriter(db)
			w.conn = db.writer.conn
			change, rider := newJob(), newJob()
			var told, rides error
			var group sync.WaitGroup
			group.Go(func() { told = change.await(test.change) })
			w.riders = make(chan *job, 1)
			w.riders <- rider
			group.Go(func() { rides = rider.await(test.ride) })
			w.batch(change, true)
			group.Wait()
			if (told == nil) != test.told || (rides == nil) != test.rides {
				t.Errorf("the one who sent is told %v, the one who rides along %v", told, rides)
			}
			want := 0
			for _, yes := range []bool{test.told, test.rides} {
				want += int(bit(yes))
			}
			if got := count(t, db); got != want {
				t.Errorf("%d rows are kept, not %d", got, want)
			}
			if hinted := len(db.wake) == 1; hinted != test.hinted {
				t.Errorf("hinted: %t", hinted)
			}
		})
	}
}

func TestNothingIsWrittenAfterAFaultOfTheDisk(t *testing.T) {
	t.Parallel()
	db, ctx := limited(t), t.Context()
	fault := sqlite3.Error{Code: sqlite3.ErrIoErr}
	if err := db.Write(ctx, func(*Tx) error { return fmt.Errorf("sync: %w", fault) }); !errors.Is(err, fault) {
		t.Errorf("the writer itself is told %v", err)
	}
	if err := db.Write(ctx, func(tx *Tx) error { return put(ctx, tx, "key") }); !errors.Is(err, fault) {
		t.Errorf("the next writer is told %v", err)
	}
	if err := <-db.Fatal(); !errors.Is(err, fault) {
		t.Errorf("the process is told %v", err)
	}
}

func TestPlaceholdersAreBoundByNumber(t *testing.T) {
	t.Parallel()
	db := opened(t)
	err := db.Read(t.Context(), func(tx *Tx) error {
		got, err := one(t.Context(), tx, scalar[string], "SELECT $2 || $1 || $2", "a", "b")
		if got != "bab" {
			t.Errorf("got %q", got)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheZeroTimeIsKept(t *testing.T) {
	t.Parallel()
	if got := instant(micros(instant(0))); !got.IsZero() {
		t.Errorf("got %s", got)
	}
}

func TestWhoSharesABatchThatFilledTheDiskIsStillAnswered(t *testing.T) {
	t.Parallel()
	db, ctx := limited(t), t.Context()
	var group sync.WaitGroup
	for range 40 {
		group.Go(func() {
			if err := db.Write(ctx, func(tx *Tx) error { return put(ctx, tx, strings.Repeat("x", 300_000)) }); !errors.Is(err, ErrFull) {
				t.Errorf("got %v, want ErrFull", err)
			}
		})
		group.Go(func() {
			if err := db.Ping(ctx); err != nil {
				t.Errorf("to start again would not help, and it says %v", err)
			}
		})
	}
	group.Wait()
}

func TestAFullDiskIsSaidUntilSomethingIsWrittenAgain(t *testing.T) {
	t.Parallel()
	db, ctx := limited(t), t.Context()
	now := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	ready := func(want bool) {
		t.Helper()
		if err := db.Ready(ctx, now); (err == nil) != want {
			t.Errorf("ready: %v", err)
		}
	}
	ready(true)
	fill := func(tx *Tx) error { return put(ctx, tx, strings.Repeat("x", 300_000)) }
	if err := db.Write(ctx, fill); !errors.Is(err, ErrFull) {
		t.Fatalf("got %v, want ErrFull", err)
	}
	if err := db.writer.exec("PRAGMA max_page_count = 1"); err != nil {
		t.Fatal(err)
	}
	for n := range 200 { // what is left of the last page
		_ = db.Write(ctx, func(tx *Tx) error {
			_, err := tx.Seen(ctx, strings.Repeat("y", 200-n)+strconv.Itoa(n), now)
			return err
		})
	}
	ready(false)
	if err := db.Ping(ctx); err != nil {
		t.Errorf("to start again would not help, and it says %v", err)
	}
	if err := db.writer.exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	ready(true)
	ready(true)
}
