package handlers_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// kept are the stories of the first product, as "PAY-1 text", oldest first.
func (r *room) kept() []scrum.Story {
	r.t.Helper()
	var stories []scrum.Story
	read(r, func(tx *storage.Tx) error {
		for n := 1; ; n++ {
			s, err := tx.StoryByNumber(r.t.Context(), 1, n)
			if err != nil {
				return nil //nolint:nilerr // because the first that is missing ends the list
			}
			stories = append(stories, s)
		}
	})
	return stories
}

func (r *room) drafts(person scrum.PersonID) (texts []string) {
	r.t.Helper()
	read(r, func(tx *storage.Tx) error {
		drafts, err := tx.DraftsOf(r.t.Context(), person)
		for _, d := range drafts {
			texts = append(texts, d.Text)
		}
		return err
	})
	return texts
}

func TestTheSameNeedTypedTwiceIsKeptOnce(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for range 3 {
		r.types("UNORA", "CPAY", "/story add a dashboard")
	}
	if n := len(r.kept()); n != 1 {
		t.Errorf("%d stories", n)
	}
	if diff := cmp.Diff([]string{"add a dashboard"}, r.drafts("UNORA")); diff != "" {
		t.Errorf("drafts (-want +got):\n%s", diff)
	}
}

func TestWhatBecomesOfANeedThatIsSaidAlready(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		button, told    string
		stories, drafts int
		thumbs          int
	}{
		{"Create anyway", "PAY-2 is in the backlog", 2, 0, 0},
		{"Add my 👍 to PAY-1", "Your 👍 is on PAY-1", 1, 0, 1},
		{"Show PAY-1", "PAY-1 · Add a dashboard", 1, 1, 0},
		{"Discard", "The draft is discarded", 1, 0, 0},
	} {
		t.Run(test.button, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			r.types("UCLAIRE", "CPAY", "/story add a dashboard")
			button, ok := buttonsOf(t, r.types("UNORA", "CPAY", "/story adding the dashboards").Private)[test.button]
			if !ok {
				t.Fatal("there is no such button")
			}
			r.posted()
			r.presses("USAMIR", "CPAY", button[0], button[1]) // cannot decide about Nora's draft
			if n := len(r.drafts("UNORA")); n != 1 {
				t.Errorf("after somebody else pressed: %d drafts", n)
			}
			r.posted()
			r.presses("UNORA", "CPAY", button[0], button[1])
			if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "respond UNORA: "+test.told) {
				t.Errorf("told %s", got)
			}
			stories := r.kept()
			if stories[0].Thumbs != test.thumbs {
				t.Errorf("%d 👍", stories[0].Thumbs)
			}
			if len(stories) != test.stories || len(r.drafts("UNORA")) != test.drafts {
				t.Errorf("%d stories and drafts %v", len(stories), r.drafts("UNORA"))
			}
		})
	}
}

func TestAFormShowsWhatIsSaidAlreadyAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.types("UCLAIRE", "CPAY", "/story pay by bank transfer")
	form := r.types("UNORA", "CPAY", "/story").Open
	typed := map[string]string{"text": "adding dashboards", "criteria": "it shows sales"}
	again := r.sends("UNORA", view.StoryCreate, form.PrivateMetadata, typed).Replace
	if again == nil || again.Submit.Text != "Create anyway" {
		t.Fatalf("the form becomes %v", again)
	}
	shown, err := json.Marshal(again)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"PAY-1 · ", "asked by Claire", `"initial_value":"adding dashboards"`, `"initial_value":"it shows sales"`, "Add my 👍 to PAY-1"} {
		if !strings.Contains(string(shown), want) {
			t.Errorf("%q is not in %s", want, shown)
		}
	}
	typed["text"] = "paying by bank transfers" // which is like another one
	another := r.sends("UNORA", view.StoryCreate, again.PrivateMetadata, typed).Replace
	if another == nil {
		t.Fatal("what was not shown yet is not created")
	}
	if a := r.sends("UNORA", view.StoryCreate, another.PrivateMetadata, typed); a.Replace != nil || len(r.kept()) != 3 {
		t.Errorf("sent again: %v and %d stories", a.Replace, len(r.kept()))
	}
}

func TestAThumbInAFormCountsOnceAndEndsTheForm(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.posted()
	for range 2 {
		answer, err := r.Click(t.Context(), handlers.Click{Key: r.key(), Person: "UNORA", View: "V1", Action: view.StorySecond, Value: "1", At: r.now})
		if err != nil || answer.Update == nil {
			t.Fatalf("the form becomes %v, %v", answer.Update, err)
		}
	}
	if s := r.kept()[0]; s.Thumbs != 1 {
		t.Errorf("counted %d 👍", s.Thumbs)
	}
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "👍 1") {
		t.Errorf("the card is drawn as %s", got)
	}
}

func (r *room) shortcut(s handlers.Shortcut) handlers.Answer {
	r.t.Helper()
	s.Key, s.Person, s.Trigger, s.Response, s.At = r.key(), "UNORA", "trigger", "https://hooks.test/1", r.now
	answer, err := r.Shortcut(r.t.Context(), s)
	if err != nil || answer.Open == nil {
		r.t.Fatalf("the shortcut opens %v, %v", answer.Open, err)
	}
	return answer
}

