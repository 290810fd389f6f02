package scrum_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

// deck is the usual one.
func deck() []scrum.Points {
	var cards []scrum.Points
	for _, n := range []int{0, 1, 2, 3, 5, 8, 13, 20} {
		cards = append(cards, pointsOf(n))
	}
	return cards
}

func pointsOf(n int) scrum.Points { return scrum.Points{Halves: 2 * n, Known: true} }

// shares are what approvals are worth.
func shares(t *testing.T, choices []scrum.Choice, papers []scrum.Ratings) []*big.Rat {
	t.Helper()
	c, err := scrum.CountRatings(choices, scrum.Approval(), papers)
	if err != nil {
		t.Fatal(err)
	}
	return c.Shares()
}

func TestTheMeasuredPrioritiesAndTheirRobustness(t *testing.T) {
	t.Parallel()
	v := measured(t)
	names, papers := v.approvals()
	choices := letters("ABCD")
	var proposals []scrum.Proposal
	for i, value := range shares(t, choices, papers) {
		proposals = append(proposals, scrum.Proposal{Choice: choices[i], Value: value, Confidence: 100, Effort: pointsOf(v.Ranking.Effort[choices[i]])})
	}
	var order []scrum.Choice
	var priorities []*big.Rat
	for _, p := range scrum.Prioritize(proposals, deck()) {
		order = append(order, p.Choice)
		priorities = append(priorities, p.Priority.Mul(p.Priority, big.NewRat(100, 1)))
	}
	if joined(order) != v.Ranking.Order {
		t.Errorf("order %s, want %s", joined(order), v.Ranking.Order)
	}
	if diff := gocmp.Diff(v.Ranking.X100, decimals(order, priorities, 3)); diff != "" {
		t.Errorf("priorities (-want +got):\n%s", diff)
	}

	var values [][]*big.Rat
	for i := range papers {
		values = append(values, shares(t, choices, slices.Delete(slices.Clone(papers), i, i+1)))
	}
	r := scrum.CheckOrder(proposals, deck(), values)
	if r.Top != "C" || r.First != 9 || r.Checks != 13 || joined(r.Deciding) != "ABC" {
		t.Errorf("%s first in %d of %d checks, %v decide", r.Top, r.First, r.Checks, r.Deciding)
	}
	first := map[string]scrum.Choice{}
	for i, name := range names {
		first[name] = r.FirstWithout[i]
	}
	if diff := gocmp.Diff(v.Ranking.First, first); diff != "" {
		t.Errorf("first without (-want +got):\n%s", diff)
	}
}

