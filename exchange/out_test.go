package exchange_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"pogo/exchange"
	"pogo/internal/golden"
	"pogo/locale"
	"pogo/scrum"
)

func at(day, hour int) time.Time { return time.Date(2026, time.March, day, hour, 0, 0, 0, time.UTC) }

// shop is a product with one story of each sort.
func shop(lang scrum.Lang) (exchange.Product, []exchange.Kept) {
	p := exchange.Product{
		Product:    scrum.Product{ID: 1, Channel: "C0SHOP", Key: "SHOP", Owner: "UCLAIRE", Lang: lang, Zone: "Europe/Paris", CreatedAt: at(1, 9), Privacy: "UNORA", Escalate: "UINES"},
		NextNumber: 9,
		Sprints: []scrum.Sprint{
			{Number: 1, Goal: "Pay", StartedBy: "UCLAIRE", StartsAt: at(2, 9), EndsAt: at(13, 17), ClosedAt: at(13, 17), Verdict: scrum.GoalReached},
			{Number: 2, Goal: ""},
		},
	}
	story := func(number int, text string, edit func(*exchange.Kept)) exchange.Kept {
		k := exchange.Kept{Story: scrum.Story{
			Number: number, Key: scrum.StoryKey("SHOP", number), Text: text, Parsed: scrum.Parse(text), State: scrum.StoryDraft, Author: "USAMIR", CreatedAt: at(2, 10),
		}}
		edit(&k)
		return k
	}
	return p, []exchange.Kept{
		story(3, "=cmd|' /C calc'!A1", func(k *exchange.Kept) {
			k.Story.Rank, k.Story.Thumbs, k.Story.Epic = 1, 3, true
			k.Story.Worth = scrum.Worth{
				Confidence: 80, Class: scrum.ClassFixed, Due: "2026-03-20", MoSCoW: scrum.Must, Value: 40,
				RICE: scrum.RICE{Reach: 400, Impact: 8, Effort: 15}, WSJF: scrum.WSJF{Business: 8, Urgency: 5, Risk: 3, Job: 5},
			}
		}),
		story(4, "fix the bug\n# exposing <!channel> personal data", func(k *exchange.Kept) { k.Story.Hidden = true }),
		story(1, "As a buyer, I want to pay by card so that I need no cash\nAcceptance criteria:\n- a receipt arrives, \"signed\"", func(k *exchange.Kept) {
			k.Story.State, k.Story.Size, k.Story.DoneAt, k.Story.Owner, k.Sprint = scrum.StoryAccepted, scrum.Points{Halves: 5, Known: true}, at(9, 12), "UNORA", 1
			k.Story.Stream, k.Story.Labels, k.Story.Attachments = scrum.StreamDesign, []string{"Payment", "-q2"}, []string{"https://example.com/a b", "https://example.com/c"}
			k.Story.State, k.Story.ReleasedAt, k.Story.Writer, k.Story.ReadyAt = scrum.StoryReleased, at(10, 12), "UCLAIRE", at(3, 9)
			k.Parent, k.Links = 3, []exchange.Link{{Kind: scrum.LinkNeeds, Other: 2}, {Kind: scrum.LinkNeeds, Other: 4}, {Kind: scrum.LinkSplitFrom, Other: 3}}
			k.Changes = []scrum.Change{{Field: "goal", Before: "pay", After: "pay by card", By: "UNORA", At: at(3, 9)}}
			k.Sources = []scrum.Source{{Tool: "jira", ID: "WEB-1"}}
			k.Surveys = []scrum.Kano{
				{StartedBy: "UCLAIRE", StartedAt: at(2, 9), EndsAt: at(9, 9), ClosedAt: at(9, 9), Asked: []scrum.KanoAnswer{{Person: "UNORA", Present: "like", Absent: "dislike", At: at(3, 9)}, {Person: "USAMIR"}}},
				{StartedBy: "UCLAIRE", StartedAt: at(10, 9), EndsAt: at(17, 9), Asked: []scrum.KanoAnswer{{Person: "UNORA"}}},
			}
			k.Stays = []exchange.Stay{{Sprint: 1, Size: k.Story.Size, AddedAt: at(2, 9), DoneAt: at(9, 12)}}
			k.Steps = []scrum.Step{{State: scrum.StoryDraft, By: "USAMIR", At: at(2, 10)}, {State: scrum.StoryAccepted, By: "UNORA", At: at(9, 12)}}
		}),
		story(2, "an old wish", func(k *exchange.Kept) {
			k.Story.State, k.Story.DroppedCause, k.Story.Permalink = scrum.StoryDropped, "nobody *misses* it", "https://example.slack.com/archives/C1/p1"
			k.Steps = []scrum.Step{{State: scrum.StoryDropped}}
		}),
	}
}

