package storage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

// After an outage nobody waits until a hundred thousand stories were read.
func TestCardsToReadAgainAreThoseOfTheNewestStories(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	p := payments(t, db)
	stories := tell(t, db, p, strings.Split("abcdefghijkl", "")...)
	for i, s := range stories {
		name := fmt.Sprintf("story:%d", s.ID)
		send(t, db, outbox.Delivery{Name: name, Channel: "C1"})
		settle(t, db, wantClaims(t, db, now, name)[name], posted("C1", fmt.Sprintf("1.%d", i+1)), now)
	}
	done := func(stories []scrum.Story) {
		for _, s := range stories {
			change(t, db, s.ID, func(s *scrum.Story) { s.State, s.DoneAt = scrum.StoryAccepted, now })
		}
	}
	for _, test := range []struct {
		name   string
		change func()
		cards  int
		want   []string
	}{
		{"the newest", func() {}, 2, []string{"1.12", "1.11"}},
		{"the newest that are open", func() { done(stories[3:]) }, 1, []string{"1.3"}},
		{"as many as there are", func() {}, 5, []string{"1.3", "1.2", "1.1"}},
		{"but none too far back", func() { done(stories[2:3]) }, 1, nil},
	} {
		test.change()
		var got []string
		read(t, db, func(tx *storage.Tx) error {
			list, err := tx.VotedOn(t.Context(), test.cards)
			got = nil
			for _, m := range list {
				got = append(got, m.TS)
			}
			return err
		})
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}