func TestAMessageBecomesAStoryOfItsAuthor(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, author, asked, writer string
	}{
		{"somebody else's", "USAMIR", "USAMIR", "UNORA"},
		{"one's own", "UNORA", "", ""},
		{"a bot's", "UBOT", "UNORA", ""},
		{"of nobody known", "UNKNOWN", "UNORA", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			form := r.shortcut(handlers.Shortcut{Channel: "CPAY", Message: "5.6", Thread: "1.2", Author: test.author, Text: "the login page is slow", Link: "https://x.test/p56"}).Open
			drawn, err := json.Marshal(form)
			if err != nil {
				t.Fatal(err)
			}
			if asks := strings.Contains(string(drawn), `"initial_user":"`+test.asked+`"`); asks != (test.asked != "") {
				t.Errorf("the form is %s", drawn)
			}
			r.sends("UNORA", view.StoryCreate, form.PrivateMetadata, map[string]string{"text": "the login page is slow", "author": test.asked})
			got := r.kept()[0]
			want := scrum.Story{Writer: scrum.PersonID(test.writer), Permalink: "https://x.test/p56", Origin: scrum.Origin{Channel: "CPAY", Thread: "1.2"}}
			if test.asked == "" {
				test.asked = "UNORA"
			}
			if string(got.Author) != test.asked || got.Writer != want.Writer || got.Permalink != want.Permalink || got.Origin != want.Origin {
				t.Errorf("kept as asked by %s, brought by %q, from %s %v", got.Author, got.Writer, got.Permalink, got.Origin)
			}
			for _, d := range r.posted() {
				if d.Kind == "ephemeral" && d.Thread != "1.2" {
					t.Errorf("told in %q", d.Thread)
				}
			}
		})
	}
}

func TestALongMessageIsKeptWholeAndBecomesAStoryByOnePress(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	long := "the ledger is slow\n" + strings.Repeat("and so it is in this case too. ", 400)
	form := r.shortcut(handlers.Shortcut{Channel: "CPAY", Message: "5.6", Author: "USAMIR", Text: long}).Open
	if diff := cmp.Diff([]string{long}, r.drafts("UNORA")); diff != "" {
		t.Errorf("drafts (-want +got):\n%s", diff)
	}
	r.sends("UNORA", view.StoryCreate, form.PrivateMetadata, map[string]string{"criteria": "", "author": "USAMIR"})
	if got := r.kept(); len(got) != 1 || got[0].Text != long || got[0].Author != "USAMIR" {
		t.Errorf("kept %d stories", len(got))
	}
	if left := r.drafts("UNORA"); len(left) != 0 {
		t.Errorf("%d drafts are left", len(left))
	}
}

func TestAMentionOffersTheFormAndAnswersInItsThread(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.posted()
	err := r.Mention(t.Context(), handlers.Mention{Key: r.key(), Person: "UNORA", Channel: "CPAY", Message: "5.6", Thread: "1.2", Text: "story", Link: "https://x.test/p56", At: r.now})
	if err != nil {
		t.Fatal(err)
	}
	posted := r.posted()
	if len(posted) != 1 || posted[0].Thread != "1.2" {
		t.Fatalf("answered %v", texts(posted))
	}
	offered := buttonsIn(t, posted[0].Body)["Open the form"]
	form := r.presses("UNORA", "CPAY", offered[0], offered[1]).Open
	if form == nil {
		t.Fatal("no form")
	}
	r.sends("UNORA", view.StoryCreate, form.PrivateMetadata, map[string]string{"text": "pay by card"})
	got := r.kept()[1]
	if got.Permalink != "https://x.test/p56" || got.Origin.Thread != "1.2" {
		t.Errorf("kept from %s %v", got.Permalink, got.Origin)
	}
}

func TestWhatIsPersonalIsSeenByWhoeverBroughtIt(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	form := r.shortcut(handlers.Shortcut{Channel: "CPAY", Message: "5.6", Author: "USAMIR", Text: "x"}).Open
	r.sends("UNORA", view.StoryCreate, form.PrivateMetadata, map[string]string{"text": "fix the leaked passwords of every customer", "author": "USAMIR"})
	for person, sees := range map[string]bool{"UNORA": true, "USAMIR": true, "UCLAIRE": true, "UINES": false} {
		if got := said(r.types(person, "CPAY", "/story PAY-2")); strings.Contains(got, "passwords") != sees {
			t.Errorf("%s is shown %q", person, got)
		}
		if got := said(r.types(person, "CPAY", "/backlog")); strings.Contains(got, "2 stories") != sees {
			t.Errorf("%s is listed %q", person, got)
		}
	}
}

func TestADraftOfAPrivateChannelIsNothingToWhoeverLeftIt(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CSECRET", "/story acheter la société Truc")
	button := buttonsOf(t, r.types("UCLAIRE", "CSECRET", "/story acheter la société Truc").Private)["Créer quand même"]
	if err := r.Learn(t.Context(), handlers.Roster{Members: map[scrum.ChannelID][]scrum.PersonID{"CSECRET": {"USAMIR", "UBOT"}}}); err != nil {
		t.Fatal(err)
	}
	r.presses("UCLAIRE", "CPAY", button[0], button[1])
	if n := len(r.kept()); n != 1 {
		t.Errorf("%d stories", n)
	}
}

func TestADraftIsAnsweredFromHomeInADirectMessage(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story add a dashboard")
	button := buttonsOf(t, r.types("UNORA", "CPAY", "/story add a dashboard").Private)["Create anyway"]
	r.posted()
	if _, err := r.Click(t.Context(), handlers.Click{Key: r.key(), Person: "UNORA", View: "VHOME", Action: button[0], Value: button[1], At: r.now}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "post UNORA: PAY-2 is in the backlog") {
		t.Errorf("told %s", got)
	}
}
