package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

func TestReadingsCountWhatWaits(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	at := func(minutes int) time.Time { return now.Add(time.Duration(minutes) * time.Minute) }
	post := func(name, channel string, written time.Time) {
		send(t, db, outbox.Delivery{Name: name, Channel: channel, CreatedAt: written})
	}
	post("refused", "C1", at(-9))
	settle(t, db, wantClaims(t, db, now, "refused")["refused"], outbox.Outcome{Result: outbox.Refused, Error: "is_archived"}, now)
	post("deleted", "C2", at(-8)) // in Slack by somebody: nothing to do
	settle(t, db, wantClaims(t, db, now, "deleted")["deleted"], posted("C2", "1.1"), now)
	send(t, db, outbox.Delivery{Name: "deleted", Channel: "C2", Body: []byte(`{"text":"newer"}`), CreatedAt: at(-1)})
	settle(t, db, wantClaims(t, db, at(1), "deleted")["deleted"], outbox.Outcome{Result: outbox.Refused, Error: "message_not_found"}, at(1))
	post("outdated", "C6", at(-8)) // where nobody sees it
	settle(t, db, wantClaims(t, db, now, "outdated")["outdated"], posted("C6", "1.3"), now)
	send(t, db, outbox.Delivery{Name: "outdated", Channel: "C6", Body: []byte(`{"text":"newer"}`), CreatedAt: at(-1)})
	settle(t, db, wantClaims(t, db, at(1), "outdated")["outdated"], outbox.Outcome{Result: outbox.Refused, Error: "is_archived"}, at(1))
	post("lost", "C3", at(-7))
	wantClaims(t, db, at(-1), "lost")
	post("called", "C4", at(-6))
	wantClaims(t, db, now.Add(-20*time.Second), "called")
	post("edited", "C5", at(-60)) // what waits is the edit
	edited := wantClaims(t, db, now.Add(-20*time.Second), "edited")["edited"]
	settle(t, db, edited, posted("C5", "1.2"), now)
	send(t, db, outbox.Delivery{Name: "edited", Channel: "C5", Body: []byte(`{"text":"newer"}`), CreatedAt: at(-5)})
	post("next", "C4", at(-4))
	p := payments(t, db)
	write(t, db, func(tx *storage.Tx) error {
		if _, err := tx.KeepReactions(t.Context(), "C1", "1.1", scrum.ReactionEvent{Person: "U1", Emoji: scrum.Emoji{Name: "+1"}, At: at(-3), Added: true}); err != nil {
			return err
		}
		return tx.Arm(t.Context(), scrum.Schedule{Product: p.ID, Deed: "digest", Next: at(-2)}, at(-10))
	})
	got, err := db.Readings(t.Context(), now, now)
	if err != nil {
		t.Fatal(err)
	}
	want := storage.Readings{
		Open: storage.Queue{N: 2, Since: at(-5)}, Leased: storage.Queue{N: 1, Since: at(-6)}, InDoubt: storage.Queue{N: 1, Since: at(-7)},
		Parked: storage.Queue{N: 1, Since: at(-9)}, Uncounted: storage.Queue{N: 1, Since: at(-3)}, Overdue: storage.Queue{N: 1, Since: at(-2)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("readings (-want +got):\n%s", diff)
	}
}
