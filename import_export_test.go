package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// typed runs a command line, on Monday.
func typed(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	return piped(t, "", args...)
}

// piped is typed with something on the standard input.
func piped(t *testing.T, in string, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), args, world{
		in: strings.NewReader(in), out: &stdout, err: &stderr,
		now: func() time.Time { return time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC) },
		env: func(string) (string, bool) { return "", false },
	})
	return code, stdout.String(), stderr.String()
}

// done is typed for what must work.
func done(t *testing.T, args ...string) (out, err string) {
	t.Helper()
	code, out, err := typed(t, args...)
	if code != 0 {
		t.Fatalf("pogo %s: %d\n%s%s", strings.Join(args, " "), code, out, err)
	}
	return out, err
}

// refused is typed for what must not work, and must say why.
func refused(t *testing.T, why string, args ...string) {
	t.Helper()
	if code, out, err := typed(t, args...); code == 0 || !strings.Contains(err, why) {
		t.Errorf("pogo %s: %d, and not %q:\n%s%s", strings.Join(args, " "), code, why, out, err)
	}
}

func tempDatabase(t *testing.T) string {
	t.Helper()
	return tables.Address(t)
}

func tempFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEachToolsExportIsImportedOnce(t *testing.T) {
	t.Parallel()
	for file, rows := range map[string]int{"jira.csv": 5, "jira_cloud.csv": 3, "jira_fr.csv": 3, "linear.csv": 5, "trello.csv": 3, "trello.json": 3, "github.tsv": 4} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			database := tempDatabase(t)
			path := filepath.Join("exchange", "testdata", file)
			out, _ := done(t, "import", path, "--database", database, "--channel", "C0SHOP", "--key", "PAY", "--owner", "UCLAIRE")
			if want := fmt.Sprintf("Imported %d stories into PAY, PAY-1 to PAY-%d; 0 were here already.", rows, rows); !strings.Contains(out, want) {
				t.Errorf("got %s", out)
			}
			before, _ := done(t, "export", "--database", database, "--format", "json", "--include-hidden")
			if open, hidden := strings.Count(before, `"author":""`), strings.Count(before, `"hidden":true`); open != rows-hidden {
				t.Errorf("%d of %d stories, of which %d are hidden, were asked for by nobody", open, rows, hidden)
			}
			out, _ = done(t, "import", path, "--database", database, "--product", "pay")
			if want := fmt.Sprintf("Nothing is new: %d stories are here already.", rows); !strings.Contains(out, want) {
				t.Errorf("got %s", out)
			}
			after, _ := done(t, "export", "--database", database, "--format", "json", "--include-hidden")
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("importing it twice changed something:\n%s", diff)
			}
		})
	}
}

func TestOneImportedStoryIsNamedOnce(t *testing.T) {
	t.Parallel()
	out, _ := done(t, "import", tempFile(t, "one.csv", "Title\nPay by card\n"), "--database", tempDatabase(t), "--channel", "C0SHOP", "--key", "PAY", "--owner", "UCLAIRE")
	if want := "Imported 1 story into PAY, PAY-1; 0 were here already."; !strings.Contains(out, want) {
		t.Errorf("got %s", out)
	}
}

