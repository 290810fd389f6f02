package storage_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func TestAbsencesAreKeptUntilTheyAreTakenBack(t *testing.T) {
	t.Parallel()
	db := open(t)
	a := scrum.Absence{Person: "UNORA", From: "2026-12-22", To: "2026-12-26", UntilNoon: true, Note: "ski\x00ing", EnteredBy: "UCLAIRE", EnteredAt: monday()}
	write(t, db, func(tx *storage.Tx) (err error) {
		if err = tx.SetMembers(t.Context(), "C1", []scrum.PersonID{"UNORA", "UCLAIRE"}, monday()); err != nil {
			return err
		}
		if a, err = tx.CreateAbsence(t.Context(), a); err != nil {
			return err
		}
		_, err = tx.CreateAbsence(t.Context(), scrum.Absence{Person: "UELSE", From: "2026-12-22", To: "2026-12-26", EnteredBy: "UELSE"})
		return err
	})
	a.Note = "skiing"
	read(t, db, func(tx *storage.Tx) error {
		in, err := tx.AbsencesIn(t.Context(), "C1", "2026-12-26")
		if diff := cmp.Diff(map[scrum.PersonID][]scrum.Absence{"UNORA": {a}}, in); err != nil || diff != "" {
			t.Errorf("in the channel (-want +got):\n%s%v", diff, err)
		}
		of, err := tx.AbsencesOf(t.Context(), "UNORA", "2026-12-27")
		if err != nil || len(of) != 0 {
			t.Errorf("after its end: %v, %v", of, err)
		}
		return nil
	})
	a.To, a.UntilNoon = "2026-12-23", false
	write(t, db, func(tx *storage.Tx) error { return tx.SaveAbsence(t.Context(), a) })
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Absence(t.Context(), a.ID)
		if diff := cmp.Diff(a, got); err != nil || diff != "" {
			t.Errorf("cut short (-want +got):\n%s%v", diff, err)
		}
		return nil
	})
	write(t, db, func(tx *storage.Tx) error { return tx.DropAbsence(t.Context(), a.ID) })
	read(t, db, func(tx *storage.Tx) error {
		if _, err := tx.Absence(t.Context(), a.ID); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("dropped: %v", err)
		}
		return nil
	})
}

func TestWhatSlackSaysOfAPersonLeavesWhatTheySaidThemselves(t *testing.T) {
	t.Parallel()
	db := open(t)
	nora := scrum.Person{ID: "UNORA", Name: "Nora"}
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(tx.SavePeople(t.Context(), nora), tx.SetPersonHolidays(t.Context(), "UNORA", "us"), tx.SetReadsStatus(t.Context(), "UNORA", true))
	})
	nora.Name = "Nora B."
	write(t, db, func(tx *storage.Tx) error { return tx.SavePeople(t.Context(), nora) })
	nora.Holidays, nora.ReadsStatus = "us", true
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Person(t.Context(), "UNORA")
		if diff := cmp.Diff(nora, got); err != nil || diff != "" {
			t.Errorf("(-want +got):\n%s%v", diff, err)
		}
		return nil
	})
}
