package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/storage"
)

// Whoever types a command reads in one line what did not work, and what to do.
func TestWhatCannotBeDoneIsSaidInOneLineAndWithWhatToDo(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	db, err := storage.Open(t.Context(), storage.Config{Path: at("pogo.db")})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("stories.csv"), []byte("Summary\nPay by card\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ command, want string }{
		{"backup none/x.backup --database pogo.db", "there is no folder DIR/none: make it"},
		{"backup x.backup --database none/pogo.db", "there is no database DIR/none/pogo.db: name the one that the bot uses"},
		{"backup x.backup --database .", "DIR is a folder: name a file in it"},
		{"export --output none/x.csv --database pogo.db", "there is no folder DIR/none: make it"},
		{"export --database none.db", "there is no database DIR/none.db: name the one that the bot uses"},
		{"export --database .", "DIR is a folder: name a file in it"},
		{"restore none.backup --database new.db", "restore DIR/none.backup: look for the backup: stat DIR/none.backup: no such file or directory; look at its name"},
		{"restore . --database new.db", "DIR is a folder: name a file in it"},
		{"restore pogo.db --database none/new.db", "there is no folder DIR/none: make it"},
		{"import stories.csv --channel C024BE91L --key PAY --owner U024BE7LH --database none/new.db", "there is no folder DIR/none: make it"},
		{"import stories.csv --database .", "DIR is a folder: name a file in it"},
	} {
		var args []string
		for i, word := range strings.Fields(c.command) {
			if i > 0 && !strings.HasPrefix(word, "--") && strings.ToUpper(word) != word || word == "." {
				word = at(word)
			}
			args = append(args, word)
		}
		var said strings.Builder
		code := run(t.Context(), args, world{out: io.Discard, err: &said, now: time.Now, env: func(string) (string, bool) { return "", false }})
		line := strings.ReplaceAll(said.String(), dir, "DIR")
		if code != 1 || !strings.Contains(line, c.want) || strings.Count(line, "\n") != 1 {
			t.Errorf("%s: code %d, %q, want %q", c.command, code, line, c.want)
		}
	}
}

func TestAnAddressThatIsTakenAndOneWhereNobodyAnswersAreSaid(t *testing.T) {
	t.Parallel()
	taken, err := listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	if _, err = serveHealth(t.Context(), taken.Addr().String(), nil, nil); err == nil || !strings.HasSuffix(advised(err).Error(), "another process answers there: stop it, or choose another address") {
		t.Errorf("taken: %v", err)
	}
	if _, err := askReady(t.Context(), "127.0.0.1:1"); err == nil || err.Error() != "no bot answers at 127.0.0.1:1: start it, or give both the same POGO_LISTEN" {
		t.Errorf("nobody answers: %v", err)
	}
}

func TestAFullDiskIsNamedAsOne(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full here")
	}
	defer func() { _ = full.Close() }()
	var said strings.Builder
	code := run(t.Context(), []string{"version"}, world{out: full, err: &said, now: time.Now, env: os.LookupEnv})
	if code != 1 || !strings.HasSuffix(said.String(), "no space left on device; make room on that disk, or choose another\n") {
		t.Errorf("code %d, %q", code, said.String())
	}
}

// Where a backup is to be made of, a file may say as well as everywhere else.
func TestABackupIsMadeOfTheDatabaseThatAFileNames(t *testing.T) {
	t.Parallel()
	var said strings.Builder
	named := filepath.Join(t.TempDir(), "address")
	if err := os.WriteFile(named, []byte("postgres://pogo@db.example/pogo\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := func(name string) (string, bool) {
		if name != "POGO_DATABASE_FILE" {
			return "", false
		}
		return named, true
	}
	for _, command := range []string{"backup", "restore"} {
		code := run(t.Context(), []string{command, "x.backup"}, world{out: io.Discard, err: &said, now: time.Now, env: env})
		if code != 1 || !strings.Contains(said.String(), "pg_dump") {
			t.Errorf("%s: code %d, %q", command, code, said.String())
		}
	}
}