func TestADryRunShowsWhatWouldBecomeAndChangesNothing(t *testing.T) {
	t.Parallel()
	database := tempDatabase(t)
	db, err := storage.Open(t.Context(), storage.Config{Path: database}) // as a running bot has it
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	args := []string{"import", "exchange/testdata/jira.csv", "--database", database, "--channel", "C0SHOP", "--key", "PAY", "--owner", "UCLAIRE"}
	out, _ := done(t, append(args, "--dry-run")...)
	for _, want := range []string{
		"5 rows, columns of jira, UTF-8, separated by commas",
		"Custom field (Story Points)    → points",
		"Not imported: Project key, Project name, Updated, Comment",
		"QA Check                       → draft, 1 row  (not known: kept in the text; --state \"QA Check=started\" says otherwise)",
		"line 10: “XL” in “Custom field (Story Points)” is no number of points: not estimated, kept in the text",
		"line 2: Pay by card (story, accepted, 5 points)\n  who: buyer\n  wants: pay by card\n  why: I need no cash\n  - a receipt arrives by mail",
		"about security or personal data: the channel would not see it",
		"A dry run, nothing was changed: 5 stories would be imported, 0 are here already.",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if !testdb.OnServer() { // which may be shared
		refused(t, "in use by another process", args...)
	}
	if products, _ := done(t, "export", "--database", database); strings.Count(products, "\n") != 1 {
		t.Errorf("something was changed:\n%s", products)
	}
	done(t, "import", "exchange/testdata/jira.csv", "--dry-run", "--database", testdb.Address(t)) // before there is one
}

func TestAFaultInTheLastRowKeepsTheFirstOut(t *testing.T) {
	t.Parallel()
	database := tempDatabase(t)
	product := []string{"--database", database, "--channel", "C0SHOP", "--key", "PAY", "--owner", "UCLAIRE"}
	for _, test := range []struct{ text, why string }{
		{"Summary,Key\ngood,1\n,2\ngood,1\n", "line 3 (row 2): neither a title nor a text"},
		{"Summary,Key\ngood,1\n,2\ngood,1\n", "nothing was imported: 2 faults to correct"},
		{"Summary,Key\ngood,1\n\"bad,2\n", "line 3 (row 2): a quote that is not closed"},
		{`{"cards": []}`, "this JSON is neither of pogo export nor of a Trello board"},
		{"PK\x03\x04", "open it and save it as CSV"},
		{"a,b\n1,2\n", "no column is known to be the title"},
		{"{\n\"pogo\": 1,\n\"products\": [", "the file ends in the middle"},
	} {
		args := append([]string{"import", tempFile(t, "file", test.text)}, product...)
		if strings.HasPrefix(test.text, "{") {
			args = args[:4]
		}
		refused(t, test.why, args...)
	}
	if out, _ := done(t, "export", "--database", database); strings.Count(out, "\n") != 1 {
		t.Errorf("something was kept:\n%s", out)
	}
}

func TestWhereStoriesGoMustBeClear(t *testing.T) {
	t.Parallel()
	database := testdb.Address(t)
	file := tempFile(t, "x.csv", "Summary,Key\nPay,1\n")
	for _, args := range [][]string{{}, {"--product", "PAY"}, {"--product", "PAY", "--dry-run"}} {
		refused(t, "there is no database "+storage.Name(database), append([]string{"import", file, "--database", database}, args...)...)
	}
	refused(t, "is no channel's id", "import", file, "--database", database, "--channel", "#shop", "--key", "PAY", "--owner", "U01")
	refused(t, "is no key", "import", file, "--database", database, "--channel", "C01", "--key", "P-Y", "--owner", "U01")
	refused(t, "is no person's id", "import", file, "--database", database, "--channel", "C01", "--key", "PAY", "--owner", "claire")
	refused(t, "give one or the other", "import", file, "--database", database, "--product", "PAY", "--key", "PAY")
	refused(t, "say draft, ready, started", "import", file, "--database", database, "--state", "Zombie=undead")
	if _, err := os.Stat(database); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a slip of the pen began a database: %v", err)
	}
	if _, told := done(t, "import", file, "--database", database, "--channel", "C01", "--key", "PAY", "--owner", "U01"); !strings.Contains(told, "it is begun") {
		t.Errorf("nothing was said of the new database: %s", told)
	}
	refused(t, "there is no product \"SHOP\"", "import", file, "--database", database, "--product", "SHOP")
	refused(t, "PAY is the product of channel C01; choose another", "import", file, "--database", database, "--channel", "C02", "--key", "pay", "--owner", "U01")
	refused(t, "is the home of PAY already", "import", file, "--database", database, "--channel", "C01", "--key", "NEW", "--owner", "U01")
	if out, _ := done(t, "import", file, "--database", database); !strings.Contains(out, "Nothing is new: 1 story is here already.") {
		t.Errorf("the only product was not taken: %s", out)
	}
	refused(t, "leave out --product", "import", tempFile(t, "x.json", `{"pogo":1,"products":[]}`), "--database", database, "--product", "PAY")
}

