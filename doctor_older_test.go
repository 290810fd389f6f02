package main

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"pogo/storage"
)

// The older program could not use its tables after an upgrade by doctor.
func TestDoctorUpgradesNoDatabase(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pogo.db")
	onDatabase(t, path, func(*storage.DB) error { return nil })
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = raw.ExecContext(t.Context(), "DELETE FROM goose_db_version WHERE version_id >= 70")
	if err := errors.Join(err, raw.Close()); err != nil {
		t.Fatal(err)
	}
	c := doctorCommand{Database: path}
	for range 2 {
		_, err := c.database(t.Context(), func(context.Context, *storage.DB) (string, error) { return "", nil }, c.running)
		if !errors.Is(err, storage.ErrOlder) || !strings.Contains(err.Error(), "start pogo serve once") {
			t.Errorf("it says %v", err)
		}
	}
}
