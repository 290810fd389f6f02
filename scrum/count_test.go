package scrum_test

import (
	"cmp"
	"encoding/hex"
	"errors"
	"math"
	"math/big"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestWhatCannotBeCountedSaysWhichPaperAndWhy(t *testing.T) {
	t.Parallel()
	ab := letters("AB")
	huge := make([]scrum.Choice, scrum.MaxChoices+1)
	for _, test := range []struct {
		name     string
		choices  []scrum.Choice
		rankings []scrum.Ranking
		paper    int
		why      error
	}{
		{"nothing to choose from", nil, nil, 0, scrum.ErrNoChoices},
		{"too much to choose from", huge, nil, 0, scrum.ErrTooManyChoices},
		{"a choice listed twice", letters("ABA"), nil, 0, scrum.ErrChoiceTwice},
		{"what is no choice", ab, []scrum.Ranking{ranked(1, "AB"), ranked(1, "AC")}, 2, scrum.ErrUnknownChoice},
		{"a choice in two places", ab, []scrum.Ranking{ranked(1, "ABA")}, 1, scrum.ErrRankedTwice},
		{"a choice twice in one place", ab, []scrum.Ranking{ranked(1, "(AA)B")}, 1, scrum.ErrRankedTwice},
		{"fewer than nobody", ab, []scrum.Ranking{ranked(-1, "AB")}, 1, scrum.ErrNegativeCount},
		{"a weight below an observer's", ab, []scrum.Ranking{{Count: 1, Weight: -1}}, 1, scrum.ErrNegativeWeight},
		{"more people than there are", ab, []scrum.Ranking{ranked(math.MaxInt64, "AB")}, 1, scrum.ErrTooManyVotes},
		{"heavier than anything", ab, []scrum.Ranking{{Count: 1, Weight: math.MaxInt64}}, 1, scrum.ErrTooManyVotes},
		{"too many together", ab, []scrum.Ranking{ranked(1e9, "AB"), ranked(1, "AB")}, 2, scrum.ErrTooManyVotes},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, err := scrum.CountRankings(test.choices, test.rankings)
			if !errors.Is(err, test.why) || c.Cast() != 0 {
				t.Errorf("got %v, want %v", err, test.why)
			}
			var paper *scrum.PaperError
			if errors.As(err, &paper) != (test.paper > 0) || paper != nil && paper.Paper != test.paper {
				t.Errorf("got %v, want paper %d", err, test.paper)
			}
		})
	}
}

