package storage_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

// tell keeps stories of a product, numbered from 1.
func tell(t *testing.T, db *storage.DB, p scrum.Product, texts ...string) []scrum.Story {
	t.Helper()
	var stories []scrum.Story
	write(t, db, func(tx *storage.Tx) error {
		stories = nil
		for _, text := range texts {
			number, err := tx.NextNumber(t.Context(), p.ID)
			if err != nil {
				return err
			}
			parsed := scrum.Parse(text)
			s, err := tx.CreateStory(t.Context(), scrum.Story{
				Product: p.ID, Number: number, Key: scrum.StoryKey(p.Key, number), Text: text, Parsed: parsed, State: scrum.StoryDraft,
				Author: "USAMIR", Writer: "UHUGO", Hidden: parsed.Confidential(), CreatedAt: monday(),
			})
			if err != nil {
				return err
			}
			stories = append(stories, s)
		}
		return nil
	})
	return stories
}

func TestAStoryIsKeptVerbatimAndAsItWasUnderstood(t *testing.T) {
	t.Parallel()
	db := open(t)
	text := "As a buyer, I want to pay by card so that I need no cash\nAcceptance criteria:\n- a receipt arrives <!channel> \u202e"
	s := tell(t, db, payments(t, db), text)[0]
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.StoryByNumber(t.Context(), s.Product, 1)
		if diff := cmp.Diff(s, got); diff != "" {
			t.Errorf("what was read differs (-kept +read):\n%s", diff)
		}
		return err
	})
	if s.Key != "PAY-1" || s.Text != text || s.Role != "buyer" || s.Goal != "pay by card" || s.Size.Known {
		t.Errorf("got %+v", s)
	}
}

// Whatever is in a new story: it is not read back to be shown.
func TestANewStoryIsReturnedAsItIsRead(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	odd := reflect.ValueOf("a \x00 b \xff c")
	full := scrum.Story{Product: p.ID, Number: 1, State: scrum.StoryAccepted, Author: "USAMIR", Size: scrum.Points{Halves: 3, Known: true}, Hidden: true, Rank: 2, Thumbs: 1}
	for _, part := range []any{&full, &full.Parsed, &full.Report, &full.Origin} {
		for _, field := range reflect.ValueOf(part).Elem().Fields() {
			switch field.Interface().(type) {
			case string:
				field.Set(odd)
			case []string:
				field.Set(reflect.Append(field, odd))
			case time.Time:
				field.Set(reflect.ValueOf(monday().Add(time.Nanosecond).In(time.FixedZone("there", 3600))))
			}
		}
	}
	for name, s := range map[string]scrum.Story{
		"with everything": full,
		"with nothing":    {Product: p.ID, Number: 2, State: scrum.StoryDraft, DoneAt: monday()},
	} {
		s.Key = scrum.StoryKey(p.Key, s.Number)
		write(t, db, func(tx *storage.Tx) error {
			created, err := tx.CreateStory(t.Context(), s)
			if err != nil {
				return err
			}
			got, err := tx.Story(t.Context(), created.ID)
			if diff := cmp.Diff(created, got); diff != "" {
				t.Errorf("%s (-returned +read):\n%s", name, diff)
			}
			return err
		})
	}
}

func TestAChangeOnAnOldRevisionOverwritesNothing(t *testing.T) {
	t.Parallel()
	db := open(t)
	mine := tell(t, db, payments(t, db), "add a dashboard")[0]
	theirs := mine
	mine.Title, theirs.Title = "mine", "theirs"
	write(t, db, func(tx *storage.Tx) error {
		_, err := tx.SaveStory(t.Context(), mine)
		return err
	})
	err := db.Write(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.SaveStory(t.Context(), theirs)
		return err
	})
	if !errors.Is(err, scrum.ErrChanged) {
		t.Errorf("got %v, want %v", err, scrum.ErrChanged)
	}
}

func TestTheBacklogIsInItsOrderAndHidesWhatIsPrivate(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p, "add a dashboard", "pay by card", "fix the bug exposing personal data", "export invoices")
	write(t, db, func(tx *storage.Tx) error {
		if err := tx.SetThumbs(t.Context(), s[1].ID, 3); err != nil {
			return err
		}
		return tx.SetRanks(t.Context(), map[scrum.StoryID]int{s[3].ID: 1})
	})
	for viewer, want := range map[scrum.PersonID][]string{
		"USAMIR":  {"PAY-4", "PAY-2", "PAY-1", "PAY-3"}, // wrote the hidden one
		"UCLAIRE": {"PAY-4", "PAY-2", "PAY-1", "PAY-3"}, // owns the product
		"UNORA":   {"PAY-4", "PAY-2", "PAY-1"},
		"":        {"PAY-4", "PAY-2", "PAY-1"},
	} {
		read(t, db, func(tx *storage.Tx) error {
			page, total, err := tx.Backlog(t.Context(), scrum.BacklogQuery{Product: p.ID, Viewer: viewer, Limit: 10})
			var got []string
			for i, story := range page {
				got = append(got, story.Key)
				rank, of, err := tx.Place(t.Context(), story, viewer)
				if err != nil || rank != i+1 || of != len(page) {
					t.Errorf("%s sees %s at %d of %d, %v", viewer, story.Key, rank, of, err)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" || total.N != len(want) {
				t.Errorf("%q sees %v (-want +got):\n%s", viewer, total, diff)
			}
			return err
		})
	}
}

func TestAPageOfTheBacklogStartsWhereItIsAsked(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	tell(t, db, p, "one thing", "two things", "three things")
	read(t, db, func(tx *storage.Tx) error {
		page, total, err := tx.Backlog(t.Context(), scrum.BacklogQuery{Product: p.ID, Offset: 2, Limit: 2})
		if len(page) != 1 || page[0].Key != "PAY-3" || total.N != 3 {
			t.Errorf("got %d of %v", len(page), total)
		}
		return err
	})
}
