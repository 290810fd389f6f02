package view_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/locale"
	"pogo/scrum"
	"pogo/view"
)

// sentences are read once: they are many, and nothing changes them.
var sentences = sync.OnceValues(locale.Load)

func words(t *testing.T, lang string) *locale.Words {
	t.Helper()
	catalog, err := sentences()
	if err != nil {
		t.Fatal(err)
	}
	return catalog.For(lang)
}

var cast = view.Names{"U1": "Claire", "U2": "Samir", "U3": "Nora <b>"}

func story(number int, text string) scrum.Story {
	return scrum.Story{
		ID: scrum.StoryID(number), Product: 1, Number: number, Key: scrum.StoryKey("PAY", number), Text: text, Parsed: scrum.Parse(text),
		State: scrum.StoryDraft, Author: "U1", CreatedAt: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), Revision: 1,
	}
}

const (
	french  = "En tant que responsable de projet, je souhaite pouvoir suivre l'avancement de mes collaborateurs afin de mieux gérer le planning"
	english = "As a buyer, I want to pay by card so that I need no cash\nAcceptance criteria:\n- a receipt arrives\n- the amount is shown"
	hostile = "<!channel> *bold* `code` \u202eright to left <https://x.test|click me> & more"
)

// advice is what a product with some other stories says of one.
func advice(s scrum.Story, others ...scrum.Story) view.Advice {
	return view.Advice{Story: s, Remarks: scrum.RemarksIn(s, scrum.Surroundings{Like: others}), Others: others, Repairs: true}
}

