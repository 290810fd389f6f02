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
	batch, err := r.db.ClaimDeliveries(t.Context(), r.steady, time.Minute, 10)
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
