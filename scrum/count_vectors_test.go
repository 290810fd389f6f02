package scrum_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

// countedVote is a ranked vote. A ranking is written as the letters of its
// choices.
type countedVote struct {
	ID          string
	Ballots     [][2]any
	Plurality   map[scrum.Choice]json.Number
	Borda       map[scrum.Choice]json.Number
	Condorcet   *scrum.Choice
	Schulze     string
	RankedPairs string                       `json:"ranked_pairs"`
	Skipped     []string                     `json:"rp_skipped"`
	Paths       map[string]int64             `json:"p"`
	Wins        map[scrum.Choice]json.Number `json:"schulze_wins"`
}

// counted are the measured counts of testdata/methods.json.
type counted struct {
	Votes     []countedVote
	Quadratic struct {
		Credits int64
		Votes   []map[scrum.Choice]int64
		Totals  map[scrum.Choice]json.Number
	}
	Wilson [][4]float64 `json:"wilson95"`
	Shrunk struct {
		X, Y, Z []int64
		Result  map[scrum.Choice]json.Number
	} `json:"shrunk_score"`
	Ranking struct {
		Weights map[string]int64
		Approve map[scrum.Choice][]string
		Effort  map[scrum.Choice]int
		Share   map[scrum.Choice]json.Number
		X100    map[scrum.Choice]json.Number `json:"priority_x100"`
		Order   string
		First   map[string]scrum.Choice `json:"first_leave_one_out"`
	}
}

func measured(t *testing.T) counted {
	t.Helper()
	raw, err := os.ReadFile("testdata/methods.json")
	if err != nil {
		t.Fatal(err)
	}
	var c counted
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	if len(c.Votes) == 0 || len(c.Wilson) == 0 || len(c.Quadratic.Votes) == 0 {
		t.Fatal("no counts in testdata/methods.json")
	}
	return c
}

// letters are choices of one letter each: "ACB" is A before C before B.
func letters(text string) []scrum.Choice {
	var choices []scrum.Choice
	for _, letter := range text {
		choices = append(choices, scrum.Choice(letter))
	}
	return choices
}

// places is an order in which nothing ties but what stands in brackets, as in
// "A(BC)".
func places(text string) [][]scrum.Choice {
	var order [][]scrum.Choice
	tied := false
	for _, letter := range text {
		switch {
		case letter == '(':
			tied = true
			order = append(order, nil)
		case letter == ')':
			tied = false
		case tied:
			order[len(order)-1] = append(order[len(order)-1], scrum.Choice(letter))
		default:
			order = append(order, letters(string(letter)))
		}
	}
	return order
}

// written is the reverse of places.
func written(order [][]scrum.Choice) string {
	var b strings.Builder
	for _, place := range order {
		format := "%s"
		if len(place) > 1 {
			format = "(%s)"
		}
		fmt.Fprintf(&b, format, joined(place))
	}
	return b.String()
}

func joined(choices []scrum.Choice) string {
	var b strings.Builder
	for _, c := range choices {
		b.WriteString(string(c))
	}
	return b.String()
}

// ranked is so many people who rank so, each of full weight.
func ranked(count int64, order string) scrum.Ranking {
	return scrum.Ranking{Count: count, Weight: scrum.FullWeight, Places: places(order)}
}

// named gives each choice its number.
func named[V fmt.Stringer](choices []scrum.Choice, values []V) map[scrum.Choice]json.Number {
	numbers := map[scrum.Choice]json.Number{}
	for i, v := range values {
		numbers[choices[i]] = json.Number(v.String())
	}
	return numbers
}

// decimals writes fractions to so many digits.
func decimals(choices []scrum.Choice, values []*big.Rat, digits int) map[scrum.Choice]json.Number {
	numbers := map[scrum.Choice]json.Number{}
	for i, v := range values {
		text := v.FloatString(digits)
		numbers[choices[i]] = json.Number(strings.TrimRight(strings.TrimRight(text, "0"), "."))
	}
	return numbers
}

func TestEveryMeasuredRankedVoteIsCountedAsPublished(t *testing.T) {
	t.Parallel()
	for _, v := range measured(t).Votes {
		t.Run(v.ID, func(t *testing.T) {
			t.Parallel()
			var rankings []scrum.Ranking
			for _, b := range v.Ballots {
				rankings = append(rankings, ranked(int64(b[0].(float64)), b[1].(string)))
			}
			choices := letters("ABCDE"[:len(v.Borda)])
			if v.ID == "V2" {
				choices = letters("KMNC")
			}
			c, err := scrum.CountRankings(choices, rankings)
			if err != nil {
				t.Fatal(err)
			}
			v.checkSums(t, choices, c)
			v.checkOrders(t, c)
			checkPaths(t, choices, c.StrongestPaths(), v.Paths, v.Wins)
		})
	}
}

