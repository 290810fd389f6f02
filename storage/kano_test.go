package storage_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func TestAStoryHasOneSurveyAtATimeAndAPersonOneAnswer(t *testing.T) {
	t.Parallel()
	db := open(t)
	s := tell(t, db, payments(t, db), "pay by card")[0]
	k := scrum.Kano{Story: s.ID, StartedBy: "UCLAIRE", StartedAt: monday(), EndsAt: monday().Add(scrum.KanoTime), Asked: []scrum.KanoAnswer{{Person: "UNORA"}, {Person: "USAMIR"}}}
	create := func() error {
		return db.Write(t.Context(), func(tx *storage.Tx) error {
			kept, err := tx.CreateKano(t.Context(), k)
			if err == nil {
				k.ID = kept.ID
			}
			return err
		})
	}
	if err := create(); err != nil {
		t.Fatal(err)
	}
	if err := create(); !errors.Is(err, scrum.ErrTaken) {
		t.Errorf("a second survey: %v", err)
	}
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(
			tx.KeepAnswer(t.Context(), k.ID, scrum.KanoAnswer{Person: "UNORA", Present: "like", Absent: "like", At: monday()}),
			tx.KeepAnswer(t.Context(), k.ID, scrum.KanoAnswer{Person: "UNORA", Present: "like", Absent: "dislike", At: monday().Add(time.Hour)}),
		)
	})
	err := db.Write(t.Context(), func(tx *storage.Tx) error {
		return tx.KeepAnswer(t.Context(), k.ID, scrum.KanoAnswer{Person: "UEVE", Present: "like"})
	})
	if !errors.Is(err, scrum.ErrNotFound) {
		t.Errorf("the answer of somebody who was not asked: %v", err)
	}
	k.ClosedAt = monday().Add(2 * time.Hour)
	write(t, db, func(tx *storage.Tx) error { return tx.CloseKano(t.Context(), k) })
	want := k
	want.Asked = []scrum.KanoAnswer{{Person: "UNORA", Present: "like", Absent: "dislike", At: monday().Add(time.Hour)}, {Person: "USAMIR"}}
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.KanoOf(t.Context(), s.ID)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		return err
	})
	if err := create(); err != nil {
		t.Errorf("another one after the first is closed: %v", err)
	}
}
