package storage_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/pressly/goose/v3"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// older makes a database as a program of a version of the tables left it, with
// a product and what the statements put in, and returns its path.
func older(t *testing.T, version int64, statements ...string) string {
	t.Helper()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	db, err := sql.Open("sqlite3", "file:"+path+"?_foreign_keys=on")
	if err != nil {
		t.Fatal(err)
	}
	// They fill in what these databases do not have.
	words, personas, synonyms := goose.NewGoMigration(61, nil, nil), goose.NewGoMigration(95, nil, nil), goose.NewGoMigration(199, nil, nil)
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("migrations"), goose.WithDisableGlobalRegistry(true), goose.WithGoMigrations(words, personas, synonyms))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	product := `INSERT INTO product (id, channel_id, key, owner_id, lang, zone, next_number, created_us)
		VALUES (1, 'CPAY', 'PAY', 'UCLAIRE', 'en', 'Europe/Paris', 2000, 1)`
	for _, statement := range append([]string{product}, statements...) {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func oldStory(number int, state, goal string) string {
	return fmt.Sprintf(`INSERT INTO story (id, product_id, number, text, kind, lang, title, role, goal, benefit, situation, criteria, tags,
		warnings, state, author_id, owner_id, hidden, permalink, created_us) VALUES (%d, 1, %d, '%s', 'need', 'en', '', '', '%s', '', '',
		'["it arrives"]', '[]', '[]', '%s', 'UCLAIRE', '', 0, '', 1)`, number, number, goal, goal, state)
}

func TestStoriesFromBeforeWordsWereKeptAreFoundToo(t *testing.T) {
	t.Parallel()
	const stories = 1100 // more than one batch
	statements := make([]string, stories)
	for i := range statements {
		statements[i] = oldStory(i+1, "draft", fmt.Sprintf("common thing number%d", i+1))
	}
	db := openAt(t, older(t, 50, statements...))
	for text, want := range map[string]string{"number1": "PAY-1 ", "number1100": "PAY-1100", "arrive": "PAY-1 "} {
		got, _ := keysFound(t, db, scrum.BacklogQuery{Product: 1, Filter: scrum.Filter{Terms: scrum.Terms(text)}})
		if !strings.HasPrefix(got, want) {
			t.Errorf("%q finds %q", text, got)
		}
	}
}

func TestLabelsFromBeforeTheyKnewTheirStoriesAreFoundInOrder(t *testing.T) {
	t.Parallel()
	db := openAt(t, older(t, 142, oldStory(1, "draft", "pay by card"), oldStory(2, "ready", "see the receipt"), oldStory(3, "accepted", "print it"),
		`UPDATE story SET rank = 1 WHERE id = 2`,
		`INSERT INTO story_label (product_id, label, story_id) VALUES (1, 'mobile', 1), (1, 'mobile', 2), (1, 'mobile', 3)`))
	if got, _ := keysFound(t, db, scrum.BacklogQuery{Product: 1, Filter: scrum.Filter{Label: "mobile"}}); got != "PAY-2 PAY-1" {
		t.Errorf("found %q", got)
	}
}

func TestStoriesFromBeforeSynonymsWereKeptAreAlikeToo(t *testing.T) {
	t.Parallel()
	db := openAt(t, older(t, 142, oldStory(1, "draft", "download my invoices"),
		`INSERT INTO story_word (product_id, word, story_id) VALUES (1, 'download', 1), (1, 'invoices', 1), (1, 'invoic', 1)`))
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Like(t.Context(), scrum.Story{Product: 1, Parsed: scrum.Parse("télécharger mes factures")}, "UNORA")
		if got.Number != 1 || err != nil {
			t.Errorf("got %q, %v", got.Goal, err)
		}
		return nil
	})
}

