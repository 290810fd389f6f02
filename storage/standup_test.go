package storage_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pogo/scrum"
	"pogo/storage"
)

// tuesday keeps a day of the product's stand-up and returns it.
func tuesday(t *testing.T, db *storage.DB, p scrum.Product) scrum.StandupDay {
	t.Helper()
	day := scrum.StandupDay{Standup: daily(t, db, p).ID, Product: p.ID, Date: "2026-03-03", Since: monday(), DigestAt: monday().Add(25 * time.Hour)}
	write(t, db, func(tx *storage.Tx) (err error) {
		day, err = tx.CreateStandupDay(t.Context(), day)
		return err
	})
	return day
}

// daily keeps the product's first stand-up and returns it.
func daily(t *testing.T, db *storage.DB, p scrum.Product) scrum.Standup {
	t.Helper()
	var s scrum.Standup
	write(t, db, func(tx *storage.Tx) (err error) {
		s, err = tx.SaveStandup(t.Context(), scrum.Standup{Product: p.ID, Clock: "09:30", Days: scrum.Workdays, SetBy: "USAMIR", SetAt: monday()})
		return err
	})
	return s
}

func TestStandupsAreSetChangedAndFoundByName(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	first := daily(t, db, p)
	design := scrum.Standup{Product: p.ID, Name: "Design", Questions: []scrum.Question{"<What>?", scrum.QuestionOther}, Digest: "14:00", SetBy: "UNORA", SetAt: monday()}
	write(t, db, func(tx *storage.Tx) (err error) {
		if err := tx.SetMembers(t.Context(), "C1", []scrum.PersonID{"UNORA"}, monday()); err != nil {
			return err
		}
		if design, err = tx.SaveStandup(t.Context(), design); err != nil {
			return err
		}
		design.Clock, design.Days = "10:00", 1<<1
		_, err = tx.SaveStandup(t.Context(), design)
		return err
	})
	read(t, db, func(tx *storage.Tx) error {
		list, err := tx.Standups(t.Context(), p.ID)
		if diff := cmp.Diff([]scrum.Standup{first, design}, list, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		named, err2 := tx.StandupNamed(t.Context(), p.ID, "DESIGN")
		if named.ID != design.ID {
			t.Errorf("by its name: %+v", named)
		}
		with, err3 := tx.StandupsWith(t.Context(), "UNORA")
		if diff := cmp.Diff([]scrum.ProductID{p.ID}, with); diff != "" {
			t.Errorf("with Nora (-want +got):\n%s", diff)
		}
		return errors.Join(err, err2, err3)
	})
	err := db.Write(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.SaveStandup(t.Context(), scrum.Standup{Product: p.ID, Name: "désign"})
		return err
	})
	if !errors.Is(err, scrum.ErrTaken) {
		t.Errorf("a second of the same name: %v", err)
	}
}

func TestADateHasOneDayAndAPersonOneAskOfIt(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	day := tuesday(t, db, p)
	ask := scrum.Ask{Standup: day.Standup, Product: p.ID, Day: day.ID, Person: "USAMIR", Date: day.Date, State: scrum.AskOpen, AskedAt: monday()}
	write(t, db, func(tx *storage.Tx) (err error) {
		ask, err = tx.CreateAsk(t.Context(), ask)
		return err
	})
	for name, again := range map[string]func(tx *storage.Tx) error{
		"day": func(tx *storage.Tx) error {
			_, err := tx.CreateStandupDay(t.Context(), day)
			return err
		},
		"ask": func(tx *storage.Tx) error {
			_, err := tx.CreateAsk(t.Context(), ask)
			return err
		},
	} {
		if err := db.Write(t.Context(), again); !errors.Is(err, scrum.ErrTaken) {
			t.Errorf("a second %s: %v", name, err)
		}
	}
}

