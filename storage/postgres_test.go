package storage_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

// replicas opens a database of a server several times, as processes do.
func replicas(t *testing.T, n int) (address string, list []*storage.DB) {
	t.Helper()
	testdb.NeedServer(t)
	address, list = testdb.Address(t), make([]*storage.DB, n)
	var group sync.WaitGroup
	for i := range list {
		group.Go(func() {
			db, err := storage.Open(context.Background(), storage.Config{Path: address}) // all at the same time
			if err != nil {
				t.Error(err)
				return
			}
			list[i] = db
		})
	}
	group.Wait()
	t.Cleanup(func() {
		for _, db := range list {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	if t.Failed() {
		t.FailNow()
	}
	return address, list
}

// onServer runs a statement beside Pogo.
func onServer(t *testing.T, address, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), statement, args...)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// cutEveryone ends all other connections to a database, as a failover does.
const cutEveryone = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`

func TestReplicasGiveEachNumberOnce(t *testing.T) {
	t.Parallel()
	const callers, each = 4, 15
	_, dbs := replicas(t, 3)
	p := payments(t, dbs[0])
	var numbers sync.Map
	var group sync.WaitGroup
	for _, db := range dbs {
		for range callers {
			group.Go(func() {
				for range each {
					var n int
					err := db.Write(t.Context(), func(tx *storage.Tx) (err error) {
						n, err = tx.NextNumber(t.Context(), p.ID)
						return err
					})
					if err != nil {
						t.Error(err)
					}
					if _, twice := numbers.LoadOrStore(n, true); twice {
						t.Errorf("number %d was given twice", n)
					}
				}
			})
		}
	}
	group.Wait()
	for n := 1; n <= len(dbs)*callers*each; n++ {
		if _, ok := numbers.Load(n); !ok {
			t.Errorf("number %d is missing", n)
		}
	}
}

func TestReplicasClaimEachDeliveryOnce(t *testing.T) {
	t.Parallel()
	const posts = 60
	_, dbs := replicas(t, 3)
	for i := range posts {
		write(t, dbs[0], func(tx *storage.Tx) error {
			_, err := tx.Send(t.Context(), outbox.Delivery{Kind: outbox.Post, Channel: "C" + string(rune('A'+i%20)), Body: []byte(`{}`)})
			return err
		})
	}
	var claimed sync.Map
	var group sync.WaitGroup
	for _, db := range dbs {
		group.Go(func() {
			for range 10 {
				list, err := db.ClaimDeliveries(t.Context(), monday(), time.Minute, 3, 3)
				if err != nil {
					t.Error(err)
				}
				for _, d := range list {
					if _, twice := claimed.LoadOrStore(d.ID, true); twice {
						t.Errorf("delivery %d was claimed twice", d.ID)
					}
				}
			}
		})
	}
	group.Wait()
	n := 0
	claimed.Range(func(any, any) bool { n++; return true })
	if n != 20 {
		t.Errorf("%d deliveries were claimed, want the heads of 20 lanes", n)
	}
}

// Three processes wake at the same minute: each person is asked by one of them.
func TestReplicasClaimEachOccurrenceOnce(t *testing.T) {
	t.Parallel()
	const people = 20
	_, dbs := replicas(t, 3)
	product := payments(t, dbs[0])
	for i := range people {
		asked := standup(product)
		asked.Subject = fmt.Sprintf("U%d", i)
		arm(t, dbs[0], asked, monday())
	}
	now := monday().AddDate(0, 0, 1)
	var claims [people]atomic.Int32
	var group sync.WaitGroup
	for _, db := range dbs {
		group.Go(func() {
			for i, schedule := range due(t, db, now) {
				o, _ := schedule.Newest(now)
				err := db.Write(t.Context(), func(tx *storage.Tx) error {
					first, err := tx.Claim(t.Context(), o, scrum.OnTime, now)
					if first {
						claims[i].Add(1)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	for i := range claims {
		if n := claims[i].Load(); n != 1 {
			t.Errorf("person %d is asked %d times", i, n)
		}
	}
}

func TestAReplicaHearsOfWhatAnotherOneWrote(t *testing.T) {
	t.Parallel()
	_, dbs := replicas(t, 1)
	for what, hints := range map[string]<-chan struct{}{"wake": dbs[0].Wake(), "armed": dbs[0].Armed()} {
		select {
		case <-hints:
		case <-time.After(10 * time.Second):
			t.Errorf("no %s within ten seconds", what)
		}
	}
}

// Whoever reads before it writes relies on it that nobody writes in between.
func TestWhatAReplicaReadStaysTrueUntilItCommits(t *testing.T) {
	t.Parallel()
	_, dbs := replicas(t, 2)
	keys := []string{"one", "other"}
	var group sync.WaitGroup
	for i, db := range dbs {
		group.Go(func() {
			for range 25 {
				err := db.Write(t.Context(), func(tx *storage.Tx) error { // whoever comes second finds what the first kept
					n, err := tx.Products(t.Context())
					if err != nil || len(n) > 0 {
						return err
					}
					_, err = tx.CreateProduct(t.Context(), scrum.Product{Channel: scrum.ChannelID(keys[i]), Key: strings.ToUpper(keys[i]), CreatedAt: monday()})
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	read(t, dbs[0], func(tx *storage.Tx) error {
		n, err := tx.Products(t.Context())
		if len(n) != 1 {
			t.Errorf("%d products were created as the first", len(n))
		}
		return err
	})
}

func TestAChangeSurvivesTheLossOfItsConnection(t *testing.T) {
	t.Parallel()
	address, dbs := replicas(t, 1)
	db, runs := dbs[0], 0
	write(t, db, func(tx *storage.Tx) error {
		if _, err := tx.Seen(t.Context(), "key", monday()); err != nil {
			return err
		}
		if runs++; runs <= 2 {
			onServer(t, address, cutEveryone)
		}
		_, err := tx.Seen(t.Context(), "second", monday())
		return err
	})
	if runs != 3 {
		t.Errorf("it ran %d times, want twice in vain", runs)
	}
	onServer(t, address, cutEveryone) // while nothing is done
	read(t, db, func(tx *storage.Tx) error { _, err := tx.Products(t.Context()); return err })
	write(t, db, func(tx *storage.Tx) error {
		was, err := tx.Seen(t.Context(), "key", monday())
		if !was {
			t.Error("the change is lost")
		}
		return err
	})
}

// Somebody who writes by hand does not take turns. Then the server says that a
// change cannot stand beside theirs, and it is made again.
func TestAChangeIsMadeAgainIfItWasNotAlone(t *testing.T) {
	t.Parallel()
	address, dbs := replicas(t, 1)
	p, runs := payments(t, dbs[0]), 0
	var n int
	write(t, dbs[0], func(tx *storage.Tx) (err error) {
		if _, err = tx.Products(t.Context()); err != nil {
			return err
		}
		if runs++; runs == 1 {
			onServer(t, address, "UPDATE product SET next_number = 40")
		}
		n, err = tx.NextNumber(t.Context(), p.ID)
		return err
	})
	if runs != 2 || n != 40 {
		t.Errorf("after %d runs the number is %d, want 40 after 2", runs, n)
	}
}

func TestAReplicaThatIsFrozenInItsTurnLosesIt(t *testing.T) {
	t.Parallel()
	_, dbs := replicas(t, 2)
	runs := 0
	write(t, dbs[0], func(tx *storage.Tx) error {
		if runs++; runs == 1 { // it stops for longer than a turn may take
			write(t, dbs[1], func(tx *storage.Tx) error { _, err := tx.Seen(t.Context(), "other", monday()); return err })
		}
		was, err := tx.Seen(t.Context(), "other", monday())
		if err == nil && !was {
			t.Error("it does not see what was committed meanwhile")
		}
		return err
	})
}

func TestAServerOfANewerVersionIsRefused(t *testing.T) {
	t.Parallel()
	address, dbs := replicas(t, 1)
	onServer(t, address, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)")
	for what, open := range map[string]func() error{
		"to write": func() error { _, err := storage.Open(t.Context(), storage.Config{Path: address}); return err },
		"to read":  func() error { _, err := storage.OpenReadOnly(t.Context(), address); return err },
	} {
		if err := open(); !errors.Is(err, storage.ErrNewer) || !strings.Contains(err.Error(), "the newer program") {
			t.Errorf("%s: got %v, want ErrNewer and what to do", what, err)
		}
	}
	payments(t, dbs[0]) // whoever has it open goes on
}

func TestAServerThatWouldLoseWhatItKeptIsRefused(t *testing.T) {
	t.Parallel()
	testdb.NeedServer(t)
	addresses := map[string]string{"synchronous_commit": testdb.Address(t) + "?synchronous_commit=off"}
	if careless := os.Getenv("POGO_TEST_POSTGRES_CARELESS"); careless != "" { // a server with fsync off, which takes one of its own
		addresses["fsync"] = careless
	}
	for setting, address := range addresses {
		_, err := storage.Open(t.Context(), storage.Config{Path: address})
		if err == nil || !strings.Contains(err.Error(), setting+" is off on the server") || !strings.Contains(err.Error(), "switch it on") {
			t.Errorf("%s: got %v", setting, err)
		}
	}
}

func TestThePasswordIsNeverTold(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"postgres://pogo:hunter2@127.0.0.1:1/pogo", "postgres://pogo:hunter2@127.0.0.1:99999999/pogo"} {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		_, err := storage.Open(ctx, storage.Config{Path: address})
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("got %v", err)
		}
	}
}