func TestRatingsKeepToTheRuleOfTheirVote(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		rule  scrum.RatingRule
		given map[scrum.Choice]int64
		want  error
	}{
		{"an approval", scrum.Approval(), map[scrum.Choice]int64{"A": 1, "B": 0}, nil},
		{"two approvals of one thing", scrum.Approval(), map[scrum.Choice]int64{"A": 2}, scrum.ErrBadRating},
		{"an objection where none is asked for", scrum.Approval(), map[scrum.Choice]int64{"A": -1}, scrum.ErrBadRating},
		{"an objection", scrum.NetApproval(), map[scrum.Choice]int64{"A": -1, "B": 1}, nil},
		{"a score above the highest", scrum.Scores(5), map[scrum.Choice]int64{"A": 6}, scrum.ErrBadRating},
		{"all dots", scrum.Dots(4), map[scrum.Choice]int64{"A": 3, "B": 1}, nil},
		{"one dot too many", scrum.Dots(4), map[scrum.Choice]int64{"A": 3, "B": 2}, scrum.ErrOverBudget},
		{"four dots on one thing", scrum.Dots(9), map[scrum.Choice]int64{"A": 4}, scrum.ErrBadRating},
		{"dots taken from another", scrum.Dots(4), map[scrum.Choice]int64{"A": 3, "B": -3}, scrum.ErrBadRating},
		{"ten votes for a hundred credits", scrum.Quadratic(100), map[scrum.Choice]int64{"A": 10}, nil},
		{"five votes on four things, too", scrum.Quadratic(100), map[scrum.Choice]int64{"A": 5, "B": 5, "C": 5, "D": 5}, nil},
		{"a vote more", scrum.Quadratic(100), map[scrum.Choice]int64{"A": 10, "B": 1}, scrum.ErrOverBudget},
		{"a rating that would overflow", scrum.Quadratic(math.MaxInt64), map[scrum.Choice]int64{"A": 1 << 32}, scrum.ErrBadRating},
		{"what is no choice", scrum.Approval(), map[scrum.Choice]int64{"E": 1}, scrum.ErrUnknownChoice},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := scrum.CountRatings(letters("ABCD"), test.rule, []scrum.Ratings{{Count: 1, Weight: scrum.FullWeight, Given: test.given}})
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestVotesOfEveryoneAndNobody(t *testing.T) {
	t.Parallel()
	choices := letters("AB")
	all := map[scrum.Choice]int64{"A": 1, "B": 1}
	for _, test := range []struct {
		name   string
		papers []scrum.Ratings
		want   string // the order, then A's share
	}{
		{"nobody votes", nil, "(AB) 0"},
		{"all abstain", []scrum.Ratings{{Count: 3, Weight: scrum.FullWeight, Abstains: true}}, "(AB) 0"},
		{"an observer watches", []scrum.Ratings{{Count: 1, Given: all}}, "(AB) 0"},
		{"one votes", []scrum.Ratings{{Count: 1, Weight: 1, Given: map[scrum.Choice]int64{"B": 1}}}, "BA 0"},
		{"everyone approves of everything", []scrum.Ratings{{Count: 3, Weight: scrum.FullWeight, Given: all}}, "(AB) 1"},
		{"who abstains is in no share", []scrum.Ratings{
			{Count: 1, Weight: scrum.FullWeight, Given: map[scrum.Choice]int64{"A": 1}}, {Count: 9, Weight: scrum.FullWeight, Abstains: true},
		}, "AB 1"},
		{"who objects is", []scrum.Ratings{
			{Count: 2, Weight: scrum.FullWeight, Given: map[scrum.Choice]int64{"A": 1}},
			{Count: 1, Weight: 2 * scrum.FullWeight, Given: map[scrum.Choice]int64{"A": -1}},
			{Count: 1, Weight: scrum.FullWeight, Given: map[scrum.Choice]int64{"A": -1}},
		}, "BA -1/5"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, err := scrum.CountRatings(choices, scrum.NetApproval(), test.papers)
			if err != nil {
				t.Fatal(err)
			}
			shares := c.Shares()
			if got := written(scrum.InOrder(choices, shares, (*big.Rat).Cmp)) + " " + shares[0].RatString(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if scores := c.ShrunkScores(); len(scores) != 2 || c.Sums()[0] != 0 && scores[0].Sign() == 0 {
				t.Errorf("scores %v", scores)
			}
		})
	}
}

func TestAFirstPlaceThatIsSharedIsNoSingleChoice(t *testing.T) {
	t.Parallel()
	c, err := scrum.CountRankings(letters("ABC"), []scrum.Ranking{ranked(4, "(AB)C"), ranked(2, "C"), ranked(1, "")})
	if err != nil {
		t.Fatal(err)
	}
	if got := written(scrum.InOrder(letters("ABC"), c.Plurality(), cmp.Compare)); got != "C(AB)" {
		t.Errorf("plurality %s", got)
	}
	if got := written(c.Schulze()); got != "(AB)C" {
		t.Errorf("Schulze %s", got)
	}
}

func TestAWithdrawnChoiceLeavesNoGap(t *testing.T) {
	t.Parallel()
	r := ranked(2, "A(BC)D")
	if got := written(r.Strike("A").Strike("C").Places); got != "BD" || written(r.Places) != "A(BC)D" {
		t.Errorf("struck %s from %s", got, written(r.Places))
	}
}

func TestWeightsAreReadExactly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]scrum.Weight{"1": 1000, "0": 0, "0.5": 500, "1,25": 1250, "2.125": 2125, "3.0": 3000, "007": 7000} {
		if got, err := scrum.ParseWeight(text); err != nil || got != want {
			t.Errorf("%q is %d (%v), want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", ".5", "1.", "-1", "+1", "1e3", "0.0001", "1.2.3", "12345678901", "½", " 1"} {
		if got, err := scrum.ParseWeight(text); err == nil {
			t.Errorf("%q is %d", text, got)
		}
	}
}

func TestVotesAreWrittenWithoutRounding(t *testing.T) {
	t.Parallel()
	for votes, want := range map[scrum.Votes]string{0: "0", 75_000: "7.5", 40_000: "4", 5: "0.0005", -2_500: "-0.25", -30_000: "-3", 10_010: "1.001"} {
		if got := votes.String(); got != want {
			t.Errorf("%d is %s, want %s", int64(votes), got, want)
		}
	}
}

func TestWhoWeighsTooMuch(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		roll []scrum.Weight
		want bool
	}{
		{"a third is the most", []scrum.Weight{1000, 1000, 1000}, false},
		{"client 3, owner 2 and three others", []scrum.Weight{3000, 2000, 1000, 1000, 1000}, true},
		{"observers weigh nothing", []scrum.Weight{1000, 1000, 1000, 0}, false},
		{"nobody", nil, false},
	} {
		if got := scrum.Dominates(test.roll); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	for weight, want := range map[scrum.Weight]bool{0: true, 1: false, 499: false, 500: true, 5000: true, 5001: false} {
		if got := weight.Allowed(); got != want {
			t.Errorf("%d: %v", weight, got)
		}
	}
}

func TestAQuorumWaitsForPeopleAndForGroups(t *testing.T) {
	t.Parallel()
	voted := scrum.Elector{Voted: true}
	client := scrum.Elector{Voted: true, Groups: []string{"client"}}
	var silent, away scrum.Elector
	away.Excused = true
	for _, test := range []struct {
		name string
		roll []scrum.Elector
		want scrum.QuorumState
		met  bool
	}{
		{"half, rounded up", []scrum.Elector{client, voted, silent, silent, silent}, scrum.QuorumState{Cast: 2, Needed: 3}, false},
		{"half is enough", []scrum.Elector{client, voted, silent, silent}, scrum.QuorumState{Cast: 2, Needed: 2}, true},
		{"nobody waits for who is away", []scrum.Elector{client, silent, away, away}, scrum.QuorumState{Cast: 1, Needed: 1}, true},
		{"a group that must be heard", []scrum.Elector{voted, voted, {Groups: []string{"client"}}}, scrum.QuorumState{Cast: 2, Needed: 2, Missing: []string{"client"}}, false},
		{"nobody at all", nil, scrum.QuorumState{Needed: 1, Missing: []string{"client"}}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := scrum.Quorum{Percent: 50, Mandatory: []string{"client"}}.On(test.roll)
			if len(got.Missing) == 0 {
				got.Missing = nil
			}
			if diff := gocmp.Diff(test.want, got); diff != "" || got.Met() != test.met {
				t.Errorf("met %v (-want +got):\n%s", got.Met(), diff)
			}
		})
	}
}

