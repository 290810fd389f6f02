package storage_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"

	"pogo/internal/testdb"
	"pogo/storage"
)

// The environment of a process that upgrades a database: which one, and where it
// kills itself, see [testdb.DieAt].
const (
	upgrader = "POGO_TEST_UPGRADE"
	fatal    = "POGO_TEST_UPGRADE_POINT"
)

// upgradeUntilKilled is that process; it returns its exit code.
func upgradeUntilKilled(address, where string) int {
	if err := testdb.DieAt(where); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	db, err := storage.Open(context.Background(), storage.Config{Path: address})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// upgrade runs such a process and reports whether it was killed.
func upgrade(t *testing.T, address, where string, started func(*os.Process)) (killed bool) {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env, cmd.Stderr = append(os.Environ(), upgrader+"="+address, fatal+"="+where), &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	started(cmd.Process)
	err := cmd.Wait()
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if killed = ok && status.Signal() == syscall.SIGKILL; err != nil && !killed {
		t.Fatalf("upgrade of %s, to be killed at %q: %v: %s", address, where, err, &said)
	}
	return killed
}

// An upgrade that is killed at any point goes on at the next start, and ends
// where one ends that nobody disturbed.
func TestAnUpgradeThatIsKilledGoesOnAndLosesNothing(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	for name, old := range map[string]func(*testing.T) string{
		"before words were kept":              withoutWords,
		"before there were several stand-ups": withOldStandups,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := old(t)
			undisturbed := path + ".undisturbed"
			if err := os.WriteFile(undisturbed, contents(t, path), 0o600); err != nil {
				t.Fatal(err)
			}
			upgrade(t, undisturbed, "", nobody)
			kills := map[string]int{}
			for n, killed := 0, true; killed; n++ {
				point, nth := testdb.BeforeCommit, 1+n/4%2 // nothing of this step is kept, or one step is
				switch n % 4 {
				case 0:
					point = testdb.AfterCommit
				case 1:
					point, nth = testdb.InTheMiddle, 1+rand.IntN(6)
				}
				if killed = upgrade(t, path, fmt.Sprint(point, "#", nth), nobody); killed {
					kills[point]++
				}
			}
			t.Logf("killed: %v", kills)
			if diff := cmp.Diff(everything(t, "sqlite3", undisturbed), everything(t, "sqlite3", path)); diff != "" {
				t.Errorf("(-undisturbed +killed):\n%s", diff)
			}
			if lost := danglers(t, path); lost != "" {
				t.Errorf("rows of %s refer to nothing", lost)
			}
		})
	}
}

// withoutWords is a database of the time when no words of stories were kept.
func withoutWords(t *testing.T) string {
	t.Helper()
	var stories []string
	for i := range 40 {
		stories = append(stories, oldStory(i+1, "draft", fmt.Sprintf("common thing number%d", i+1)))
	}
	return older(t, 50, stories...)
}

func nobody(*os.Process) {}

// The same on a server: killed before, or right after, now this message to it and
// now that.
func TestAnUpgradeOfAServerThatIsKilledGoesOnAndLosesNothing(t *testing.T) {
	t.Parallel()
	testdb.NeedServer(t)
	undisturbed, address := olderServer(t), olderServer(t)
	upgrade(t, undisturbed, "", nobody)
	kills := 0
	for n := 1; ; n++ {
		cut := &cutter{t: t, nth: 1 + 3*n/2, passed: n%2 == 0}
		if !upgrade(t, cut.through(address), "", cut.kill) {
			break
		}
		kills++
	}
	t.Logf("killed %d times", kills)
	if diff := cmp.Diff(everything(t, "pgx", undisturbed), everything(t, "pgx", address)); diff != "" {
		t.Errorf("(-undisturbed +killed):\n%s", diff)
	}
}

