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

func TestTheLogIsMovedIntoTheFileAfterTheCommitThatFillsIt(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := filepath.Join(t.TempDir(), "pogo.db")
	synctest.Test(t, func(t *testing.T) {
		db := openAt(t, path)
		const size = 5 << 20 // more pages than the log is to hold, fewer than make the commit move it
		err := db.Write(t.Context(), func(tx *storage.Tx) error {
			_, err := tx.Seen(t.Context(), strings.Repeat("x", size), time.Now())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if file, err := os.Stat(path); err != nil || file.Size() < size {
			t.Errorf("what was written is still in the log alone: %v, %v", file.Size(), err)
		}
	})
}