// The table of stories was made anew once: what hangs on a story must not have
// gone with the old one.
func TestNothingIsLostWhenTheTableOfStoriesIsMadeAnew(t *testing.T) {
	t.Parallel()
	path := older(t, 70, oldStory(1, "planned", "pay by card"), oldStory(2, "accepted", "see the receipt"),
		`INSERT INTO story_word (product_id, word, story_id) VALUES (1, 'card', 1)`,
		`INSERT INTO story_move (product_id, story_id, state, person_id, at_us) VALUES (1, 1, 'draft', 'UCLAIRE', 5)`,
		`INSERT INTO sprint (id, product_id, number, goal, started_by, starts_us, ends_us, closed_us, verdict) VALUES (1, 1, 1, '', '', 1, 2, 0, '')`,
		`INSERT INTO sprint_story (sprint_id, story_id, added_us, removed_us, done_us) VALUES (1, 1, 1, 0, 0)`,
		`INSERT INTO story_source (product_id, source, external_id, story_id) VALUES (1, 'jira', 'SHOP-1', 1)`)
	db := openAt(t, path)
	read(t, db, func(tx *storage.Tx) error {
		stories, err := tx.StoriesAfter(t.Context(), 1, 0, 10)
		if err != nil || len(stories) != 2 || stories[0].State != scrum.StoryPlanned || stories[1].Goal != "see the receipt" {
			t.Errorf("got %+v, %v", stories, err)
		}
		steps, err := tx.Steps(t.Context(), 1)
		if err != nil || len(steps) != 1 {
			t.Errorf("steps %v, %v", steps, err)
		}
		stays, err := tx.StaysOf(t.Context(), 1)
		if err != nil || len(stays) != 1 {
			t.Errorf("stays %v, %v", stays, err)
		}
		id, err := tx.Imported(t.Context(), 1, "jira", "SHOP-1")
		if err != nil || id != 1 {
			t.Errorf("source %d, %v", id, err)
		}
		return nil
	})
	if got, _ := keysFound(t, db, scrum.BacklogQuery{Product: 1, Filter: scrum.Filter{Terms: scrum.Terms("card")}}); got != "PAY-1" {
		t.Errorf("found %q", got)
	}
	if diff := cmp.Diff("", danglers(t, path)); diff != "" {
		t.Error(diff)
	}
}

// Whoever pulls the plug between the step's own commit and the record that it
// was done finds it done again.
func TestTheTableOfStoriesCanBeMadeAnewTwice(t *testing.T) {
	t.Parallel()
	path := older(t, 80, oldStory(1, "planned", "pay by card"),
		`INSERT INTO story_move (product_id, story_id, state, person_id, at_us) VALUES (1, 1, 'draft', 'UCLAIRE', 5)`,
		`DELETE FROM goose_db_version WHERE version_id = 80`)
	read(t, openAt(t, path), func(tx *storage.Tx) error {
		s, err := tx.StoryByNumber(t.Context(), 1, 1)
		if err != nil || s.State != scrum.StoryPlanned {
			t.Errorf("got %+v, %v", s, err)
		}
		steps, err := tx.Steps(t.Context(), 1)
		if len(steps) != 1 {
			t.Errorf("steps %v", steps)
		}
		return err
	})
	if lost := danglers(t, path); lost != "" {
		t.Errorf("rows of %s refer to nothing", lost)
	}
}

// danglers names the tables with a row that refers to nothing.
func danglers(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(t.Context(), `SELECT DISTINCT "table" FROM pragma_foreign_key_check`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var tables []string
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, table)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(tables, " ")
}