func TestWhatIsNoFileIsReadOrRefusedWithWhatToDo(t *testing.T) {
	t.Parallel()
	to := []string{"--dry-run", "--database", testdb.Address(t)}
	refused(t, "is a directory: name the file in it", append([]string{"import", t.TempDir()}, to...)...)
	refused(t, "there is no file nowhere.csv", append([]string{"import", "nowhere.csv"}, to...)...)
	refused(t, "has a header and no rows", append([]string{"import", tempFile(t, "x.csv", "Summary,Key\n")}, to...)...)
	refused(t, "the file is empty", append([]string{"import", "-"}, to...)...)
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	go func() { _ = os.WriteFile(pipe, []byte("Summary,Key\nPay,1\n"), 0o600) }()
	if out, _ := done(t, append([]string{"import", pipe}, to...)...); !strings.Contains(out, "1 story would be imported") {
		t.Errorf("got %s", out)
	}
}

func TestEpicsPartsAndLinksComeAlong(t *testing.T) {
	t.Parallel()
	from, to := filepath.Join(t.TempDir(), "pogo.db"), tempDatabase(t)
	target := []string{"--channel", "C0SHOP", "--key", "PAY", "--owner", "UCLAIRE"}
	out, _ := done(t, append([]string{"import", "exchange/testdata/jira_cloud.csv", "--database", from}, target...)...)
	if strings.Contains(out, "not in the file") {
		t.Errorf("something led nowhere: %s", out)
	}
	table := filepath.Join(t.TempDir(), "stories.csv")
	done(t, "export", "--database", from, "-o", table)
	done(t, append([]string{"import", table, "--database", to}, target...)...)
	for _, database := range []string{from, to} {
		text, _ := done(t, "export", "--database", database, "--format", "json")
		for _, want := range []string{
			`"number":1,"text":"Payments`, `"epic":true`, `"parent":1`, `"links":[{"kind":"needs","story":3}]`,
			`"labels":["Checkout","Mobile","payment","q2"]`, `"attachments":["https://example.atlassian.net/rest/api/3/attachment/content/35345","https://`,
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s is missing in\n%s", want, text)
			}
		}
	}
	later := tempFile(t, "later.csv", "Summary,Issue key,Parent key,Parent\nRefund,WEB-9,WEB-1,10046\nCall,WEB-10,WEB-2,\nLost,WEB-11,WEB-77,\n")
	out, _ = done(t, "import", later, "--database", from)
	if !strings.Contains(out, "1 reference leads to issues that are not in the file") {
		t.Errorf("got %s", out)
	}
	text, _ := done(t, "export", "--database", from, "--format", "json")
	if strings.Count(text, `"parent":1`) != 3 || !strings.Contains(text, `{"kind":"split_from","story":2}`) {
		t.Errorf("what came later is not joined:\n%s", text)
	}
}

