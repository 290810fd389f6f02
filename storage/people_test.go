package storage_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func TestARequestIsSeenOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	seen := func(key string, now time.Time) bool {
		if err := db.Prune(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		var was bool
		write(t, db, func(tx *storage.Tx) (err error) {
			was, err = tx.Seen(t.Context(), key, now)
			return err
		})
		return was
	}
	if seen("trigger.1", monday()) {
		t.Error("the first time it was seen before")
	}
	if !seen("trigger.1", monday().Add(24*time.Hour)) {
		t.Error("a day later it is forgotten")
	}
	if seen("trigger.1", monday().Add(26*time.Hour)) {
		t.Error("26 hours later it is still kept")
	}
}

// They are looked at in steps, in which old ones and new ones mix.
func TestOfManyRequestsTheOldOnesAreForgotten(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	at := func(i int) time.Time { return now.Add(-time.Duration(i%3) * 24 * time.Hour) }
	const many = 1_201
	see := func(as func(i int) bool) {
		write(t, db, func(tx *storage.Tx) error {
			for i := range many {
				if was, err := tx.Seen(t.Context(), fmt.Sprint("trigger.", i), at(i)); err != nil || was != as(i) {
					return fmt.Errorf("the request of %s is kept: %t, %w", at(i), was, err)
				}
			}
			return nil
		})
	}
	see(func(int) bool { return false })
	if err := db.Prune(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	see(func(i int) bool { return i%3 < 2 })
}

func TestPeopleAreKeptAsSlackSaysLast(t *testing.T) {
	t.Parallel()
	db := open(t)
	claire := scrum.Person{ID: "U1", Name: "Claire", Zone: "Europe/Paris", Locale: "fr-FR"}
	robot := scrum.Person{ID: "U2", Name: "Robot", Bot: true, Deleted: true, Guest: true, External: true}
	write(t, db, func(tx *storage.Tx) error {
		if err := tx.SavePeople(t.Context(), scrum.Person{ID: "U1", Name: "old", Bot: true}, robot); err != nil {
			return err
		}
		return tx.SavePeople(t.Context(), claire)
	})
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.People(t.Context(), "U2", "UNKNOWN", "U1")
		if diff := cmp.Diff(map[scrum.PersonID]scrum.Person{"U2": robot, "U1": claire}, got); diff != "" {
			t.Errorf("people (-want +got):\n%s", diff)
		}
		if _, err := tx.Person(t.Context(), "UNKNOWN"); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("an unknown person: %v", err)
		}
		return err
	})
}

func TestMembersAreThoseWhoAreKnown(t *testing.T) {
	t.Parallel()
	db := open(t)
	claire, samir := scrum.Person{ID: "U1", Name: "Claire"}, scrum.Person{ID: "U2", Name: "Samir"}
	pay := scrum.Channel{ID: "C1", Name: "payments", Private: true, Shared: true, Member: true}
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(
			tx.SetMembers(t.Context(), "C1", []scrum.PersonID{"U9", "U2", "U1"}, time.Time{}), // before anybody is known
			tx.SavePeople(t.Context(), samir, claire),
			tx.SaveChannels(t.Context(), pay),
		)
	})
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Members(t.Context(), "C1")
		if diff := cmp.Diff([]scrum.Person{claire, samir}, got); diff != "" {
			t.Errorf("members (-want +got):\n%s", diff)
		}
		channel, errChannel := tx.Channel(t.Context(), "C1")
		if channel != pay {
			t.Errorf("channel: %v", channel)
		}
		return errors.Join(err, errChannel)
	})
	write(t, db, func(tx *storage.Tx) error {
		return tx.SetMembers(t.Context(), "C1", []scrum.PersonID{"U2"}, time.Time{})
	})
	read(t, db, func(tx *storage.Tx) error {
		claireIn, err := tx.IsMember(t.Context(), "C1", "U1")
		samirIn, err2 := tx.IsMember(t.Context(), "C1", "U2")
		if claireIn || !samirIn {
			t.Errorf("after Claire left: Claire %v, Samir %v", claireIn, samirIn)
		}
		return errors.Join(err, err2)
	})
}