func TestResultsOfVotesStayAsTheyWereTold(t *testing.T) {
	t.Parallel()
	path := older(t, 142, oldStory(1, "draft", "pay"), oldStory(2, "draft", "ship"), oldStory(3, "draft", "sign in"), oldStory(4, "dropped", "fax"),
		`UPDATE story SET size_halves = 6 WHERE id = 2`,
		`INSERT INTO ballot (id, product_id, number, opener_id, state, opened_us, closes_us, voted, outside) VALUES (1, 1, 1, 'UCLAIRE', 'published', 1, 0, 3, 1)`,
		`INSERT INTO ballot (id, product_id, number, opener_id, state, opened_us, closes_us) VALUES (2, 1, 2, 'UCLAIRE', 'open', 1, 0)`,
		`INSERT INTO ballot_option (ballot_id, position, story_id, was, approvals) VALUES (1, 0, 1, 2, 3), (1, 1, 2, 1, 3), (1, 2, 3, 3, 4), (1, 3, 4, 0, 2)`,
		`INSERT INTO ballot_roll (ballot_id, person_id, outside) VALUES (2, 'USAMIR', 0)`,
	)
	db := openAt(t, path)
	read(t, db, func(tx *storage.Tx) error {
		b, err := tx.Ballot(t.Context(), 1)
		want := scrum.Outcome{
			Papers: 4, Gone: []scrum.StoryID{4},
			Rows: []scrum.OutcomeRow{
				{Story: 3, Rank: 1, Place: 1, Approvals: 4, Sum: 4 * scrum.OneVote, Was: 3},
				{Story: 2, Rank: 2, Place: 2, Tied: true, Approvals: 3, Sum: 3 * scrum.OneVote, Was: 1, Effort: scrum.Points{Halves: 6, Known: true}},
				{Story: 1, Rank: 2, Place: 2, Tied: true, Approvals: 3, Sum: 3 * scrum.OneVote, Was: 2},
			},
		}
		if diff := cmp.Diff(want, b.Outcome); err == nil && diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		return err
	})
	read(t, db, func(tx *storage.Tx) error {
		b, err := tx.Ballot(t.Context(), 2)
		want := scrum.Ballot{Method: scrum.ByApproval, Secrecy: scrum.SeenByAll, Roll: []scrum.Voter{{Person: "USAMIR", Weight: scrum.FullWeight}}}
		if err == nil && (b.Method != want.Method || b.Secrecy != want.Secrecy || !cmp.Equal(b.Roll, want.Roll)) {
			t.Errorf("the vote that runs: %+v", b)
		}
		return err
	})
}

// withOldStandups is a database of the time when a product had one stand-up.
func withOldStandups(t *testing.T) string {
	t.Helper()
	return older(t, 200,
		`INSERT INTO product (id, channel_id, key, owner_id, lang, zone, next_number, created_us) VALUES (2, 'CBUY', 'BUY', 'UNORA', 'en', 'UTC', 1, 1)`,
		`INSERT INTO standup (product_id, clock, days, set_by, set_us) VALUES (1, '09:30', 62, 'UCLAIRE', 5)`,
		`INSERT INTO standup_day (id, product_id, date, since_us, digest_us, posted) VALUES (4, 1, '2026-03-03', 1, 2, 1), (5, 2, '2026-03-03', 1, 2, 0)`,
		`INSERT INTO standup_ask (id, product_id, day_id, person_id, date, state, answers, asked_us, answered_us)
			VALUES (8, 1, 4, 'USAMIR', '2026-03-03', 'answered', '{"next":"PAY-1"}', 1, 2), (9, 2, 5, 'UNORA', '2026-03-03', 'open', '{}', 1, 0)`,
		`INSERT INTO blocker (id, product_id, ask_id, person_id, helper_id, text, low, since, created_us) VALUES (3, 1, 8, 'USAMIR', '', 'the keys', 0, '2026-03-03', 2)`,
		`INSERT INTO schedule (product_id, deed, subject, clock, days, date, zone, window_us, next_us) VALUES (1, 'standup.ask', 'USAMIR', '09:30', 62, '', 'UTC', 1, 7)`,
		`INSERT INTO occurrence (product_id, deed, subject, day, state, due_us, at_us) VALUES (1, 'standup.ask', 'USAMIR', '2026-03-03', 0, 1, 1)`,
	)
}

