package storage_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"pogo/internal/testdb"
	"pogo/outbox"
	"pogo/storage"
)

// along waits for what is sent in a goroutine of its own.
func along(ctx context.Context, db *storage.DB) <-chan claimedAlong {
	got := make(chan claimedAlong, 1)
	go func() {
		list, err := db.ClaimAlong(ctx, monday, lease, 100, 100)
		got <- claimedAlong{list, err}
	}()
	return got
}

type claimedAlong struct {
	list []outbox.Delivery
	err  error
}

func TestWhatIsSentIsClaimedInTheCommitThatKeepsIt(t *testing.T) {
	t.Parallel()
	var changes atomic.Int64 // in the last commit
	db, err := storage.Open(t.Context(), storage.Config{Path: testdb.Address(t), Commit: func(n int) func(error) {
		changes.Store(int64(n))
		return func(error) {}
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	claimed := along(t.Context(), db)
	for n := 1; ; n++ { // until somebody waits
		send(t, db, outbox.Delivery{Name: fmt.Sprint("card ", n), Channel: fmt.Sprint("C", n)})
		if changes.Load() == 1 {
			continue
		}
		got := <-claimed
		if got.err != nil || len(got.list) != n {
			t.Fatalf("%d are claimed of %d, %v", len(got.list), n, got.err)
		}
		for _, d := range got.list {
			if d.State != outbox.Leased || !d.LeaseUntil.Equal(monday().Add(lease)) || d.InDoubt {
				t.Errorf("%s is claimed in state %d until %s, in doubt: %t", d.Name, d.State, d.LeaseUntil, d.InDoubt)
			}
		}
		wantClaims(t, db, monday()) // nothing is left
		return
	}
}

func TestWhoWaitsInVainClaimsNothing(t *testing.T) {
	t.Parallel()
	db := open(t)
	ctx, leave := context.WithCancel(t.Context())
	claimed := along(ctx, db)
	leave()
	if got := <-claimed; !errors.Is(got.err, context.Canceled) || len(got.list) > 0 {
		t.Errorf("%d are claimed, %v", len(got.list), got.err)
	}
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	wantClaims(t, db, monday(), "card")
}
