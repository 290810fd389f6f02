package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

// park has Slack refuse everything that may be claimed.
func park(t *testing.T, db *storage.DB, now time.Time, refusal string) {
	t.Helper()
	for _, d := range claim(t, db, now) {
		settle(t, db, d, outbox.Outcome{Result: outbox.Refused, Error: refusal}, now)
	}
}

// piles are what was parked in C1, and the conversations that nobody was told of.
func piles(t *testing.T, db *storage.DB) (list []outbox.Pile, untold []scrum.ChannelID) {
	t.Helper()
	write(t, db, func(tx *storage.Tx) (err error) {
		if untold, err = tx.TakeUntold(t.Context()); err != nil {
			return err
		}
		list, err = tx.Piles(t.Context(), "C1")
		return err
	})
	return list, untold
}

func TestWhatIsParkedIsToldOnceAndTriedAgainOrLetGo(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	for name, channel := range map[string]string{"digest": "C1", "card": "C1", "elsewhere": "C2"} {
		send(t, db, outbox.Delivery{Name: name, Channel: channel, CreatedAt: now})
		park(t, db, now, "is_archived")
	}
	send(t, db, outbox.Delivery{Name: "reply", Channel: "C1", Thread: "digest"}) // comes and goes with its message
	send(t, db, outbox.Delivery{Kind: outbox.Ephemeral, Channel: "C1", Person: "U1"})
	park(t, db, now, "user_not_in_channel")
	want := []outbox.Pile{{Channel: "C1", Cause: "is_archived", N: 2, Since: now}}

	list, untold := piles(t, db)
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("parked (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]scrum.ChannelID{"C1", "C2"}, untold); diff != "" {
		t.Errorf("to be told (-want +got):\n%s", diff)
	}
	if _, untold = piles(t, db); len(untold) > 0 {
		t.Errorf("told again of %v", untold)
	}

	write(t, db, func(tx *storage.Tx) error {
		if n, err := tx.RetryPile(t.Context(), "C1", "msg_too_long"); n != 0 || err != nil {
			t.Errorf("another cause opens %d, %v", n, err)
		}
		n, err := tx.RetryPile(t.Context(), "C1", "is_archived")
		if n != 2 {
			t.Errorf("%d were opened again, want 2", n)
		}
		return err
	})
	park(t, db, now, "is_archived") // the card and the digest, one after the other
	park(t, db, now, "is_archived")
	if list, untold = piles(t, db); len(list) != 1 || len(untold) != 1 {
		t.Errorf("refused again: %v, told of %v", list, untold)
	}

	write(t, db, func(tx *storage.Tx) error {
		n, err := tx.LetGoOfPile(t.Context(), "C1", "is_archived")
		if n != 2 {
			t.Errorf("%d were let go, want 2", n)
		}
		return err
	})
	parked, err := db.Parked(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range parked {
		if d.Channel == "C1" && d.Kind == outbox.Post {
			t.Errorf("%s is not let go", d.Name)
		}
	}
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Body: []byte(`{"text":"newer"}`)})
	wantClaims(t, db, now.Add(lease), "card") // a newer body gets another chance
}

func TestWhatWasLetGoIsForgottenAfterAMonth(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	d := send(t, db, outbox.Delivery{Channel: "C1"})
	park(t, db, now, "is_archived")
	if err := db.LetGo(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	if err := db.Prune(t.Context(), now.Add(24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := db.LetGo(t.Context(), d.ID); err != nil {
		t.Errorf("after a day: %v", err)
	}
	if err := db.Prune(t.Context(), now.Add(31*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := db.LetGo(t.Context(), d.ID); err == nil {
		t.Error("it is still there after a month")
	}
}