// A product had one stand-up once. Whoever upgrades in the middle of a day asks
// nobody a second time.
func TestTheStandupOfAProductBecomesItsFirst(t *testing.T) {
	t.Parallel()
	path := withOldStandups(t)
	read(t, openAt(t, path), func(tx *storage.Tx) error {
		first, err := tx.StandupNamed(t.Context(), 1, "")
		want := scrum.Standup{ID: first.ID, Product: 1, Clock: "09:30", Days: scrum.Workdays, SetBy: "UCLAIRE", SetAt: time.UnixMicro(5).UTC()}
		if diff := cmp.Diff(want, first, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
		day, errDay := tx.StandupDayOn(t.Context(), first.ID, "2026-03-03")
		if day.ID != 4 || !day.Posted {
			t.Errorf("its day: %+v", day)
		}
		armed, errArmed := tx.Schedules(t.Context(), 1, "standup.ask")
		if len(armed) != 1 || armed[0].Subject != (scrum.Asked{Standup: first.ID, Person: "USAMIR"}).String() {
			t.Errorf("armed: %+v", armed)
		}
		return errors.Join(err, errDay, errArmed)
	})
	if lost := danglers(t, path); lost != "" {
		t.Errorf("rows of %s refer to nothing", lost)
	}
}

func TestAnswersFromBeforeThereWereSeveralStandupsAreReadableStill(t *testing.T) {
	t.Parallel()
	read(t, openAt(t, withOldStandups(t)), func(tx *storage.Tx) error {
		first, err := tx.StandupNamed(t.Context(), 1, "")
		ask, errAsk := tx.AskOn(t.Context(), first.ID, "USAMIR", "2026-03-03")
		if ask.ID != 8 || ask.Answers[scrum.QuestionNext] != "PAY-1" {
			t.Errorf("the answer: %+v", ask)
		}
		blocker, errBlocker := tx.BlockerOf(t.Context(), 8)
		if blocker.ID != 3 {
			t.Errorf("what was in the way: %+v", blocker)
		}
		byHand, errHand := tx.StandupNamed(t.Context(), 2, "")
		again, errAgain := tx.AskOn(t.Context(), byHand.ID, "UNORA", "2026-03-03")
		if byHand.Runs() || again.ID != 9 {
			t.Errorf("what was asked by hand alone: %+v of %+v", again, byHand)
		}
		return errors.Join(err, errAsk, errBlocker, errHand, errAgain)
	})
}

func TestBlockersFromBeforeThereWereStepsClimb(t *testing.T) {
	t.Parallel()
	read(t, openAt(t, withOldStandups(t)), func(tx *storage.Tx) error {
		armed, err := tx.Schedules(t.Context(), 1, "blocker.step")
		if len(armed) != 1 || !armed[0].Next.Before(time.Now()) {
			t.Errorf("armed: %+v", armed)
		}
		none, errNone := tx.Schedules(t.Context(), 2, "blocker.step")
		if len(none) > 0 {
			t.Errorf("armed where nothing is in the way: %+v", none)
		}
		return errors.Join(err, errNone)
	})
}

func TestADeedFromBeforeUndoWasKeptByPersonIsTakenBack(t *testing.T) {
	t.Parallel()
	db := openAt(t, older(t, 314, `INSERT INTO undo (id, product_id, person_id, deed, data, expires_us) VALUES ('u1', 1, 'UNORA', 'story.create', '{"id":12}', 7)`))
	write(t, db, func(tx *storage.Tx) error {
		u, err := tx.TakeUndo(t.Context(), "UNORA", "u1")
		if string(u.Data) != `{"id":12}` || u.Product != 1 || u.Deed != "story.create" || u.Expires.UnixMicro() != 7 {
			t.Errorf("the deed: %+v", u)
		}
		return err
	})
}

func TestAStepThatCameLaterThanAHigherNumberIsMadeUpFor(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{"DROP TABLE kano_answer", "DROP TABLE kano", "DELETE FROM goose_db_version WHERE version_id = 162"} {
		if _, err := raw.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	reader, err := storage.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
}
