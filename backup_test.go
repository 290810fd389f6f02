package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/storage"
)

// Doctor says when the last backup was made, and looks through the whole file.
func TestDoctorKnowsOfTheLastBackupAndOfDamage(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	dir := t.TempDir()
	database := filepath.Join(dir, "pogo.db")
	db, err := storage.Open(t.Context(), storage.Config{Path: database})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	says := func(args ...string) string {
		t.Helper()
		var said strings.Builder
		w := world{
			out: &said, err: &said, env: func(string) (string, bool) { return "", false },
			now: func() time.Time { return time.Date(2026, time.March, 2, 3, 15, 0, 0, time.UTC) },
		}
		run(t.Context(), append(args, "--database", database), w)
		return said.String()
	}
	expect := func(said, part string) {
		t.Helper()
		if !strings.Contains(said, part) {
			t.Errorf("%q is missing:\n%s", part, said)
		}
	}
	sound := says("doctor", "--listen", "")
	expect(sound, "✓ file: every page of it makes sense")
	expect(sound, "✓ backup: none was made yet")
	expect(says("backup", filepath.Join(dir, "today.backup")), "checked")
	expect(says("doctor", "--listen", ""), "✓ backup: the last one was made on 2 March 2026, 03:15 UTC")

	data, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	copy(data[len(data)/2:], strings.Repeat("scribble", 1000))
	if err := os.WriteFile(database, data, 0o600); err != nil {
		t.Fatal(err)
	}
	damaged := says("doctor", "--listen", "")
	expect(damaged, "✗ file: the file is damaged")
	expect(damaged, "pogo restore BACKUP --database "+database)
}
