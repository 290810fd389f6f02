package scrum_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestAStepKeepsWhatGoesWithItsStateAndNothingElse(t *testing.T) {
	t.Parallel()
	at := func(day int) time.Time { return time.Date(2026, time.March, day, 9, 0, 0, 0, time.UTC) }
	released := scrum.Story{State: scrum.StoryReleased, ReadyAt: at(1), DoneAt: at(2), ReleasedAt: at(3)}
	for name, test := range map[string]struct {
		before scrum.Story
		to     scrum.StoryState
		want   scrum.Story
	}{
		"ready keeps when it was first": {scrum.Story{State: scrum.StoryDraft, ReadyAt: at(1)}, scrum.StoryReady, scrum.Story{State: scrum.StoryReady, ReadyAt: at(1)}},
		"a draft was never ready":       {scrum.Story{State: scrum.StoryReady, ReadyAt: at(1)}, scrum.StoryDraft, scrum.Story{State: scrum.StoryDraft}},
		"what was missing is found":     {scrum.Story{State: scrum.StoryChanges, Missing: "a receipt"}, scrum.StoryToAccept, scrum.Story{State: scrum.StoryToAccept}},
		"done":                          {scrum.Story{State: scrum.StoryToAccept}, scrum.StoryAccepted, scrum.Story{State: scrum.StoryAccepted, DoneAt: at(9)}},
		"released":                      {scrum.Story{State: scrum.StoryAccepted, DoneAt: at(2)}, scrum.StoryReleased, scrum.Story{State: scrum.StoryReleased, DoneAt: at(2), ReleasedAt: at(9)}},
		"not released after all":        {released, scrum.StoryAccepted, scrum.Story{State: scrum.StoryAccepted, ReadyAt: at(1), DoneAt: at(2)}},
		"reopened":                      {released, scrum.StoryStarted, scrum.Story{State: scrum.StoryStarted, ReadyAt: at(1)}},
		"taken up again":                {scrum.Story{State: scrum.StoryDropped, DroppedCause: "no"}, scrum.StoryDraft, scrum.Story{State: scrum.StoryDraft}},
	} {
		if diff := cmp.Diff(test.want, test.before.Stepped(scrum.Step{State: test.to, At: at(9)})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestAStoryGoesBackToWhatItWas(t *testing.T) {
	t.Parallel()
	const draft, ready, planned, started = scrum.StoryDraft, scrum.StoryReady, scrum.StoryPlanned, scrum.StoryStarted
	const try, changes, accepted, released, dropped = scrum.StoryToAccept, scrum.StoryChanges, scrum.StoryAccepted, scrum.StoryReleased, scrum.StoryDropped
	for name, test := range map[string]struct {
		steps          []scrum.StoryState // the last is where it stands
		readied        bool
		back, reopened scrum.StoryState
	}{
		"step by step":                   {[]scrum.StoryState{draft, ready, planned, started}, true, planned, started},
		"back twice does not go forward": {[]scrum.StoryState{draft, ready, planned, started, planned}, true, ready, planned},
		"what was found ready":           {[]scrum.StoryState{draft, ready}, true, draft, ready},
		"readied while it was planned":   {[]scrum.StoryState{draft, planned}, true, ready, planned},
		"changes that were made":         {[]scrum.StoryState{started, try, changes, try}, false, started, try},
		"changes asked for by mistake":   {[]scrum.StoryState{started, try, changes}, false, try, try},
		"done in spite of them":          {[]scrum.StoryState{started, try, changes, accepted}, false, try, try},
		"done at once":                   {[]scrum.StoryState{draft, accepted}, false, draft, draft},
		"released":                       {[]scrum.StoryState{draft, started, try, accepted, released}, false, accepted, try},
		"dropped on the way":             {[]scrum.StoryState{draft, started, dropped}, false, started, started},
		"dropped twice":                  {[]scrum.StoryState{draft, dropped, draft, dropped}, false, draft, draft},
		"from another tool":              {[]scrum.StoryState{accepted}, false, draft, draft},
	} {
		var steps []scrum.Step
		for _, s := range test.steps {
			steps = append(steps, scrum.Step{State: s})
		}
		s := scrum.Story{State: test.steps[len(steps)-1]}
		if test.readied {
			s.ReadyAt = time.Unix(1, 0)
		}
		if got, ok := s.Back(steps); got != test.back || !ok {
			t.Errorf("%s: back to %s, %t", name, got, ok)
		}
		if got := s.Reopened(steps); got != test.reopened {
			t.Errorf("%s: reopened as %s", name, got)
		}
	}
	if got, ok := (scrum.Story{State: draft}).Back(nil); ok {
		t.Errorf("a draft goes back to %s", got)
	}
}
