package handlers_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// votes opens the form of ballot 1 for somebody and sends it, filled in.
func (r *room) votes(person string, values map[string]string) handlers.Answer {
	r.t.Helper()
	form := r.presses(person, "CPAY", view.BallotVote, "1").Open
	if form == nil {
		r.t.Fatalf("%s gets no form: %v", person, texts(r.posted()))
	}
	return r.sends(person, view.BallotCast, form.PrivateMetadata, values)
}

// papers are what was said in ballot 1, by voter.
func (r *room) papers() map[scrum.VoterMark]scrum.BallotPaper {
	r.t.Helper()
	said := map[scrum.VoterMark]scrum.BallotPaper{}
	read(r, func(tx *storage.Tx) error {
		papers, err := tx.Papers(r.t.Context(), 1)
		for _, p := range papers {
			said[p.Voter] = p
		}
		return err
	})
	return said
}

// formText is a form as it goes to Slack.
func formText(t *testing.T, form *view.Form) string {
	t.Helper()
	return jsonText(t, form)
}

func jsonText(t *testing.T, value any) string {
	t.Helper()
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	return body.String()
}

// buttonValue is what a button of a message carries.
func buttonValue(t *testing.T, m *view.Message, action string) string {
	t.Helper()
	var blocks []struct {
		Elements []struct {
			Action string `json:"action_id"`
			Value  string
		}
	}
	if err := json.Unmarshal([]byte(jsonText(t, m.Blocks)), &blocks); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		for _, e := range b.Elements {
			if e.Action == action {
				return e.Value
			}
		}
	}
	t.Fatalf("there is no button %s", action)
	return ""
}

func TestAPaperSaysWhatWasFilledIn(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, typed string
		values      map[string]string
		want        map[scrum.StoryID]int64 // nil: refused
		wrong       string                  // at which field
	}{
		{"approval", "secret", map[string]string{"approve": "1,3"}, map[scrum.StoryID]int64{1: 1, 3: 1}, ""},
		{"yes and no", "oui/non", map[string]string{"story.1": "1", "story.2": "-1", "story.3": "none"}, map[scrum.StoryID]int64{1: 1, 2: -1}, ""},
		{"scores, of which 0 is one", "score", map[string]string{"story.1": "5", "story.2": "0"}, map[scrum.StoryID]int64{1: 5, 2: 0}, ""},
		{"places with a tie and a gap", "ranked", map[string]string{"story.1": "1", "story.2": "3", "story.3": "3"}, map[scrum.StoryID]int64{1: 1, 2: 3, 3: 3}, ""},
		{"all dots", "dots", map[string]string{"story.1": "2"}, map[scrum.StoryID]int64{1: 2}, ""},
		{"too many dots", "dots", map[string]string{"story.1": "1", "story.2": "2"}, nil, "story.2"},
		{"all credits", "quadratic", map[string]string{"story.1": "8", "story.2": "6"}, map[scrum.StoryID]int64{1: 8, 2: 6}, ""},
		{"too many credits", "quadratic", map[string]string{"story.1": "10", "story.2": "1"}, nil, "story.1"},
		{"I abstain", "ranked", map[string]string{"abstain": "yes"}, map[scrum.StoryID]int64{}, ""},
		{"I abstain and vote", "ranked", map[string]string{"abstain": "yes", "story.1": "1"}, nil, "abstain"},
		{"I abstain from an approval", "secret", map[string]string{"approve": "yes"}, map[scrum.StoryID]int64{}, ""},
		{"I abstain and approve", "secret", map[string]string{"approve": "1,yes"}, nil, "approve"},
		{"nothing", "secret", map[string]string{}, nil, "approve"},
		{"a rating that no form offers", "score", map[string]string{"story.1": "99"}, nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := english(t)
			r.types("UCLAIRE", "CPAY", "/vote top 3 "+test.typed)
			answer := r.votes("UNORA", test.values)
			paper, kept := r.papers()["UNORA"]
			switch {
			case test.want == nil:
				if kept || test.wrong != "" && answer.Errors[test.wrong] == "" {
					t.Errorf("kept %v, said %v", paper, answer.Errors)
				}
			case !maps.Equal(paper.Given, test.want) || paper.Abstains != strings.HasPrefix(test.name, "I abstain"):
				t.Errorf("kept %v, want %v", paper, test.want)
			}
		})
	}
}

func TestAVoteCanBeSeenAndChangedUntilTheClose(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3 secret until 11:00")
	r.posted()
	r.votes("UNORA", map[string]string{"approve": "1"})
	mustContain(t, "after the first", r.standing("ballot:1"), "1 of 3 has voted")
	open := r.presses("UNORA", "CPAY", view.BallotVote, "1").Open
	mustContain(t, "the form again", formText(t, open), "Your vote is counted", `"initial_options":[{"text":{"type":"plain_text","text":"PAY-1`)
	r.posted()

	r.sends("UNORA", view.BallotCast, open.PrivateMetadata, map[string]string{"approve": "2"})
	r.sends("UNORA", view.BallotCast, open.PrivateMetadata, map[string]string{"approve": "2"}) // from a second device
	if p := r.papers(); len(p) != 1 || p["UNORA"].Given[2] != 1 {
		t.Errorf("kept %v", p)
	}
	if sent := r.posted(); len(sent) != 0 {
		t.Errorf("a vote that was changed tells the channel %v", texts(sent))
	}

	r.now = r.now.Add(2*time.Hour + time.Second) // the bell has not rung yet
	late := r.sends("UNORA", view.BallotCast, open.PrivateMetadata, map[string]string{"approve": "3"})
	mustContain(t, "after the close", formText(t, late.Replace), "What comes later is not counted, and whatever you said before stands")
	r.rings()
	late = r.sends("USAMIR", view.BallotCast, open.PrivateMetadata, map[string]string{"approve": "3"})
	mustContain(t, "after the result", formText(t, late.Replace), "Ce qui vient après n'est pas compté")
	if p := r.papers(); len(p) != 1 || p["UNORA"].Given[2] != 1 {
		t.Errorf("kept after the close %v", p)
	}
}

