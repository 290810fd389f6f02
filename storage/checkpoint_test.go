package storage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pogo/internal/testdb"
	"pogo/storage"
)

func TestTheLogIsMovedIntoTheFileOnceItIsFull(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := filepath.Join(t.TempDir(), "pogo.db")
	synctest.Test(t, func(t *testing.T) {
		db := openAt(t, path)
		const size, changes = 5 << 20, 16 // more pages than the log is to hold, fewer than make a commit move it
		for i := range changes {
			write(t, db, func(tx *storage.Tx) error {
				_, err := tx.Seen(t.Context(), strings.Repeat(string(rune('a'+i)), size/changes), time.Now())
				return err
			})
		}
		synctest.Wait()
		if file, err := os.Stat(path); err != nil || file.Size() < size {
			t.Errorf("what was written is still in the log alone: %v, %v", file.Size(), err)
		}
	})
}
