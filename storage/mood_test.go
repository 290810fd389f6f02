package storage_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// A week is counted once, each person with what they tapped last, and then
// neither the file nor its log holds the key or a mark.
func TestAWeekOfMoodsIsCountedAndForgotten(t *testing.T) {
	t.Parallel()
	path := testdb.Address(t)
	db := openAt(t, path)
	p := payments(t, db)
	const week, key = "2026-11-16", "SECRETMOODKEY"
	mark := scrum.MarkMood(key, "UNORA")
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(
			tx.AskMood(t.Context(), p.ID, 4),
			tx.OpenMoodWeek(t.Context(), p.ID, week, 4, key),
			tx.AskMood(t.Context(), p.ID, 3),
			tx.TapMood(t.Context(), p.ID, week, mark, 5),
			tx.TapMood(t.Context(), p.ID, week, scrum.MarkMood(key, "USAMIR"), 4),
			tx.TapMood(t.Context(), p.ID, week, mark, 2),
		)
	})
	if !testdb.OnServer() && (!inFile(t, path, key) || !inFile(t, path, mark)) {
		t.Fatal("key and marks are not in the file while the week runs, so this test proves nothing")
	}
	write(t, db, func(tx *storage.Tx) error {
		over, err := tx.MoodWeeksBefore(t.Context(), p.ID, "2026-11-23")
		if diff := cmp.Diff([]scrum.MoodWeek{{Week: week, Least: 4}}, over); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		early, more := tx.MoodWeeksBefore(t.Context(), p.ID, week)
		if len(early) > 0 {
			t.Errorf("on its Monday %v is over", early)
		}
		moods, last := tx.ForgetMoodWeek(t.Context(), p.ID, week)
		if moods != (scrum.Moods{0, 1, 0, 1, 0}) {
			t.Errorf("counted %v", moods)
		}
		return errors.Join(err, more, last)
	})
	for _, secret := range []string{key, mark} {
		if !testdb.OnServer() && inFile(t, path, secret) {
			t.Errorf("%s is still there", secret)
		}
	}
}

func TestWhatWasShownOfMoodsOutlivesTheAsking(t *testing.T) {
	t.Parallel()
	path := testdb.Address(t)
	db := openAt(t, path)
	p := payments(t, db)
	older := scrum.MoodFigure{From: "2026-11-02", To: "2026-11-09", Median: 3, Answers: 9}
	newer := scrum.MoodFigure{From: "2026-11-16", To: "2026-11-16", Median: 4, Answers: 5}
	held := scrum.MoodHeld{From: "2026-11-23", To: "2026-11-23", Moods: scrum.Moods{1, 2, 3, 4, 5}}
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(
			tx.AskMood(t.Context(), p.ID, 4), tx.HoldMood(t.Context(), p.ID, held),
			tx.OpenMoodWeek(t.Context(), p.ID, "2026-11-30", 4, "SECRETMOODKEY"),
			tx.ShowMood(t.Context(), p.ID, older), tx.ShowMood(t.Context(), p.ID, newer),
		)
	})
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.MoodHeld(t.Context(), p.ID)
		if diff := cmp.Diff(held, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		return err
	})
	write(t, db, func(tx *storage.Tx) error { return tx.StopMood(t.Context(), p.ID) })
	read(t, db, func(tx *storage.Tx) error {
		figures, err := tx.MoodFigures(t.Context(), p.ID, 8)
		if diff := cmp.Diff([]scrum.MoodFigure{newer, older}, figures); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if _, asked := tx.MoodLeast(t.Context(), p.ID); !errors.Is(asked, scrum.ErrNotFound) {
			t.Errorf("still asked: %v", asked)
		}
		return err
	})
	if !testdb.OnServer() && (inFile(t, path, "SECRETMOODKEY") || inFile(t, path, `"moods":[1,2`)) {
		t.Error("what was answered is still there")
	}
}

// inFile reports whether a text is in the file or its log.
func inFile(t *testing.T, path, text string) bool {
	t.Helper()
	return bytes.Contains(bytesOf(t, path), []byte(text))
}