func TestWhoMayVoteByForm(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3 ranked")
	r.learns(append(cast(), scrum.Person{ID: "UNEW", Name: "New", Locale: "en-GB"})...)
	for _, person := range []string{"UINES", "UEVE"} { // a guest, and somebody of another workspace
		r.votes(person, map[string]string{"story.1": "1"})
	}
	if heard := slices.Sorted(maps.Keys(r.papers())); !slices.Equal(heard, []scrum.VoterMark{"UEVE", "UINES"}) {
		t.Errorf("heard %v", heard)
	}
	mustContain(t, "turnout", r.standing("ballot:1"), "0 of 3 have voted · 2 of 2 from outside the team")
	r.posted()
	if a := r.presses("UNEW", "CPAY", view.BallotVote, "1"); a.Open != nil {
		t.Error("who came after the opening gets a form")
	}
	mustContain(t, "a newcomer", strings.Join(texts(r.posted()), "\n"), "people who were in the channel when it was opened")
	if a := r.sends("UEVE", view.BallotStart, `{"c":"CPAY"}`, map[string]string{"stories": "1,2", "method": "approval"}); a.Replace == nil {
		t.Error("somebody of another workspace starts a vote")
	}
}

func TestOptionsStandInAnOrderOfEachVotersOwn(t *testing.T) {
	t.Parallel()
	r := withStories(t, "add a dashboard", "fix the login page", "transfer money to a colleague", "export the figures", "print a receipt")
	r.types("UCLAIRE", "CPAY", "/vote top 5 secret")
	orders := map[string]bool{}
	for _, person := range []string{"UCLAIRE", "USAMIR", "UNORA", "UINES"} {
		first, again := r.presses(person, "CPAY", view.BallotVote, "1").Open, r.presses(person, "CPAY", view.BallotVote, "1").Open
		if formText(t, first) != formText(t, again) {
			t.Errorf("%s sees two orders", person)
		}
		orders[strings.Join(regexp.MustCompile(`PAY-\d`).FindAllString(formText(t, first), -1), " ")] = true
	}
	if len(orders) < 2 {
		t.Error("everybody sees the same order")
	}
}

func TestNothingOfASecretVoteIsShownBeforeItsClose(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3 secret")
	r.votes("UNORA", map[string]string{"approve": "1"})
	r.presses("UCLAIRE", "CPAY", view.BallotAll, "1")
	mustContain(t, "who asks for all votes", strings.Join(texts(r.posted()), "\n"), "PAY-1") // the ballot itself
	for _, line := range texts(r.posted()) {
		if strings.Contains(line, "Nora") {
			t.Errorf("told: %s", line)
		}
	}
	open := english(t)
	open.types("UCLAIRE", "CPAY", "/vote top 3 score open")
	open.votes("UNORA", map[string]string{"story.1": "4", "story.3": "0"})
	open.posted()
	open.presses("UNORA", "CPAY", view.BallotAll, "1")
	mustContain(t, "an open one", strings.Join(texts(open.posted()), "\n"), "• Nora: PAY-1 4, PAY-3 0")
}

func TestALongListIsNarrowedFirst(t *testing.T) {
	t.Parallel()
	r := withStories(t, "add a dashboard", "fix the login page", "transfer money", "export the figures", "print a receipt", "pay by card",
		"refund a card", "sort the orders", "search the orders", "archive the orders", "share the orders", "print the orders")
	answer := r.types("UCLAIRE", "CPAY", "/vote top 12 ranked")
	mustContain(t, "twelve ranked", said(answer), "dix stories au plus, et il y en a 12")
	plan := buttonValue(t, answer.Private, view.BallotNarrow)
	form := r.presses("UCLAIRE", "CPAY", view.BallotNarrow, plan).Open
	mustContain(t, "the form", formText(t, form), `"initial_option":{"text":{"type":"plain_text","text":"Secret jusqu'à la clôture"`)
	r.sends("UCLAIRE", view.BallotStart, form.PrivateMetadata, map[string]string{"stories": "1,2,3,4,5,6,7,8,9,10,11,12", "method": "approval", "secrecy": "secret"})
	mustContain(t, "the vote", r.standing("ballot:1"), "Approve of as many stories as you like", "12. PAY-12")
	if a := r.sends("UNORA", view.BallotStart, form.PrivateMetadata, map[string]string{"stories": "1,2,3,4,5,6,7,8,9,10,11,12", "method": "approval"}); a.Replace == nil {
		t.Error("two votes at a time")
	}
}

func TestAStoryThatIsHiddenMeanwhileLeavesTheVote(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3 secret")
	s := r.storyNow(2)
	s.Hidden = true
	write(r, func(tx *storage.Tx) error {
		_, err := tx.SaveStory(t.Context(), s)
		return err
	})
	r.types("UCLAIRE", "CPAY", "/estimate PAY-2 5")
	if text := r.standing("ballot:1"); strings.Contains(text, "login") {
		t.Errorf("the ballot still tells %s", text)
	}
	if text := formText(t, r.presses("UNORA", "CPAY", view.BallotVote, "1").Open); strings.Contains(text, "PAY-2") {
		t.Errorf("the form still asks for %s", text)
	}
}
