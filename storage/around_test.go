package storage_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func personas(t *testing.T, db *storage.DB, p scrum.Product) map[string]int {
	t.Helper()
	counts := map[string]int{}
	read(t, db, func(tx *storage.Tx) error {
		found, err := tx.Personas(t.Context(), p.ID, 100)
		for _, persona := range found {
			counts[persona.Name] = persona.Stories
		}
		return err
	})
	return counts
}

func TestRolesAreCountedAsStoriesComeChangeAndGo(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	stories := tell(t, db, p, "En tant que client, je veux payer", "En tant que cliente, je veux un reçu", "As a lead, I want to see all",
		"add a dashboard", "En tant que victime, je veux que la fuite de données personnelles cesse")
	if diff := cmp.Diff(map[string]int{"client": 2, "lead": 1}, personas(t, db, p)); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	change := func(i int, how func(*scrum.Story)) {
		write(t, db, func(tx *storage.Tx) error {
			s, err := tx.Story(t.Context(), stories[i].ID)
			if err != nil {
				return err
			}
			how(&s)
			_, err = tx.SaveStory(t.Context(), s)
			return err
		})
	}
	change(0, func(s *scrum.Story) { s.Role = "lead" })
	change(1, func(s *scrum.Story) { s.State = scrum.StoryUndone })
	change(2, func(s *scrum.Story) { s.Goal = "see more" })
	change(4, func(s *scrum.Story) { s.Hidden = false })
	if diff := cmp.Diff(map[string]int{"lead": 2, "victime": 1}, personas(t, db, p)); diff != "" {
		t.Errorf("after changes (-want +got):\n%s", diff)
	}
}

func TestOnlyWhatOnePersonMaySeeStandsAroundAStory(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	stories := tell(t, db, p, "As an editor, I want to hide personal data of readers", "As an editor, I want to show personal data of readers")
	read(t, db, func(tx *storage.Tx) error {
		for viewer, want := range map[scrum.PersonID]int{"USAMIR": 2, "UCLAIRE": 2, "UHUGO": 2, "UNORA": 0, "": 0} {
			latest, err := tx.Latest(t.Context(), p.ID, viewer, 30)
			if err != nil {
				return err
			}
			if len(latest) != want {
				t.Errorf("%s sees %d, want %d", viewer, len(latest), want)
			}
			opposite, err := tx.Opposite(t.Context(), stories[1], viewer)
			if want == 0 && !errors.Is(err, scrum.ErrNotFound) || want > 0 && opposite.ID != stories[0].ID {
				t.Errorf("opposite for %s: %q, %v", viewer, opposite.Key, err)
			}
		}
		for i := range stories {
			if before, err := tx.AskedBefore(t.Context(), stories[i], 20); err != nil || len(before) != i {
				t.Errorf("asked before story %d: %q, %v", i+1, before, err)
			}
		}
		return nil
	})
}