func TestTiesAreBrokenInTheOrderThatIsWritten(t *testing.T) {
	t.Parallel()
	size := func(halves int) scrum.Points { return scrum.Points{Halves: halves, Known: true} }
	got := joined(scrum.TieOrder(7, []scrum.Contender{
		{Choice: "unknown", Approvals: 9 * scrum.OneVote, Created: noon()},
		{Choice: "late ", Effort: size(6), Approvals: scrum.OneVote, Created: noon().Add(time.Second)},
		{Choice: "early ", Effort: size(6), Approvals: scrum.OneVote, Created: noon()},
		{Choice: "liked ", Effort: size(6), Approvals: 2 * scrum.OneVote, Created: noon().Add(time.Hour)},
		{Choice: "small ", Effort: size(2), Created: noon().Add(time.Hour)},
	}))
	if want := "small liked early late unknown"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNobodyChoosesTheLastTie(t *testing.T) {
	t.Parallel()
	hash := scrum.TieHash(3, "PAY-12")
	const want = "56b2f62db03922f98c798ee32653d365fead1fe86375167ac6fa5f40655e77be" // printf 3PAY-12 | sha256sum
	if got := hex.EncodeToString(hash[:]); got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
	seen := map[string]bool{}
	for id := range scrum.BallotID(20) {
		contenders := []scrum.Contender{{Choice: "A"}, {Choice: "B"}, {Choice: "C"}}
		order := joined(scrum.TieOrder(id, contenders))
		contenders[0], contenders[2] = contenders[2], contenders[0]
		if again := joined(scrum.TieOrder(id, contenders)); again != order {
			t.Errorf("%s, and then %s", order, again)
		}
		seen[order] = true
	}
	if len(seen) < 3 {
		t.Errorf("of twenty ballots all are ordered %v", seen)
	}
}

// Three majorities of 5 make a loop. The one with 4 against it gives way, in
// whatever order the choices were given.
func TestRankedPairsShowsTiesAsTies(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		rankings []scrum.Ranking
		want     string
	}{
		{"nobody votes", nil, "(ABC)"},
		{"everybody ranks all alike", []scrum.Ranking{ranked(3, "(ABC)")}, "(ABC)"},
		{"as many for the one as for the other", []scrum.Ranking{ranked(2, "ABC"), ranked(2, "BAC")}, "(AB)C"},
		{"a loop of equals", []scrum.Ranking{ranked(1, "ABC"), ranked(1, "BCA"), ranked(1, "CAB")}, "(ABC)"},
		{"a loop with a weakest pair", []scrum.Ranking{ranked(4, "ABC"), ranked(3, "BCA"), ranked(2, "CAB")}, "ABC"},
	} {
		c, err := scrum.CountRankings(letters("ABC"), test.rankings)
		if err != nil {
			t.Fatal(err)
		}
		if got := written(c.RankedPairs().Places); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestOfMajoritiesAsLargeTheMoreDisputedOneGivesWay(t *testing.T) {
	t.Parallel()
	rankings := []scrum.Ranking{ranked(2, "C(AB)"), ranked(4, "ABC"), ranked(1, "CAB"), ranked(2, "(BC)A"), ranked(1, "B(CA)")}
	for _, choices := range []string{"ABC", "BCA", "CAB", "CBA"} {
		c, err := scrum.CountRankings(letters(choices), rankings)
		if err != nil {
			t.Fatal(err)
		}
		if got := joined(c.RankedPairs().Order); got != "ABC" {
			t.Errorf("of %s Ranked Pairs makes %s", choices, got)
		}
	}
}
