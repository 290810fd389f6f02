package handlers_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// afterwards is all that is left of an anonymous vote in which people voted so,
// each at a time of their own: every row of the database and all that Slack
// was sent.
func afterwards(t *testing.T, votes map[string]string) (left string, secrets []string, files []byte) {
	t.Helper()
	r := english(t)
	var logged bytes.Buffer
	r.logs(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})))
	r.types("UCLAIRE", "CPAY", "/vote top 3 score anonymous until tomorrow 17:00")
	slack := texts(r.posted())
	for _, person := range []string{"UCLAIRE", "USAMIR", "UNORA", "UINES"} {
		r.looksHome(person)
		r.waits(7 * time.Minute)
		r.votes(person, map[string]string{"story.1": "1", "story.2": "2"})
		r.votes(person, map[string]string{"story.1": votes[person], "story.3": "0"}) // each thinks again
		slack = append(slack, texts(r.posted())...)
	}
	read(r, func(tx *storage.Tx) error {
		key, err := tx.BallotKey(t.Context(), 1)
		secrets = append(secrets, key)
		papers, more := tx.Papers(t.Context(), 1)
		for _, p := range papers {
			secrets = append(secrets, string(p.Voter))
		}
		return errors.Join(err, more)
	})
	r.waits(48 * time.Hour)
	slack = append(slack, texts(r.posted())...)
	if b := r.ballotNow(); b.State != scrum.BallotPublished || b.Outcome.Papers != 4 {
		t.Fatalf("it is %s: %+v", b.State, b.Outcome)
	}
	return strings.Join(slack, "\n") + "\n" + logged.String() + "\n" + rows(t, r.path), secrets, held(t, r.path)
}

// Two votes in which two people said the opposite leave the same behind, to the
// letter: so nobody who has all of it can tell which of the two it was.
func TestNobodyCanTellWhoVotedWhatInAnAnonymousVote(t *testing.T) {
	t.Parallel()
	one, secrets, files := afterwards(t, map[string]string{"UCLAIRE": "3", "USAMIR": "3", "UNORA": "5", "UINES": "0"})
	other, _, _ := afterwards(t, map[string]string{"UCLAIRE": "3", "USAMIR": "0", "UNORA": "3", "UINES": "5"})
	if diff := cmp.Diff(one, other); diff != "" {
		t.Errorf("what is left differs:\n%s", diff)
	}
	if third, _, _ := afterwards(t, map[string]string{"UCLAIRE": "3", "USAMIR": "3", "UNORA": "5", "UINES": "1"}); third == one {
		t.Error("another result leaves the same, so this test proves nothing")
	}
	if len(secrets) != 5 {
		t.Fatalf("there were a key and %d marks", len(secrets)-1)
	}
	for _, secret := range secrets {
		if bytes.Contains(files, []byte(secret)) || strings.Contains(one, secret) {
			t.Errorf("%s is still there", secret)
		}
	}
}

func TestTooFewAnonymousVotesAreShownToNobody(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3 anonymous")
	r.votes("UNORA", map[string]string{"approve": "2"})
	r.votes("USAMIR", map[string]string{"approve": "2"})
	r.posted()
	r.types("UCLAIRE", "CPAY", "/vote clore")
	if o := r.ballotNow().Outcome; !o.Withheld || len(o.Rows) > 0 || len(r.papers()) > 0 {
		t.Errorf("kept %+v and %v", o, r.papers())
	}
	if told := r.standing("ballot.result:1"); !strings.Contains(told, "three") {
		t.Errorf("the result says %q", told)
	}
	if a := r.presses("UNORA", "CPAY", view.BallotVote, "1"); a.Open != nil {
		t.Error("the vote goes on")
	}
}

// held is what is in the files of a database, copied by another process:
// closing a file in this one would drop SQLite's locks.
func held(t *testing.T, path string) []byte {
	t.Helper()
	testdb.NeedFile(t)
	var all []byte
	for _, suffix := range []string{"", "-wal"} {
		copied := filepath.Join(t.TempDir(), "copy"+suffix)
		if err := exec.CommandContext(t.Context(), "cp", path+suffix, copied).Run(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(copied)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data...)
	}
	return all
}

// deliveryToken is what tells one delivery from every other, and nothing else.
var deliveryToken = regexp.MustCompile(`"[A-Z2-7]{26}"`)

// rows are all rows of all tables of a database, as text, without what is
// random.
func rows(t *testing.T, path string) string {
	t.Helper()
	testdb.NeedFile(t)
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var all strings.Builder
	for _, table := range column(t, db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name") {
		columns := column(t, db, "SELECT name FROM pragma_table_info('"+table+"')")
		lines := column(t, db, "SELECT json_array("+strings.Join(columns, ", ")+") FROM "+table)
		slices.Sort(lines)
		fmt.Fprintf(&all, "%s\n%s\n", table, strings.Join(lines, "\n"))
	}
	return deliveryToken.ReplaceAllString(all.String(), `"token"`)
}

func column(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	found, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = found.Close() }()
	var list []string
	for found.Next() {
		var text string
		if err := found.Scan(&text); err != nil {
			t.Fatal(err)
		}
		list = append(list, text)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}