func TestStoryMessages(t *testing.T) {
	t.Parallel()
	taken := story(12, english)
	taken.Owner, taken.State, taken.Thumbs, taken.Size = "U2", scrum.StoryStarted, 3, scrum.Points{Halves: 10, Known: true}
	bug := story(14, "the page crashes when I upload a PDF")
	bug.Report = scrum.BugReport{Happens: "a blank page", Since: "Monday"}
	hidden := story(13, "fix the critical bug exposing personal data")
	hidden.Hidden = true
	entrusted := view.Found{Story: hidden, Channel: "payments", Contact: "U1", Readers: []scrum.PersonID{"U2", "U1"}, Names: cast}
	released := taken
	released.State = scrum.StoryReleased
	brought := story(5, "add a dashboard")
	brought.Writer, brought.Permalink = "U2", "https://pretend.slack.com/archives/C1/p12?thread_ts=1.2&cid=C1"
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		labels := words(t, "fr")
		for name, m := range map[string]any{
			"card":        view.StoryCard(w, labels, story(1, french), cast),
			"taken":       view.StoryCard(w, words(t, "en"), taken, cast),
			"plain":       view.StoryCard(w, w, story(3, "add a dashboard"), cast),
			"hostile":     view.StoryCard(w, w, story(4, hostile), cast),
			"kept":        view.StoryKept(w, view.Place{Rank: 4, Of: 11}, advice(story(1, french)), "undo1"),
			"keptAmong":   view.StoryKept(w, view.Place{Of: 250_113}, advice(story(1, french)), "undo1"),
			"proposed":    view.StoryProposed(w, taken, cast, "draft1"),
			"proposedEnd": view.StoryProposed(w, released, cast, "draft1"),
			"brought":     view.StoryCard(w, w, brought, cast),
			"keptFrom":    view.StoryKept(w, view.Place{Rank: 4, Of: 11}, advice(brought), "undo1"),
			"offered":     view.StoryFormOffered(w, "{}"),
			"hidden":      view.StoryKeptHidden(w, entrusted, false, advice(hidden), "undo1"),
			"hiddenOwn":   view.StoryKeptHidden(w, entrusted, true, advice(hidden), "undo1"),
			"entrusted":   view.StoryEntrusted(w, entrusted, true),
			"withdrawn":   view.StoryWithdrawn(w, story(1, french), cast),
			"text":        view.StoryText(w, taken, 1),
			"slip":        view.SuggestedNeed(w, "I don't know “storry”.", "add a dashboard", "storry add a dashboard", "draft1"),
			"suggest":     view.Suggestion(w, "lsit", "/story list", "/story"),
			"stranded":    view.Stranded(w, french, "draft1"),
			"form":        view.StoryForm(w, view.NeedForm{Private: "{}"}),
			"formFrom":    view.StoryForm(w, view.NeedForm{Private: "{}", Text: "what was said\nat length", Author: "U2", Targets: []view.Target{{ID: "C1", Label: "PAY · #payments"}}}),
			"formLike":    view.StoryForm(w, view.NeedForm{Private: "{}", Text: "pay by card", Criteria: "a receipt", Like: taken, Names: cast}),
			"formLong":    view.StoryForm(w, view.NeedForm{Private: "{}", Text: strings.Repeat("word <b> ", 600)}),
			"edit":        view.StoryEditForm(w, "{}", taken),
			"editBug":     view.StoryEditForm(w, "{}", bug),
			"drop":        view.DropForm(w, "{}", []scrum.Story{taken}, nil),
			"backlog":     view.Backlog(w, view.BacklogList{Channel: "payments", Stories: []scrum.Story{taken, story(1, french)}, First: 11, Total: scrum.Total{N: 13}, Size: 10, Later: true}),
			"thousands":   view.Backlog(w, view.BacklogList{Channel: "payments", Stories: []scrum.Story{taken}, First: 1, Total: scrum.Total{N: 3001}, Size: 1, Later: true}),
			"empty":       view.Backlog(w, view.BacklogList{Channel: "payments", First: 1}),
			"found": view.Backlog(w, view.BacklogList{
				Channel: "payments", Stories: []scrum.Story{taken, story(1, french)}, First: 11, Total: scrum.Total{N: 23}, Size: 10, Later: true,
				Sought: view.Sought{State: scrum.StoryStarted, Owner: "Nora <b>", Asked: "Claire", Text: "pay & go", Typed: `state:started owner:<@U3> asked:<@U1> "pay &amp; go"`},
			}),
			"foundMany": view.Backlog(w, view.BacklogList{
				Channel: "payments", Stories: []scrum.Story{taken}, First: 1, Total: scrum.Total{N: 1000, More: true}, Size: 1, Shared: true, Sought: view.Sought{Text: "card", Typed: `"card"`},
			}),
			"foundSome": view.Backlog(w, view.BacklogList{
				Channel: "payments", Stories: []scrum.Story{taken}, First: 1, Total: scrum.Total{N: 3, More: true}, Size: 10, Sought: view.Sought{Text: "card paiement", Typed: `"card paiement"`},
			}),
			"foundNone": view.Backlog(w, view.BacklogList{Channel: "payments", First: 1, Sought: view.Sought{Text: "zebra", Typed: `"zebra"`}}),
			"shared":    view.Backlog(w, view.BacklogList{Channel: "payments", Stories: []scrum.Story{taken}, First: 1, Total: scrum.Total{N: 1}, Size: 10, Shared: true}),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/story."+lang+"."+name+".json", m)
			})
		}
	}
}

func TestTheFullTextIsWholeOnItsPages(t *testing.T) {
	t.Parallel()
	for _, text := range []string{strings.Repeat("word by word\n", 3100), strings.Repeat("é", 40000), strings.Repeat("mot ", 10000), "short", ""} {
		var shown strings.Builder
		for page := 1; page <= 5; page++ {
			m := view.StoryText(words(t, "en"), scrum.Story{ID: 1, Key: "PAY-1", Text: text}, page)
			body, err := m.JSON()
			if err != nil {
				t.Fatal(err)
			}
			var read struct {
				Blocks []struct {
					Type     string
					Elements []struct{ Elements []struct{ Text string } }
				}
			}
			if err := json.Unmarshal(body, &read); err != nil {
				t.Fatal(err)
			}
			for _, b := range read.Blocks {
				if b.Type == "rich_text" {
					shown.WriteString(b.Elements[0].Elements[0].Text)
				}
			}
			if !strings.Contains(string(body), `"story.page.2"`) {
				break
			}
		}
		if shown.String() != text {
			t.Errorf("of %d bytes %d are shown", len(text), shown.Len())
		}
	}
}