// fill keeps a product with stories of every state, some in sprints.
func fill(t *testing.T, path string, random *rand.Rand, key string) {
	t.Helper()
	db, err := storage.Open(t.Context(), storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), func(tx *storage.Tx) error { return fillProduct(t, tx, random, key) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func fillProduct(t *testing.T, tx *storage.Tx, random *rand.Rand, key string) error {
	t.Helper()
	start := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	p, err := tx.CreateProduct(t.Context(), scrum.Product{Channel: scrum.ChannelID("C" + key), Key: key, Owner: "U1", Lang: scrum.French, Zone: "Europe/Paris", CreatedAt: start})
	if err != nil {
		return err
	}
	var sprints []scrum.Sprint
	for n := range 3 {
		at := start.AddDate(0, 0, 14*n)
		s := scrum.Sprint{Product: p.ID, Goal: "Goal é <3", StartedBy: "U1", StartsAt: at, EndsAt: at.AddDate(0, 0, 11)}
		if n < 2 {
			s.ClosedAt, s.Verdict = s.EndsAt, scrum.GoalPartly
		}
		if s, err = tx.CreateSprint(t.Context(), s); err != nil {
			return err
		}
		sprints = append(sprints, s)
	}
	for range 60 {
		if err := fillStory(t, tx, random, p, sprints[random.IntN(3)]); err != nil {
			return err
		}
	}
	return fillBlockers(t, tx, random, p)
}

// fillBlockers has things stand in people's way, some about a story, and people
// be away.
func fillBlockers(t *testing.T, tx *storage.Tx, random *rand.Rand, p scrum.Product) error {
	t.Helper()
	for n := range 12 {
		at := p.CreatedAt.Add(time.Duration(n) * time.Hour)
		b := scrum.Blocker{Product: p.ID, Person: "U2", Helper: "U3", Outside: "é", CreatedAt: at}.Read("waiting for the « keys »\r\nsince Monday", at)
		if random.IntN(2) == 0 {
			id, err := tx.StoryID(t.Context(), p.ID, 1+random.IntN(60))
			if err != nil {
				return err
			}
			b.Story = id
		}
		b, err := tx.CreateBlocker(t.Context(), b)
		if err != nil {
			return err
		}
		if n%3 == 0 {
			b = b.Acknowledge("U3", at.Add(time.Minute)).Resolve("U3", at.Add(time.Hour))
		}
		a := scrum.Absence{Person: scrum.PersonID(p.Key), From: "2026-03-02", To: "2026-03-04", UntilNoon: n%2 == 0, Note: "à la « mer »", EnteredBy: "U1", EnteredAt: at}
		_, err = tx.CreateAbsence(t.Context(), a)
		if err := errors.Join(err, tx.SaveBlocker(t.Context(), b.Step(at)), tx.RecordBlocker(t.Context(), scrum.BlockerEvent{Blocker: b.ID, Deed: scrum.BlockerTold, Person: "U2", At: at})); err != nil {
			return err
		}
	}
	return nil
}

func fillStory(t *testing.T, tx *storage.Tx, random *rand.Rand, p scrum.Product, in scrum.Sprint) error {
	t.Helper()
	texts := []string{"As a buyer, I want to pay by card so that I need no cash", "fix the bug exposing personal data", "« Été »\r\n\t=1+1", "\u2028<!channel> \U0001F44D \\\"", "En tant qu'élu, je veux voter"}
	states := []scrum.StoryState{scrum.StoryDraft, scrum.StoryReady, scrum.StoryPlanned, scrum.StoryToAccept, scrum.StoryAccepted, scrum.StoryReleased, scrum.StoryDropped, scrum.StoryUndone}
	number, err := tx.NextNumber(t.Context(), p.ID)
	if err != nil {
		return err
	}
	text := texts[random.IntN(len(texts))]
	parsed := scrum.Parse(text)
	s := scrum.Story{
		Product: p.ID, Number: number, Key: scrum.StoryKey(p.Key, number), Text: text, Parsed: parsed, Hidden: parsed.Confidential(), Author: "U2",
		Rank: random.IntN(3), Thumbs: random.IntN(3), State: states[random.IntN(len(states))],
		CreatedAt: p.CreatedAt.Add(time.Duration(random.Int64N(1e15)).Truncate(time.Microsecond)),
	}
	if !s.Hidden && random.IntN(2) == 0 {
		s.Author = "" // it was imported from somewhere
	}
	if random.IntN(2) == 0 {
		s.Size = scrum.Points{Halves: random.IntN(9), Known: true}
	}
	if s.State == scrum.StoryPlanned || s.State == scrum.StoryAccepted {
		s.Sprint = in.ID
	}
	if random.IntN(2) == 0 {
		s.Stream, s.Labels, s.Attachments = scrum.StreamDesign, []string{"Été", "=1"}, []string{"https://example.com/a,b"}
		s.Report, s.Writer, s.Epic, s.ReadyAt = scrum.BugReport{Happens: "it hangs"}, "U3", true, s.CreatedAt
		s.Origin = scrum.Origin{Channel: "CHELP", Thread: "1.2"}
	}
	if s, err = tx.CreateStory(t.Context(), s); err != nil {
		return err
	}
	if err := fillAround(t, tx, random, s); err != nil {
		return err
	}
	if err := tx.RecordMove(t.Context(), s, "U2", s.CreatedAt); err != nil || s.Sprint == 0 {
		return err
	}
	return tx.SaveSprintStay(t.Context(), scrum.SprintStory{Sprint: in.ID, Story: s.ID, Size: s.Size, AddedAt: s.CreatedAt})
}

// fillAround puts a story under another and links it to others, earlier and
// later ones, with a history of it and a source.
func fillAround(t *testing.T, tx *storage.Tx, random *rand.Rand, s scrum.Story) error {
	t.Helper()
	if s.Number%3 != 0 {
		return nil
	}
	var others []scrum.StoryID
	for range 2 {
		id, err := tx.StoryID(t.Context(), s.Product, 1+random.IntN(s.Number-1))
		if err != nil {
			return err
		}
		others = append(others, id)
	}
	return errors.Join(
		tx.SetParent(t.Context(), s.ID, others[0]),
		tx.KeepLink(t.Context(), scrum.Link{Story: s.ID, Kind: scrum.LinkNeeds, Other: others[0]}),
		tx.KeepLink(t.Context(), scrum.Link{Story: others[1], Kind: scrum.LinkSplitFrom, Other: s.ID}),
		tx.KeepSource(t.Context(), s.Product, "jira", s.Key, s.ID),
		surveyed(t, tx, s, s.CreatedAt.Add(time.Hour)),
		surveyed(t, tx, s, time.Time{}),
		tx.RecordChanges(t.Context(), s.ID, "U2", s.CreatedAt, []scrum.Change{
			{Field: "parent", After: strconv.FormatInt(int64(others[0]), 10)},
			{Field: "goal", Before: "12", After: "a\nb"},
			{Field: "sprint", Before: strconv.FormatInt(int64(s.Sprint), 10)},
		}),
	)
}

// surveyed has two people asked about a story, of whom one answers.
func surveyed(t *testing.T, tx *storage.Tx, s scrum.Story, closed time.Time) error {
	t.Helper()
	return tx.RestoreKano(t.Context(), scrum.Kano{
		Story: s.ID, StartedBy: "U1", StartedAt: s.CreatedAt, EndsAt: s.CreatedAt.Add(scrum.KanoTime), ClosedAt: closed,
		Asked: []scrum.KanoAnswer{{Person: "U2", Present: "like", Absent: "dislike", At: s.CreatedAt}, {Person: "U3"}},
	})
}

func TestWhatWasExportedIsImportedIdentically(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, seed))
			from, to := filepath.Join(t.TempDir(), "pogo.db"), tempDatabase(t)
			fill(t, from, random, "PAY")
			fill(t, from, random, "SHOP")
			file := filepath.Join(t.TempDir(), "all.json")
			done(t, "export", "--database", from, "--format", "json", "--include-hidden", "-o", file)
			for _, next := range []string{to, filepath.Join(t.TempDir(), "back.db")} { // to a server and back, where there is one
				done(t, "import", file, "--database", next)
				again := filepath.Join(t.TempDir(), "again.json")
				done(t, "export", "--database", next, "--format", "json", "--include-hidden", "-o", again)
				if diff := cmp.Diff(string(readFile(t, file)), string(readFile(t, again))); diff != "" {
					t.Errorf("it came back as another (-exported +exported again):\n%s", diff)
				}
			}
			if out, _ := done(t, "import", file, "--database", to); !strings.Contains(out, "Imported 0 stories;") {
				t.Errorf("a second import added something: %s", out)
			}
			if out, _ := done(t, "import", file, "--database", to, "--dry-run"); !strings.Contains(out, "0 stories would be imported") {
				t.Errorf("a dry run after it would add something: %s", out)
			}
		})
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAnExportThatMeetsOtherStoriesChangesNothing(t *testing.T) {
	t.Parallel()
	one, other := tempDatabase(t), tempDatabase(t)
	fill(t, one, rand.New(rand.NewPCG(1, 1)), "PAY")
	fill(t, other, rand.New(rand.NewPCG(2, 2)), "PAY")
	file := filepath.Join(t.TempDir(), "one.json")
	done(t, "export", "--database", one, "--format", "json", "-o", file)
	before, _ := done(t, "export", "--database", other, "--format", "json", "--include-hidden")
	refused(t, "is another story here", "import", file, "--database", other)
	refused(t, "is another story here", "import", file, "--database", other, "--dry-run")
	moved := tempFile(t, "moved.json", strings.Replace(string(readFile(t, file)), `"channel":"CPAY"`, `"channel":"C0OTHER"`, 1))
	refused(t, "two products with one key", "import", moved, "--database", other)
	renamed := tempFile(t, "renamed.json", strings.Replace(string(readFile(t, file)), `"key":"PAY"`, `"key":"NEW"`, 1))
	refused(t, "channel CPAY is the home of PAY here", "import", renamed, "--database", other)
	after, _ := done(t, "export", "--database", other, "--format", "json", "--include-hidden")
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
}

