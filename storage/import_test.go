package storage_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func TestARestoredStoryIsAllThatItWas(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	text := "As a buyer, I want to pay by card so that I need no cash"
	want := scrum.Story{
		Product: p.ID, Number: 12, Key: "PAY-12", Text: text, Parsed: scrum.Parse(text), State: scrum.StoryAccepted, Author: "USAMIR", Owner: "UNORA",
		Size: scrum.Points{Halves: 5, Known: true}, Rank: 3, Thumbs: 7, Sprint: 4, Hidden: true, Permalink: "https://example.com",
		Report: scrum.BugReport{Happens: "it hangs", Since: "Monday"}, Writer: "UCLAIRE", Stream: scrum.StreamDesign, Labels: []string{"Caisse", "été"},
		Attachments: []string{"https://example.com/a"}, Epic: true, Parent: 7, Origin: scrum.Origin{Channel: "CHELP", Thread: "1.2"},
		Revision: 1, CreatedAt: monday(), ReadyAt: monday(), DoneAt: monday().Add(time.Hour), ReleasedAt: monday().Add(2 * time.Hour), DroppedCause: "never", Missing: "the receipt",
	}
	want.Criteria, want.Tags = []string{}, []string{}
	steps := []scrum.Step{{State: scrum.StoryDraft}, {State: scrum.StoryAccepted, By: "UNORA", At: monday()}}
	write(t, db, func(tx *storage.Tx) error {
		kept, err := tx.CreateStory(t.Context(), want)
		if err != nil {
			return err
		}
		want.ID = kept.ID
		for _, s := range steps {
			if err := tx.KeepStep(t.Context(), p.ID, want.ID, s); err != nil {
				return err
			}
		}
		return tx.RaiseNumber(t.Context(), p.ID, 13)
	})
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.StoriesAfter(t.Context(), p.ID, 11, 5)
		if err != nil {
			return err
		}
		if diff := cmp.Diff([]scrum.Story{want}, got); diff != "" {
			t.Error(diff)
		}
		moved, err := tx.Steps(t.Context(), want.ID)
		if diff := cmp.Diff(steps, moved); diff != "" {
			t.Error(diff)
		}
		return err
	})
	write(t, db, func(tx *storage.Tx) error {
		if err := tx.RaiseNumber(t.Context(), p.ID, 5); err != nil {
			return err
		}
		next, err := tx.PeekNumber(t.Context(), p.ID)
		if next != 13 {
			t.Errorf("the next number went to %d", next)
		}
		return err
	})
}

func TestARestoredStoryIsFoundByItsWords(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	write(t, db, func(tx *storage.Tx) error {
		parsed := scrum.Parse("export the invoices")
		_, err := tx.CreateStory(t.Context(), scrum.Story{Product: p.ID, Number: 1, Text: "export the invoices", Parsed: parsed, State: scrum.StoryDraft, Author: "USAMIR", CreatedAt: monday()})
		return err
	})
	if got, _ := keysFound(t, db, scrum.BacklogQuery{Product: p.ID, Filter: scrum.Filter{Terms: scrum.Terms("invoice")}}); got != "PAY-1" {
		t.Errorf("got %q", got)
	}
}

func TestAStoryWhoseDateNobodyKnowsIsNoNews(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p, "add a dashboard")[0]
	write(t, db, func(tx *storage.Tx) error {
		return tx.KeepStep(t.Context(), p.ID, s.ID, scrum.Step{State: scrum.StoryDraft})
	})
	read(t, db, func(tx *storage.Tx) error {
		moves, err := tx.Moves(t.Context(), p.ID, monday().AddDate(-1, 0, 0), monday().AddDate(1, 0, 0))
		if len(moves) != 0 {
			t.Errorf("a stand-up would tell of %+v", moves)
		}
		return err
	})
}

func TestWhereAStoryCameFromIsKeptOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	list := tell(t, db, p, "add a dashboard", "pay by card")
	keep := func(story scrum.StoryID) func(tx *storage.Tx) error {
		return func(tx *storage.Tx) error { return tx.KeepSource(t.Context(), p.ID, "jira", "SHOP-1", story) }
	}
	write(t, db, keep(list[0].ID))
	if err := db.Write(t.Context(), keep(list[1].ID)); !errors.Is(err, scrum.ErrTaken) {
		t.Errorf("got %v", err)
	}
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Imported(t.Context(), p.ID, "jira", "SHOP-1")
		if got != list[0].ID {
			t.Errorf("got story %d", got)
		}
		if _, err := tx.Imported(t.Context(), p.ID, "linear", "SHOP-1"); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("of another tool: %v", err)
		}
		return err
	})
}

func TestStaysAndSprintsAreFoundByProductAndStory(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p, "add a dashboard")[0]
	write(t, db, func(tx *storage.Tx) error {
		sprint, err := tx.CreateSprint(t.Context(), scrum.Sprint{Product: p.ID, Goal: "Pay", StartsAt: monday()})
		if err != nil {
			return err
		}
		return tx.SaveSprintStay(t.Context(), scrum.SprintStory{Sprint: sprint.ID, Story: s.ID, AddedAt: monday()})
	})
	read(t, db, func(tx *storage.Tx) error {
		sprints, err := tx.Sprints(t.Context(), p.ID)
		if err != nil || len(sprints) != 1 || sprints[0].Goal != "Pay" {
			t.Errorf("got %+v, %v", sprints, err)
		}
		stays, err := tx.StaysOf(t.Context(), s.ID)
		if len(stays) != 1 || stays[0].Sprint != sprints[0].ID {
			t.Errorf("got %+v", stays)
		}
		return err
	})
}
