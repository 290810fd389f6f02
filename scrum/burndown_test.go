package scrum_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pogo/scrum"
)

func size(points int) scrum.Points { return scrum.Points{Halves: 2 * points, Known: true} }

// worked is the sprint that the page of methods works out: ten working days
// from Monday 2 March, 30 points committed.
func worked() (scrum.Sprint, []scrum.SprintStory) {
	start := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	day := func(n int) time.Time { // at noon of the n-th working day
		return time.Date(2026, time.March, 2+n-1+(n-1)/5*2, 12, 0, 0, 0, time.UTC)
	}
	s := scrum.Sprint{ID: 12, StartsAt: start, EndsAt: time.Date(2026, time.March, 13, 17, 0, 0, 0, time.UTC)}
	s.ClosedAt = s.EndsAt
	return s, []scrum.SprintStory{
		{Sprint: 12, Story: 1, Size: size(5), AddedAt: start, DoneAt: day(2)},
		{Sprint: 12, Story: 2, Size: size(5), AddedAt: start, DoneAt: day(5)},
		{Sprint: 12, Story: 3, Size: size(3), AddedAt: day(4), DoneAt: day(5)},
		{Sprint: 12, Story: 4, Size: size(5), AddedAt: start, DoneAt: day(8)},
		{Sprint: 12, Story: 5, Size: size(5), AddedAt: start.Add(time.Hour), DoneAt: day(10)},
		{Sprint: 12, Story: 6, Size: size(10), AddedAt: start},
	}
}

