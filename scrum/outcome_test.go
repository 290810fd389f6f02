package scrum_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pogo/scrum"
)

// candidate is an open story with a key of its own; halves below 0 are no
// estimate.
func candidate(number, halves int) scrum.Candidate {
	id := scrum.StoryID(number)
	return scrum.Candidate{Story: scrum.Story{
		ID: id, Number: number, Key: scrum.StoryKey("PAY", number), State: scrum.StoryDraft,
		Size: scrum.Points{Halves: max(halves, 0), Known: halves >= 0}, CreatedAt: noon().AddDate(0, 0, number),
	}}
}

// paper is what one voter gives stories 1, 2 … in turn.
func paper(voter scrum.VoterMark, given ...int64) scrum.BallotPaper {
	p := scrum.BallotPaper{Voter: voter, Given: map[scrum.StoryID]int64{}, Copies: 1}
	for i, n := range given {
		p.Given[scrum.StoryID(i+1)] = n
	}
	return p
}

// told is an outcome on a line: the proposed order, the places of the votes,
// and the checks.
func told(o scrum.Outcome) string {
	var rows []string
	for _, r := range o.Rows {
		rows = append(rows, fmt.Sprintf("%d", r.Story))
	}
	return fmt.Sprintf("%s votes %v first %d/%d", strings.Join(rows, " "), o.Voted, o.First, o.Checks)
}

// The worked example of the methods: a client (3), a product owner (2) and
// three others approve of A 8, B 5, C 3 and D 13.
func TestAnOutcomeIsTheWorkedExample(t *testing.T) {
	t.Parallel()
	b := scrum.Ballot{Method: scrum.ByApproval, Secrecy: scrum.UntilClosed, Options: []scrum.Option{{Story: 1}, {Story: 2}, {Story: 3}, {Story: 4}}}
	for person, weight := range map[scrum.PersonID]scrum.Weight{"client": 3000, "po": 2000, "dev1": 1000, "dev2": 1000, "support": 1000} {
		b.Roll = append(b.Roll, scrum.Voter{Person: person, Weight: weight})
	}
	papers := []scrum.BallotPaper{paper("client", 1, 1, 0, 1), paper("po", 1, 0, 1, 1), paper("dev1", 1, 1, 1), paper("dev2", 0, 1, 1), paper("support", 1)}
	o, err := b.Count(papers, []scrum.Candidate{candidate(1, 16), candidate(2, 10), candidate(3, 6), candidate(4, 26)}, scrum.Points{Halves: 20, Known: true})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(o), "3 2 1 4 votes [[1] [2 4] [3]] first 9/13"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if o.Fits != 2 {
		t.Errorf("%d fit into 10 points, want C and B", o.Fits)
	}
	if want := []scrum.StoryID{1, 2, 3}; !slices.Equal(slices.Sorted(slices.Values(o.Deciding)), want) {
		t.Errorf("the estimates of %v decide, want %v", o.Deciding, want)
	}
	if got := fmt.Sprint(o.Plain); got != "[[1] [2] [3] [4]]" && got != "[[1] [3] [2] [4]]" && got != "[[1] [3 2] [4]]" {
		t.Errorf("unweighted: %s", got)
	}
}