func names(id scrum.PersonID) string {
	name, ok := map[scrum.PersonID]string{"": "", "USAMIR": "Samir", "UNORA": "Nora", "UCLAIRE": "Claire"}[id]
	if !ok {
		return string(id)
	}
	return name
}

func each(list []exchange.Kept) iter.Seq2[exchange.Kept, error] {
	return func(yield func(exchange.Kept, error) bool) {
		for _, k := range list {
			if !yield(k, nil) {
				return
			}
		}
	}
}

func TestTheTableIsAsReviewed(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	out, err := exchange.NewCSV(&b, names, ',')
	if err != nil {
		t.Fatal(err)
	}
	p, stories := shop(scrum.English)
	if err := errors.Join(out.Product(p, each(stories)), out.Close()); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/shop.csv", b.Bytes())
}

func TestTheTextIsAsReviewed(t *testing.T) {
	t.Parallel()
	catalog, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []scrum.Lang{scrum.English, scrum.French} {
		var b bytes.Buffer
		out := exchange.NewMarkdown(&b, names, func(l scrum.Lang) exchange.Words { return catalog.For(string(l)) })
		p, stories := shop(lang)
		if err := errors.Join(out.Product(p, each(stories)), out.Product(p, each(nil)), out.Close()); err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "testdata/shop."+string(lang)+".md", b.Bytes())
	}
}

func TestEverySentenceOfTheTextExists(t *testing.T) {
	t.Parallel()
	catalog, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "fr"} {
		for _, key := range []string{
			"export.asked", "export.rank", "export.thumbs", "export.sprint", "export.taken", "export.done", "export.released", "export.because", "export.hidden",
			"export.epic", "export.parent", "export.stream", "export.labels",
			"export.link.needs", "export.link.split_from", "export.link.duplicates", "export.link.follows",
			"story.state.ready", "story.state.planned", "story.state.started", "story.state.to_accept", "story.state.changes_requested",
		} {
			if !catalog.For(lang).Has(key) {
				t.Errorf("%s is missing in %s", key, lang)
			}
		}
	}
}

// No text that anybody writes is a formula in a spreadsheet, and each comes
// back as it was.
func TestNoCellIsAFormulaAndEachComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`['=+@＝-]{0,3}[a-z"';,\n=]{1,8}[a-z]`).Draw(t, "text")
		var b bytes.Buffer
		out, err := exchange.NewCSV(&b, names, ',')
		if err != nil {
			t.Fatal(err)
		}
		p, _ := shop(scrum.English)
		k := exchange.Kept{Story: scrum.Story{Key: "SHOP-1", Text: text, State: scrum.StoryDraft}}
		if err := errors.Join(out.Product(p, each([]exchange.Kept{k})), out.Close()); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range rows[1] {
			if cell != "" && strings.ContainsAny(string([]rune(cell)[:1]), "=+-@\t\r\n＝＋－＠") {
				t.Errorf("%q is a formula", cell)
			}
		}
		items, err := exchange.OpenItems(bytes.NewReader(b.Bytes()), exchange.Source{Zone: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		for item, err := range items.All() {
			if err != nil || items.Tool != exchange.Pogo || item.Text != strings.TrimSpace(text) || item.ID != "SHOP-1" {
				t.Errorf("got %q, %v, want %q", item.Text, err, text)
			}
		}
	})
}

