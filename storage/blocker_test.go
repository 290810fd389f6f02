package storage_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func TestABlockerIsKeptWholeWithItsHistoryAndCalls(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	stories := tell(t, db, p, "pay by card")
	hour := func(n int) time.Time { return monday().Add(time.Duration(n) * time.Hour) }
	var want scrum.Blocker
	write(t, db, func(tx *storage.Tx) error {
		b, err := tx.CreateBlocker(t.Context(), scrum.Blocker{Product: p.ID, Person: "USAMIR", Text: "<!channel>", Class: scrum.BlockedByAccess, Since: "2026-03-02", CreatedAt: monday()})
		if err != nil {
			return err
		}
		if !b.ChangedAt.Equal(monday()) || !b.AskedAt.Equal(monday()) || b.Ask != 0 {
			t.Errorf("a new one: %+v", b)
		}
		b.Helper, b.Outside, b.Story, b.Goal, b.Low, b.Class = "ULEA", "the bank", stories[0].ID, true, true, scrum.BlockedByDecision
		b = b.Acknowledge("ULEA", hour(1)).Step(hour(2)).Resolve("UNORA", hour(3))
		want = b
		calls := []scrum.BlockerCall{{Blocker: b.ID, Step: 1, Person: "ULEA"}, {Blocker: b.ID, Step: 1, Person: "ULEA"}, {Blocker: b.ID, Step: 1, Person: "UCLAIRE"}}
		for _, c := range calls {
			if err := tx.CallFor(t.Context(), c); err != nil {
				return err
			}
		}
		told := scrum.BlockerCall{ID: 1, ToldAt: hour(2), Message: 1}
		event := scrum.BlockerEvent{Blocker: b.ID, Deed: scrum.BlockerEscalated, Person: "USAMIR", Other: "ULEA", At: hour(2)}
		return errors.Join(tx.SaveBlocker(t.Context(), b), tx.ToldCall(t.Context(), told), tx.RecordBlocker(t.Context(), event))
	})
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Blocker(t.Context(), want.ID)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		events, err2 := tx.BlockerEvents(t.Context(), want.ID)
		if diff := cmp.Diff([]scrum.BlockerEvent{{Blocker: want.ID, Deed: scrum.BlockerEscalated, Person: "USAMIR", Other: "ULEA", At: hour(2)}}, events); diff != "" {
			t.Errorf("history (-want +got):\n%s", diff)
		}
		calls, err3 := tx.Calls(t.Context(), want.ID)
		told := scrum.BlockerCall{ID: 1, Blocker: want.ID, Step: 1, Person: "ULEA", ToldAt: hour(2), Message: 1}
		if diff := cmp.Diff([]scrum.BlockerCall{told, {ID: calls[1].ID, Blocker: want.ID, Step: 1, Person: "UCLAIRE"}}, calls); diff != "" {
			t.Errorf("calls (-want +got):\n%s", diff)
		}
		of, err4 := tx.CallsOf(t.Context(), 1)
		if diff := cmp.Diff([]scrum.BlockerCall{told}, of); diff != "" {
			t.Errorf("the message told (-want +got):\n%s", diff)
		}
		resolved, err5 := tx.ResolvedBlockers(t.Context(), p.ID, 5)
		if len(resolved) != 1 {
			t.Errorf("resolved %+v", resolved)
		}
		return errors.Join(err, err2, err3, err4, err5)
	})
}

func TestBlockersWaitForThoseWhoAreNamedAndThoseWhoWereTold(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	write(t, db, func(tx *storage.Tx) error {
		for i, text := range []string{"names her", "told her", "will tell her", "told her, and somebody cares", "named her, and is over"} {
			b, err := tx.CreateBlocker(t.Context(), scrum.Blocker{Product: p.ID, Person: "USAMIR", Text: text, Class: scrum.BlockedByAccess, Since: "2026-03-02", CreatedAt: monday()})
			if err != nil {
				return err
			}
			if err := tx.CallFor(t.Context(), scrum.BlockerCall{Blocker: b.ID, Step: 1, Person: "ULEA"}); err != nil {
				return err
			}
			switch i {
			case 0, 4:
				b.Helper = "ULEA"
			case 1, 3:
				err = tx.ToldCall(t.Context(), scrum.BlockerCall{ID: scrum.BlockerCallID(i + 1), ToldAt: monday(), Message: 1})
			}
			if i == 3 {
				b = b.Acknowledge("UNORA", monday())
			}
			if i == 4 {
				b = b.Resolve("UNORA", monday())
			}
			if err := errors.Join(err, tx.SaveBlocker(t.Context(), b)); err != nil {
				return err
			}
		}
		return nil
	})
	read(t, db, func(tx *storage.Tx) error {
		list, err := tx.BlockersFor(t.Context(), "ULEA")
		var got []string
		for _, b := range list {
			got = append(got, b.Text)
		}
		if diff := cmp.Diff([]string{"names her", "told her"}, got); diff != "" {
			t.Errorf("for Léa (-want +got):\n%s", diff)
		}
		return err
	})
}

func TestBlockersFromBeforeTheyHadAHistoryStandAsTheyDid(t *testing.T) {
	t.Parallel()
	path := older(t, 200,
		`INSERT INTO standup_day (id, product_id, date, since_us, digest_us) VALUES (1, 1, '2026-03-03', 1, 2)`,
		`INSERT INTO standup_ask (id, product_id, day_id, person_id, date, state, asked_us) VALUES (1, 1, 1, 'USAMIR', '2026-03-03', 'answered', 3)`,
		`INSERT INTO blocker (id, product_id, ask_id, person_id, helper_id, text, low, since, created_us) VALUES (7, 1, 1, 'USAMIR', 'ULEA', 'the keys', 1, '2026-03-02', 5)`,
		`INSERT INTO blocker (id, product_id, ask_id, person_id, helper_id, text, low, since, created_us, resolved_us, resolved_by) VALUES (8, 1, 1, 'USAMIR', '', 'CI', 0, '2026-03-02', 5, 9, 'ULEA')`)
	db := openAt(t, path)
	read(t, db, func(tx *storage.Tx) error {
		b, err := tx.Blocker(t.Context(), 7)
		if !b.Stands() || b.Helper != "ULEA" || b.Ask != 1 || !b.Low || b.Class != scrum.BlockedByDependency || !b.AskedAt.Equal(b.CreatedAt) {
			t.Errorf("got %+v", b)
		}
		newest, err2 := tx.BlockerOf(t.Context(), 1)
		if newest.ID != 8 || newest.ResolvedBy != "ULEA" || !newest.ChangedAt.Equal(newest.ResolvedAt) {
			t.Errorf("got %+v", newest)
		}
		return errors.Join(err, err2)
	})
	if lost := danglers(t, path); lost != "" {
		t.Errorf("rows of %s refer to nothing", lost)
	}
}