func (v countedVote) checkSums(t *testing.T, choices []scrum.Choice, c scrum.Count) {
	t.Helper()
	if diff := gocmp.Diff(v.Borda, named(choices, c.Borda())); diff != "" {
		t.Errorf("Borda (-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff(v.Plurality, named(choices, c.Plurality())); v.Plurality != nil && diff != "" {
		t.Errorf("plurality (-want +got):\n%s", diff)
	}
	winner, found := c.Condorcet()
	if found != (v.Condorcet != nil) || found && winner != *v.Condorcet {
		t.Errorf("Condorcet winner %q, %v", winner, found)
	}
}

// checkOrders compares those that were measured.
func (v countedVote) checkOrders(t *testing.T, c scrum.Count) {
	t.Helper()
	if got := written(c.Schulze()); v.Schulze != "" && got != v.Schulze {
		t.Errorf("Schulze %s, want %s", got, v.Schulze)
	}
	locked := c.RankedPairs()
	if got := joined(locked.Order); v.RankedPairs != "" && got != v.RankedPairs {
		t.Errorf("Ranked Pairs %s, want %s", got, v.RankedPairs)
	}
	var skipped []string
	for _, m := range locked.Skipped {
		skipped = append(skipped, string(m.Winner+m.Loser))
	}
	if diff := gocmp.Diff(v.Skipped, skipped); v.Skipped != nil && diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
}

// checkPaths compares the strongest paths, and how many each choice beats by
// them, where either was measured.
func checkPaths(t *testing.T, choices []scrum.Choice, paths [][]scrum.Votes, want map[string]int64, wins map[scrum.Choice]json.Number) {
	t.Helper()
	beats := make([]scrum.Votes, len(choices))
	for i, from := range choices {
		for j, to := range choices {
			if paths[i][j] > paths[j][i] {
				beats[i] += scrum.OneVote
			}
			if strength, measured := want[string(from+to)]; measured && paths[i][j] != scrum.Votes(strength)*scrum.OneVote {
				t.Errorf("from %s to %s the strongest path is %s, want %d", from, to, paths[i][j], strength)
			}
		}
	}
	if diff := gocmp.Diff(wins, named(choices, beats)); wins != nil && diff != "" {
		t.Errorf("wins (-want +got):\n%s", diff)
	}
}

// What truncates a ranking ties last; B and C tie, and the order of the
// choices decides where an order is needed.
func TestTruncatedRankingsTieLast(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ choices, want string }{{"ABC", "BCA"}, {"ACB", "CBA"}} {
		c, err := scrum.CountRankings(letters(test.choices), []scrum.Ranking{ranked(3, "A"), ranked(2, "BC"), ranked(2, "CB")})
		if err != nil {
			t.Fatal(err)
		}
		if got := joined(c.RankedPairs().Order); got != test.want {
			t.Errorf("of %s Ranked Pairs makes %s, want %s", test.choices, got, test.want)
		}
		if got, want := written(c.Schulze()), "("+test.want[:2]+")A"; got != want {
			t.Errorf("of %s Schulze makes %s, want %s", test.choices, got, want)
		}
	}
}

func TestTheMeasuredQuadraticVoteNarrowsTheLead(t *testing.T) {
	t.Parallel()
	v := measured(t).Quadratic
	var papers []scrum.Ratings
	for _, given := range v.Votes {
		papers = append(papers, scrum.Ratings{Count: 1, Weight: scrum.FullWeight, Given: given})
		if cost := scrum.Quadratic(v.Credits).Cost(given); cost != v.Credits {
			t.Errorf("%v costs %d, want %d", given, cost, v.Credits)
		}
	}
	choices := letters("ABC")
	c, err := scrum.CountRatings(choices, scrum.Quadratic(v.Credits), papers)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(v.Totals, named(choices, c.Sums())); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
}

func TestTheMeasuredScoresShrink(t *testing.T) {
	t.Parallel()
	v := measured(t).Shrunk
	var papers []scrum.Ratings
	for choice, scores := range map[scrum.Choice][]int64{"X": v.X, "Y": v.Y, "Z": v.Z} {
		for _, score := range scores {
			papers = append(papers, scrum.Ratings{Count: 1, Weight: scrum.FullWeight, Given: map[scrum.Choice]int64{choice: score}})
		}
	}
	choices := letters("XYZ")
	c, err := scrum.CountRatings(choices, scrum.Scores(3), papers)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(v.Result, decimals(choices, c.ShrunkScores(), 4)); diff != "" {
		t.Errorf("scores (-want +got):\n%s", diff)
	}
	if got := written(scrum.InOrder(choices, c.ShrunkScores(), (*big.Rat).Cmp)); got != "YXZ" {
		t.Errorf("the order is %s: one enthusiast outdoes six", got)
	}
}

func TestTheMeasuredIntervals(t *testing.T) {
	t.Parallel()
	for _, v := range measured(t).Wilson {
		low, high := scrum.Interval(int(v[0]), int(v[1]))
		if got, want := fmt.Sprintf("%.4f %.4f", low, high), fmt.Sprintf("%.4f %.4f", v[2], v[3]); got != want {
			t.Errorf("%v of %v: %s, want %s", v[0], v[1], got, want)
		}
	}
}

// approvals are the papers of the measured ranking, by the name of who
// handed them in.
func (v counted) approvals() (names []string, papers []scrum.Ratings) {
	for name := range v.Ranking.Weights {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		given := map[scrum.Choice]int64{}
		for choice, who := range v.Ranking.Approve {
			if slices.Contains(who, name) {
				given[choice] = 1
			}
		}
		papers = append(papers, scrum.Ratings{Count: 1, Weight: scrum.Weight(v.Ranking.Weights[name]) * scrum.FullWeight, Given: given})
	}
	return names, papers
}

func TestTheMeasuredSharesFollowTheWeights(t *testing.T) {
	t.Parallel()
	v := measured(t)
	_, papers := v.approvals()
	choices := letters("ABCD")
	c, err := scrum.CountRatings(choices, scrum.Approval(), papers)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(v.Ranking.Share, decimals(choices, c.Shares(), 3)); diff != "" {
		t.Errorf("shares (-want +got):\n%s", diff)
	}
	for i := range papers {
		papers[i] = papers[i].Unweighted()
	}
	if c, err = scrum.CountRatings(choices, scrum.Approval(), papers); err != nil {
		t.Fatal(err)
	}
	if got := written(scrum.InOrder(choices, c.Sums(), cmp.Compare)); got != "A(BC)D" {
		t.Errorf("unweighted: %s", got)
	}
}
