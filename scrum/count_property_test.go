package scrum_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pogo/scrum"
)

// someRankings draws rankings of choices with ties, gaps, cuts and weights.
func someRankings(t *rapid.T, choices []scrum.Choice) []scrum.Ranking {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) scrum.Ranking {
		r := scrum.Ranking{Count: rapid.Int64Range(0, 9).Draw(t, "count"), Weight: scrum.Weight(rapid.SampledFrom([]int{0, 1, 500, 1000, 1250, 3000}).Draw(t, "weight"))}
		for _, c := range rapid.Permutation(choices).Draw(t, "order") {
			switch rapid.IntRange(0, 5).Draw(t, "how") {
			case 0: // not ranked
			case 1: // ties with the one before
				if last := len(r.Places) - 1; last >= 0 {
					r.Places[last] = append(r.Places[last], c)
					continue
				}
				fallthrough
			default:
				r.Places = append(r.Places, []scrum.Choice{c})
			}
		}
		return r
	}), 0, 7).Draw(t, "rankings")
}

// result is everything that a count says, as one text.
func result(t *rapid.T, choices []scrum.Choice, rankings []scrum.Ranking) string {
	t.Helper()
	c := countOf(t, choices, rankings)
	winner, _ := c.Condorcet()
	return fmt.Sprint(c.Cast(), c.Plurality(), c.Borda(), winner, c.Schulze(), c.RankedPairs())
}

func countOf(t *rapid.T, choices []scrum.Choice, rankings []scrum.Ranking) scrum.Count {
	t.Helper()
	c, err := scrum.CountRankings(choices, rankings)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheOrderOfBallotsDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		choices := letters("ABCDE"[:rapid.IntRange(1, 5).Draw(t, "choices")])
		rankings := someRankings(t, choices)
		if a, b := result(t, choices, rankings), result(t, choices, rapid.Permutation(rankings).Draw(t, "again")); a != b {
			t.Errorf("%s\n%s", a, b)
		}
	})
}

func TestTheNamesOfChoicesDoNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		choices := letters("ABCDE")
		rankings := someRankings(t, choices)
		names := map[scrum.Choice]scrum.Choice{}
		back := map[scrum.Choice]scrum.Choice{}
		for i, c := range rapid.Permutation(choices).Draw(t, "names") {
			names[choices[i]], back[c] = c, choices[i]
		}
		renamed := slices.Clone(rankings)
		for i := range renamed {
			renamed[i].Places = rename(renamed[i].Places, names)
		}
		a, b := countOf(t, choices, rankings), countOf(t, rename([][]scrum.Choice{choices}, names)[0], renamed)
		if diff := gocmp.Diff(a.Schulze(), rename(b.Schulze(), back)); diff != "" {
			t.Errorf("Schulze:\n%s", diff)
		}
		if diff := gocmp.Diff(a.RankedPairs().Order, rename([][]scrum.Choice{b.RankedPairs().Order}, back)[0]); diff != "" {
			t.Errorf("Ranked Pairs:\n%s", diff)
		}
		if diff := gocmp.Diff(a.Borda(), b.Borda()); diff != "" {
			t.Errorf("Borda:\n%s", diff)
		}
	})
}

func rename(order [][]scrum.Choice, names map[scrum.Choice]scrum.Choice) [][]scrum.Choice {
	renamed := make([][]scrum.Choice, len(order))
	for i, place := range order {
		for _, c := range place {
			renamed[i] = append(renamed[i], names[c])
		}
	}
	return renamed
}

// Where nothing ties, the order in which the choices are given does not
// matter either; and who wins by Schulze never depends on it.
func TestTheOrderOfChoicesOnlyBreaksTies(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		choices := letters("ABCDE")
		rankings := someRankings(t, choices)
		a, b := countOf(t, choices, rankings), countOf(t, rapid.Permutation(choices).Draw(t, "again"), rankings)
		if x, y := a.Schulze(), b.Schulze(); fmt.Sprint(sortedPlaces(x)) != fmt.Sprint(sortedPlaces(y)) {
			t.Errorf("Schulze %v, %v", x, y)
		}
		if x, y := a.RankedPairs().Order, b.RankedPairs().Order; decided(a, len(choices)) && !slices.Equal(x, y) {
			t.Errorf("Ranked Pairs %v, %v", x, y)
		}
	})
}

// Who shares a place by Ranked Pairs is in the same one when the choices are
// given the other way round.
func TestTheReversedOrderOfChoicesLeavesThePlaces(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		choices := letters("ABCDE")
		rankings := someRankings(t, choices)
		a := countOf(t, choices, rankings).RankedPairs()
		if got := slices.Concat(a.Places...); !slices.Equal(got, a.Order) {
			t.Fatalf("the places are of %v, the order is %v", got, a.Order)
		}
		slices.Reverse(choices)
		b := countOf(t, choices, rankings).RankedPairs()
		if x, y := sortedPlaces(a.Places), sortedPlaces(b.Places); fmt.Sprint(x) != fmt.Sprint(y) {
			t.Errorf("%v, the other way round %v", x, y)
		}
	})
}

