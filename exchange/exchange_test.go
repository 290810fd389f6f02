package exchange_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"pogo/exchange"
	"pogo/internal/golden"
	"pogo/scrum"
)

func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func paris(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// readAll reads a file whole, or to its first error.
func readAll(t *testing.T, data []byte, s exchange.Source) (*exchange.Items, []exchange.Item, error) {
	t.Helper()
	if s.Zone == nil {
		s.Zone = paris(t)
	}
	items, err := exchange.OpenItems(bytes.NewReader(data), s)
	if err != nil {
		return nil, nil, err
	}
	var list []exchange.Item
	for item, err := range items.All() {
		if err != nil {
			return items, list, err
		}
		list = append(list, item)
	}
	return items, list, nil
}

// seen is what a golden file shows of an item.
type seen struct {
	Line      int
	ID        string
	Text      string
	Kind      scrum.Kind
	Headline  string
	Role      string   `json:",omitempty"`
	Goal      string   `json:",omitempty"`
	Benefit   string   `json:",omitempty"`
	Criteria  []string `json:",omitempty"`
	State     scrum.StoryState
	Unknown   bool   `json:",omitempty"`
	Cause     string `json:",omitempty"`
	Points    string
	CreatedAt time.Time `json:",omitzero"`
	DoneAt    time.Time `json:",omitzero"`
	Hidden    bool      `json:",omitempty"`
	Unread    []string  `json:",omitempty"`
}

func TestEachToolsExportIsUnderstood(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		file, tool, encoding string
		comma                rune
	}{
		{"jira.csv", exchange.Jira, exchange.UTF8, ','},
		{"jira_fr.csv", exchange.Jira, exchange.Windows1252, ';'},
		{"linear.csv", exchange.Linear, exchange.UTF8, ','},
		{"trello.csv", exchange.Trello, exchange.UTF8, ','},
		{"trello.json", exchange.Trello, exchange.UTF8, 0},
		{"jira_cloud.csv", exchange.Jira, exchange.UTF8, ','},
		{"github.tsv", exchange.GitHub, exchange.UTF8, '\t'},
	} {
		t.Run(test.file, func(t *testing.T) {
			t.Parallel()
			items, list, err := readAll(t, sample(t, test.file), exchange.Source{})
			if err != nil {
				t.Fatal(err)
			}
			if items.Tool != test.tool || items.Encoding != test.encoding || items.Comma != test.comma {
				t.Errorf("taken for %s, %s, %q", items.Tool, items.Encoding, items.Comma)
			}
			shown := struct {
				NotImported []string
				Items       []seen
			}{NotImported: items.Ignored()}
			for _, item := range list {
				s := item.Story()
				shown.Items = append(shown.Items, seen{
					item.Line, item.ID, s.Text, s.Kind, s.Headline(), s.Role, s.Goal, s.Benefit, s.Criteria, s.State, !item.Known, s.DroppedCause,
					s.Size.String(), s.CreatedAt, s.DoneAt, s.Hidden, item.Unread,
				})
			}
			golden.CheckJSON(t, "testdata/"+test.file+".json", shown)
		})
	}
}