func TestAProductIsFoundByItsChannelItsKeyAndItsPeople(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(
			tx.SetMembers(t.Context(), "C1", []scrum.PersonID{"U1"}, time.Time{}),
			tx.SetProductLang(t.Context(), p.ID, scrum.French),
			tx.SetProductZone(t.Context(), p.ID, "Asia/Kathmandu"),
			tx.SetProductOwner(t.Context(), p.ID, "USAMIR"),
			tx.SetProductKey(t.Context(), p.ID, "PAYE"),
		)
	})
	p.Lang, p.Zone, p.Owner, p.Key = scrum.French, "Asia/Kathmandu", "USAMIR", "PAYE"
	read(t, db, func(tx *storage.Tx) error {
		byID, err1 := tx.Product(t.Context(), p.ID)
		byChannel, err2 := tx.ProductOf(t.Context(), "C1")
		byKey, err3 := tx.ProductByKey(t.Context(), "PAYE")
		every, err4 := tx.Products(t.Context())
		of, err5 := tx.ProductsOf(t.Context(), "U1")
		ofOther, err6 := tx.ProductsOf(t.Context(), "U2")
		got := append(append([]scrum.Product{byID, byChannel, byKey}, every...), of...)
		if diff := cmp.Diff([]scrum.Product{p, p, p, p, p}, got); diff != "" || len(ofOther) != 0 {
			t.Errorf("products (-want +got):\n%s, of a stranger: %v", diff, ofOther)
		}
		if _, err := tx.ProductOf(t.Context(), "C2"); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("another channel: %v", err)
		}
		return errors.Join(err1, err2, err3, err4, err5, err6)
	})
}

func TestANumberOnceTakenIsNotGivenAgain(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	for want := 1; want <= 3; want++ {
		write(t, db, func(tx *storage.Tx) error {
			got, err := tx.NextNumber(t.Context(), p.ID)
			if got != want {
				t.Errorf("got %d, want %d", got, want)
			}
			return err
		})
	}
}

func TestADraftIsKeptUntilItIsDropped(t *testing.T) {
	t.Parallel()
	db := open(t)
	d := scrum.Draft{
		ID: "d1", Person: "U1", Channel: "C7", Command: "/story", Text: "<!channel> a dashboard\n", At: monday(), Criteria: []string{"it \"shows\""},
		Author: "U2", Origin: scrum.Origin{Channel: "C7", Thread: "1.2"}, Permalink: "https://x.test/p1",
	}
	write(t, db, func(tx *storage.Tx) error { return tx.KeepDraft(t.Context(), d) })
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Draft(t.Context(), "d1")
		list, err2 := tx.DraftsOf(t.Context(), "U1")
		if diff := cmp.Diff([]scrum.Draft{d, d}, append(list, got)); diff != "" {
			t.Errorf("drafts (-want +got):\n%s", diff)
		}
		return errors.Join(err, err2)
	})
	write(t, db, func(tx *storage.Tx) error {
		if err := tx.DropDraft(t.Context(), "d1"); err != nil {
			return err
		}
		if _, err := tx.Draft(t.Context(), "d1"); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("after it was dropped: %v", err)
		}
		return tx.DropDraft(t.Context(), "d1")
	})
}

func TestAnUndoServesOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	u := scrum.Undo{ID: "u1", Product: p.ID, Person: "U1", Deed: "story.create", Data: []byte(`{"story":12}`), Expires: monday().Add(scrum.UndoFor)}
	write(t, db, func(tx *storage.Tx) error { return tx.KeepUndo(t.Context(), u) })
	write(t, db, func(tx *storage.Tx) error {
		if _, err := tx.TakeUndo(t.Context(), "U2", "u1"); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("somebody else takes it: %v", err)
		}
		got, err := tx.TakeUndo(t.Context(), "U1", "u1")
		if diff := cmp.Diff(u, got); diff != "" {
			t.Errorf("undo (-want +got):\n%s", diff)
		}
		if _, err := tx.TakeUndo(t.Context(), "U1", "u1"); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("the second time: %v", err)
		}
		return err
	})
}

func TestWhoeverStaysIsKnownAsLongAsBefore(t *testing.T) {
	t.Parallel()
	db := open(t)
	claire, samir := scrum.Person{ID: "U1", Name: "Claire"}, scrum.Person{ID: "U2", Name: "Samir"}
	write(t, db, func(tx *storage.Tx) error { return tx.SavePeople(t.Context(), claire, samir) })
	for i, step := range []struct{ members, want []scrum.PersonID }{
		{[]scrum.PersonID{"U2"}, []scrum.PersonID{"U2"}},
		{[]scrum.PersonID{"U1", "U2"}, []scrum.PersonID{"U2", "U1"}},
		{[]scrum.PersonID{"U1"}, []scrum.PersonID{"U1"}},
		{[]scrum.PersonID{"U2", "U1"}, []scrum.PersonID{"U1", "U2"}}, // back, and last
	} {
		at := monday().Add(time.Duration(i) * time.Hour)
		write(t, db, func(tx *storage.Tx) error { return tx.SetMembers(t.Context(), "C1", step.members, at) })
		read(t, db, func(tx *storage.Tx) error {
			people, err := tx.OldestMembers(t.Context(), "C1")
			var got []scrum.PersonID
			for _, p := range people {
				got = append(got, p.ID)
			}
			if diff := cmp.Diff(step.want, got); diff != "" {
				t.Errorf("step %d (-want +got):\n%s", i, diff)
			}
			return err
		})
	}
}
