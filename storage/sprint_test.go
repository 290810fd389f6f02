package storage_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func TestAProductHasOneOpenSprintAtATime(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	var first scrum.Sprint
	write(t, db, func(tx *storage.Tx) (err error) {
		first, err = tx.CreateSprint(t.Context(), scrum.Sprint{Product: p.ID, Goal: "payer « par carte »"})
		return err
	})
	if first.Number != 1 || first.Goal != "payer « par carte »" || first.Started() {
		t.Errorf("got %+v", first)
	}
	err := db.Write(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.CreateSprint(t.Context(), scrum.Sprint{Product: p.ID})
		return err
	})
	if !errors.Is(err, scrum.ErrTaken) {
		t.Errorf("a second open sprint: %v", err)
	}
	first.StartsAt, first.EndsAt, first.ClosedAt = monday(), monday().AddDate(0, 0, 11), monday().AddDate(0, 0, 12)
	first.StartedBy, first.Verdict = "UNORA", scrum.GoalPartly
	write(t, db, func(tx *storage.Tx) error {
		if err := tx.SaveSprint(t.Context(), first); err != nil {
			return err
		}
		second, err := tx.CreateSprint(t.Context(), scrum.Sprint{Product: p.ID})
		if second.Number != 2 {
			t.Errorf("got %+v", second)
		}
		return err
	})
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Sprint(t.Context(), first.ID)
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("(-kept +read):\n%s", diff)
		}
		open, errOpen := tx.OpenSprint(t.Context(), p.ID)
		if open.Number != 2 {
			t.Errorf("open is %+v", open)
		}
		_, missing := tx.Sprint(t.Context(), 99)
		if !errors.Is(missing, scrum.ErrNotFound) {
			t.Errorf("a sprint that is not there: %v", missing)
		}
		return errors.Join(err, errOpen)
	})
}

func TestTheStaysOfStoriesInASprintAreKept(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	stories := tell(t, db, p, "add a dashboard", "pay by card", "get a receipt")
	var stays []scrum.SprintStory
	write(t, db, func(tx *storage.Tx) error {
		sprint, err := tx.CreateSprint(t.Context(), scrum.Sprint{Product: p.ID, StartsAt: monday(), EndsAt: monday().Add(time.Hour)})
		if err != nil {
			return err
		}
		stays = []scrum.SprintStory{
			{ID: 1, Sprint: sprint.ID, Story: stories[1].ID, Size: scrum.Points{Halves: 5, Known: true}, AddedAt: monday(), RemovedAt: monday().Add(time.Minute)},
			{ID: 2, Sprint: sprint.ID, Story: stories[0].ID, AddedAt: monday()},
			{ID: 3, Sprint: sprint.ID, Story: stories[1].ID, AddedAt: monday().Add(time.Minute), DoneAt: monday().Add(time.Hour)},
		}
		for _, stay := range stays {
			stay.ID = 0
			if err := tx.SaveSprintStay(t.Context(), stay); err != nil {
				return err
			}
		}
		stays[1].Size = scrum.Points{Known: true}
		return tx.SaveSprintStay(t.Context(), stays[1])
	})
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.SprintStays(t.Context(), stays[0].Sprint)
		if diff := cmp.Diff(stays, got); diff != "" {
			t.Errorf("(-kept +read):\n%s", diff)
		}
		in, errStories := tx.SprintStories(t.Context(), stays[0].Sprint)
		if len(in) != 2 || in[0].Key != "PAY-1" || in[1].Key != "PAY-2" {
			t.Errorf("stories %+v", in)
		}
		return errors.Join(err, errStories)
	})
	err := db.Write(t.Context(), func(tx *storage.Tx) error {
		return tx.SaveSprintStay(t.Context(), scrum.SprintStory{Sprint: stays[0].Sprint, Story: stories[0].ID, AddedAt: monday()})
	})
	if !errors.Is(err, scrum.ErrTaken) {
		t.Errorf("a story twice in a sprint: %v", err)
	}
}

func TestStoriesWithoutASizeAreFound(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	stories := tell(t, db, p, "add a dashboard", "pay by card", "fix the bug exposing personal data")
	write(t, db, func(tx *storage.Tx) error {
		stories[0].Size = scrum.Points{Known: true} // nothing to do, which is an estimate
		_, err := tx.SaveStory(t.Context(), stories[0])
		return err
	})
	for viewer, want := range map[scrum.PersonID]int{"": 1, "UCLAIRE": 2, "USAMIR": 2, "UNORA": 1} {
		read(t, db, func(tx *storage.Tx) error {
			got, total, _, err := tx.Unestimated(t.Context(), scrum.BacklogQuery{Product: p.ID, Viewer: viewer, Limit: 10})
			if total != want || len(got) != want || got[0].Key != "PAY-2" {
				t.Errorf("%q sees %d: %+v", viewer, total, got)
			}
			return err
		})
	}
}