func TestTheWorkedSprint(t *testing.T) {
	t.Parallel()
	s, stays := worked()
	got := s.Tally(stays, s.ClosedAt)
	want := scrum.SprintTally{
		Committed: size(30), Added: size(3), Removed: size(0), Done: size(23), Remaining: size(10), Kept: size(20),
		Stories: 6, DoneStories: 5, LateStories: 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tally (-want +got):\n%s", diff)
	}
	if sayDo, ok := got.SayDo(); !ok || math.Abs(sayDo-2.0/3) > 1e-9 {
		t.Errorf("say/do is %v, want 66.7 %%", sayDo)
	}
	if change, ok := got.ScopeChange(); !ok || math.Abs(change-0.1) > 1e-9 {
		t.Errorf("scope change is %v, want 10 %%", change)
	}
	var remaining, ideal []float64
	for _, d := range s.Burndown(stays, time.UTC, nil, s.ClosedAt) {
		remaining, ideal = append(remaining, d.Remaining), append(ideal, math.Round(d.Ideal))
	}
	if diff := cmp.Diff([]float64{30, 30, 25, 25, 28, 20, 20, 20, 15, 15, 10}, remaining); diff != "" {
		t.Errorf("remaining (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]float64{30, 27, 24, 21, 18, 15, 12, 9, 6, 3, 0}, ideal); diff != "" {
		t.Errorf("ideal (-want +got):\n%s", diff)
	}
}

func TestABurndownGoesAsFarAsToday(t *testing.T) {
	t.Parallel()
	s, stays := worked()
	line := s.Burndown(stays, time.UTC, nil, time.Date(2026, time.March, 7, 12, 0, 0, 0, time.UTC)) // a Saturday
	if last := line[len(line)-1]; len(line) != 6 || last.Remaining != 20 || last.Day.Day() != 6 {
		t.Errorf("got %d points, the last %+v", len(line), last)
	}
}

func TestASprintFollowsItsStories(t *testing.T) {
	t.Parallel()
	s := scrum.Sprint{ID: 7, StartsAt: time.Unix(0, 0).UTC()}
	now, done := time.Unix(1000, 0).UTC(), time.Unix(900, 0).UTC()
	story := scrum.Story{ID: 1, Sprint: 7, State: scrum.StoryPlanned, Size: size(5)}
	stay := scrum.SprintStory{ID: 70, Sprint: 7, Story: 1, Size: size(5), AddedAt: time.Unix(1, 0).UTC()}
	change := func(f func(*scrum.Story)) scrum.Story { changed := story; f(&changed); return changed }
	ended, finished := stay, stay
	ended.RemovedAt, finished.DoneAt = now, done
	added := scrum.SprintStory{Sprint: 7, Story: 1, Size: size(5), AddedAt: now}
	larger := added
	larger.Size = size(8)
	for _, test := range []struct {
		name  string
		stays []scrum.SprintStory
		story scrum.Story
		want  []scrum.SprintStory
	}{
		{"nothing new", []scrum.SprintStory{stay}, story, nil},
		{"another sprint's", nil, change(func(s *scrum.Story) { s.Sprint = 6 }), nil},
		{"added", nil, story, []scrum.SprintStory{added}},
		{"put back", []scrum.SprintStory{ended}, story, []scrum.SprintStory{added}},
		{"taken out", []scrum.SprintStory{stay}, change(func(s *scrum.Story) { s.Sprint = 0 }), []scrum.SprintStory{ended}},
		{"dropped", []scrum.SprintStory{stay}, change(func(s *scrum.Story) { s.State = scrum.StoryDropped }), []scrum.SprintStory{ended}},
		{"withdrawn", []scrum.SprintStory{stay}, change(func(s *scrum.Story) { s.State = scrum.StoryUndone }), []scrum.SprintStory{ended}},
		{"done", []scrum.SprintStory{stay}, change(func(s *scrum.Story) { s.State, s.DoneAt = scrum.StoryAccepted, done }), []scrum.SprintStory{finished}},
		{"done already", []scrum.SprintStory{finished}, change(func(s *scrum.Story) { s.State, s.DoneAt = scrum.StoryAccepted, done }), nil},
		{"reopened", []scrum.SprintStory{finished}, story, []scrum.SprintStory{stay}},
		{"estimated anew", []scrum.SprintStory{stay}, change(func(s *scrum.Story) { s.Size = size(8) }), []scrum.SprintStory{ended, larger}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, s.Follow(test.stays, test.story, now)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatIsNotEstimatedIsCountedApart(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	s := scrum.Sprint{StartsAt: start, EndsAt: start.Add(100 * time.Hour)}
	got := s.Tally([]scrum.SprintStory{{Story: 1, AddedAt: start, DoneAt: start.Add(time.Hour)}, {Story: 2, AddedAt: start, Size: size(3)}}, s.EndsAt)
	if got.Unestimated != 1 || got.Stories != 2 || got.DoneStories != 1 || got.Done != size(0) || got.Remaining != size(3) {
		t.Errorf("got %+v", got)
	}
	if _, ok := (scrum.Sprint{}).Tally(nil, start).DoneShare(); ok {
		t.Error("an empty sprint has no share")
	}
}

func TestTheSumsOfASprintAlwaysAgree(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	s := scrum.Sprint{ID: 1, StartsAt: start, EndsAt: start.Add(272 * time.Hour)}
	rapid.Check(t, func(t *rapid.T) {
		stories := map[scrum.StoryID]scrum.Story{}
		var stays []scrum.SprintStory
		now := start
		for range rapid.IntRange(0, 40).Draw(t, "deeds") {
			now = now.Add(time.Duration(rapid.IntRange(1, 20).Draw(t, "hours")) * time.Hour)
			id := scrum.StoryID(rapid.IntRange(1, 6).Draw(t, "story"))
			story := drawChange(t, stories[id], now)
			story.ID = id
			stories[id] = story
			for _, changed := range s.Follow(stays, story, now) {
				stays = store(stays, changed)
			}
			if again := s.Follow(stays, story, now); again != nil {
				t.Fatalf("following twice changes %+v", again)
			}
		}
		for at := start; at.Before(s.EndsAt); at = at.Add(7 * time.Hour) {
			got := s.Tally(stays, at)
			if got.Remaining.Halves < 0 || got.Done.Halves+got.Remaining.Halves != got.Committed.Halves+got.Added.Halves-got.Removed.Halves {
				t.Fatalf("at %s: %+v", at, got)
			}
			if got.Kept.Halves > got.Committed.Halves || got.DoneStories > got.Stories || got.Unestimated > got.Stories {
				t.Fatalf("at %s: %+v", at, got)
			}
		}
	})
}

// drawChange is what may happen to a story: anything.
func drawChange(t *rapid.T, s scrum.Story, now time.Time) scrum.Story {
	s.Sprint = scrum.SprintID(rapid.IntRange(0, 1).Draw(t, "sprint"))
	s.State = rapid.SampledFrom([]scrum.StoryState{scrum.StoryPlanned, scrum.StoryStarted, scrum.StoryAccepted, scrum.StoryDropped}).Draw(t, "state")
	if s.DoneAt = (time.Time{}); s.State == scrum.StoryAccepted {
		s.DoneAt = now
	}
	if s.Size = (scrum.Points{}); rapid.Bool().Draw(t, "estimated") {
		s.Size = scrum.Points{Halves: rapid.IntRange(0, 26).Draw(t, "halves"), Known: true}
	}
	return s
}

// store keeps a stay as a database does.
func store(stays []scrum.SprintStory, r scrum.SprintStory) []scrum.SprintStory {
	for i := range stays {
		if r.ID != 0 && stays[i].ID == r.ID {
			stays[i] = r
			return stays
		}
	}
	r.ID = int64(len(stays) + 1)
	return append(stays, r)
}
