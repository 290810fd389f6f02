package scrum_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pogo/scrum"
)

// voted is a ballot by any method over stories in any state, with papers that
// its rule allows.
type voted struct {
	ballot     scrum.Ballot
	papers     []scrum.BallotPaper
	candidates []scrum.Candidate
	capacity   scrum.Points
}

func (v voted) count(t *rapid.T) scrum.Outcome {
	t.Helper()
	o, err := v.ballot.Count(v.papers, v.candidates, v.capacity)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func someVote(t *rapid.T, methods ...scrum.BallotMethod) voted {
	b := scrum.Ballot{
		ID:      scrum.BallotID(rapid.IntRange(1, 9).Draw(t, "id")),
		Method:  rapid.SampledFrom(methods).Draw(t, "method"),
		Secrecy: rapid.SampledFrom([]scrum.Secrecy{scrum.SeenByAll, scrum.UntilClosed, scrum.Anonymous}).Draw(t, "secrecy"),
	}
	v := voted{capacity: scrum.Points{Halves: rapid.IntRange(0, 40).Draw(t, "capacity"), Known: rapid.Bool().Draw(t, "has capacity")}}
	for i := range rapid.IntRange(1, 5).Draw(t, "options") {
		v.candidates = append(v.candidates, someCandidate(t, i+1))
		b.Options = append(b.Options, scrum.Option{Story: scrum.StoryID(i + 1)})
	}
	b.Budget = b.Method.BudgetFor(len(b.Options))
	for i := range rapid.IntRange(0, 6).Draw(t, "voters") {
		person := scrum.PersonID(fmt.Sprint("U", i))
		b.Roll = append(b.Roll, scrum.Voter{Person: person, Weight: rapid.SampledFrom([]scrum.Weight{500, 1000, 3000}).Draw(t, "weight")})
		v.papers = append(v.papers, somePaper(t, b, b.Mark(person, "key")))
	}
	if b.Secrecy == scrum.Anonymous {
		b.Roll = scrum.Unweighted(b.Roll)
	}
	v.ballot = b
	return v
}

func someCandidate(t *rapid.T, number int) scrum.Candidate {
	c := candidate(number, rapid.IntRange(-1, 26).Draw(t, "halves"))
	c.Story.CreatedAt = noon().Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "age")) * time.Hour)
	c.Story.State = rapid.SampledFrom([]scrum.StoryState{scrum.StoryDraft, scrum.StoryReady, scrum.StoryDropped}).Draw(t, "state")
	c.Story.Confidence = rapid.SampledFrom([]int{0, 50, 80, 100}).Draw(t, "confidence")
	c.Story.Class = rapid.SampledFrom([]scrum.Class{"", "", scrum.ClassExpedite}).Draw(t, "class")
	for _, other := range rapid.SliceOfN(rapid.IntRange(1, 6), 0, 2).Draw(t, "needs") {
		c.Needs = append(c.Needs, scrum.StoryID(other))
	}
	return c
}

// somePaper rates some of the stories as long as the budget lasts.
func somePaper(t *rapid.T, b scrum.Ballot, voter scrum.VoterMark) scrum.BallotPaper {
	p := scrum.BallotPaper{Voter: voter, Given: map[scrum.StoryID]int64{}, Copies: 1, Abstains: rapid.IntRange(0, 5).Draw(t, "abstains") == 0}
	for _, o := range b.Options {
		if p.Abstains || rapid.Bool().Draw(t, "leaves out") {
			continue
		}
		p.Given[o.Story] = rapid.SampledFrom(b.Ratings()).Draw(t, "rating")
		if b.Budget > 0 && b.Spent(p) > b.Budget {
			delete(p.Given, o.Story)
		}
	}
	return p
}

func TestTheOrderOfPapersChangesNothingOfAnOutcome(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := someVote(t, scrum.BallotMethods()...)
		again := v
		again.papers = rapid.Permutation(v.papers).Draw(t, "again")
		if diff := gocmp.Diff(v.count(t), again.count(t)); diff != "" {
			t.Error(diff)
		}
	})
}

// The keys of the stories decide ties, if nothing before them does; where ties
// are broken by a given order, they decide nothing.
func TestTheKeysOfStoriesChangeNothingButTies(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := someVote(t, scrum.BallotMethods()...)
		renamed := slices.Clone(v.candidates)
		for i, key := range rapid.Permutation(letters("VWXYZ"[:len(renamed)])).Draw(t, "keys") {
			renamed[i].Story.Key = string(key)
		}
		a, err := v.ballot.CountInOrder(v.papers, v.candidates, v.capacity)
		if err != nil {
			t.Fatal(err)
		}
		b, err := v.ballot.CountInOrder(v.papers, renamed, v.capacity)
		if diff := gocmp.Diff(a, b); err != nil || diff != "" {
			t.Error(err, diff)
		}
		if v.ballot.Method == scrum.ByRanking {
			return // whose order holds no ties any more
		}
		v.candidates = renamed
		if diff := gocmp.Diff(sortedStories(a.Voted), sortedStories(v.count(t).Voted)); diff != "" {
			t.Error(diff)
		}
	})
}

func sortedStories(order [][]scrum.StoryID) [][]scrum.StoryID {
	for _, place := range order {
		slices.Sort(place)
	}
	return order
}

// What more weight puts before each other one than behind it comes first.
func TestWhatBeatsEveryOtherComesFirst(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := someVote(t, scrum.ByRanking)
		o := v.count(t)
		for _, c := range v.candidates {
			if !o.Withheld && v.beatsAll(c.Story) && o.Voted[0][0] != c.Story.ID {
				t.Errorf("%s beats every other, and the order is %v", c.Story.Key, o.Voted)
			}
		}
	})
}

// beatsAll compares an open story with each other one, paper by paper.
func (v voted) beatsAll(s scrum.Story) bool {
	weights := v.ballot.Weigh(v.papers)
	for _, other := range v.candidates {
		if other.Story.ID == s.ID || !other.Story.State.Open() {
			continue
		}
		lead := 0
		for i, p := range v.papers {
			if !p.Abstains {
				lead += int(weights[i]) * cmp.Compare(depth(p, other.Story.ID), depth(p, s.ID))
			}
		}
		if lead <= 0 {
			return false
		}
	}
	return s.State.Open()
}

// depth is how far down a paper puts a story: what has no place is last.
func depth(p scrum.BallotPaper, id scrum.StoryID) int64 { return cmp.Or(p.Given[id], 1<<30) }

func TestPapersWithoutTheirVotersCountTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := someVote(t, scrum.BallotMethods()...)
		v.ballot.Secrecy, v.ballot.Roll = scrum.Anonymous, scrum.Unweighted(v.ballot.Roll)
		unsigned := v
		unsigned.papers = scrum.Unsign(v.papers)
		if diff := gocmp.Diff(v.count(t), unsigned.count(t)); diff != "" {
			t.Error(diff)
		}
	})
}
