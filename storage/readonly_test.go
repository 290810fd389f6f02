package storage_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

func openReadOnly(t *testing.T, path string) *storage.ReadOnly {
	t.Helper()
	db, err := storage.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// stories counts what a reader sees.
func stories(t *testing.T, db *storage.ReadOnly, p scrum.Product) int {
	t.Helper()
	n := 0
	err := db.Read(t.Context(), func(tx *storage.Tx) error {
		list, err := tx.StoriesAfter(t.Context(), p.ID, 0, 100)
		n = len(list)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAReaderBesideAWriterSeesWhatIsCommittedAndHindersNothing(t *testing.T) {
	t.Parallel()
	path := testdb.Address(t)
	db := openAt(t, path)
	p := payments(t, db)
	reader := openReadOnly(t, path)
	err := reader.Read(t.Context(), func(tx *storage.Tx) error {
		before, err := tx.StoriesAfter(t.Context(), p.ID, 0, 100)
		if err != nil {
			return err
		}
		tell(t, db, p, "add a dashboard") // while the reader reads
		after, err := tx.StoriesAfter(t.Context(), p.ID, 0, 100)
		if len(before) != 0 || len(after) != 0 {
			t.Errorf("the moment changed from %d stories to %d", len(before), len(after))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := stories(t, reader, p); n != 1 {
		t.Errorf("%d stories are seen after the commit", n)
	}
}

func TestAReaderReadsWhatNobodyHasOpen(t *testing.T) {
	t.Parallel()
	path := testdb.Address(t)
	db := openAt(t, path)
	p := payments(t, db)
	tell(t, db, p, "add a dashboard")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	reader, err := storage.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if n := stories(t, reader, p); n != 1 {
		t.Errorf("%d stories", n)
	}
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	tell(t, openAt(t, path), p, "and it can be written afterwards")
}

// A bot that was killed leaves its last changes in the log.
func TestAReaderReadsWhatACrashLeft(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	db := openAt(t, path)
	p := payments(t, db)
	tell(t, db, p, "add a dashboard")
	left := filepath.Join(t.TempDir(), "left.db")
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(left+suffix, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if n := stories(t, openReadOnly(t, left), p); n != 1 {
		t.Errorf("%d stories", n)
	}
}

func TestAReaderBesideAWriterCannotWrite(t *testing.T) {
	t.Parallel()
	path := testdb.Address(t)
	p := payments(t, openAt(t, path))
	err := openReadOnly(t, path).Read(t.Context(), func(tx *storage.Tx) error {
		return tx.SetProductKey(t.Context(), p.ID, "NEW")
	})
	if err == nil {
		t.Error("it was written")
	}
}

func TestAReaderRefusesWhatItCannotUnderstand(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	dir := t.TempDir()
	aged := func(name, change string) string {
		path := filepath.Join(dir, name)
		if err := openAt(t, path).Close(); err != nil {
			t.Fatal(err)
		}
		raw, err := sql.Open("sqlite3", path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = raw.ExecContext(t.Context(), change)
		if err := errors.Join(err, raw.Close()); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, test := range []struct {
		name, path string
		want       error
		says       string
	}{
		{"a file that is not there", filepath.Join(dir, "none.db"), scrum.ErrNotFound, "there is no database"},
		{"one of a newer program", aged("newer.db", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"), storage.ErrNewer, "use the newer program"},
		{"one of an older program", aged("older.db", "DELETE FROM goose_db_version WHERE version_id >= 70"), storage.ErrOlder, "start pogo serve once"},
		{"one that lacks a step in between", aged("between.db", "DELETE FROM goose_db_version WHERE version_id = 162"), storage.ErrOlder, "start pogo serve once"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := storage.OpenReadOnly(t.Context(), test.path)
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v", err)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(dir, "none.db")); err == nil {
		t.Error("a database was made by looking for it")
	}
}
