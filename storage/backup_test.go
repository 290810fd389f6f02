package storage_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// Each change of the hammer writes two keys: a copy of one moment holds both
// or neither.
func TestABackupWhileTheWriterWorksIsOfOneMoment(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "pogo.db")
	db := openAt(t, path)
	written, stop := hammer(t, db)
	for n := range 3 {
		<-written
		to := filepath.Join(dir, fmt.Sprintf("%d.backup", n))
		c, err := storage.Backup(t.Context(), path, to)
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.Stat(to)
		if err != nil {
			t.Fatal(err)
		}
		if file.Mode().Perm() != 0o600 || file.Size() != c.Size || c.Version == 0 || !c.Until.Equal(monday()) {
			t.Errorf("the copy of %s, %d bytes, is said to be %+v", file.Mode(), file.Size(), c)
		}
		if left, right := keysIn(t, to, "left-"), keysIn(t, to, "right-"); left == 0 || left != right {
			t.Errorf("the copy has %d of the left and %d of the right", left, right)
		}
	}
	stop()
	if names, err := filepath.Glob(filepath.Join(dir, ".pogo*")); err != nil || len(names) > 0 {
		t.Errorf("left behind: %q, %v", names, err)
	}
}

// A backup that is killed leaves half of a file. The next one takes it away, but
// none that is being written, and nobody else's file.
func TestABackupTakesAwayWhatKilledOnesLeft(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "pogo.db")
	openAt(t, path)
	now := time.Now()
	for name, ago := range map[string]time.Duration{
		".pogo-backup-1234":  2 * time.Hour,
		".pogo-backup-5678":  50 * time.Minute,
		".pogo-backup-notes": 2 * time.Hour,
	} {
		left := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(left, []byte("half of it"), 0o600), os.Chtimes(left, now.Add(-ago), now.Add(-ago))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := storage.Backup(t.Context(), path, filepath.Join(dir, "backup")); err != nil {
		t.Fatal(err)
	}
	want := []string{filepath.Join(dir, ".pogo-backup-5678"), filepath.Join(dir, ".pogo-backup-notes")}
	if left, err := filepath.Glob(filepath.Join(dir, ".pogo*")); err != nil || !slices.Equal(left, want) {
		t.Errorf("left are %q, %v; want %q", left, err, want)
	}
}

// hammer writes until it is stopped, and hints that it did.
func hammer(t *testing.T, db *storage.DB) (written <-chan struct{}, stop func()) {
	t.Helper()
	hint := make(chan struct{}, 1)
	var stopped atomic.Bool
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for n := 0; !stopped.Load(); n++ {
				err := db.Write(t.Context(), func(tx *storage.Tx) error {
					_, left := tx.Seen(t.Context(), fmt.Sprintf("left-%d-%d", worker, n), monday())
					_, right := tx.Seen(t.Context(), fmt.Sprintf("right-%d-%d", worker, n), monday())
					return errors.Join(left, right)
				})
				if err != nil {
					t.Errorf("the writer is disturbed: %v", err)
				}
				select {
				case hint <- struct{}{}:
				default:
				}
			}
		})
	}
	return hint, func() { stopped.Store(true); group.Wait() }
}

// keysIn counts those in a copy that begin with a text.
func keysIn(t *testing.T, path, with string) (n int) {
	t.Helper()
	direct(t, path, func(db *sql.DB) error {
		return db.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM seen WHERE key LIKE ?1", with+"%").Scan(&n)
	})
	return n
}

