package storage_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pogo/internal/testdb"
	"pogo/storage"
)

func TestAPathWhereNoDatabaseCanBeIsRefusedAndLeftAsItIs(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"":                                       "no database is named",
		":memory:":                               "in memory nothing is kept: name a file",
		"mysql://x":                              "mysql:// is no database that Pogo knows",
		folder:                                   "is a folder: name a file in it, such as " + filepath.Join(folder, "pogo.db"),
		"/dev/null":                              "/dev/null is no file in which anything can be kept: choose another",
		filepath.Join(folder, "none", "pogo.db"): "there is no folder " + filepath.Join(folder, "none") + ": make it",
	} {
		_, opened := storage.Open(t.Context(), storage.Config{Path: path})
		for _, err := range []error{opened, storage.Place(t.Context(), path)} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: got %v, want %q", path, err, want)
			}
		}
	}
	if at, err := os.Stat(folder); err != nil || at.Mode().Perm() != 0o755 {
		t.Errorf("the folder is %v, %v", at, err)
	}
	if err := storage.Place(t.Context(), filepath.Join(folder, "pogo.db")); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestTheFileOfAnotherProgramIsLeftToIt(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := filepath.Join(t.TempDir(), "theirs.db")
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	if _, err := raw.ExecContext(t.Context(), "CREATE TABLE invoice (id INTEGER)"); err != nil {
		t.Fatal(err)
	}
	_, err = storage.Open(t.Context(), storage.Config{Path: path})
	if err == nil || !strings.Contains(err.Error(), "another program keeps its table invoice in it: choose another file") {
		t.Errorf("got %v", err)
	}
	var tables int
	if err := raw.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM sqlite_schema").Scan(&tables); err != nil || tables != 1 {
		t.Errorf("it has %d tables now, %v", tables, err)
	}
}

// A process may go on writing into a file that has no name any more, and all
// that it was told to keep would end with it.
func TestNothingIsKeptInAFileThatWasMovedAway(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	ctx, path := t.Context(), tables.Address(t)
	db, err := storage.Open(ctx, storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	p := payments(t, db)
	aside := path + ".aside"
	if err := os.Rename(path, aside); err != nil {
		t.Fatal(err)
	}
	keep := func() error {
		return db.Write(ctx, func(tx *storage.Tx) error { _, err := tx.Seen(ctx, "a request", monday()); return err })
	}
	if err := keep(); !errors.Is(err, storage.ErrMoved) || !strings.Contains(err.Error(), "put "+path+" back") {
		t.Errorf("got %v, want ErrMoved and what to do", err)
	}
	if err := db.Ready(ctx, monday()); err == nil {
		t.Error("it says that it is ready")
	}
	if err := db.Ping(ctx); err != nil {
		t.Errorf("to start again would lose it, and it says %v", err)
	}
	if err := storage.Place(t.Context(), path); !errors.Is(err, storage.ErrInUse) {
		t.Errorf("doctor would say that nothing is there: %v", err)
	}
	read(t, db, func(tx *storage.Tx) error { _, err := tx.Product(ctx, p.ID); return err })
	if err := os.Rename(aside, path); err != nil {
		t.Fatal(err)
	}
	if err := keep(); err != nil {
		t.Errorf("it was put back: %v", err)
	}
	if err := db.Ready(ctx, monday()); err != nil {
		t.Errorf("it was put back: %v", err)
	}
}

// Whoever comes next would make the log, or the lock, anew and know nothing of
// what is in the one that has no name any more.
func TestWhatGoesAwayBesideTheFileEndsTheProcessAndLosesNothing(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	for _, ending := range []string{"-wal", "-shm", ".lock"} {
		for name, undo := range map[string]func(path string) error{
			"deleted":  os.Remove,
			"moved":    func(path string) error { return os.Rename(path, path+".aside") },
			"replaced": func(path string) error { return errors.Join(os.Remove(path), os.WriteFile(path, nil, 0o600)) },
		} {
			t.Run(ending+" "+name, func(t *testing.T) {
				t.Parallel()
				ctx, path := t.Context(), tables.Address(t)
				db, err := storage.Open(ctx, storage.Config{Path: path})
				if err != nil {
					t.Fatal(err)
				}
				p := payments(t, db)
				if err := undo(path + ending); err != nil {
					t.Fatal(err)
				}
				err = db.Write(ctx, func(tx *storage.Tx) error { _, err := tx.Seen(ctx, "a request", monday()); return err })
				if err == nil || !strings.Contains(err.Error(), path+ending) {
					t.Errorf("it was kept, or nobody is told where to look: %v", err)
				}
				select {
				case err := <-db.Fatal():
					if !strings.Contains(err.Error(), "start it again") {
						t.Errorf("it does not say what to do: %v", err)
					}
				default:
					t.Error("the process goes on")
				}
				if err := db.Close(); err != nil {
					t.Error(err)
				}
				next := openAt(t, path)
				read(t, next, func(tx *storage.Tx) error { _, err := tx.Product(ctx, p.ID); return err })
			})
		}
	}
}

// SQLite names what it keeps beside a file after the file, whatever link led to it.
func TestALinkIsTheFileThatItLeadsTo(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	folder := t.TempDir()
	file, link, broken := filepath.Join(folder, "there", "pogo.db"), filepath.Join(folder, "pogo.db"), filepath.Join(folder, "broken.db")
	err := errors.Join(os.Mkdir(filepath.Dir(file), 0o700), os.WriteFile(file, nil, 0o600), os.Symlink(file, link), os.Symlink("nowhere.db", broken))
	if err != nil {
		t.Fatal(err)
	}
	db := openAt(t, link)
	p := payments(t, db)
	for _, path := range []string{file, link} {
		if _, err := storage.Open(t.Context(), storage.Config{Path: path}); !errors.Is(err, storage.ErrInUse) {
			t.Errorf("a second process by %s: %v", path, err)
		}
	}
	other, err := storage.OpenReadOnly(t.Context(), link)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(other.Read(t.Context(), func(tx *storage.Tx) error { _, err := tx.Product(t.Context(), p.ID); return err }), other.Close()); err != nil {
		t.Error(err)
	}
	if err := storage.NoteBackup(link, monday()); err != nil {
		t.Fatal(err)
	}
	if last, err := storage.LastBackup(file); err != nil || !last.Equal(monday()) {
		t.Errorf("the last backup was made at %s, %v", last, err)
	}
	if _, err := storage.Open(t.Context(), storage.Config{Path: broken}); err == nil || !strings.Contains(err.Error(), "leads to nowhere.db, which is not there") {
		t.Errorf("a link to nowhere: %v", err)
	}
}
