package storage_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

func TestASecondProcessIsRefused(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	openAt(t, path)
	_, err := storage.Open(t.Context(), storage.Config{Path: path})
	if !errors.Is(err, storage.ErrInUse) {
		t.Fatalf("got %v, want ErrInUse", err)
	}
	if !strings.Contains(err.Error(), "stop the one that uses "+path) {
		t.Errorf("%q does not say what to do", err)
	}
}

func TestADatabaseOfANewerVersionIsRefused(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = storage.Open(t.Context(), storage.Config{Path: path})
	if !errors.Is(err, storage.ErrNewer) || !strings.Contains(err.Error(), "start the newer program") {
		t.Fatalf("got %v, want ErrNewer and what to do", err)
	}
	if _, err = storage.Open(t.Context(), storage.Config{Path: path}); errors.Is(err, storage.ErrInUse) {
		t.Error("a refused database stays locked")
	}
}

func TestTheFilesAreReadableByTheirOwnerAlone(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := filepath.Join(t.TempDir(), "a name? with #1% odd letters.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	payments(t, openAt(t, path))
	for _, suffix := range []string{"", "-wal", "-shm", ".lock"} {
		info, err := os.Stat(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%q has mode %o", suffix, mode)
		}
	}
}

func TestClosingLeavesEverythingInTheFile(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	db := openAt(t, path)
	payments(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		t.Errorf("%d bytes are left in the log", info.Size())
	}
	nothing := func(*storage.Tx) error { return nil }
	if err := db.Write(t.Context(), nothing); !errors.Is(err, storage.ErrClosed) {
		t.Errorf("write after close: %v", err)
	}
	if err := db.Read(t.Context(), nothing); !errors.Is(err, storage.ErrClosed) {
		t.Errorf("read after close: %v", err)
	}
	read(t, openAt(t, path), func(tx *storage.Tx) error {
		_, err := tx.ProductByKey(t.Context(), "PAY")
		return err
	})
}

func TestAChangeThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	wrong := errors.New("wrong")
	seen := func(tx *storage.Tx) error {
		_, err := tx.Seen(context.Background(), "half", monday())
		return err
	}
	for _, test := range []struct {
		name string
		fn   func(*storage.Tx) error
		want error
	}{
		{"its error comes back", func(tx *storage.Tx) error { return errors.Join(seen(tx), wrong) }, wrong},
		{"a refused statement counts even if its error is ignored", func(tx *storage.Tx) error {
			p := scrum.Product{Channel: "C9", Key: "PAY"}
			_, _ = tx.CreateProduct(context.Background(), p)
			return nil
		}, scrum.ErrTaken},
		{"nothing works after a refused statement", func(tx *storage.Tx) error {
			_, _ = tx.CreateProduct(context.Background(), scrum.Product{Channel: "C9", Key: "PAY"})
			return seen(tx)
		}, scrum.ErrTaken},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := open(t)
			payments(t, db)
			if err := db.Write(t.Context(), test.fn); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			write(t, db, func(tx *storage.Tx) error {
				was, err := tx.Seen(t.Context(), "half", monday())
				if was {
					t.Error("half of the change was kept")
				}
				return err
			})
		})
	}
}

func TestAPanicGoesOnInTheCallerAndLeavesNothing(t *testing.T) {
	t.Parallel()
	db := open(t)
	func() {
		defer func() {
			if got := recover(); got != "slip" {
				t.Errorf("recovered %v", got)
			}
		}()
		_ = db.Write(t.Context(), func(tx *storage.Tx) error {
			if _, err := tx.Seen(t.Context(), "half", monday()); err != nil {
				t.Error(err)
			}
			panic("slip")
		})
	}()
	write(t, db, func(tx *storage.Tx) error {
		was, err := tx.Seen(t.Context(), "half", monday())
		if was {
			t.Error("half of the change was kept")
		}
		return err
	})
}

