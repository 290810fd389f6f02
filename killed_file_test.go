package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"pogo/internal/testdb"
)

// until runs a subcommand as a process of its own, which is killed at a point of
// SQLite or after a while, and reports whether that came before its end.
func until(t *testing.T, point string, after time.Duration, args ...string) (killed bool) {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env, cmd.Stderr = append(os.Environ(), child+"=0s", fatalInFile+"="+point), &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	end := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	end.Stop()
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if killed = ok && status.Signal() == syscall.SIGKILL; err != nil && !killed {
		t.Fatalf("pogo %s, to be killed at %q: %v: %s", strings.Join(args, " "), point, err, &said)
	}
	return killed
}

const inPeace = time.Minute // longer than anything takes here

// endings are the points of SQLite at which to kill a process, or on a server as
// many moments more, some moments within the time that it takes, and last in peace.
func endings(takes time.Duration, rows ...int) (list []ending) {
	for n := range 2 {
		list = append(list, ending{fmt.Sprint(testdb.BeforeCommit, "#", n+1), inPeace}, ending{fmt.Sprint(testdb.AfterCommit, "#", n+1), inPeace})
	}
	for _, n := range rows {
		list = append(list, ending{fmt.Sprint(testdb.InTheMiddle, "#", n), inPeace})
	}
	if testdb.OnServer() {
		for i := range list {
			list[i] = ending{"", rand.N(takes)}
		}
	}
	for range 3 {
		list = append(list, ending{"", takes/4 + rand.N(takes*3/4)})
	}
	return append(list, ending{"", inPeace})
}

type ending struct {
	point string
	after time.Duration
}

// within reads a number from a file, which must be sound; it is -1 where none is.
func within(t *testing.T, path, query string) (n int64) {
	t.Helper()
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return -1
	}
	k := openKept(t, path)
	if found := k.text("PRAGMA integrity_check"); found != "ok" {
		t.Errorf("%s is not sound: %s", path, found)
	}
	return k.number(query)
}

// Wherever a backup and a restore are killed: where they write, either nothing
// stands or all of it; the next one works, whatever the killed ones left; and
// what is restored then posts nothing that stands in Slack.
func TestABackupAndARestoreThatAreKilledLeaveAllOrNothing(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	d, dir := newDrill(t), t.TempDir()
	lost, database := filepath.Join(dir, "lost.db"), filepath.Join(dir, "pogo.db")
	bot := d.after(0, lost)
	d.types("/story pay by card")
	d.types("/story pay by bank transfer")
	d.awaitCards("PAY-1", "PAY-2")
	bot.kill()
	const stories = "SELECT count(*) FROM story"
	began, backup, kills := time.Now(), filepath.Join(dir, "backup"), 0
	until(t, "", inPeace, "backup", backup, "--database", lost)
	took := time.Since(began)
	for n := range 6 { // SQLite tells of no points in this
		again, after := filepath.Join(dir, fmt.Sprint(n, ".backup")), rand.N(took)
		if until(t, "", after, "backup", again, "--database", lost) {
			kills++
		}
		if got := within(t, again, stories); got != -1 && got != 2 {
			t.Errorf("a backup that was killed after %s of %s has %d stories", after, took, got)
		}
	}
	if got := within(t, backup, stories); got != 2 {
		t.Errorf("one in peace has %d", got)
	}
	t.Logf("killed %d times in a backup", kills)
	restoredAtLast(t, backup, database, endings(took, 1, 3, 7))
	bot = d.after(time.Minute, database)
	d.types("/story pay by invoice")
	d.awaitCards("PAY-103")
	for _, text := range []string{"PAY-1 ", "PAY-2 "} {
		if n := cards(d.slack, text); n != 1 {
			t.Errorf("%d messages begin with %q\n%s", n, text, bot.log)
		}
	}
}

// restoredAtLast restores a backup of two stories and is killed each time but the
// last.
func restoredAtLast(t *testing.T, backup, database string, list []ending) {
	t.Helper()
	kills := 0
	for _, end := range list {
		for _, name := range []string{"", "-wal", "-shm"} { // as somebody who begins anew
			_ = os.Remove(database + name)
		}
		if until(t, end.point, end.after, "restore", backup, "--database", database) {
			kills++
		}
		quarantined := within(t, database, "SELECT count(*) FROM outbox WHERE name = 'restored'")
		if got := within(t, database, "SELECT count(*) FROM story"); got != -1 && (got != 2 || quarantined != 1) {
			t.Errorf("what stands after a restore that was killed at %v has %d stories; in quarantine: %d", end, got, quarantined)
		}
	}
	t.Logf("killed %d times in a restore", kills)
}

// Wherever an import is killed, all of it is kept or nothing, and to run it again
// completes it.
func TestAnImportThatIsKilledKeepsAllOrNothing(t *testing.T) {
	t.Parallel()
	const rows = 120
	var file strings.Builder
	file.WriteString("Issue key,Summary,Issue Type,Status\n")
	for n := range rows {
		fmt.Fprintf(&file, "SHOP-%d,Thing number %d of the list,Story,To Do\n", n+1, n+1)
	}
	path := tempFile(t, "many.csv", file.String())
	args := func(database string) []string {
		return []string{"import", path, "--database", database, "--channel", "C0SHOP", "--key", "PAY", "--owner", "UCLAIRE"}
	}
	began := time.Now()
	until(t, "", inPeace, args(tables.Address(t))...)
	took, kills := time.Since(began), 0
	for _, end := range endings(took, 30) {
		database := tables.Address(t)
		if !until(t, end.point, end.after, args(database)...) {
			continue // it kept all, as in peace
		}
		kills++
		k := openKept(t, database)
		if n := k.number("SELECT count(*) FROM story"); n != 0 && n != rows {
			t.Errorf("%d of %d stories are kept of an import that was killed at %v", n, rows, end)
		}
		until(t, "", inPeace, args(database)...)
		if n, known := k.number("SELECT count(*) FROM story"), k.number("SELECT count(*) FROM story_source"); n != rows || known != rows {
			t.Errorf("then %d stories and %d sources are there", n, known)
		}
	}
	t.Logf("killed %d times", kills)
}

// What a restore leaves that was killed between giving the database its name and
// taking away the one it was made under is no hindrance to the next.
func TestARestoreGoesOnOverWhatAnEarlierOneLeft(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	dir := t.TempDir()
	source, backup, database := tables.Address(t), filepath.Join(dir, "backup"), filepath.Join(dir, "pogo.db")
	d := newDrill(t)
	d.pogo("backup", backup, "--database", source)
	d.pogo("restore", backup, "--database", database)
	if err := os.Link(database, database+".restoring"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(database, database+".old"); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-journal"} {
		if err := os.WriteFile(database+".restoring"+suffix, []byte("half of it"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d.pogo("restore", backup, "--database", database)
	left, err := filepath.Glob(database + "*")
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(left, func(name string) bool { return strings.Contains(name, "restoring") }) {
		t.Errorf("there are %q", left)
	}
	for _, path := range []string{database, database + ".old"} {
		if n := within(t, path, "SELECT count(*) FROM outbox WHERE name = 'restored'"); n != 1 {
			t.Errorf("%s was restored %d times", path, n)
		}
	}
}
