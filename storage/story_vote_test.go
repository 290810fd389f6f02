package storage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func TestAPersonsVoteForAStoryStandsOnceAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	db := open(t)
	s := tell(t, db, payments(t, db), "add a dashboard")[0]
	votes := func(who ...scrum.PersonID) {
		t.Helper()
		write(t, db, func(tx *storage.Tx) error {
			got, err := tx.StoryVotes(t.Context(), s.ID)
			if diff := cmp.Diff(who, got); diff != "" {
				t.Errorf("votes (-want +got):\n%s", diff)
			}
			return err
		})
	}
	for _, want := range []bool{true, false} {
		write(t, db, func(tx *storage.Tx) error {
			fresh, err := tx.KeepStoryVote(t.Context(), s.ID, "U1", monday())
			if fresh != want {
				t.Errorf("fresh is %t, want %t", fresh, want)
			}
			return err
		})
	}
	votes("U1")
	write(t, db, func(tx *storage.Tx) error { return tx.DropStoryVote(t.Context(), s.ID, "U1") })
	votes()
}

func TestWhatIsDoneAgainWithinATimeIsTheSame(t *testing.T) {
	t.Parallel()
	db := open(t)
	for _, step := range []struct {
		key  string
		at   time.Duration // after the first
		want bool
	}{
		{"a", 0, false},
		{"a", 0, true},
		{"a", time.Second, true},
		{"a", -time.Second, true},
		{"b", time.Second, false},
		{"a", 2 * time.Second, false},
		{"a", 3 * time.Second, true},
		{"a", time.Hour, false},
		{"a", 0, false},
	} {
		write(t, db, func(tx *storage.Tx) error {
			got, err := tx.SeenWithin(t.Context(), step.key, monday().Add(step.at), 2*time.Second)
			if got != step.want {
				t.Errorf("%s after %s: %t", step.key, step.at, got)
			}
			return err
		})
	}
}