func TestATableKeepsWhatStoriesAreWorth(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	out, err := exchange.NewCSV(&b, names, ';')
	if err != nil {
		t.Fatal(err)
	}
	p, stories := shop(scrum.English)
	stories[1].Story.Worth = scrum.Worth{Class: scrum.ClassExpedite, RICE: scrum.RICE{Impact: 1, Effort: 5}}
	stories[2].Story.Worth = scrum.Worth{MoSCoW: scrum.Wont, WSJF: scrum.WSJF{Job: 13}}
	if err := errors.Join(out.Product(p, each(stories)), out.Close()); err != nil {
		t.Fatal(err)
	}
	items, err := exchange.OpenItems(bytes.NewReader(b.Bytes()), exchange.Source{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for item, err := range items.All() {
		if err != nil || len(item.Unread) > 0 {
			t.Errorf("%v, %v", item.Unread, err)
		}
		if diff := cmp.Diff(stories[n].Story.Worth, item.Story().Worth); diff != "" {
			t.Errorf("%s: %s", stories[n].Story.Key, diff)
		}
		n++
	}
	if n != len(stories) {
		t.Errorf("%d rows", n)
	}
}

func TestAWorthThatNobodyCanGiveIsNotTaken(t *testing.T) {
	t.Parallel()
	table := "key,kind,state,text,criteria,class,due,value,urgency\nA-1,need,draft,first,,fixed,,900,8\nA-2,need,draft,second,,,2026-03-20,5,4\n"
	items, err := exchange.OpenItems(strings.NewReader(table), exchange.Source{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	want := []scrum.Worth{{WSJF: scrum.WSJF{Urgency: 8}}, {Value: 5}}
	n := 0
	for item, err := range items.All() {
		if err != nil || len(item.Unread) != 2 {
			t.Errorf("%v, %v", item.Unread, err)
		}
		if diff := cmp.Diff(want[n], item.Story().Worth); diff != "" {
			t.Errorf("%s: %s", item.ID, diff)
		}
		n++
	}
}

// whole writes products and what they hold.
func whole(t interface{ Fatal(args ...any) }, products []exchange.Product, stories [][]exchange.Kept) []byte {
	var b bytes.Buffer
	w := exchange.NewWriter(&b)
	for i, p := range products {
		if err := w.Product(p, each(stories[i])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// reread reads what whole wrote.
func reread(data []byte) (products []exchange.Product, stories [][]exchange.Kept, err error) {
	err = exchange.Read(bytes.NewReader(data), exchange.Receiver{
		Product: func(p exchange.Product) error {
			products, stories = append(products, p), append(stories, nil)
			return nil
		},
		Story: func(k exchange.Kept) error {
			stories[len(stories)-1] = append(stories[len(stories)-1], k)
			return nil
		},
	})
	return products, stories, err
}

func byNumber(list []exchange.Kept) []exchange.Kept {
	return []exchange.Kept{list[2], list[3], list[0], list[1]}
}

func TestTheJSONIsAsReviewedAndComesBackTheSame(t *testing.T) {
	t.Parallel()
	p, stories := shop(scrum.French)
	empty := exchange.Product{Product: scrum.Product{Channel: "C0NEW", Key: "NEW", Owner: "USAMIR", CreatedAt: at(1, 9)}, NextNumber: 1}
	data := whole(t, []exchange.Product{p, empty}, [][]exchange.Kept{byNumber(stories), nil})
	golden.Check(t, "testdata/shop.json", data)
	products, again, err := reread(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(data), string(whole(t, products, again))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(byNumber(stories), again[0], cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

// lists writes a product's blockers and absences, and what is read of them.
func lists(t *testing.T, blockers []exchange.Blocker, absences []scrum.Absence) (data []byte, again []exchange.Blocker, away []scrum.Absence, err error) {
	t.Helper()
	p, _ := shop(scrum.English)
	p.Blockers = blockers
	var b bytes.Buffer
	out := exchange.NewWriter(&b)
	out.Absences(absences)
	if err := errors.Join(out.Product(p, each(nil)), out.Close()); err != nil {
		t.Fatal(err)
	}
	err = exchange.Read(bytes.NewReader(b.Bytes()), exchange.Receiver{
		Product:  func(p exchange.Product) error { again = p.Blockers; return nil },
		Absences: func(list []scrum.Absence) error { away = list; return nil },
	})
	return b.Bytes(), again, away, err
}

func TestBlockersAndAbsencesComeBackTheSame(t *testing.T) {
	t.Parallel()
	stood := exchange.Blocker{Number: 3, Blocker: scrum.Blocker{
		Person: "USAMIR", Text: "waiting <for> the \"keys\"\nsince Monday", Class: scrum.BlockedByAccess, Since: "2026-03-02", Helper: "UNORA", Outside: "the bank",
		Goal: true, Low: true, CreatedAt: at(3, 9), ChangedAt: at(5, 9), AckedAt: at(4, 9), ResolvedAt: at(5, 9), ResolvedBy: "UNORA", AskedAt: at(3, 10), Level: 2, LevelAt: at(3, 14),
	}, Events: []scrum.BlockerEvent{{Deed: scrum.BlockerTold, Person: "USAMIR", At: at(3, 9)}, {Deed: scrum.BlockerEscalated, Other: "UCLAIRE", At: at(3, 14)}}}
	stands := exchange.Blocker{Blocker: scrum.Blocker{Person: "UNORA", Text: "la base", Class: scrum.BlockedByEnvironment, Since: "2026-03-05", CreatedAt: at(5, 9), ChangedAt: at(5, 9), AskedAt: at(5, 9)}}
	away := []scrum.Absence{
		{Person: "UNORA", From: "2026-12-22", To: "2026-12-26", FromNoon: true, Note: "skiing", EnteredBy: "UCLAIRE", EnteredAt: at(2, 9)},
		{Person: "USAMIR", From: "2026-03-02", To: "2026-03-02", UntilNoon: true, EnteredBy: "USAMIR", Source: scrum.AbsenceStatus, EnteredAt: at(2, 10)},
	}
	data, blockers, absences, err := lists(t, []exchange.Blocker{stood, stands}, away)
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/lists.json", data)
	if diff := cmp.Diff([]exchange.Blocker{stood, stands}, blockers); diff != "" {
		t.Errorf("blockers (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(away, absences); diff != "" {
		t.Errorf("absences (-want +got):\n%s", diff)
	}
	for name, spoil := range map[string]func(*exchange.Blocker){
		"blocker 1 of SHOP: a class":                      func(b *exchange.Blocker) { b.Class = "boredom" },
		"blocker 1 of SHOP: a date":                       func(b *exchange.Blocker) { b.Since = "Monday" },
		"blocker 1 of SHOP: a story":                      func(b *exchange.Blocker) { b.Number = 99 },
		"blocker 1 of SHOP: a step or a deed":             func(b *exchange.Blocker) { b.Events = []scrum.BlockerEvent{{Deed: "forgot", At: at(3, 9)}} },
		"blocker 1 of SHOP: it needs a person, a text an": func(b *exchange.Blocker) { b.Text = "" },
	} {
		b := stood
		spoil(&b)
		if _, _, _, err := lists(t, []exchange.Blocker{b}, nil); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want %s", err, name)
		}
	}
	away[0].To = "2026-12-20"
	if _, _, _, err := lists(t, nil, away); err == nil || !strings.Contains(err.Error(), "absence 1 of the list") {
		t.Errorf("an absence that ends before it begins: %v", err)
	}
}

func TestAJSONThatIsNotOursOrNotWholeIsRefusedWithItsLine(t *testing.T) {
	t.Parallel()
	p, stories := shop(scrum.English)
	good := string(whole(t, []exchange.Product{p}, [][]exchange.Kept{byNumber(stories)}))
	for _, test := range []struct{ name, data, want string }{
		{"of another program", `{"cards": []}`, "line 1: this JSON is neither of pogo export nor of a Trello board"},
		{"of a newer program", strings.Replace(good, `"pogo": 1`, `"pogo": 2`, 1), "line 2: the file is of version 2 and this program knows 1"},
		{"cut off", good[:len(good)-20], "line 12: the file ends in the middle"},
		{"an unknown field", strings.Replace(good, `"thumbs"`, `"hands"`, 1), "line 12: json: unknown field \"hands\""},
		{"a broken line", strings.Replace(good, `"number":3,`, `"number":3`, 1), "line 12: invalid character"},
		{"a state that is none", strings.Replace(good, `"state":"dropped"`, `"state":"lost"`, 1), "line 11: story SHOP-2: a state that does not exist"},
		{"the same number twice", strings.Replace(good, `"number":2,`, `"number":1,`, 2), "line 8: the sprints of SHOP should be numbered from 1"},
		{"a number out of order", strings.Replace(good, "\n{\"number\":3,", "\n{\"number\":2,", 1), "line 12: story SHOP-2: numbers must rise"},
		{"a sprint that is not there", strings.Replace(good, `"sprint":1,"created"`, `"sprint":7,"created"`, 1), "line 10: story SHOP-1: a sprint that is not in the file"},
		{"a third of a point", strings.Replace(good, `"points":2.5`, `"points":2.3`, 1), "line 10: story SHOP-1: points that are no size"},
		{"a wrong type", strings.Replace(good, `"rank":1`, `"rank":"first"`, 1), "line 12: rank cannot be a string"},
		{"a key that is none", strings.Replace(good, `"key":"SHOP"`, `"key":"../x"`, 1), "line 4: a product needs a key"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := reread([]byte(test.data))
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	p, stories := shop(scrum.English)
	f.Add(whole(f, []exchange.Product{p}, [][]exchange.Kept{byNumber(stories)}))
	f.Fuzz(func(t *testing.T, data []byte) {
		products, stories, err := reread(data)
		if err != nil {
			return
		}
		first := whole(t, products, stories)
		products, stories, err = reread(first)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, whole(t, products, stories)) {
			t.Error("what was written differs from what was read")
		}
	})
}
