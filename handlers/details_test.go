package handlers_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/view"
)

// formOf is a form as it was opened: what it carries, and what stands in it.
func formOf(t *testing.T, a handlers.Answer) (private string, values map[string]string) {
	t.Helper()
	if a.Open == nil {
		t.Fatalf("no form was opened: %s", said(a))
	}
	body, err := json.Marshal(a.Open.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	type choice struct{ Value string }
	var blocks []struct {
		ID      string `json:"block_id"`
		Element struct {
			Text    string   `json:"initial_value"`
			User    string   `json:"initial_user"`
			Option  choice   `json:"initial_option"`
			Options []choice `json:"initial_options"`
		}
	}
	if err := json.Unmarshal(body, &blocks); err != nil {
		t.Fatal(err)
	}
	values = map[string]string{}
	for _, b := range blocks {
		var many []string
		for _, o := range b.Element.Options {
			many = append(many, o.Value)
		}
		if b.ID != "" {
			values[b.ID] = b.Element.Text + b.Element.User + b.Element.Option.Value + strings.Join(many, ",")
		}
	}
	return a.Open.PrivateMetadata, values
}

// history is what the person is told of a story's past.
func (r *room) history(person, key string) string {
	return said(r.types(person, "CPAY", "/story history "+key))
}

func TestAFormSentAsItWasOpenedChangesNothing(t *testing.T) {
	t.Parallel()
	r := stocked(t)
	r.types("UCLAIRE", "CPAY", "/story epic Paying")
	r.types("UCLAIRE", "CPAY", `/story set PAY-4 stream:Support label:b label:a epic:PAY-5 needs:PAY-2 needs:PAY-1 size:5 owner:<@UNORA|n> link:"Mock-up <https://figma.com/a?b=c&amp;d=e">`)
	before := r.history("UCLAIRE", "PAY-4")
	for _, want := range []string{"+ « b », + « a »", "Epic : rien → PAY-5", "+ PAY-2, + PAY-1", "« Mock-up https://figma.com/a?b=c&amp;d=e »"} {
		if !strings.Contains(spaced(before), want) {
			t.Errorf("the history lacks %q: %s", want, before)
		}
	}
	private, values := formOf(t, r.presses("USAMIR", "CPAY", view.StoryDetails, "4"))
	if a := r.sends("USAMIR", view.StoryDetails, private, values); len(a.Errors) > 0 {
		t.Fatalf("the form says %v", a.Errors)
	}
	if after := r.history("UCLAIRE", "PAY-4"); after != before {
		t.Errorf("the history was\n%s\nand is\n%s", before, after)
	}
}

func TestWhatAPersonDoesNotSeeTheyDoNotTakeAway(t *testing.T) {
	t.Parallel()
	r := stocked(t) // PAY-3 is Nora's, hidden from Samir; Claire owns the product
	r.types("UNORA", "CPAY", "/story set PAY-4 needs:PAY-3")
	r.posted()
	private, values := formOf(t, r.presses("USAMIR", "CPAY", view.StoryDetails, "4"))
	if values["needs"] != "" {
		t.Errorf("Samir's form shows %q", values["needs"])
	}
	values["needs"] = "PAY-1"
	r.sends("USAMIR", view.StoryDetails, private, values)
	if got := said(r.types("UNORA", "CPAY", "/story set PAY-4 label:x")); !strings.Contains(got, "PAY-1 (in progress) and PAY-3 (draft)") {
		t.Errorf("Nora is told %q", got)
	}
	for _, line := range []string{"/story set PAY-4 label:y", "/story PAY-4", "/story history PAY-4"} {
		if got := said(r.types("USAMIR", "CPAY", line)); strings.Contains(got, "PAY-3") {
			t.Errorf("%s: Samir is told %q", line, got)
		}
	}
	if got := said(r.types("USAMIR", "CPAY", "/story set PAY-1 needs:PAY-4")); !strings.Contains(got, "PAY-1 → PAY-4 → PAY-1") {
		t.Errorf("a circle is answered by %q", got)
	}
}

// storyNow is a story as it is kept.
func (r *room) storyNow(id scrum.StoryID) scrum.Story {
	r.t.Helper()
	var s scrum.Story
	err := store{r.db, &r.keys, &r.blind}.Read(r.t.Context(), func(tx handlers.Tx) (err error) {
		s, err = tx.Story(r.t.Context(), id)
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return s
}

func TestASplitHappensOnceAndIsUndoneByWhoeverDidIt(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story As a buyer, I want to create, edit and delete a cart")
	private, values := formOf(t, r.types("UNORA", "CPAY", "/story split PAY-1"))
	if got, want := values["pieces"], "create a cart\nedit a cart\ndelete a cart"; got != want {
		t.Errorf("proposed %q, want %q", got, want)
	}
	r.posted()
	r.sends("UNORA", view.StorySplit, private, values)
	sent := r.posted()
	if n := strings.Count(strings.Join(texts(sent), "\n"), "post CPAY"); n > 4 {
		t.Errorf("%d messages: %v", n, texts(sent))
	}
	mustContain(t, "a second time", r.sends("UNORA", view.StorySplit, private, values).Errors["pieces"], "is an epic already")
	if s := r.storyNow(3); s.Goal != "edit a cart" || s.Role != "buyer" || s.Author != "UCLAIRE" || s.Writer != "UNORA" || s.Parent != 1 {
		t.Errorf("the second part is %+v", s)
	}
	undo := undoIn(t, sent)
	r.presses("USAMIR", "CPAY", view.UndoButton, undo)
	if !r.storyNow(1).Epic {
		t.Error("somebody else undid it")
	}
	r.presses("UNORA", "CPAY", view.UndoButton, undo)
	if s := r.storyNow(1); s.Epic || s.State != scrum.StoryDraft || r.storyNow(2).State != scrum.StoryUndone {
		t.Errorf("after the undo it is %+v", s)
	}
}

func TestAMinusMayStandBeforeTheNameOfADetail(t *testing.T) {
	t.Parallel()
	r := withStories(t, "add a dashboard")
	r.types("UCLAIRE", "CPAY", "/story set PAY-1 label:mobile label:checkout")
	r.types("UCLAIRE", "CPAY", "/story set PAY-1 -label:mobile")
	if got := r.storyNow(1).Labels; len(got) != 1 || got[0] != "checkout" {
		t.Errorf("labels are %v", got)
	}
}

func TestNobodyIsGivenAStoryThatTheyDoNotSee(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story fix the critical bug exposing personal data")
	for line, want := range map[string]string{
		"/story set PAY-1 owner:<@UNORA>":   "Nora ne voit pas PAY-1",
		"/story set PAY-1 owner:<@UCLAIRE>": "prise par Claire",
	} {
		if got := said(r.types("UCLAIRE", "CPAY", line)); !strings.Contains(got, want) {
			t.Errorf("%s: told %q, want %q in it", line, got, want)
		}
	}
	shown := r.types("UCLAIRE", "CPAY", "/story show PAY-1")
	if _, offered := buttonsOf(t, shown.Private)["Montrer dans le canal"]; !offered {
		t.Error("a hidden story that is shown to who may see it can't be shown to the channel")
	}
}

func TestPartsTypedForAStoryThatIsOverMeanwhileAreKept(t *testing.T) {
	t.Parallel()
	r := withStories(t, "add a dashboard")
	private, values := formOf(t, r.types("UNORA", "CPAY", "/story split PAY-1"))
	r.types("USAMIR", "CPAY", "/story drop PAY-1 too big")
	values["pieces"] = "add a chart\nadd a table"
	if a := r.sends("UNORA", view.StorySplit, private, values); !strings.Contains(a.Errors["pieces"], "PAY-1 is dropped already") {
		t.Errorf("the form answers %+v", a)
	}
}

func TestTheOpenPartsOfAnEpicAreNamedHoweverManyAreDone(t *testing.T) {
	t.Parallel()
	r := withStories(t, "paying", "a dashboard", "a receipt", "an invoice", "a cart", "a search", "a profile")
	r.types("UNORA", "CPAY", "/story epic PAY-1")
	r.types("UNORA", "CPAY", "/story set PAY-2 PAY-3 PAY-4 PAY-5 PAY-6 PAY-7 epic:PAY-1")
	r.types("UNORA", "CPAY", "/story done PAY-2 PAY-3 PAY-4 PAY-5 PAY-6")
	if got := said(r.types("UNORA", "CPAY", "/story take PAY-1")); !strings.Contains(got, "Name them: PAY-7") {
		t.Errorf("told %q", got)
	}
}
