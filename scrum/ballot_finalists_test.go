package scrum_test

import (
	"testing"

	"pogo/scrum"
)

func TestFinalistsAreTheFirstFiveOfManyAndWhatTiesWithThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ranks  []int
		method scrum.BallotMethod
		voted  int
		want   int
	}{
		"five of eight":                        {[]int{1, 2, 3, 4, 5, 6, 7, 8}, scrum.ByApproval, 3, 5},
		"seven are few enough to be in order":  {[]int{1, 2, 3, 4, 5, 6, 7}, scrum.ByApproval, 3, 0},
		"two that tie with the fifth are in":   {[]int{1, 2, 3, 4, 5, 5, 5, 8}, scrum.ByApproval, 3, 7},
		"more that tie than fit are cut off":   {[]int{1, 2, 3, 4, 5, 5, 5, 5}, scrum.ByApproval, 3, 5},
		"nobody who voted chose no finalist":   {[]int{1, 1, 1, 1, 1, 1, 1, 1}, scrum.ByApproval, 0, 0},
		"what was ranked is not ranked again":  {[]int{1, 2, 3, 4, 5, 6, 7, 8}, scrum.ByRanking, 3, 0},
		"a tie further down is no tie with it": {[]int{1, 2, 3, 4, 5, 6, 6, 6}, scrum.ByApproval, 3, 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := scrum.Ballot{Method: c.method, Voted: scrum.Turnout{Team: c.voted}}
			for i, rank := range c.ranks {
				b.Outcome.Rows = append(b.Outcome.Rows, scrum.OutcomeRow{Story: scrum.StoryID(i + 1), Rank: rank})
			}
			if got := len(b.Finalists()); got != c.want {
				t.Errorf("got %d finalists, want %d", got, c.want)
			}
		})
	}
}