// direct opens a file without storage in between.
func direct(t *testing.T, path string, do func(*sql.DB) error) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(do(db), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func alter(t *testing.T, path, statement string) {
	t.Helper()
	direct(t, path, func(db *sql.DB) error {
		_, err := db.ExecContext(t.Context(), statement)
		return err
	})
}

// backedUp is a backup of a product with a few stories.
func backedUp(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	db := openAt(t, filepath.Join(dir, "pogo.db"))
	p := payments(t, db)
	for n := range 40 {
		tell(t, db, p, fmt.Sprintf("add a dashboard for client number %d", n))
	}
	to := filepath.Join(dir, "backup")
	if _, err := storage.Backup(t.Context(), filepath.Join(dir, "pogo.db"), to); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestABackupIsRefused(t *testing.T) {
	t.Parallel()
	path, dir := backedUp(t), t.TempDir()
	for _, test := range []struct{ name, from, to, says string }{
		{"over another file", path, path, "is there already"},
		{"of a server", "postgres://localhost/pogo", filepath.Join(dir, "s"), "pg_dump"},
		{"of nothing", filepath.Join(dir, "none"), filepath.Join(dir, "a"), "there is no database"},
		{"into a directory that is not there", path, filepath.Join(dir, "b", "c"), "create the backup"},
		{"of what is no database", scribbled(t, path, 0), filepath.Join(dir, "d"), "damaged"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if _, err := storage.Backup(t.Context(), test.from, test.to); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// What opening a file shows of its damage is told with what to do, to whoever
// wants to write and to whoever reads; and nothing is changed in it.
func TestADamagedFileIsRefusedWithWhatToDo(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	sound := backedUp(t)
	short := scribbled(t, sound, 0)
	if err := os.WriteFile(short, contents(t, sound)[:40_960], 0o600); err != nil {
		t.Fatal(err)
	}
	letter := filepath.Join(t.TempDir(), "letter")
	if err := os.WriteFile(letter, []byte(strings.Repeat("a letter to the client\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, path string }{
		{"no database at all", letter},
		{"the first bytes overwritten", scribbled(t, sound, 0)},
		{"the page size overwritten", scribbled(t, sound, 16)},
		{"the head of the first page overwritten", scribbled(t, sound, 100)},
		{"the list of tables overwritten", scribbled(t, sound, 4096-320)},
		{"the end cut off", short},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			before := contents(t, test.path)
			_, writer := storage.Open(t.Context(), storage.Config{Path: test.path})
			_, reader := storage.OpenReadOnly(t.Context(), test.path)
			for who, err := range map[string]error{"the writer": writer, "the reader": reader} {
				if !errors.Is(err, storage.ErrDamaged) || !strings.Contains(err.Error(), "pogo restore BACKUP --database "+test.path) {
					t.Errorf("%s is told %v", who, err)
				}
			}
			if !bytes.Equal(before, contents(t, test.path)) {
				t.Error("the file was changed")
			}
		})
	}
}

// Damage deeper in is found when it is read. Then the process ends, rather
// than to write beside it, and the next one does not even begin.
func TestDamageThatIsFoundLaterEndsTheProcess(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := backedUp(t)
	var page, size int64
	direct(t, path, func(db *sql.DB) error {
		return errors.Join(
			db.QueryRowContext(t.Context(), "SELECT rootpage FROM sqlite_schema WHERE name = 'product'").Scan(&page),
			db.QueryRowContext(t.Context(), "PRAGMA page_size").Scan(&size))
	})
	broken := scribbled(t, path, (page-1)*size)
	db := openAt(t, broken)
	err := db.Read(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.Products(t.Context())
		return err
	})
	if err == nil {
		t.Fatal("it was read")
	}
	select {
	case told := <-db.Fatal():
		if !errors.Is(told, err) {
			t.Errorf("the process is told %v, not %v", told, err)
		}
	default:
		t.Errorf("the process is not told of %v", err)
	}
	_ = db.Close() // it may complain
	next, err := storage.Open(t.Context(), storage.Config{Path: broken})
	if !errors.Is(err, storage.ErrDamaged) || !strings.Contains(err.Error(), "pogo restore BACKUP --database "+broken) {
		t.Errorf("the next process is told %v, and has %v", err, next)
	}
	if err := os.WriteFile(broken, contents(t, path), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := openAt(t, broken).Close(); err != nil {
			t.Errorf("what was suspected and is sound is refused: %v", err)
		}
	}
	if _, err := os.Stat(broken + ".suspect"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is suspected still: %v", err)
	}
}

func TestACheckFindsDamageBesideABot(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := backedUp(t)
	openAt(t, path)
	if err := storage.Check(t.Context(), path); err != nil {
		t.Errorf("a sound file: %v", err)
	}
	damaged := scribbled(t, backedUp(t), 40_960)
	if err := storage.Check(t.Context(), damaged); !errors.Is(err, storage.ErrDamaged) || !strings.Contains(err.Error(), "pogo restore") {
		t.Errorf("a damaged file: %v", err)
	}
}

// scribbled is a copy of a file, some bytes of which were overwritten.
func scribbled(t *testing.T, path string, at int64) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(data[at:], strings.Repeat("scribble", 40))
	to := filepath.Join(t.TempDir(), "scribbled")
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestARestoreIsRefusedAndLeavesNothing(t *testing.T) {
	t.Parallel()
	sound := backedUp(t)
	newer := scribbled(t, sound, 1<<12) // only to have a copy
	if err := os.WriteFile(newer, contents(t, sound), 0o600); err != nil {
		t.Fatal(err)
	}
	alter(t, newer, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999999, 1)")
	for _, test := range []struct {
		name, from string
		beside     string // is at the target already
		want       error
		says       string
	}{
		{"of a newer version", newer, "", storage.ErrNewer, "newer"},
		{"of a file that is no database", scribbled(t, sound, 0), "", storage.ErrDamaged, "take an older backup"},
		{"of a file with a page overwritten", scribbled(t, sound, 40_960), "", storage.ErrDamaged, "take an older backup"},
		{"of a file that is not there", sound + ".none", "", os.ErrNotExist, "look for the backup"},
		{"over a database", sound, "", nil, "is there already"},
		{"beside the log of another", sound, "-wal", nil, "is there already"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			to := filepath.Join(t.TempDir(), "pogo.db")
			if test.want == nil {
				if err := os.WriteFile(to+test.beside, []byte("mine"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			_, err := storage.Restore(t.Context(), storage.Restoration{From: test.from, To: to, Now: monday()})
			if err == nil || test.want != nil && !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v", err)
			}
			if test.want == nil && string(contents(t, to+test.beside)) == "mine" {
				return
			}
			if left, err := filepath.Glob(to + "*"); err != nil || len(left) != 1 || left[0] != to+".lock" {
				t.Errorf("left behind: %q, %v", left, err)
			}
		})
	}
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestARestoreWhereABotRunsIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pogo.db")
	openAt(t, path)
	_, err := storage.Restore(t.Context(), storage.Restoration{From: backedUp(t), To: path, Now: monday()})
	if !errors.Is(err, storage.ErrInUse) {
		t.Errorf("got %v", err)
	}
}

// Buttons in Slack carry ids, and people remember numbers: neither may come to
// mean something else.
func TestWhatIsNewAfterARestoreHasNoIDAndNumberOfWhatWasLost(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pogo.db")
	if _, err := storage.Restore(t.Context(), storage.Restoration{From: backedUp(t), To: path, Now: monday()}); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, path)
	var p scrum.Product
	write(t, db, func(tx *storage.Tx) (err error) {
		p, err = tx.ProductByKey(t.Context(), "PAY")
		return err
	})
	s := tell(t, db, p, "a story after the restore")[0]
	if s.ID < 1_000_000 || s.Number != 141 {
		t.Errorf("it is %d, number %d", s.ID, s.Number)
	}
}
