package scrum_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pogo/scrum"
)

func fixed(due string) scrum.Worth { return scrum.Worth{Class: scrum.ClassFixed, Due: due} }

func TestTheLatestDayToBeginIsTheDateLessWhatStoriesTake(t *testing.T) {
	t.Parallel()
	thursday := time.Date(2026, 11, 26, 23, 30, 0, 0, time.UTC) // Friday in Paris
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	eleven := passages(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 30)
	for _, test := range []struct {
		name  string
		done  []scrum.Passage
		zone  *time.Location
		worth scrum.Worth
		want  string
	}{
		{"the last day to begin, both ends counted", eleven, time.UTC, fixed("2026-12-04"), "9 days 2026-11-26 true"},
		{"a day is left", eleven, time.UTC, fixed("2026-12-05"), "9 days 2026-11-27 false"},
		{"the day is that of the product's zone", eleven, paris, fixed("2026-12-05"), "9 days 2026-11-27 true"},
		{"over the change of the clocks", eleven, paris, fixed("2026-03-31"), "9 days 2026-03-23 true"},
		{"a date that is over", eleven, time.UTC, fixed("2026-11-20"), "9 days 2026-11-12 true"},
		{"ten stories say nothing: a sprint of two weeks is reckoned", eleven[:10], time.UTC, fixed("2026-12-09"), "14 days, guessed 2026-11-26 true"},
		{"and a day is left", nil, time.UTC, fixed("2026-12-10"), "14 days, guessed 2026-11-27 false"},
		{"no date", eleven, time.UTC, scrum.Worth{}, "9 days  false"},
		{"urgent, and it had a date before", eleven, time.UTC, scrum.Worth{Class: scrum.ClassExpedite, Due: "2026-11-20"}, "9 days  false"},
	} {
		p := scrum.PaceOf(test.done, thursday, test.zone)
		guessed := ""
		if p.Guessed {
			guessed = ", guessed"
		}
		if got := fmt.Sprintf("%d days%s %s %t", p.Days, guessed, p.Begin(test.worth), p.Presses(test.worth)); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// A story cannot begin later: it stands behind what is urgent and before all
// that was voted, with what it needs. Nobody who leaves, and no estimate,
// changes that, and so the checks are about the rest.
func TestAFixedDateIsPlacedBeforeWhatWasVotedOnceItPresses(t *testing.T) {
	t.Parallel()
	pace := scrum.Pace{Today: "2026-11-26", Days: 9}
	b := ballot()
	b.Method, b.Secrecy, b.Options = scrum.ByApproval, scrum.UntilClosed, nil
	var candidates []scrum.Candidate
	for i, worth := range []scrum.Worth{
		{}, fixed("2026-12-04"), {}, fixed("2026-12-03"), {Class: scrum.ClassExpedite}, fixed("2026-12-20"), {},
	} {
		c := candidate(i+1, 4)
		c.Story.Worth = worth
		candidates = append(candidates, c)
		b.Options = append(b.Options, scrum.Option{Story: c.Story.ID})
	}
	candidates[1].Needs = []scrum.StoryID{7}
	papers := []scrum.BallotPaper{paper("A", 1, 0, 1), paper("B", 1), paper("C", 1, 0, 1, 0, 0, 1)}
	o, err := b.Count(papers, pace.Dated(candidates), scrum.Points{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(o), "5 4 7 2 1 3 6 votes [[1] [3] [6] [2 4 5 7]] first 8/9"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var marks []string
	for _, row := range o.Rows {
		marks = append(marks, fmt.Sprintf("%d:%d %s %t %t", row.Story, row.Rank, row.Begin, row.Pressing, row.Raised))
	}
	if want := []string{
		"5:1  false false", "4:2 2026-11-25 true false", "7:3  false true", "2:4 2026-11-26 true false",
		"1:5  false false", "3:6  false false", "6:7 2026-12-12 false false",
	}; !slices.Equal(marks, want) {
		t.Errorf("got  %q\nwant %q", marks, want)
	}
	if o.Top != 1 {
		t.Errorf("%d is the first that votes placed, want 1", o.Top)
	}
}

func TestNothingIsCheckedWhereGatesPlaceAllButOne(t *testing.T) {
	t.Parallel()
	candidates := []scrum.Candidate{candidate(1, 4), candidate(2, 4)}
	candidates[1].Story.Worth = fixed("2026-12-04")
	b := ballot()
	b.Method = scrum.ByApproval
	o, err := b.Count([]scrum.BallotPaper{paper("A", 1)}, scrum.Pace{Today: "2026-12-01", Days: 9}.Dated(candidates), scrum.Points{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(o), "2 1 votes [[1] [2]] first 0/0"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// 85 of 100 stories were done within nine days: what is due on 4 December has
// to begin on 26 November.
func ExamplePace() {
	var done []scrum.Passage
	for i := range 20 {
		from := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
		done = append(done, scrum.Passage{From: from, To: from.AddDate(0, 0, i/2)})
	}
	pace := scrum.PaceOf(done, time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC), time.UTC)
	story := scrum.Worth{Class: scrum.ClassFixed, Due: "2026-12-04"}
	fmt.Println(pace.Days, pace.Begin(story), pace.Presses(story))
	// Output: 9 2026-11-26 false
}