func TestHiddenStoriesLeaveOnlyWhenAskedAndThatIsSaid(t *testing.T) {
	t.Parallel()
	database := tempDatabase(t)
	fill(t, database, rand.New(rand.NewPCG(3, 3)), "PAY")
	for _, format := range []string{"csv", "markdown", "json"} {
		out, said := done(t, "export", "--database", database, "--format", format, "--product", "pay")
		if strings.Contains(out, "personal data") || !strings.Contains(said, "left out; --include-hidden takes them along") {
			t.Errorf("%s: said %q of\n%s", format, said, out)
		}
		out, said = done(t, "export", "--database", database, "--format", format, "--include-hidden")
		if !strings.Contains(out, "personal data") || !strings.Contains(said, "keep this file from others") {
			t.Errorf("%s with hidden stories: said %q of\n%s", format, said, out)
		}
	}
}

func TestABlockerOfAHiddenStoryLeavesOnlyWithIt(t *testing.T) {
	t.Parallel()
	database := tempDatabase(t)
	db, err := storage.Open(t.Context(), storage.Config{Path: database})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx *storage.Tx) error {
		at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
		p, err := tx.CreateProduct(t.Context(), scrum.Product{Channel: "CPAY", Key: "PAY", Owner: "U1", Zone: "UTC", CreatedAt: at})
		if err != nil {
			return err
		}
		s, err := tx.CreateStory(t.Context(), scrum.Story{Product: p.ID, Number: 1, Text: "a leak", Hidden: true, Author: "U2", State: scrum.StoryDraft, CreatedAt: at})
		if err != nil {
			return err
		}
		for text, story := range map[string]scrum.StoryID{"the leaking server": s.ID, "the keys": 0} {
			if _, err := tx.CreateBlocker(t.Context(), scrum.Blocker{Product: p.ID, Person: "U2", Story: story, CreatedAt: at}.Read(text, at)); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	out, _ := done(t, "export", "--database", database, "--format", "json")
	if strings.Contains(out, "leaking") || !strings.Contains(out, "the keys") {
		t.Errorf("without hidden stories:\n%s", out)
	}
	if out, _ := done(t, "export", "--database", database, "--format", "json", "--include-hidden"); !strings.Contains(out, "leaking") {
		t.Errorf("with hidden stories:\n%s", out)
	}
}

func TestAnExportNeverOverwritesTheDatabase(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	database := tempDatabase(t)
	fill(t, database, rand.New(rand.NewPCG(4, 4)), "PAY")
	before := readFile(t, database)
	refused(t, "is the database: choose another file", "export", "--database", database, "-o", database)
	refused(t, "no file that can be replaced", "export", "--database", database, "-o", t.TempDir())
	refused(t, "there is no database", "export", "--database", filepath.Join(t.TempDir(), "none.db"))
	refused(t, "there is no product \"new\": there is PAY", "export", "--database", database, "--product", "new")
	old := tempFile(t, "old.csv", "what stood here before")
	refused(t, "there is no product", "export", "--database", database, "--product", "new", "-o", old)
	if string(readFile(t, old)) != "what stood here before" {
		t.Error("an export that failed replaced a file")
	}
	if !bytes.Equal(before, readFile(t, database)) {
		t.Error("the database was changed")
	}
	info, err := os.ReadDir(filepath.Dir(old))
	if err != nil || len(info) != 1 {
		t.Errorf("something was left behind: %v, %v", info, err)
	}
}

func TestATableOfOursComesBackWithItsTexts(t *testing.T) {
	t.Parallel()
	from, to := tempDatabase(t), tempDatabase(t)
	fill(t, from, rand.New(rand.NewPCG(5, 5)), "PAY")
	file := filepath.Join(t.TempDir(), "all.csv")
	done(t, "export", "--database", from, "-o", file, "--include-hidden")
	out, _ := done(t, "import", file, "--database", to, "--channel", "C01", "--key", "NEW", "--owner", "U01")
	if !strings.Contains(out, "columns of pogo") || !strings.Contains(out, "only the owner sees them") {
		t.Errorf("got %s", out)
	}
	table, _ := done(t, "export", "--database", to, "--include-hidden")
	if !strings.Contains(table, "« Été »\r\n\t=1+1") || strings.Contains(table, "—") {
		t.Errorf("a text came back as another:\n%s", table)
	}
}
