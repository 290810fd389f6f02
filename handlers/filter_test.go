package handlers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/view"
)

// listed are the keys of the stories that an answer lists, in order.
func listed(a handlers.Answer) string {
	var keys []string
	for i, line := range strings.Split(said(a), "\n") {
		for word := range strings.FieldsSeq(line) {
			if i > 0 && strings.HasPrefix(word, "PAY-") {
				keys = append(keys, word)
			}
		}
	}
	return strings.Join(keys, " ")
}

// stocked is a room with stories: 1 by Claire, taken by Samir; 2 by Nora,
// done; 3 by Nora, hidden; 4 by Samir.
func stocked(t *testing.T) *room {
	t.Helper()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story En tant que comptable, je veux exporter les factures impayées afin de relancer les clients")
	r.types("UNORA", "CPAY", "/story pay an invoice by card")
	r.types("UNORA", "CPAY", "/story fix the critical bug exposing personal data of cards")
	r.types("USAMIR", "CPAY", "/story ajouter un tableau de bord des factures")
	r.presses("USAMIR", "CPAY", view.StoryTake, "1")
	r.presses("UNORA", "CPAY", view.StoryDone, "2")
	r.posted()
	return r
}

func TestWhatIsBegunAndNotSaidIsNoStory(t *testing.T) {
	t.Parallel()
	r := stocked(t)
	for typed, want := range map[string]string{
		"/story list label:":              "Nothing follows `label:`",
		"/story list label :":             "Nothing follows `label:`",
		"/backlog state:done epic:":       "Nothing follows `epic:`",
		`/backlog label:""`:               "Nothing follows `label:`",
		"/story show -1":                  "Which story? For example `/story show PAY-1`",
		"/story edit −1":                  "Which story? For example `/story edit PAY-1`",
		"/story set PAY-1 label:":         "What should I set in PAY-1?",
		"/story set PAY-1 size:-3":        "To take it away: `/story set PAY-1 size:-`",
		"/story set PAY-1 size:5 -size:5": "A size is not below zero",
	} {
		if got := said(r.types("UNORA", "CPAY", typed)); !strings.Contains(got, want) {
			t.Errorf("%s: told %q, want %q", typed, got, want)
		}
	}
}

func TestTheBacklogIsFilteredInBothLanguages(t *testing.T) {
	t.Parallel()
	r := stocked(t)
	for _, test := range []struct{ person, typed, want string }{
		{"UNORA", "state:draft", "PAY-3 PAY-4"},
		{"USAMIR", "état:brouillon", "PAY-4"},
		{"USAMIR", "Etat : Brouillons", "PAY-4"},
		{"USAMIR", "état\u00a0: en cours", "PAY-1"},
		{"USAMIR", "state:started", "PAY-1"},
		{"USAMIR", "statut:terminée", "PAY-2"},
		{"USAMIR", `state:"done"`, "PAY-2"},
		{"USAMIR", "state:dropped", ""},
		{"USAMIR", "state:accepted", "PAY-2"},
		{"USAMIR", "owner:me state:done", ""},
		{"USAMIR", "état : à valider", ""},
		{"USAMIR", "state:ready to try", ""},
		{"USAMIR", `état:"à reprendre"`, ""},
		{"USAMIR", "state:ready", ""},
		{"USAMIR", "état:livrée", ""},
		{"USAMIR", "state:open", "PAY-1 PAY-4"},
		{"USAMIR", "owner:me", "PAY-1"},
		{"USAMIR", "de:moi", "PAY-1"},
		{"UNORA", "owner:<@USAMIR|samir>", "PAY-1"},
		{"UNORA", "owner:<@USAMIR|Samir B> state:done", ""},
		{"UNORA", "asked:me", "PAY-3"},
		{"USAMIR", "demandée:<@UNORA|nora> état:terminée", "PAY-2"},
		{"USAMIR", "asked:<@UNORA|nora>", ""}, // hers is hidden
		{"USAMIR", `"facture"`, "PAY-1 PAY-4"},
		{"USAMIR", "« factures »", "PAY-1 PAY-4"},
		{"USAMIR", "“facture impayee”", "PAY-1"},
		{"USAMIR", "text:exporting", "PAY-1"},
		{"USAMIR", `texte:"tableau de bord"`, "PAY-4"},
		{"USAMIR", `owner:me "factures"`, "PAY-1"},
		{"USAMIR", `"personal data"`, ""},
		{"UNORA", `"personal data"`, "PAY-3"},
	} {
		for _, command := range []string{"/story list ", "/backlog ", "/story liste "} {
			if got := listed(r.types(test.person, "CPAY", command+test.typed)); got != test.want {
				t.Errorf("%s%s: %s sees %q, want %q", command, test.typed, test.person, got, test.want)
			}
		}
	}
	for typed, want := range map[string]string{"factures": "PAY-1 PAY-4", "relancer client": "PAY-1", "zèbre": ""} {
		if got := listed(r.types("USAMIR", "CPAY", "/backlog "+typed)); got != want {
			t.Errorf("/backlog %s: got %q, want %q", typed, got, want)
		}
	}
}