// olderServer is a database of a server as the first version left it that could
// use one.
func olderServer(t *testing.T) string {
	t.Helper()
	address := testdb.Address(t)
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, os.DirFS("migrations/postgres"), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), 260); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`INSERT INTO product (id, channel_id, key, owner_id, lang, zone, next_number, created_us) VALUES (1, 'CPAY', 'PAY', 'UCLAIRE', 'en', 'Europe/Paris', 2000, 1)`,
		oldStory(1, "draft", "pay by card"), oldStory(2, "ready", "see the receipt"),
		`INSERT INTO blocker (product_id, person_id, helper_id, text, low, since, created_us, changed_us, asked_us) VALUES (1, 'USAMIR', '', 'the keys', 0, '2026-03-03', 2, 2, 0)`,
		`INSERT INTO outbox (key, name, lane, kind, channel_id, person_id, thread, thread_ts, url, body, version, tried, sent, ts, posted_in, state, in_doubt, attempts,
			wake_us, claimed_us, created_us, error) VALUES ('k', 'story:1', 'CPAY', 'post', 'CPAY', '', '', '', '', '{}', 1, 0, 0, '', '', 0, 0, 0, 7, 0, 7, '')`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return address
}

// cutter stands between a process and a server, and kills the process when it
// says its nth message, which is passed on or is not.
type cutter struct {
	t      *testing.T
	nth    int
	passed bool

	mu      sync.Mutex
	said    int
	process *os.Process
}

// through is the address of a server behind it.
func (c *cutter) through(address string) string {
	at, err := url.Parse(address)
	if err != nil {
		c.t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(c.t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		c.t.Fatal(err)
	}
	var group sync.WaitGroup
	c.t.Cleanup(func() { _ = listener.Close(); group.Wait() })
	to := at.Host
	group.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			group.Go(func() { c.serve(client, to) })
		}
	})
	at.Host, at.RawQuery = listener.Addr().String(), "sslmode=disable"
	return at.String()
}

func (c *cutter) serve(client net.Conn, to string) {
	defer func() { _ = client.Close() }()
	server, err := (&net.Dialer{}).DialContext(c.t.Context(), "tcp", to)
	if err != nil {
		return // the test has ended
	}
	var answers sync.WaitGroup
	defer answers.Wait()
	defer func() { _ = server.Close() }()
	answers.Go(func() { _, _ = io.Copy(client, server) })
	for part := make([]byte, 1<<16); ; {
		n, err := client.Read(part)
		if err != nil {
			return
		}
		last := c.last()
		if last && !c.passed {
			c.end()
			return
		}
		if _, err := server.Write(part[:n]); err != nil {
			return
		}
		if last {
			c.end()
			return
		}
	}
}

// last counts a message and reports whether it is the last one.
func (c *cutter) last() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.said++
	return c.said == c.nth
}

// kill is told whom to kill.
func (c *cutter) kill(p *os.Process) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.process = p; c.said >= c.nth { // it was quick
		_ = p.Kill()
	}
}

func (c *cutter) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.process != nil {
		_ = c.process.Kill()
	}
}

// everything is all that a database holds, by table; of the steps, which were done.
func everything(t *testing.T, driver, address string) map[string][]string {
	t.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	names := `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
	if driver == "pgx" {
		names = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()`
	}
	found := map[string][]string{}
	for _, row := range rowsOf(t, db, names) {
		found[row] = nil
	}
	for table := range found {
		query := `SELECT * FROM "` + table + `"`
		switch table {
		case "goose_db_version":
			query = `SELECT DISTINCT version_id FROM goose_db_version`
		case "schedule": // a server leaves gaps between the ids
			query = `SELECT product_id, deed, subject, clock, days, date, zone, window_us, next_us FROM schedule`
		case "writer": // whose turn it is
			query = `SELECT count(*) FROM writer`
		}
		found[table] = rowsOf(t, db, query)
	}
	if len(found) < 30 {
		t.Fatalf("only %q", slices.Collect(maps.Keys(found)))
	}
	return found
}

// rowsOf is what a query finds, in order.
func rowsOf(t *testing.T, db *sql.DB, query string) (found []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		if len(values) == 1 {
			found = append(found, fmt.Sprint(values[0]))
			continue
		}
		found = append(found, fmt.Sprint(values))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return found
}
