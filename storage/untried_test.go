package storage_test

import (
	"testing"
	"time"

	"pogo/scrum"
	"pogo/storage"
)

func TestWhatIsReadyToTryIsListedWithTheInstantSinceWhen(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p, "pay by card", "get a receipt", "be refunded")
	step := func(s scrum.Story, state scrum.StoryState, at time.Time) {
		change(t, db, s.ID, func(s *scrum.Story) { s.State = state })
		s.State = state
		write(t, db, func(tx *storage.Tx) error { return tx.RecordMove(t.Context(), s, "U1", at) })
	}
	step(s[0], scrum.StoryToAccept, monday())
	step(s[1], scrum.StoryToAccept, monday())
	step(s[1], scrum.StoryChanges, monday().Add(time.Hour))
	step(s[1], scrum.StoryToAccept, monday().Add(2*time.Hour))
	step(s[2], scrum.StoryToAccept, monday())
	step(s[2], scrum.StoryReleased, monday().Add(time.Hour))
	write(t, db, func(tx *storage.Tx) error {
		got, err := tx.Untried(t.Context(), p.ID)
		if len(got) != 2 || got[0].Story.ID != s[0].ID || !got[0].Since.Equal(monday()) || !got[1].Since.Equal(monday().Add(2*time.Hour)) {
			t.Errorf("got %+v", got)
		}
		return err
	})
	for state, want := range map[scrum.StoryState]string{
		scrum.AnyDone: "PAY-3", scrum.StoryAccepted: "", scrum.StoryReleased: "PAY-3", scrum.StoryToAccept: "PAY-1 PAY-2",
	} {
		if got, _ := keysFound(t, db, scrum.BacklogQuery{Product: p.ID, Limit: 10, Filter: scrum.Filter{State: state}}); got != want {
			t.Errorf("%s finds %q, want %q", state, got, want)
		}
	}
}
