package scrum_test

import (
	"testing"

	"pogo/scrum"
)

func TestNewsOfAStoryInASprintThatRuns(t *testing.T) {
	t.Parallel()
	in := func(state scrum.StoryState, sprint scrum.SprintID) scrum.Story {
		return scrum.Story{ID: 1, State: state, Sprint: sprint}
	}
	planned := scrum.NewsItem{Story: 1, Kind: scrum.NewsPlanned, Sprint: 4}
	for _, test := range []struct {
		name        string
		before, now scrum.Story
		told        scrum.NewsItem
		want        scrum.NewsKind
	}{
		{"it comes in", in(scrum.StoryDraft, 0), in(scrum.StoryPlanned, 4), scrum.NewsItem{}, scrum.NewsPlanned},
		{"it comes in begun", in(scrum.StoryStarted, 0), in(scrum.StoryStarted, 4), scrum.NewsItem{}, scrum.NewsPlanned},
		{"it was out meanwhile, of which nobody heard", in(scrum.StoryStarted, 0), in(scrum.StoryStarted, 4), planned, ""},
		{"it is carried over from another sprint", in(scrum.StoryStarted, 3), in(scrum.StoryStarted, 4), scrum.NewsItem{Story: 1, Kind: scrum.NewsPlanned, Sprint: 3}, scrum.NewsPlanned},
		{"it is beyond planning", in(scrum.StoryToAccept, 0), in(scrum.StoryToAccept, 4), scrum.NewsItem{}, ""},
		{"it goes out", in(scrum.StoryPlanned, 4), in(scrum.StoryDraft, 0), planned, scrum.NewsUnplanned},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := scrum.NewsOf(test.before, test.now, scrum.NewsContext{Running: 4, Told: test.told}); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestALineAboutASplitIsTrueUntilTheStoryIsWholeAgain(t *testing.T) {
	t.Parallel()
	told := scrum.NewsItem{Story: 1, Kind: scrum.NewsSplit, Was: scrum.StoryDraft}
	if told.Undone(scrum.Story{ID: 1, State: scrum.StoryDraft, Epic: true}) {
		t.Error("an epic that holds the parts counts as if it had not been split")
	}
	if !told.Undone(scrum.Story{ID: 1, State: scrum.StoryDraft}) {
		t.Error("a story that is whole again counts as split")
	}
}