func TestOutcomesByEveryMethod(t *testing.T) {
	t.Parallel()
	candidates := []scrum.Candidate{candidate(1, -1), candidate(2, -1), candidate(3, -1)}
	for _, test := range []struct {
		name    string
		method  scrum.BallotMethod
		budget  int64
		papers  []scrum.BallotPaper
		secrecy scrum.Secrecy
		want    string
	}{
		{"nobody votes", scrum.ByApproval, 0, nil, scrum.UntilClosed, "1 2 3 votes [[1 2 3]] first 0/0"},
		{"all rank two alike", scrum.ByRanking, 0, []scrum.BallotPaper{paper("A", 1, 1, 2), paper("B", 1, 1)}, scrum.UntilClosed, "1 2 3 votes [[1 2] [3]] first 5/5"},
		{"all abstain from a ranking", scrum.ByRanking, 0, []scrum.BallotPaper{{Voter: "A", Abstains: true, Copies: 1}}, scrum.UntilClosed, "1 2 3 votes [[1 2 3]] first 0/0"},
		{"all abstain", scrum.ByScore, 0, []scrum.BallotPaper{{Voter: "A", Abstains: true, Copies: 1}}, scrum.UntilClosed, "1 2 3 votes [[1 2 3]] first 0/0"},
		{"everyone approves of everything", scrum.ByApproval, 0, []scrum.BallotPaper{paper("A", 1, 1, 1), paper("B", 1, 1, 1)}, scrum.UntilClosed, "1 2 3 votes [[1 2 3]] first 5/5"},
		{"one no outweighs one yes", scrum.ByYesNo, 0, []scrum.BallotPaper{paper("A", 1, 1, 0), paper("B", -1, 1, 0)}, scrum.UntilClosed, "2 1 3 votes [[2] [1 3]] first 5/5"},
		{"one enthusiast does not outdo six", scrum.ByScore, 0, []scrum.BallotPaper{
			paper("A", 5, 4), paper("B", 0, 5), paper("C", 0, 5), paper("D", 0, 5), paper("E", 0, 5), paper("F", 0, 5), paper("G", 0, 5),
		}, scrum.UntilClosed, "2 3 1 votes [[2] [3] [1]] first 10/10"},
		{"dots add up", scrum.ByDots, 3, []scrum.BallotPaper{paper("A", 3), paper("B", 0, 2, 1), paper("C", 0, 2, 1)}, scrum.UntilClosed, "2 1 3 votes [[2] [1] [3]] first 4/6"},
		{"a second choice of all wins by ranks", scrum.ByRanking, 0, []scrum.BallotPaper{
			paper("A", 1, 2, 3), paper("B", 3, 2, 1), paper("C", 3, 1, 2),
		}, scrum.UntilClosed, "2 3 1 votes [[2] [3] [1]] first 4/6"},
		{"a gap in the ranks closes", scrum.ByRanking, 0, []scrum.BallotPaper{paper("A", 3, 1, 0)}, scrum.UntilClosed, "2 1 3 votes [[2] [1] [3]] first 3/4"},
		{"credits buy votes at a rising price", scrum.ByQuadratic, 25, []scrum.BallotPaper{
			paper("A", 5), paper("B", 3, 4), paper("C", 0, 3, 4), paper("D", 4, 0, 3),
		}, scrum.UntilClosed, "1 2 3 votes [[1] [2 3]] first 7/7"},
		{"two anonymous papers show nothing", scrum.ByApproval, 0, []scrum.BallotPaper{paper("x", 1), paper("y", 1)}, scrum.Anonymous, " votes [] first 0/0"},
		{"two abstentions do not hide a third", scrum.ByApproval, 0, []scrum.BallotPaper{
			paper("x", 1), {Voter: "y", Abstains: true, Copies: 1}, {Voter: "z", Abstains: true, Copies: 1},
		}, scrum.Anonymous, " votes [] first 0/0"},
		{"three do", scrum.ByApproval, 0, []scrum.BallotPaper{paper("x", 1), paper("y", 0, 1), paper("z", 0, 1)}, scrum.Anonymous, "2 1 3 votes [[2] [1] [3]] first 6/6"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := ballot()
			b.Method, b.Secrecy, b.Budget = test.method, test.secrecy, test.budget
			o, err := b.Count(test.papers, candidates, scrum.Points{})
			if err != nil {
				t.Fatal(err)
			}
			if got := told(o); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestUnsignedPapersTellOnlyWhatTheySay(t *testing.T) {
	t.Parallel()
	forth := scrum.Unsign([]scrum.BallotPaper{paper("a", 1), paper("b", 0, 1), paper("c", 1), {Voter: "d", Abstains: true, Copies: 1}})
	back := scrum.Unsign([]scrum.BallotPaper{{Voter: "d", Abstains: true, Copies: 1}, paper("c", 1), paper("b", 0, 1), paper("a", 1)})
	for _, papers := range [][]scrum.BallotPaper{forth, back} {
		var got []string
		for _, p := range papers {
			got = append(got, fmt.Sprintf("%s%d×%v%v", p.Voter, p.Copies, p.Given, p.Abstains))
		}
		if s := strings.Join(got, " "); s != "1×map[1:0 2:1]false 2×map[1:1]false 1×map[]true" {
			t.Errorf("got %s", s)
		}
	}
}

func TestEverybodySeesTheOptionsInAnOrderOfTheirOwn(t *testing.T) {
	t.Parallel()
	b, firsts := ballot(), map[scrum.StoryID]int{}
	for i := range 300 {
		person := scrum.PersonID(fmt.Sprint("U", i))
		shuffled := b.Shuffled(person)
		if again := b.Shuffled(person); !slices.Equal(shuffled, again) {
			t.Fatalf("%s sees %v, then %v", person, shuffled, again)
		}
		firsts[shuffled[0].Story]++
	}
	for _, o := range b.Options {
		if n := firsts[o.Story]; n < 70 || n > 130 {
			t.Errorf("story %d stands first for %d of 300", o.Story, n)
		}
	}
}

func TestAnOutcomeLeadsWhileItsStoriesStandFirstInItsOrder(t *testing.T) {
	t.Parallel()
	o := scrum.Outcome{Rows: []scrum.OutcomeRow{{Story: 3}, {Story: 1}, {Story: 2}}}
	for name, c := range map[string]struct {
		stories []scrum.StoryID
		want    bool
	}{
		"they do":                       {[]scrum.StoryID{3, 1, 2, 7}, true},
		"one was finished meanwhile":    {[]scrum.StoryID{3, 2, 7}, true},
		"two were exchanged":            {[]scrum.StoryID{1, 3, 2}, false},
		"another one was put before":    {[]scrum.StoryID{7, 3, 1, 2}, false},
		"none of them is left":          {[]scrum.StoryID{7, 8}, false},
		"there are no stories any more": {nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stories := make([]scrum.Story, len(c.stories))
			for i, id := range c.stories {
				stories[i].ID = id
			}
			if got := o.Leads(stories); got != c.want {
				t.Errorf("got %t, want %t", got, c.want)
			}
		})
	}
	otherwise := o
	otherwise.Decided = []scrum.StoryID{3, 1}
	if otherwise.Leads([]scrum.Story{{ID: 3}, {ID: 1}, {ID: 2}}) {
		t.Error("the owner decided otherwise, and it leads")
	}
}