func sortedPlaces(order [][]scrum.Choice) [][]scrum.Choice {
	for _, place := range order {
		slices.Sort(place)
	}
	return order
}

// decided reports whether every two choices have a majority of their own
// strength.
func decided(c scrum.Count, n int) bool {
	seen := map[[2]scrum.Votes]bool{}
	for i := range n {
		for j := range i {
			strength := [2]scrum.Votes{max(c.Over(i, j), c.Over(j, i)), min(c.Over(i, j), c.Over(j, i))}
			if seen[strength] || strength[0] == strength[1] {
				return false
			}
			seen[strength] = true
		}
	}
	return true
}

func TestACondorcetWinnerWins(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		choices := letters("ABCDE"[:rapid.IntRange(1, 5).Draw(t, "choices")])
		c := countOf(t, choices, someRankings(t, choices))
		winner, found := c.Condorcet()
		if !found {
			return
		}
		if first := c.Schulze()[0]; len(first) != 1 || first[0] != winner {
			t.Errorf("%s beats everybody, and Schulze puts %v first", winner, first)
		}
		if first := c.RankedPairs().Order[0]; first != winner {
			t.Errorf("%s beats everybody, and Ranked Pairs puts %s first", winner, first)
		}
	})
}

// A clone of C is a choice that everybody ranks right beside it. Whoever won
// before wins with clones: one of them if it was C.
func TestClonesDoNotHurt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		choices := rapid.Permutation(letters("ABCD")).Draw(t, "choices")
		rankings := someRankings(t, choices)
		clones := letters("123"[:rapid.IntRange(2, 3).Draw(t, "clones")])
		cloned := slices.Clone(rankings)
		for i, r := range cloned {
			cloned[i].Places = withClones(r.Places, func() []scrum.Choice { return rapid.Permutation(clones).Draw(t, "of C") })
		}
		before := countOf(t, choices, rankings)
		among := withClones([][]scrum.Choice{choices}, func() []scrum.Choice { return clones })[0]
		after := countOf(t, among, cloned)

		if x, y := before.Schulze()[0], original(after.Schulze()[0]); !slices.Equal(x, y) {
			t.Errorf("Schulze's winners were %v, with clones %v", x, y)
		}
		if x, y := before.RankedPairs().Order, original(after.RankedPairs().Order); !slices.Equal(x, y) {
			t.Errorf("Ranked Pairs was %v, with clones %v", x, y)
		}
	})
}

// withClones replaces C by its clones, in an order of their own where it
// stands alone, and else in the place that it shares.
func withClones(order [][]scrum.Choice, clones func() []scrum.Choice) [][]scrum.Choice {
	var with [][]scrum.Choice
	for _, place := range order {
		at := slices.Index(place, "C")
		switch {
		case at < 0:
			with = append(with, place)
		case len(place) > 1:
			with = append(with, slices.Concat(place[:at], clones(), place[at+1:]))
		default:
			for _, clone := range clones() {
				with = append(with, []scrum.Choice{clone})
			}
		}
	}
	return with
}

// original replaces clones by one C.
func original(order []scrum.Choice) []scrum.Choice {
	back := slices.Clone(order)
	for i, c := range back {
		if c == "1" || c == "2" || c == "3" {
			back[i] = "C"
		}
	}
	return slices.Compact(back)
}

func TestABallotCountedNTimesIsOneOfWeightN(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		choices := letters("ABCD")
		rankings := someRankings(t, choices)
		heavy := slices.Clone(rankings)
		var each []scrum.Ranking
		for i, r := range rankings {
			heavy[i].Count, heavy[i].Weight = 1, r.Weight*scrum.Weight(r.Count)
			r.Count = 1
			each = append(each, slices.Repeat([]scrum.Ranking{r}, int(rankings[i].Count))...)
		}
		a, b, c := result(t, choices, rankings), result(t, choices, heavy), result(t, choices, each)
		if a != b || a != c {
			t.Errorf("counted %s\nweighted %s\none by one %s", a, b, c)
		}
	})
}

func TestRatingsOfOneWeightOrderAsTheRankingsTheyImply(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		choices := letters("ABCD")
		var papers []scrum.Ratings
		var rankings []scrum.Ranking
		for range rapid.IntRange(0, 9).Draw(t, "voters") {
			m := scrum.Ratings{Count: 1, Weight: scrum.FullWeight, Given: map[scrum.Choice]int64{}}
			for _, c := range choices {
				m.Given[c] = rapid.Int64Range(0, 1).Draw(t, "approves")
			}
			papers, rankings = append(papers, m), append(rankings, m.Ranking(choices))
		}
		approved, err := scrum.CountRatings(choices, scrum.Approval(), papers)
		if err != nil {
			t.Fatal(err)
		}
		c := countOf(t, choices, rankings)
		want := written(scrum.InOrder(choices, approved.Sums(), cmp.Compare))
		if got := written(c.Schulze()); got != want {
			t.Errorf("Schulze %s, approval %s", got, want)
		}
		if got := written(scrum.InOrder(choices, c.Borda(), cmp.Compare)); got != want {
			t.Errorf("Borda %s, approval %s", got, want)
		}
	})
}