func TestAnAnswerIsKeptWholeAndFoundAgain(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	day := tuesday(t, db, p)
	var want scrum.Ask
	write(t, db, func(tx *storage.Tx) error {
		ask, err := tx.CreateAsk(t.Context(), scrum.Ask{Standup: day.Standup, Product: p.ID, Day: day.ID, Person: "USAMIR", Date: day.Date, State: scrum.AskOpen, Questions: []scrum.Question{"What <b> else?"}})
		if err != nil {
			return err
		}
		ask.State, ask.PutOff, ask.AskedAt, ask.AnsweredAt, ask.EditedAt = scrum.AskAnswered, 1, monday(), monday().Add(time.Hour), monday().Add(2*time.Hour)
		ask.Answers = scrum.Answers{scrum.QuestionNext: "<!channel> \u202e\"quotes\"\n", "What <b> else?": "é"}
		want = ask
		return tx.SaveAsk(t.Context(), ask)
	})
	read(t, db, func(tx *storage.Tx) error {
		for name, find := range map[string]func() (scrum.Ask, error){
			"by id":          func() (scrum.Ask, error) { return tx.Ask(t.Context(), want.ID) },
			"by date":        func() (scrum.Ask, error) { return tx.AskOn(t.Context(), day.Standup, "USAMIR", day.Date) },
			"the day before": func() (scrum.Ask, error) { return tx.LastAnswered(t.Context(), day.Standup, "USAMIR", "2026-03-04") },
		} {
			got, err := find()
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
			}
		}
		if _, err := tx.LastAnswered(t.Context(), day.Standup, "USAMIR", day.Date); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("before the first: %v", err)
		}
		open, err := tx.OpenAsks(t.Context(), p.ID)
		if len(open) != 0 {
			t.Errorf("open: %v", open)
		}
		return err
	})
}

func TestBlockersThatStandAreListedAndResolvedOnesSince(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	day := tuesday(t, db, p)
	write(t, db, func(tx *storage.Tx) error {
		ask, err := tx.CreateAsk(t.Context(), scrum.Ask{Standup: day.Standup, Product: p.ID, Day: day.ID, Person: "USAMIR", Date: day.Date, State: scrum.AskOpen})
		if err != nil {
			return err
		}
		for i, text := range []string{"stands", "resolved early", "resolved late", "taken back"} {
			b, err := tx.CreateBlocker(t.Context(), scrum.Blocker{Product: p.ID, Ask: ask.ID, Person: "USAMIR", Text: text, Class: scrum.BlockedByAccess, Since: day.Date, CreatedAt: monday()})
			if err != nil {
				return err
			}
			if b.ResolvedBy = "UNORA"; i == 1 || i == 2 {
				b.ResolvedAt = monday().Add(time.Duration(i) * time.Hour)
				err = tx.SaveBlocker(t.Context(), b)
			} else if i == 3 {
				err = tx.DropBlocker(t.Context(), b.ID)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	read(t, db, func(tx *storage.Tx) error {
		list, err := tx.Blockers(t.Context(), p.ID, monday().Add(2*time.Hour))
		var got []string
		for _, b := range list {
			got = append(got, b.Text)
		}
		if diff := cmp.Diff([]string{"stands", "resolved late"}, got); diff != "" {
			t.Errorf("listed (-want +got):\n%s", diff)
		}
		newest, err2 := tx.BlockerOf(t.Context(), 1)
		if newest.Text != "resolved late" || newest.ResolvedBy != "UNORA" {
			t.Errorf("the newest of the answer: %+v", newest)
		}
		return errors.Join(err, err2)
	})
}

func TestMovesTellWhatIsOtherThanBefore(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	stories := tell(t, db, p, "add a dashboard", "add a page", "add a search", "add a login")
	hour := func(n int) time.Time { return monday().Add(time.Duration(n) * time.Hour) }
	write(t, db, func(tx *storage.Tx) error {
		for _, m := range []struct {
			story int
			state scrum.StoryState
			at    int
		}{
			{0, scrum.StoryDraft, 0}, {0, scrum.StoryStarted, 2}, {0, scrum.StoryAccepted, 9}, // started then, done since
			{1, scrum.StoryDraft, 0}, {1, scrum.StoryAccepted, 2}, {1, scrum.StoryDraft, 3}, // there and back
			{2, scrum.StoryDraft, 3}, {2, scrum.StoryDraft, 4}, // new, and the same once more
			{3, scrum.StoryDraft, 0}, // nothing
		} {
			s := stories[m.story]
			s.State = m.state
			if err := tx.RecordMove(t.Context(), s, "USAMIR", hour(m.at)); err != nil {
				return err
			}
		}
		return nil
	})
	read(t, db, func(tx *storage.Tx) error {
		moves, err := tx.Moves(t.Context(), p.ID, hour(1), hour(8))
		var got []string
		for _, m := range moves {
			kind, _ := m.Kind()
			got = append(got, m.Story.Key+" "+string(kind))
		}
		if diff := cmp.Diff([]string{"PAY-1 started", "PAY-3 added"}, got); diff != "" {
			t.Errorf("moves (-want +got):\n%s", diff)
		}
		return err
	})
}