func utf16Of(text string, big, mark bool) []byte {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xFEFF}, units...)
	}
	var out []byte
	for _, u := range units {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func TestTheSameTableInEveryEncodingIsTheSame(t *testing.T) {
	t.Parallel()
	text := "Summary,Issue key,Description\nPayer en € à l’hôtel,SHOP-1,\"deux\nlignes œ\"\n"
	windows, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, encoding string
		data           []byte
	}{
		{"UTF-8", exchange.UTF8, []byte(text)},
		{"UTF-8 with a mark", exchange.UTF8, []byte("\uFEFF" + text)},
		{"UTF-16 LE with a mark", exchange.UTF16LE, utf16Of(text, false, true)},
		{"UTF-16 LE without", exchange.UTF16LE, utf16Of(text, false, false)},
		{"UTF-16 BE with a mark", exchange.UTF16BE, utf16Of(text, true, true)},
		{"UTF-16 BE without", exchange.UTF16BE, utf16Of(text, true, false)},
		{"Windows-1252", exchange.Windows1252, []byte(windows)},
		{"with semicolons", exchange.UTF8, []byte(strings.ReplaceAll(text, ",", ";"))},
		{"with tabs", exchange.UTF8, []byte(strings.ReplaceAll(text, ",", "\t"))},
		{"with the line ends of old Macs", exchange.UTF8, []byte(strings.ReplaceAll(text, "\n", "\r"))},
		{"with a line that names the separator", exchange.UTF8, []byte("\uFEFFsep=;\r\n" + strings.ReplaceAll(text, ",", ";"))},
		{"below empty rows", exchange.UTF8, []byte(",,\n,,\n" + text)},
		{"with the line ends of Windows", exchange.UTF8, []byte(strings.ReplaceAll(text, "\n", "\r\n"))},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			items, list, err := readAll(t, test.data, exchange.Source{})
			if err != nil {
				t.Fatal(err)
			}
			if items.Encoding != test.encoding {
				t.Errorf("taken for %s", items.Encoding)
			}
			want := "Payer en € à l’hôtel\n\ndeux\nlignes œ\n\n—\nIssue key: SHOP-1"
			if len(list) != 1 || list[0].Text != want {
				t.Errorf("got %+v", list)
			}
		})
	}
}

func TestAnOldByteFarIntoTheFileIsFound(t *testing.T) {
	t.Parallel()
	long := "Summary,Issue key\n" + strings.Repeat("x", 100_000) + ",A-1\ncaf\xe9,A-2\n"
	items, list, err := readAll(t, []byte(long), exchange.Source{})
	if err != nil || items.Encoding != exchange.Windows1252 || !strings.HasPrefix(list[1].Text, "café") {
		t.Errorf("%v, %+v", err, items)
	}
}

func TestWhatIsNoTableIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, data string
		source     exchange.Source
		want       string
	}{
		{"nothing", " \n", exchange.Source{}, "the file is empty"},
		{"a spreadsheet", "PK\x03\x04\x14\x00", exchange.Source{}, "this is a spreadsheet or a compressed file: open it and save it as CSV"},
		{"a picture", "\x89PNG\x00\x01\x02\x00\x00\x07\x00\x00", exchange.Source{}, "this is no text file: export it as CSV"},
		{"a page to log in", "\uFEFF \n<!DOCTYPE html>\n<html>", exchange.Source{}, "this is a web page, perhaps the one that asks to log in"},
		{"XML", "<?xml version=\"1.0\"?>\n<rss/>", exchange.Source{}, "this is XML: export it as CSV"},
		{"a PDF", "%PDF-1.4\n", exchange.Source{}, "this is no text file"},
		{"a mark and nothing", "\uFEFF", exchange.Source{}, "the file is empty"},
		{"half a character", "\xFF\xFES\x00u", exchange.Source{}, "the file ends in the middle of a character"},
		{"a letter that was broken", "Summary,Key\né,1\nà,2\ncaf\xe9,3\n", exchange.Source{}, "line 4: a broken character, where the rest of the file is UTF-8"},
		{"a broken letter beside the only whole one", "Summary,Key\né,1\ncaf\xe9,2\n", exchange.Source{}, "line 3: a broken character"},
		{"broken letters below a mark", "\uFEFFSummary,Key\ncaf\xe9,1\ncaf\xe9,2\n", exchange.Source{}, "line 2: a broken character, where the rest of the file is UTF-8 (broken bytes: 2)"},
		{"another JSON", "{\"id\": 1, \"name\": 2}", exchange.Source{}, "line 1: this JSON is neither"},
		{"half a board", "{\"id\":\"1\",\"name\":\"x\",\"cards\":[{", exchange.Source{}, "line 1: the file ends in the middle"},
		{"unknown columns", "a,b\n1,2\n", exchange.Source{}, `no column is known to be the title: say which is, as in --map "a=title"; the columns are "a", "b"`},
		{"another tool's", "a,b\n1,2\n", exchange.Source{Tool: exchange.Jira}, `this does not look like an export of jira: its columns are "a", "b"`},
		{"a column that is not there", "Summary,Key\nx,1\n", exchange.Source{Columns: map[string]exchange.Field{"Size": exchange.Points}}, `there is no column "Size": the columns are "Summary", "Key"`},
		{"a field that is none", "Summary,Key\nx,1\n", exchange.Source{Columns: map[string]exchange.Field{"Key": "name"}}, `"name" is nothing that a column can mean: say one of id, alias, title`},
		{"a header in an open quote", "\"Summary,Key\nx,1\n", exchange.Source{}, "line 1: a quote that is not closed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readAll(t, []byte(test.data), test.source)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestAFaultSaysOnWhichLine(t *testing.T) {
	t.Parallel()
	const header = "Summary,Issue key,Description\n"
	for _, test := range []struct{ name, rows, want string }{
		{"a quote left open", "a,A-1,\"two\nlines\"\nb,A-2,\"never closed\nc,A-3,\n", "line 4 (row 2): a quote that is not closed"},
		{"a bare quote", "a,A-1,12\" wide\n", "line 2 (row 1): a quote inside a cell without quotes, at column 9"},
		{"too many cells", "a,A-1,x\nb,A-2,one, two\n", "line 3 (row 2): 4 cells under 3 columns"},
		{"no words", "a,A-1,\n,A-2,\n", "line 3 (row 2): neither a title nor a text"},
		{"an id twice", "a,A-1,\nb,A-2,\nc,A-1,\n", "line 4 (row 3): the id “A-1” was on line 2 already"},
		{"an endless row", "a,A-1,\nb,A-2,\"" + strings.Repeat("endless\n", 3<<20), "line 3 (row 2): the row is longer than 16 MB"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readAll(t, []byte(header+test.rows), exchange.Source{})
			var fault *exchange.Fault
			if !errors.As(err, &fault) || !strings.HasPrefix(fault.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestALookFindsEveryFaultAndCountsStates(t *testing.T) {
	t.Parallel()
	data := "Summary,Key,Status,Story Points\na,1,Done,3\n,2,Done,\nc,3,Zombie,XS\nd,4,Zombie,5\ne,1,Done,\n,,,\n"
	items, err := exchange.OpenItems(strings.NewReader(data), exchange.Source{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	survey, err := exchange.Look(items, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	var faults []string
	for _, f := range survey.Faults {
		faults = append(faults, f.Error())
	}
	if diff := cmp.Diff([]string{"line 3 (row 2): neither a title nor a text", "line 6 (row 5): the id “1” was on line 2 already"}, faults); diff != "" {
		t.Error(diff)
	}
	want := []exchange.StateCount{{Status: "Zombie", State: scrum.StoryDraft, Rows: 2}, {Status: "Done", State: scrum.StoryAccepted, Known: true, Rows: 1}}
	if diff := cmp.Diff(want, survey.States); diff != "" {
		t.Error(diff)
	}
	if survey.Rows != 5 || survey.Faulty != 2 || survey.Estimate != 2 {
		t.Errorf("got %+v", survey)
	}
	if diff := cmp.Diff([]string{"line 4: “XS” in “Story Points” is no number of points: not estimated, kept in the text"}, survey.Unread); diff != "" {
		t.Error(diff)
	}
}

func TestAPersonsWordGoesBeforeWhatIsKnown(t *testing.T) {
	t.Parallel()
	data := "Nom;Détail;Taille;Où en est-on\nPayer;par carte;½;Zombie\n"
	items, list, err := readAll(t, []byte(data), exchange.Source{
		Columns: map[string]exchange.Field{"nom": exchange.Title, "Détail": exchange.Text, "taille": exchange.Points, "ou en est-on": exchange.State},
		States:  map[string]scrum.StoryState{"zombie": scrum.StoryDropped},
	})
	if err != nil {
		t.Fatal(err)
	}
	if items.Tool != exchange.Other || len(list) != 1 {
		t.Fatalf("got %s, %+v", items.Tool, list)
	}
	if got := list[0]; got.Text != "Payer\n\npar carte" || got.Size.String() != "½" || got.State != scrum.StoryDropped || got.Cause != "Zombie" {
		t.Errorf("got %+v", got)
	}
}

func TestATableOfNoToolIsReadByTheNamesOfItsColumns(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, data, text string }{
		{"English", "Title,Status,Assignee,Estimate\nPay by card,Done,Nora,5\n", "Pay by card\n\n—\nAssignee: Nora"},
		{"French", "Titre;Statut;Responsable;Points\nPayer par carte;Terminé;Nora;5\n", "Payer par carte\n\n—\nResponsable: Nora"},
		{"French, other words", "Résumé;État;Étiquettes;Estimation\nPayer par carte;terminée;web;5\n", "Payer par carte"},
		{"two columns", "Nom;Description;Statut;Charge\nPayer;par carte;Fait;5\n", "Payer\n\npar carte"},
		{"a story alone", "User story,State,Points\nAs a buyer I want to pay by card,closed,5\n", "As a buyer I want to pay by card"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			items, list, err := readAll(t, []byte(test.data), exchange.Source{})
			if err != nil || items.Tool != exchange.Other || len(list) != 1 {
				t.Fatalf("%v, %+v", err, list)
			}
			if got := list[0]; got.Text != test.text || got.State != scrum.StoryAccepted || got.Size.String() != "5" {
				t.Errorf("got %q, %s, %s", got.Text, got.State, got.Size)
			}
		})
	}
}

func TestWhatAPersonSaysIsTheTitleIsTheOnlyOne(t *testing.T) {
	t.Parallel()
	data := "Title,Need\n12,Pay by card\n"
	_, list, err := readAll(t, []byte(data), exchange.Source{Columns: map[string]exchange.Field{"Need": exchange.Title}})
	if err != nil || len(list) != 1 || list[0].Text != "Pay by card\n\n—\nTitle: 12" {
		t.Errorf("%v, %+v", err, list)
	}
}

func TestRowsWithoutAnIDAreKnownByWhatTheySay(t *testing.T) {
	t.Parallel()
	_, first, err := readAll(t, sample(t, "github.tsv"), exchange.Source{})
	if err != nil {
		t.Fatal(err)
	}
	_, again, err := readAll(t, sample(t, "github.tsv"), exchange.Source{})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for i, item := range first {
		if item.ID == "" || ids[item.ID] || again[i].ID != item.ID {
			t.Errorf("row %d has the id %q, then %q", item.Row, item.ID, again[i].ID)
		}
		ids[item.ID] = true
	}
}

func TestNoTextIsLostWhateverTheColumns(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[a-zé",;\n =+'-]{0,12}`)
		cells := []string{rapid.StringMatching(`[a-z]{1,8}`).Draw(t, "title"), cell.Draw(t, "text"), cell.Draw(t, "labels")}
		var row []string
		for _, c := range cells {
			row = append(row, `"`+strings.ReplaceAll(c, `"`, `""`)+`"`)
		}
		items, err := exchange.OpenItems(strings.NewReader("Summary,Description,Labels,Key\n"+strings.Join(row, ",")+",K\n"), exchange.Source{Zone: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		for item, err := range items.All() {
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cells {
				kept := append([]string{item.Text}, item.Labels...)
				if !strings.Contains(strings.Join(kept, "\n"), strings.TrimSpace(c)) {
					t.Errorf("%q is not in %q", c, kept)
				}
			}
		}
	})
}

func FuzzItems(f *testing.F) {
	for _, name := range []string{"jira.csv", "jira_fr.csv", "linear.csv", "trello.csv", "github.tsv"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		items, err := exchange.OpenItems(bytes.NewReader(data), exchange.Source{Zone: time.UTC})
		if err != nil {
			return
		}
		rows := 0
		for _, err := range items.All() {
			if rows++; rows > len(data)+1 {
				t.Fatal("more rows than bytes")
			}
			if errors.Is(err, io.EOF) {
				t.Fatal("the end is no error")
			}
		}
	})
}
