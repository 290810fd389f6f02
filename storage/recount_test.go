package storage_test

import (
	"testing"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// A process from before step 0316 leaves the counting to a trigger that went
// away with it, as long as it runs beside newer ones.
func TestWhatAnOlderProcessMiscountsIsPutRight(t *testing.T) {
	t.Parallel()
	testdb.NeedServer(t)
	address, list := replicas(t, 1)
	first := list[0]
	payments, other := payments(t, first), scrum.Product{}
	write(t, first, func(tx *storage.Tx) (err error) {
		other, err = tx.CreateProduct(t.Context(), scrum.Product{Channel: "COTHER", Key: "OTH", Owner: "UCLAIRE", Zone: "Europe/Paris", CreatedAt: monday()})
		return err
	})
	number := 0
	add := func(p scrum.Product, s scrum.Story) {
		t.Helper()
		number++
		s.Product, s.Number, s.Author, s.Text, s.CreatedAt = p.ID, number, "UCLAIRE", "pay by card", monday()
		write(t, first, func(tx *storage.Tx) error {
			_, err := tx.CreateStory(t.Context(), s)
			return err
		})
	}
	for range 3 {
		add(payments, scrum.Story{State: scrum.StoryReady})
	}
	add(payments, scrum.Story{State: scrum.StoryReady, Hidden: true})
	add(payments, scrum.Story{State: scrum.StoryAccepted})
	add(other, scrum.Story{State: scrum.StoryReady})
	sizes := func(viewer scrum.PersonID) (ours, theirs int) {
		t.Helper()
		read(t, first, func(tx *storage.Tx) error {
			for p, n := range map[scrum.ProductID]*int{payments.ID: &ours, other.ID: &theirs} {
				_, total, err := tx.Backlog(t.Context(), scrum.BacklogQuery{Product: p, Viewer: viewer, Limit: 1})
				if *n = total.N; err != nil {
					return err
				}
			}
			return nil
		})
		return ours, theirs
	}
	for _, wrong := range []string{
		`UPDATE backlog_size SET n = n - 1`,
		`DELETE FROM backlog_size`,
		`INSERT INTO backlog_size (product_id, only_for, and_for, n) VALUES (2, 'UGONE', '', 7)`,
		`UPDATE backlog_size SET n = n`,
	} {
		onServer(t, address, wrong)
		if err := first.Recount(t.Context()); err != nil {
			t.Fatal(err)
		}
		for viewer, want := range map[scrum.PersonID]int{"UCLAIRE": 4, "USAMIR": 3, "UGONE": 3} {
			if ours, theirs := sizes(viewer); ours != want || theirs != 1 {
				t.Errorf("after %s %s sees %d and %d stories, want %d and 1", wrong, viewer, ours, theirs, want)
			}
		}
	}
}
