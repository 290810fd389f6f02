package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

func TestWhatAChannelRefusedWhilePogoWasOutIsPostedWhenItIsBack(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	joins := func() {
		if err := r.Joined(t.Context(), handlers.Joined{Key: r.key(), Person: "UBOT", Inviter: "UNORA", Channel: "CPAY", Self: true, At: r.now}); err != nil {
			t.Fatal(err)
		}
	}
	joins()
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "Hello, I am Pogo") {
		t.Errorf("at first: %v", got)
	}
	r.types("UNORA", "CPAY", "/story add a dashboard")
	batch, err := r.db.ClaimDeliveries(t.Context(), r.steady, time.Minute, 10, 10)
	if err != nil || len(batch) != 1 {
		t.Fatalf("claimed %d, %v", len(batch), err)
	}
	refused := batch[0].After(outbox.Outcome{Result: outbox.Refused, Error: "not_in_channel"}, r.steady)
	if err := r.db.SettleDelivery(t.Context(), refused); err != nil {
		t.Fatal(err)
	}
	if got := texts(r.posted()); len(got) != 0 {
		t.Errorf("while it is out: %v", got)
	}
	joins()
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "post CPAY: PAY-1") {
		t.Errorf("when it is back: %v", got)
	}
}

// homes are the people whose Home was drawn.
func (r *room) homes() []string {
	r.t.Helper()
	var people []string
	for _, d := range r.posted() {
		if d.Kind == outbox.Home {
			people = append(people, d.Person)
		}
	}
	slices.Sort(people)
	return people
}

func (r *room) looksHome(person string) {
	r.t.Helper()
	if err := r.HomeOpened(r.t.Context(), handlers.HomeOpened{Key: r.key(), Person: person, At: r.now}); err != nil {
		r.t.Fatal(err)
	}
	r.posted()
}

func TestHomeIsDrawnAgainForThoseWhoLookedLately(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.asked(nil)
	r.looksHome("UNORA")
	r.looksHome("USAMIR")
	r.presses("USAMIR", "CPAY", view.StoryTake, fmt.Sprint(s.ID))
	if got := r.homes(); !slices.Equal(got, []string{"UNORA", "USAMIR"}) {
		t.Errorf("drawn for %v, want for who asked and who took it", got)
	}
	r.now = r.now.Add(61 * time.Minute)
	r.presses("USAMIR", "CPAY", view.StoryTry, fmt.Sprint(s.ID))
	if got := r.homes(); len(got) > 0 {
		t.Errorf("an hour later: drawn for %v", got)
	}
}

// A Home that is drawn because of a note would tell whose it is.
func TestAnAnonymousNoteDrawsNobodysHome(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UCLAIRE", "CPAY", "/retro open")
	r.looksHome("UNORA")
	r.notes("UNORA", "less meetings")
	if got := r.homes(); len(got) > 0 {
		t.Errorf("drawn for %v", got)
	}
}

func TestAPressOnHomeIsAnsweredThere(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.asked(func(s *scrum.Story) { s.State = scrum.StoryToAccept })
	press := func(person string) []outbox.Delivery {
		_, err := r.Click(t.Context(), handlers.Click{Key: r.key(), Person: person, View: "V1", Private: view.OnHome, Action: view.StoryDone + ".2", Value: fmt.Sprint(s.ID), At: r.now})
		if err != nil {
			t.Fatal(err)
		}
		return slices.DeleteFunc(r.posted(), func(d outbox.Delivery) bool { return d.Kind != outbox.Home && d.Channel != person })
	}
	if got := press("UCLAIRE"); len(got) != 1 || !strings.Contains(string(got[0].Body), "PAY-2") {
		t.Errorf("accepted: %+v", got)
	}
	if got := press("UCLAIRE"); len(got) != 1 || got[0].Kind != outbox.Home {
		t.Errorf("refused: %+v", got)
	}
}

func TestHomeCountsToTwoHundredAndSaysThatThereAreMore(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	first := r.asked(nil)
	err := r.db.Write(t.Context(), func(tx *storage.Tx) error {
		for n := range 205 {
			s := first
			s.Number, s.Key = 100+n, scrum.StoryKey("PAY", 100+n)
			s.State = scrum.StoryStarted
			if n == 204 {
				s.Owner = "UNORA" // the last of all
			}
			if _, err := tx.CreateStory(t.Context(), s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	r.posted()
	if err := r.HomeOpened(t.Context(), handlers.HomeOpened{Key: r.key(), Person: "UNORA", At: r.now}); err != nil {
		t.Fatal(err)
	}
	home := string(r.posted()[0].Body)
	for _, want := range []string{"You asked for more than 200 stories that are not done yet", "You took 1 story", "PAY-304"} {
		if !strings.Contains(home, want) {
			t.Errorf("Home does not say %q: %s", want, home)
		}
	}
}

func TestNobodyAskedForWhatWasImported(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.asked(func(s *scrum.Story) { s.Author, s.Writer = "", "" })
	if got := r.done(s); len(got) > 0 {
		t.Errorf("somebody was told: %+v", got)
	}
	for typed, not := range map[string]string{"/story show PAY-2": "asked by", "/story history PAY-2": "asked by"} {
		if got := said(r.types("UNORA", "CPAY", typed)); !strings.Contains(got, "PAY-2") || strings.Contains(got, not) {
			t.Errorf("%s: %q", typed, got)
		}
	}
	r.types("UNORA", "CPAY", "/story reopen PAY-2")
	r.looksHome("UCLAIRE")
	r.types("UNORA", "CPAY", "/story set PAY-2 asked:<@UCLAIRE>")
	if got := said(r.types("UNORA", "CPAY", "/story show PAY-2")); !strings.Contains(got, "asked by Claire") {
		t.Errorf("nobody can be named afterwards: %q", got)
	}
}