func TestAFilterSaysHowManyFitAndWhatItLookedFor(t *testing.T) {
	t.Parallel()
	r := stocked(t)
	for _, test := range []struct{ person, line, want string }{
		{"UNORA", `/backlog owner:<@USAMIR|samir> "facture"`, "#payments: 1 story (taken by Samir, “facture”)\nPAY-1 Exporter les factures impayées · In progress"},
		{"USAMIR", `/backlog état:terminée`, "#payments : 1 story (Terminée)\nPAY-2 Pay an invoice by card · Terminée"},
		{"UNORA", `/backlog zebra`, "No story of #payments fits (“zebra”). Everything that is open: `/backlog`"},
		{"USAMIR", `/story list "zèbre"`, "Aucune story de #payments ne correspond (« zèbre »). Tout ce qui est ouvert : `/backlog`"},
	} {
		if diff := cmp.Diff(strings.ReplaceAll(test.want, "\u202f", " "), spaced(said(r.types(test.person, "CPAY", test.line)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.line, diff)
		}
	}
}

// spaced is a text without the finer kinds of space.
func spaced(text string) string {
	return strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(text)
}

func TestAWrongFilterIsAnsweredWithThoseThatExist(t *testing.T) {
	t.Parallel()
	r := stocked(t)
	for _, test := range []struct{ person, line, want string }{
		{"UNORA", "/story list color:red", "There is no filter `color:`. Filters: `state:done`"},
		{"USAMIR", "/backlog couleur:rouge", "Il n'y a pas de filtre `couleur:`. Les filtres : `état:terminée`"},
		{"UNORA", "/backlog state:great", "There is no state “great”. A story is `state:draft`"},
		{"USAMIR", "/backlog état:super", "Il n'y a pas d'état « super ». Une story est `état:brouillon`"},
		{"UNORA", "/backlog owner:@somebody", "I don't know who `owner:@somebody` is. Type `owner:me`"},
		{"USAMIR", "/backlog de:personne", "Je ne sais pas qui est `de:personne`. Tape `de:moi`"},
		{"UNORA", "/backlog state:draft état:done", "`état:` can stand only once"},
		{"UNORA", `/backlog "the of"`, "“the of” is too common to look for"},
		{"UNORA", "/backlog shaer", "Did you mean `/backlog share`?"},
		{"UNORA", "/story list of all things: orders and more", "PAY-5 is in the backlog"},
		{"UNORA", "/story list https://example.com/page", "PAY-6 is in the backlog"},
	} {
		if got := spaced(said(r.types(test.person, "CPAY", test.line))); !strings.Contains(got, test.want) {
			t.Errorf("%s: told %q, want %q in it", test.line, got, test.want)
		}
	}
}

// buttonsOf are the values of an answer's buttons by what stands on them.
func buttonsOf(t *testing.T, m *view.Message) map[string][2]string {
	t.Helper()
	body, err := m.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return buttonsIn(t, body)
}

// buttonsIn are the buttons of a message on its way.
func buttonsIn(t *testing.T, body json.RawMessage) map[string][2]string {
	t.Helper()
	type button struct {
		Text     any    `json:"text"`
		ActionID string `json:"action_id"`
		Value    string `json:"value"`
	}
	var message struct {
		Blocks []struct {
			Elements  []button `json:"elements"`
			Accessory button   `json:"accessory"`
		} `json:"blocks"`
	}
	if err := json.Unmarshal(body, &message); err != nil {
		t.Fatal(err)
	}
	found := map[string][2]string{}
	for _, b := range message.Blocks {
		for _, e := range append(b.Elements, b.Accessory) {
			if label, ok := e.Text.(map[string]any); ok {
				found[fmt.Sprint(label["text"])] = [2]string{e.ActionID, e.Value}
			}
		}
	}
	return found
}

func TestTurningThePageKeepsTheFilter(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for i := range 23 {
		r.types("UNORA", "CPAY", fmt.Sprintf("/story pay & go with card number%d", i+1))
	}
	r.types("UNORA", "CPAY", "/story track my parcel")
	r.presses("UNORA", "CPAY", view.StoryTake, "24")
	r.posted()
	answer := r.types("UNORA", "CPAY", `/backlog asked:me state:draft "pay &amp; “go” card"`)
	if got := listed(answer); !strings.HasPrefix(got, "PAY-1 PAY-2 ") || !strings.HasSuffix(got, " PAY-10") {
		t.Fatalf("the first page is %q", got)
	}
	next := buttonsOf(t, answer.Private)["Next"]
	if len(next[1]) > 2000 || !strings.HasPrefix(next[1], "11>") {
		t.Errorf("the button carries %q", next[1])
	}
	r.presses("UNORA", "CPAY", next[0], next[1])
	page := strings.Join(texts(r.posted()), "\n")
	if !strings.Contains(page, "#payments: 23 stories (Draft, asked by Nora, “pay &amp; go card”)\nPAY-11 ") || strings.Contains(page, "PAY-24") {
		t.Errorf("page two is %s", page)
	}
	share := buttonsOf(t, answer.Private)["Share in the channel"]
	r.presses("UNORA", "CPAY", share[0], share[1])
	if shared := strings.Join(texts(r.posted()), "\n"); !strings.Contains(shared, "post CPAY: #payments: 23 stories") || strings.Contains(shared, "<@") {
		t.Errorf("shared %s", shared)
	}
	long := r.types("UNORA", "CPAY", `/backlog "card `+strings.Repeat("&amp;é<> ", 900)+`"`)
	if b := buttonsOf(t, long.Private)["Next"]; len(b[1]) > 2000 || b[1] == "" {
		t.Errorf("a button carries %d bytes", len(b[1]))
	}
}

func TestASimilarStoryIsProposedToTheAuthorAloneBeforeAnother(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story En tant que comptable, je veux exporter les factures impayées")
	r.posted()
	answer := r.types("UNORA", "CPAY", "/story exporter une facture impayée")
	if got, want := said(answer), "This looks like PAY-1. Nothing is created yet; your text is kept as a private draft.\nPAY-1 · Exporter les factures impayées (Draft, asked by Claire, 👍 0)"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
	if posted := texts(r.posted()); len(posted) > 0 {
		t.Errorf("something is posted: %s", posted)
	}
	show := buttonsOf(t, answer.Private)["Show PAY-1"]
	r.presses("UNORA", "CPAY", show[0], show[1])
	if got := texts(r.posted()); len(got) != 1 || !strings.HasPrefix(got[0], "respond UNORA: PAY-1 · Exporter les factures impayées") {
		t.Errorf("the button shows %v", got)
	}
	if got := said(r.types("UCLAIRE", "CPAY", "/story suivre mon colis")); strings.Contains(got, "PAY-1 ") {
		t.Errorf("nothing is like it, told %q", got)
	}
}

func TestAHiddenStoryIsNeverMentionedToOthers(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	const leak = "/story fix the leaked passwords of every customer"
	r.types("UCLAIRE", "CPAY", "/story add a dashboard") // she owns the product
	r.types("USAMIR", "CPAY", leak)
	for person, told := range map[string]bool{"UNORA": false, "UINES": false} {
		if got := said(r.types(person, "CPAY", leak)); strings.Contains(got, "PAY-2") != told {
			t.Errorf("%s is told %q", person, got)
		}
	}
	if got := said(r.types("USAMIR", "CPAY", leak)); !strings.Contains(got, "à PAY-2.") {
		t.Errorf("its author is told %q", got)
	}
	r.posted()
	r.presses("UNORA", "CPAY", view.StoryShow, "2")
	if got := strings.Join(texts(r.posted()), "\n"); strings.Contains(got, "password") {
		t.Errorf("a made-up press shows %q", got)
	}
}

func TestAViewIsNotCalledLikeWhatTheBacklogDoes(t *testing.T) {
	t.Parallel()
	r := stocked(t)
	for name, want := range map[string]string{"next": "does something else already", "nexts": "`/backlog nexts`", "suivant": "does something else already", "next week": "`/backlog next week`"} {
		if got := said(r.types("UNORA", "CPAY", `/backlog save "`+name+`" owner:me`)); !strings.Contains(got, want) {
			t.Errorf("%s: told %q, want %q in it", name, got, want)
		}
	}
}
