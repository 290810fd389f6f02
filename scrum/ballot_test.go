package scrum_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pogo/scrum"
)

// ballot is over stories 1, 2 and 3, with A, B and C in the team and G a
// guest.
func ballot() scrum.Ballot {
	return scrum.Ballot{
		ID: 1, State: scrum.BallotOpen, Method: scrum.ByApproval, Secrecy: scrum.SeenByAll, OpenedAt: noon(),
		Options: []scrum.Option{{Story: 1}, {Story: 2}, {Story: 3}},
		Roll: []scrum.Voter{
			{Person: "A", Weight: scrum.FullWeight},
			{Person: "B", Weight: scrum.FullWeight},
			{Person: "C", Weight: scrum.FullWeight},
			{Person: "G", Weight: scrum.FullWeight, Outside: true},
		},
	}
}

func TestBallotsCountWhatStandsAtTheClose(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		closed int // seconds; 0: still open
		events []scrum.ReactionEvent
		want   string // approvals, then the turnout
	}{
		{"nobody votes", 0, nil, "0 0 0 of 0+0"},
		{"one person approves of several", 0, []scrum.ReactionEvent{put("A", "one", 1), put("A", "three", 2)}, "1 0 1 of 1+0"},
		{"everyone approves of everything", 0, []scrum.ReactionEvent{
			put("A", "one", 1), put("A", "two", 1), put("A", "three", 1), put("B", "one", 1), put("B", "two", 1),
			put("B", "three", 1), put("C", "one", 1), put("C", "two", 1), put("C", "three", 1),
		}, "3 3 3 of 3+0"},
		{"whoever takes everything back has not voted", 0, []scrum.ReactionEvent{put("A", "one", 1), off("A", "one", 2)}, "0 0 0 of 0+0"},
		{"a guest is heard and counted apart", 0, []scrum.ReactionEvent{put("G", "two", 1)}, "0 1 0 of 0+1"},
		{"who is not on the roll is not counted", 0, []scrum.ReactionEvent{put("X", "two", 1)}, "0 0 0 of 0+0"},
		{"other emoji say nothing", 0, []scrum.ReactionEvent{put("A", "four", 1), put("A", "+1", 1)}, "0 0 0 of 0+0"},
		{"after the close nothing changes", 60, []scrum.ReactionEvent{put("A", "one", 60), off("A", "one", 61), put("B", "one", 61)}, "1 0 0 of 1+0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := ballot()
			if test.closed > 0 {
				b = b.CloseAt(noon().Add(time.Duration(test.closed)*time.Second), "A")
			}
			papers := b.Papers(test.events)
			var approvals [4]int64
			for _, p := range papers {
				for story, given := range p.Given {
					approvals[story] += given
				}
			}
			voted := b.TurnoutOf(b.Heard(papers, ""))
			got := fmt.Sprintf("%d %d %d of %d+%d", approvals[1], approvals[2], approvals[3], voted.Team, voted.Outside)
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestTheRollIsThePeopleOfTheChannel(t *testing.T) {
	t.Parallel()
	got := scrum.Ballot{Roll: scrum.Roll([]scrum.Person{
		{ID: "A"},
		{ID: "BOT", Bot: true},
		{ID: "GONE", Deleted: true},
		{ID: "G", Guest: true},
		{ID: "E", External: true},
		{ID: "C", Guest: true},
		{ID: "O"},
	}, map[scrum.PersonID]scrum.MemberRole{"A": scrum.RoleOwner, "C": scrum.RoleClient, "O": scrum.RoleObserver}, scrum.Weights{scrum.RoleClient: 3 * scrum.FullWeight})}
	want := []scrum.Voter{
		{Person: "A", Role: scrum.RoleOwner, Weight: scrum.FullWeight},
		{Person: "G", Outside: true, Weight: scrum.FullWeight},
		{Person: "E", Outside: true, Weight: scrum.FullWeight},
		{Person: "C", Role: scrum.RoleClient, Weight: 3 * scrum.FullWeight},
	}
	if diff := cmp.Diff(want, got.Roll); diff != "" || got.Expected() != 2 {
		t.Errorf("expected %d (-want +got):\n%s", got.Expected(), diff)
	}
}

func TestTheCloseIsNotAfterTheAnnouncedTime(t *testing.T) {
	t.Parallel()
	announced := noon().Add(time.Hour)
	for _, test := range []struct {
		name   string
		closes time.Time
		at     time.Time
		want   time.Time
		closer scrum.PersonID
	}{
		{"by hand, without a time", time.Time{}, noon().Add(3 * time.Hour), noon().Add(3 * time.Hour), "A"},
		{"by hand, before the time", announced, noon().Add(time.Minute), noon().Add(time.Minute), "A"},
		{"by hand, in the minute after the time", announced, announced.Add(30 * time.Second), announced, ""},
		{"by a clock that is behind", time.Time{}, noon().Add(-time.Minute), noon(), "A"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := ballot()
			b.ClosesAt = test.closes
			b = b.CloseAt(test.at, "A")
			if !b.ClosedAt.Equal(test.want) || b.Closer != test.closer || b.State != scrum.BallotClosing {
				t.Errorf("closed at %v by %q (%s)", b.ClosedAt, b.Closer, b.State)
			}
		})
	}
}

func TestAnAppliedResultComesFirstAndTheRestKeepsItsOrder(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name                 string
		ranked, result, want []scrum.StoryID
	}{
		{"nothing was ranked", nil, []scrum.StoryID{3, 1}, []scrum.StoryID{3, 1}},
		{"from the middle to the front", []scrum.StoryID{1, 2, 3, 4}, []scrum.StoryID{3, 2}, []scrum.StoryID{3, 2, 1, 4}},
		{"with one that had no rank", []scrum.StoryID{1, 2}, []scrum.StoryID{9, 2}, []scrum.StoryID{9, 2, 1}},
		{"an empty result changes nothing", []scrum.StoryID{2, 1}, nil, []scrum.StoryID{2, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := scrum.ApplyOrder(test.ranked, test.result)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestApplyingAnyResultLosesNoStory(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfNDistinct(rapid.Int64Range(1, 40), 0, 20, rapid.ID).Draw(t, "stories")
		ranked := draw(t, "ranked", ids)
		result := draw(t, "result", ids)
		got := scrum.ApplyOrder(ranked, result)
		if !slices.Equal(got[:len(result)], result) {
			t.Fatalf("the result does not come first: %v", got)
		}
		behind := slices.DeleteFunc(slices.Clone(ranked), func(id scrum.StoryID) bool { return slices.Contains(result, id) })
		if !slices.Equal(got[len(result):], behind) {
			t.Fatalf("behind the result stand %v, want %v", got[len(result):], behind)
		}
		if again := scrum.ApplyOrder(got, result); !slices.Equal(again, got) {
			t.Fatalf("twice gives %v", again)
		}
		ranks := scrum.Ranks(ranked, got)
		for i, id := range ranked {
			if ranks[id] != i+1 {
				t.Fatalf("undo gives story %d rank %d", id, ranks[id])
			}
		}
		for _, id := range result {
			if !slices.Contains(ranked, id) && ranks[id] != 0 {
				t.Fatalf("undo leaves story %d with rank %d", id, ranks[id])
			}
		}
	})
}

func draw(t *rapid.T, name string, ids []int64) []scrum.StoryID {
	var list []scrum.StoryID
	if len(ids) > 0 {
		for _, id := range rapid.SliceOfDistinct(rapid.SampledFrom(ids), rapid.ID).Draw(t, name) {
			list = append(list, scrum.StoryID(id))
		}
	}
	return list
}
