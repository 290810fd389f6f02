package storage_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func TestTheProgressOfAnEpicCountsNothingHidden(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p, "paying", "pay by card", "pay by bank", "fix the leaked passwords of a card", "pay by stamp")
	epic := s[0].ID
	change(t, db, epic, func(s *scrum.Story) { s.Epic = true })
	for i, part := range s[1:] {
		change(t, db, part.ID, func(s *scrum.Story) {
			s.Parent, s.Size = epic, scrum.Points{Halves: 2 * (i + 1), Known: i != 1}
			switch i {
			case 0:
				s.State, s.DoneAt = scrum.StoryAccepted, monday()
			case 3:
				s.State = scrum.StoryDropped
			}
		})
	}
	for viewer, want := range map[scrum.PersonID]scrum.Progress{
		"UNORA":  {Done: 1, Of: 2, DonePoints: scrum.Points{Halves: 2, Known: true}, Points: scrum.Points{Halves: 2, Known: true}, Unsized: 1},
		"USAMIR": {Done: 1, Of: 3, DonePoints: scrum.Points{Halves: 2, Known: true}, Points: scrum.Points{Halves: 8, Known: true}, Unsized: 1},
	} {
		read(t, db, func(tx *storage.Tx) error {
			got, err := tx.Progress(t.Context(), epic, viewer)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s sees (-want +got):\n%s", viewer, diff)
			}
			list, err2 := tx.Parts(t.Context(), epic, viewer, 10)
			if len(list) != want.Of || err2 != nil {
				t.Errorf("%s sees %d parts, %v", viewer, len(list), err2)
			}
			return err
		})
	}
	read(t, db, func(tx *storage.Tx) error {
		list, total, err := tx.Epics(t.Context(), scrum.BacklogQuery{Product: p.ID, Viewer: "UNORA", Limit: 5})
		if len(list) != 1 || total != 1 || list[0].ID != epic {
			t.Errorf("%d epics, %v", total, list)
		}
		return err
	})
}

func TestATeamsWordsAreThoseOfItsStories(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p, "one thing", "another", "fix the leaked passwords of a card")
	for i, labels := range [][]string{{"Été", "mobile"}, {"ete", "Mobile", "zoo"}, {"breach"}} {
		change(t, db, s[i].ID, func(s *scrum.Story) { s.Labels, s.Stream = labels, []string{"Support", "design", "security"}[i] })
	}
	read(t, db, func(tx *storage.Tx) error {
		labels, err := tx.LabelsUsed(t.Context(), p.ID, 10)
		if err != nil {
			return err
		}
		if got := strings.Join(labels, " "); got != "Été mobile zoo" {
			t.Errorf("labels are %q", got)
		}
		streams, err := tx.StreamsUsed(t.Context(), p.ID, 10)
		if got := strings.Join(streams, " "); got != "Support design" {
			t.Errorf("streams are %q", got)
		}
		return err
	})
}