func TestPrioritiesFollowEffortUrgencyAndNeeds(t *testing.T) {
	t.Parallel()
	of := func(name string, percent int64, effort scrum.Points) scrum.Proposal {
		return scrum.Proposal{Choice: scrum.Choice(name), Value: big.NewRat(percent, 100), Confidence: 100, Effort: effort}
	}
	needing := func(p scrum.Proposal, needs string) scrum.Proposal {
		p.Needs = letters(needs)
		return p
	}
	urgent := of("U", 0, pointsOf(20))
	urgent.Expedite = true
	unsure := of("B", 100, pointsOf(2))
	unsure.Confidence = 50
	for _, test := range []struct {
		name      string
		proposals []scrum.Proposal
		want      string // a ? behind what nobody estimated
	}{
		{"nothing", nil, ""},
		{"all tied: the order that breaks ties", []scrum.Proposal{of("B", 0, pointsOf(1)), of("A", 0, pointsOf(8))}, "BA"},
		{"small before large", []scrum.Proposal{of("A", 50, pointsOf(8)), of("B", 50, pointsOf(5))}, "BA"},
		{"doubt halves the value", []scrum.Proposal{unsure, of("A", 60, pointsOf(2))}, "AB"},
		{"what is not estimated takes the median", []scrum.Proposal{of("A", 50, pointsOf(1)), of("B", 50, scrum.Points{}), of("C", 50, pointsOf(8))}, "AB?C"},
		{"nothing is estimated", []scrum.Proposal{of("A", 40, scrum.Points{}), of("B", 50, scrum.Points{})}, "B?A?"},
		{"no effort is the smallest card", []scrum.Proposal{of("A", 40, pointsOf(0)), of("B", 50, pointsOf(1))}, "BA"},
		{"what is urgent goes first", []scrum.Proposal{of("A", 100, pointsOf(1)), urgent}, "UA"},
		{"what is needed is raised", []scrum.Proposal{of("A", 90, pointsOf(1)), needing(of("B", 80, pointsOf(1)), "D"), of("C", 70, pointsOf(1)), of("D", 10, pointsOf(1))}, "ADBC"},
		{"needs of needs, too", []scrum.Proposal{needing(of("A", 90, pointsOf(1)), "DC"), of("B", 80, pointsOf(1)), needing(of("C", 20, pointsOf(1)), "D"), of("D", 10, pointsOf(1))}, "DCAB"},
		{"a circle ends somewhere", []scrum.Proposal{needing(of("A", 90, pointsOf(1)), "B"), needing(of("B", 80, pointsOf(1)), "A")}, "BA"},
		{"a need that is not among them", []scrum.Proposal{needing(of("A", 90, pointsOf(1)), "X")}, "A"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got strings.Builder
			for _, p := range scrum.Prioritize(test.proposals, deck()) {
				got.WriteString(string(p.Choice))
				if p.Guessed {
					got.WriteString("?")
				}
			}
			if got.String() != test.want {
				t.Errorf("got %s, want %s", got.String(), test.want)
			}
		})
	}
}

func TestTheLineIsDrawnWhereTheCapacityEnds(t *testing.T) {
	t.Parallel()
	var order []scrum.Prioritized
	for _, n := range []int64{3, 5, 1} {
		order = append(order, scrum.Prioritized{Points: big.NewRat(n, 1)})
	}
	for capacity, want := range map[int]int{0: 0, 2: 0, 3: 1, 7: 1, 8: 2, 9: 3, 50: 3} {
		if got := scrum.Fitting(order, pointsOf(capacity)); got != want {
			t.Errorf("%d of them fit into %d, want %d", got, capacity, want)
		}
	}
}

func TestPlacesAndScoresAreWorthFromNothingToOne(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, choices, order, want string
	}{
		{"one after the other", "ABCX", "CAB", "[1/2 0/1 1/1 0/1]"},
		{"the only place", "A", "A", "[1/1]"},
		{"all share the first", "ABC", "(ABC)", "[1/2 1/2 1/2]"},
		{"two share the first", "ABC", "(BC)A", "[0/1 3/4 3/4]"},
		{"two share the last", "ABC", "B(CA)", "[1/4 1/1 1/4]"},
	} {
		if got := fmt.Sprint(scrum.PlaceValues(letters(test.choices), places(test.order))); got != test.want {
			t.Errorf("%s: worth %s, want %s", test.name, got, test.want)
		}
	}
	if got := fmt.Sprint(scrum.ScoreValues([]*big.Rat{big.NewRat(3, 1), big.NewRat(5, 2)}, 5)); got != "[3/5 1/2]" {
		t.Errorf("scores are worth %s", got)
	}
}

func TestAnOrderOfOneOrNoneIsRobust(t *testing.T) {
	t.Parallel()
	if r := scrum.CheckOrder(nil, deck(), nil); r.Checks != 0 || r.Top != "" {
		t.Errorf("%+v", r)
	}
	only := []scrum.Proposal{{Choice: "A", Value: big.NewRat(1, 1), Confidence: 100}} // not estimated
	if r := scrum.CheckOrder(only, deck(), [][]*big.Rat{{new(big.Rat)}}); r.First != r.Checks || r.Checks != 2 || r.Three["A"] != 2 || r.Deciding != nil {
		t.Errorf("%+v", r)
	}
}
