package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

func states() []scrum.StoryState {
	return []scrum.StoryState{
		scrum.StoryDraft, scrum.StoryReady, scrum.StoryPlanned, scrum.StoryStarted, scrum.StoryToAccept, scrum.StoryChanges,
		scrum.StoryAccepted, scrum.StoryReleased, scrum.StoryDropped, scrum.StoryUndone,
	}
}

func TestEveryStateIsEitherOpenOrDoneOrGiven(t *testing.T) {
	t.Parallel()
	for _, s := range states() {
		given := s == scrum.StoryDropped || s == scrum.StoryUndone
		if n := count(s.Open(), s.Done(), given); n != 1 {
			t.Errorf("%s is %d of open, done and given up", s, n)
		}
		if s.Open() && count(s.Queued(), s.Begun(), s == scrum.StoryPlanned) != 1 {
			t.Errorf("%s is open, and not one of queued, planned and begun", s)
		}
		if !s.Known() {
			t.Errorf("%s is not known", s)
		}
	}
	if scrum.StoryState("zombie").Known() {
		t.Error("a zombie is known")
	}
}

func TestALifeLeadsForward(t *testing.T) {
	t.Parallel()
	life := []scrum.StoryState{
		scrum.StoryDraft, scrum.StoryReady, scrum.StoryPlanned, scrum.StoryStarted, scrum.StoryToAccept, scrum.StoryChanges,
		scrum.StoryStarted, scrum.StoryToAccept, scrum.StoryAccepted, scrum.StoryReleased,
	}
	for i, from := range life[:len(life)-1] {
		if !from.Leads(life[i+1]) {
			t.Errorf("%s does not lead to %s", from, life[i+1])
		}
	}
	for _, from := range states() {
		if from.Open() != from.Leads(scrum.StoryDropped) {
			t.Errorf("%s: what is open may be dropped, and nothing else", from)
		}
		if from.Leads(from) || from.Leads(scrum.StoryUndone) {
			t.Errorf("%s leads to itself, or to nothing", from)
		}
	}
}

func TestAStoryThatLeavesASprintIsWhatItWasBefore(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		state, want scrum.StoryState
		ready       time.Time
	}{
		{scrum.StoryPlanned, scrum.StoryDraft, time.Time{}},
		{scrum.StoryPlanned, scrum.StoryReady, time.Unix(1, 0)},
		{scrum.StoryStarted, scrum.StoryStarted, time.Unix(1, 0)},
		{scrum.StoryToAccept, scrum.StoryToAccept, time.Time{}},
	} {
		if got := (scrum.Story{State: test.state, ReadyAt: test.ready}).Unplanned().State; got != test.want {
			t.Errorf("%s, ready at %v: %s, want %s", test.state, test.ready, got, test.want)
		}
	}
}

func count(conditions ...bool) int {
	n := 0
	for _, c := range conditions {
		if c {
			n++
		}
	}
	return n
}
