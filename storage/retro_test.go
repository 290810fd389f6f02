package storage_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// retro keeps a retrospective that takes notes, with a key.
func retro(t *testing.T, db *storage.DB, product scrum.ProductID, key string) scrum.Retro {
	t.Helper()
	var r scrum.Retro
	write(t, db, func(tx *storage.Tx) (err error) {
		r, err = tx.CreateRetro(t.Context(), scrum.Retro{Product: product, State: scrum.RetroCollecting, Format: scrum.StartStopContinue})
		if err != nil {
			return err
		}
		return tx.KeepRetroKey(t.Context(), r.ID, key)
	})
	return r
}

func note(t *testing.T, db *storage.DB, id scrum.RetroID, n scrum.RetroNote) {
	t.Helper()
	write(t, db, func(tx *storage.Tx) error { return tx.KeepRetroNote(t.Context(), id, n) })
}

func TestAProductHasOneRetrospectiveThatTakesNotes(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	first := retro(t, db, p.ID, "key")
	second := scrum.Retro{Product: p.ID, State: scrum.RetroCollecting, Format: scrum.StartStopContinue}
	err := db.Write(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.CreateRetro(t.Context(), second)
		return err
	})
	if !errors.Is(err, scrum.ErrTaken) {
		t.Errorf("a second one: %v", err)
	}
	first.State, first.Sprint, first.ClosedAt = scrum.RetroPublished, 12, monday()
	write(t, db, func(tx *storage.Tx) error {
		if err := tx.SaveRetro(t.Context(), first); err != nil {
			return err
		}
		second, err = tx.CreateRetro(t.Context(), second)
		return err
	})
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.CollectingRetro(t.Context(), p.ID)
		if err != nil || got != second {
			t.Errorf("collecting: %+v, %v", got, err)
		}
		got, err = tx.RetroBefore(t.Context(), p.ID, second.ID)
		if err != nil || got != first {
			t.Errorf("before: %+v, %v", got, err)
		}
		if _, err := tx.RetroBefore(t.Context(), p.ID, first.ID); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("before the first: %v", err)
		}
		return nil
	})
}

func TestNotesGoOnToTheNextRetrospectiveWithTheirKey(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	first := retro(t, db, p.ID, "key")
	mark := scrum.MarkAuthor("key", "UNORA")
	note(t, db, first.ID, scrum.RetroNote{ID: "B", Column: scrum.ColumnStop, Text: "the Monday meeting", Author: mark})
	note(t, db, first.ID, scrum.RetroNote{ID: "A", Column: scrum.ColumnStart, Text: "pairing", Author: mark})
	write(t, db, func(tx *storage.Tx) error {
		first.State = scrum.RetroShort
		if err := tx.SaveRetro(t.Context(), first); err != nil {
			return err
		}
		second, err := tx.CreateRetro(t.Context(), scrum.Retro{Product: p.ID, State: scrum.RetroCollecting, Format: first.Format})
		if err != nil {
			return err
		}
		if err := tx.MoveRetroNotes(t.Context(), first.ID, second.ID); err != nil {
			return err
		}
		notes, err := tx.RetroNotes(t.Context(), second.ID)
		want := []scrum.RetroNote{
			{ID: "A", Column: scrum.ColumnStart, Text: "pairing", Author: mark},
			{ID: "B", Column: scrum.ColumnStop, Text: "the Monday meeting", Author: mark},
		}
		if diff := cmp.Diff(want, notes); diff != "" {
			t.Errorf("notes (-want +got):\n%s", diff)
		}
		if key, err := tx.RetroKey(t.Context(), second.ID); key != "key" {
			t.Errorf("key %q, %v", key, err)
		}
		return err
	})
}

// bytesOf copies the files of a database by another process and returns what
// is in them: closing a file in this one would drop SQLite's locks.
func bytesOf(t *testing.T, path string) []byte {
	t.Helper()
	var all []byte
	for _, suffix := range []string{"", "-wal"} {
		copied := filepath.Join(t.TempDir(), "copy"+suffix)
		if err := exec.CommandContext(t.Context(), "cp", path+suffix, copied).Run(); err != nil {
			t.Fatalf("copy %s: %v", path+suffix, err)
		}
		data, err := os.ReadFile(copied)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data...)
	}
	return all
}

func TestNobodyCanTellWhoWroteOnceTheAuthorsAreForgotten(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	db := openAt(t, path)
	p := payments(t, db)
	r := retro(t, db, p.ID, "SECRETKEY0123456789")
	const many = 600 // marks on many pages, so that pages are split and merged
	var marks []scrum.AuthorMark
	for i := range many {
		person := scrum.PersonID(fmt.Sprintf("UAUTHOR%d", i%7))
		mark := scrum.MarkAuthor("SECRETKEY0123456789"+strconv.Itoa(i), person)
		marks = append(marks, mark)
		id := scrum.MarkAuthor("id", scrum.PersonID(strconv.Itoa(i)))[:20] // random order
		note(t, db, r.ID, scrum.RetroNote{ID: string(id), Column: scrum.ColumnStop, Text: fmt.Sprintf("note %d", i), Author: mark})
	}
	before := bytesOf(t, path)
	if !bytes.Contains(before, []byte("SECRETKEY")) || !bytes.Contains(before, []byte(marks[0])) {
		t.Fatal("the key and the marks are not found even before: the search is wrong")
	}
	write(t, db, func(tx *storage.Tx) error {
		r.State = scrum.RetroPublished
		if err := tx.SaveRetro(t.Context(), r); err != nil {
			return err
		}
		return tx.ForgetRetroAuthors(t.Context(), r.ID)
	})
	write(t, db, func(*storage.Tx) error { return nil }) // begins after the log was emptied
	after := bytesOf(t, path)
	if !bytes.Contains(after, []byte("note 7")) {
		t.Error("the notes are gone too")
	}
	if bytes.Contains(after, []byte("SECRETKEY")) {
		t.Error("the key is still in the file")
	}
	found := 0
	for _, mark := range marks {
		if bytes.Contains(after, []byte(mark)) {
			found++
		}
	}
	if found > 0 {
		t.Errorf("%d of %d marks are still in the file", found, many)
	}
	if bytes.Contains(after, []byte("UAUTHOR")) {
		t.Error("a person's id is in the file")
	}
}

