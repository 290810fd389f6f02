package scrum_test

import (
	"fmt"
	"testing"
	"time"

	"pogo/scrum"
)

func TestWhatFollowsAtIsATimeAndDays(t *testing.T) {
	t.Parallel()
	const mwf = 1<<time.Monday | 1<<time.Wednesday | 1<<time.Friday
	for _, test := range []struct {
		text  string
		clock scrum.Clock
		days  scrum.Weekdays
		ok    bool
	}{
		{"09:30 weekdays", "09:30", scrum.Workdays, true},
		{"9h30 en semaine", "09:30", scrum.Workdays, true},
		{"9 h 30 tous les jours", "09:30", scrum.Everyday, true},
		{"9 am mon wed fri", "09:00", mwf, true},
		{"9:15 am mon wed fri", "09:15", mwf, true},
		{"2pm", "14:00", scrum.Workdays, true},
		{"9h lundi, mercredi et vendredi", "09:00", mwf, true},
		{"9:30 mon-fri", "09:30", scrum.Workdays, true},
		{"9h30 du lundi au vendredi", "09:30", scrum.Workdays, true},
		{"10:00 friday to monday", "10:00", 1<<time.Friday | 1<<time.Saturday | 1<<time.Sunday | 1<<time.Monday, true},
		{"", "", 0, false},
		{"weekdays", "", 0, false},
		{"25:00", "", 0, false},
		{"09:30 someday", "", 0, false},
	} {
		clock, days, ok := scrum.ParseStandup(test.text)
		if ok != test.ok || ok && (clock != test.clock || days != test.days) {
			t.Errorf("%q: got %q %07b %v, want %q %07b %v", test.text, clock, days, ok, test.clock, test.days, test.ok)
		}
	}
}

func at(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err) // a test's own constant
	}
	return t
}

func TestEverybodyIsAskedOnTheirOwnClockFromTheNextTimeOn(t *testing.T) {
	t.Parallel()
	standup := scrum.Standup{ID: 7, Product: 1, Clock: "09:30", Days: scrum.Workdays}
	product := scrum.Product{ID: 1, Zone: "Europe/Paris"}
	monday := at("2026-11-23 09:00") // 10:00 in Paris
	for _, test := range []struct{ zone, want string }{
		{"Europe/Paris", "2026-11-24 08:30"}, // past already: tomorrow
		{"America/New_York", "2026-11-23 14:30"},
		{"Asia/Kathmandu", "2026-11-24 03:45"},
		{"", "2026-11-24 08:30"},
		{"Mars/Olympus", "2026-11-24 08:30"},
	} {
		asking := standup.Asking(scrum.Person{ID: "U1", Zone: test.zone}, product)
		if got, ok := asking.NextAfter(monday); !ok || !got.Due.Equal(at(test.want)) || asking.Subject != "7:U1" {
			t.Errorf("%q: got %v for %q, want %s", test.zone, got.Due, asking.Subject, test.want)
		}
	}
}

func TestTheDigestComesAWhileAfterTheProductsClockAndAfterTheFirstQuestion(t *testing.T) {
	t.Parallel()
	standup := scrum.Standup{ID: 7, Product: 1, Clock: "09:30", Days: scrum.Workdays}
	paris := scrum.Product{ID: 1, Zone: "Europe/Paris"}
	for _, test := range []struct {
		name, first string
		digest      scrum.Clock
		want        string
	}{
		{"somebody east was asked at night", "2026-11-23 00:30", "", "2026-11-23 10:00"},
		{"the team lives where the product does", "2026-11-23 08:30", "", "2026-11-23 10:00"},
		{"everybody lives far west", "2026-11-23 14:30", "", "2026-11-23 16:00"},
		{"the digest has its own time", "2026-11-23 08:30", "14:00", "2026-11-23 13:00"},
		{"its own time is before anybody was asked", "2026-11-23 14:30", "14:00", "2026-11-23 16:00"},
	} {
		standup.Digest = test.digest
		if got := standup.DigestDue("2026-11-23", paris, at(test.first)); !got.Equal(at(test.want)) {
			t.Errorf("%s: got %v, want %s", test.name, got, test.want)
		}
	}
}

func TestBlankAnswersAreLeftOut(t *testing.T) {
	t.Parallel()
	got := scrum.AnswersFrom(scrum.DefaultQuestions(), []string{" PAY-12 ", " \n"})
	if len(got) != 1 || got[scrum.QuestionNext] != "PAY-12" || got.Empty() {
		t.Errorf("got %v", got)
	}
}

func TestMovesAreToldByWhatTheyMean(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		before, now scrum.StoryState
		want        scrum.MoveKind
	}{
		{"", scrum.StoryDraft, scrum.MovedAdded},
		{"", scrum.StoryAccepted, scrum.MovedAccepted},
		{scrum.StoryDraft, scrum.StoryStarted, scrum.MovedStarted},
		{scrum.StoryAccepted, scrum.StoryStarted, scrum.MovedBack},
		{scrum.StoryStarted, scrum.StoryDraft, scrum.MovedBack},
		{scrum.StoryDraft, scrum.StoryPlanned, ""},
		{scrum.StoryDraft, scrum.StoryDropped, scrum.MovedDropped},
		{"", scrum.StoryDropped, ""},
		{"", scrum.StoryUndone, ""},
	} {
		got, ok := scrum.Move{Story: scrum.Story{State: test.now}, Before: test.before}.Kind()
		if ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%q to %q: got %q %v, want %q", test.before, test.now, got, ok, test.want)
		}
	}
}

func ExampleParseStandup() {
	clock, days, ok := scrum.ParseStandup("9h30 en semaine")
	fmt.Println(clock, days == scrum.Workdays, ok)
	// Output: 09:30 true true
}

func ExampleReadObstacle() {
	h := scrum.ReadObstacle("waiting on <@U1> for the API key", true)
	fmt.Println(h.Obstacle == scrum.IsObstacle, h.Helper)
	// Output: true U1
}