func TestATransactionIsOfNoUseAfterItsEnd(t *testing.T) {
	t.Parallel()
	db := open(t)
	var kept *storage.Tx
	write(t, db, func(tx *storage.Tx) error { kept = tx; return nil })
	if _, err := kept.Seen(t.Context(), "late", monday()); err == nil {
		t.Error("it wrote")
	}
	read(t, db, func(tx *storage.Tx) error { kept = tx; return nil })
	if _, err := kept.Products(t.Context()); err == nil {
		t.Error("it read")
	}
}

func TestAReaderCannotWrite(t *testing.T) {
	t.Parallel()
	err := open(t).Read(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.Seen(t.Context(), "key", monday())
		return err
	})
	if err == nil {
		t.Error("it wrote")
	}
}

func TestAReaderSeesOneMoment(t *testing.T) {
	t.Parallel()
	db := open(t)
	read(t, db, func(tx *storage.Tx) error {
		before, err := tx.Products(t.Context())
		if err != nil {
			return err
		}
		payments(t, db) // does not wait for the reader
		after, err := tx.Products(t.Context())
		if len(before) != 0 || len(after) != 0 {
			t.Errorf("got %d products, then %d", len(before), len(after))
		}
		return err
	})
}

func TestWhoeverStopsWaitingIsNotServed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		db, err := storage.Open(t.Context(), storage.Config{Path: testdb.Address(t)})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}()
		ctx, cancel := context.WithCancel(t.Context())
		var waiting sync.WaitGroup
		write(t, db, func(*storage.Tx) error {
			waiting.Go(func() {
				err := db.Write(ctx, func(*storage.Tx) error { t.Error("it ran"); return nil })
				if !errors.Is(err, context.Canceled) {
					t.Errorf("got %v", err)
				}
			})
			synctest.Wait()
			cancel()
			synctest.Wait()
			return nil
		})
		waiting.Wait()
	})
}

func TestAWriteThatHasBegunIsNotInterrupted(t *testing.T) {
	t.Parallel()
	db := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := db.Write(ctx, func(tx *storage.Tx) error {
		cancel()
		_, err := tx.Seen(ctx, "key", monday())
		return err
	})
	if err != nil {
		t.Errorf("got %v", err)
	}
}

func TestWhoeverStopsWaitingReadsNoFurther(t *testing.T) {
	t.Parallel()
	db := open(t)
	payments(t, db)
	for range 3*runtime.NumCPU() + 12 { // more than read at once: each place is given back
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Read(ctx, func(tx *storage.Tx) error {
			if _, err := tx.ProductByKey(ctx, "PAY"); err != nil {
				t.Errorf("before: %v", err)
			}
			cancel()
			_, err := tx.ProductByKey(ctx, "PAY")
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	read(t, db, func(tx *storage.Tx) error {
		_, err := tx.ProductByKey(t.Context(), "PAY")
		return err
	})
}

func TestManyWritersAreAllKept(t *testing.T) {
	t.Parallel()
	const callers, each = 16, 25
	db := open(t)
	p := payments(t, db)
	slip := errors.New("slip")
	var numbers sync.Map
	var group sync.WaitGroup
	for range callers {
		group.Go(func() {
			for i := range each {
				var n int
				err := db.Write(t.Context(), func(tx *storage.Tx) (err error) {
					if n, err = tx.NextNumber(t.Context(), p.ID); err == nil && i%5 == 0 {
						err = slip // its neighbors in the batch do not suffer
					}
					return err
				})
				if errors.Is(err, slip) {
					continue
				}
				if err != nil {
					t.Error(err)
				}
				if _, twice := numbers.LoadOrStore(n, true); twice {
					t.Errorf("number %d was given twice", n)
				}
			}
		})
	}
	group.Wait()
	const kept = callers * each * 4 / 5
	for n := 1; n <= kept; n++ {
		if _, ok := numbers.Load(n); !ok {
			t.Errorf("number %d is missing", n)
		}
	}
}