// Rows lie in a page in the order in which they were written, which the file
// would tell to whoever reads its bytes.
func TestTheFileDoesNotTellInWhichOrderNotesCame(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	const many = 20
	layout := func(order []int) []string {
		path := testdb.Address(t)
		db := openAt(t, path)
		p := payments(t, db)
		r := retro(t, db, p.ID, "key")
		for _, i := range order {
			note(t, db, r.ID, scrum.RetroNote{
				ID: string(scrum.MarkAuthor("id", scrum.PersonID(strconv.Itoa(i)))), Column: scrum.ColumnStop,
				Text: fmt.Sprintf("NOTE%02d", i), Author: scrum.MarkAuthor("key", scrum.PersonID(strconv.Itoa(i%3))),
			})
		}
		write(t, db, func(tx *storage.Tx) error { return tx.ForgetRetroAuthors(t.Context(), r.ID) })
		write(t, db, func(*storage.Tx) error { return nil }) // begins after the log was emptied
		var found []string
		for _, text := range regexp.MustCompile(`NOTE\d\d`).FindAll(bytesOf(t, path), -1) {
			found = append(found, string(text))
		}
		return found
	}
	var forwards, backwards []int
	for i := range many {
		forwards, backwards = append(forwards, i), append([]int{i}, backwards...)
	}
	first := layout(forwards)
	if len(first) != many {
		t.Fatalf("%d texts are in the file, want each of %d once", len(first), many)
	}
	if diff := cmp.Diff(first, layout(backwards)); diff != "" {
		t.Errorf("the order in the file depends on that in which notes came:\n%s", diff)
	}
}

func TestAReaderKeepsTheLogOnlyForAsLongAsItReads(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	db := openAt(t, path)
	p := payments(t, db)
	r := retro(t, db, p.ID, "SECRETKEY0123456789")
	read(t, db, func(tx *storage.Tx) error {
		if _, err := tx.RetroKey(t.Context(), r.ID); err != nil { // the snapshot begins with the first look
			return err
		}
		began := time.Now()
		write(t, db, func(wtx *storage.Tx) error { return wtx.ForgetRetroAuthors(t.Context(), r.ID) })
		write(t, db, func(*storage.Tx) error { return nil })
		if waited := time.Since(began); waited > 2*time.Second {
			t.Errorf("writing waited %s for a reader", waited)
		}
		return nil
	})
	write(t, db, func(*storage.Tx) error { return nil })
	write(t, db, func(*storage.Tx) error { return nil })
	if bytes.Contains(bytesOf(t, path), []byte("SECRETKEY")) {
		t.Error("the key is still in the file")
	}
}

func TestKeysOfManyProductsLeaveNoTrace(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	db := openAt(t, path)
	var retros []scrum.Retro
	for i := range 120 {
		var p scrum.Product
		write(t, db, func(tx *storage.Tx) (err error) {
			p, err = tx.CreateProduct(t.Context(), scrum.Product{Channel: scrum.ChannelID(fmt.Sprintf("C%d", i)), Key: fmt.Sprintf("P%d", i), Owner: "UCLAIRE"})
			return err
		})
		retros = append(retros, retro(t, db, p.ID, fmt.Sprintf("SECRETKEY%060d", i)))
	}
	for i := range retros {
		at := (i * 7) % len(retros) // not in the order of the pages
		write(t, db, func(tx *storage.Tx) error { return tx.ForgetRetroAuthors(t.Context(), retros[at].ID) })
	}
	write(t, db, func(*storage.Tx) error { return nil })
	if n := bytes.Count(bytesOf(t, path), []byte("SECRETKEY")); n > 0 {
		t.Errorf("%d keys are still in the file", n)
	}
}

func TestActionsComeBackUntilTheyEnded(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	r := retro(t, db, p.ID, "key")
	var open, done scrum.Action
	write(t, db, func(tx *storage.Tx) (err error) {
		a := scrum.Action{Product: p.ID, Retro: r.ID, Text: "pair on refunds", Owner: "UNORA", Due: "2026-03-16", State: scrum.ActionOpen}
		if open, err = tx.CreateAction(t.Context(), a); err != nil {
			return err
		}
		if done, err = tx.CreateAction(t.Context(), a); err != nil {
			return err
		}
		done.State, done.EndedAt = scrum.ActionDone, monday()
		return tx.SaveAction(t.Context(), done)
	})
	read(t, db, func(tx *storage.Tx) error {
		for _, test := range []struct {
			name  string
			since time.Time
			want  []scrum.Action
		}{
			{"since it was done", monday(), []scrum.Action{open, done}},
			{"since later", monday().Add(time.Second), []scrum.Action{open}},
		} {
			got, err := tx.ActionsSince(t.Context(), p.ID, test.since)
			if err != nil {
				return err
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.name, diff)
			}
		}
		of, err := tx.ActionsOf(t.Context(), r.ID)
		if diff := cmp.Diff([]scrum.Action{open, done}, of); diff != "" {
			t.Errorf("of the retrospective (-want +got):\n%s", diff)
		}
		return err
	})
}
