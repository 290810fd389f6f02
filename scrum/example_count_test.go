package scrum_test

import (
	"cmp"
	"fmt"

	"pogo/scrum"
)

// Nine people rank four needs. The privacy bug, C, is nobody's first choice,
// and yet more people prefer it to each other need than the reverse: the plain
// reason to ask for a ranking.
func ExampleCountRankings() {
	choices := []scrum.Choice{"A", "B", "C", "D"}
	count, err := scrum.CountRankings(choices, []scrum.Ranking{
		{Count: 4, Weight: scrum.FullWeight, Places: [][]scrum.Choice{{"A"}, {"C"}, {"B"}, {"D"}}},
		{Count: 3, Weight: scrum.FullWeight, Places: [][]scrum.Choice{{"B"}, {"C"}, {"D"}, {"A"}}},
		{Count: 2, Weight: scrum.FullWeight, Places: [][]scrum.Choice{{"D"}, {"C"}, {"B"}, {"A"}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	winner, _ := count.Condorcet()
	fmt.Println("plurality", count.Plurality())
	fmt.Println("Borda", count.Borda())
	fmt.Println("Condorcet", winner)
	fmt.Println("Schulze", count.Schulze())
	// Output:
	// plurality [4 3 0 2]
	// Borda [12 15 18 9]
	// Condorcet C
	// Schulze [[C] [B] [D] [A]]
}

// Most people prefer A to B, most B to C, and most C to A. One of these
// majorities has to give way, and it is the weakest.
func ExampleCount_RankedPairs() {
	count, err := scrum.CountRankings([]scrum.Choice{"A", "B", "C"}, []scrum.Ranking{
		{Count: 4, Weight: scrum.FullWeight, Places: [][]scrum.Choice{{"A"}, {"B"}, {"C"}}},
		{Count: 3, Weight: scrum.FullWeight, Places: [][]scrum.Choice{{"B"}, {"C"}, {"A"}}},
		{Count: 2, Weight: scrum.FullWeight, Places: [][]scrum.Choice{{"C"}, {"A"}, {"B"}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	result := count.RankedPairs()
	fmt.Println(result.Order)
	for _, m := range result.Locked {
		fmt.Printf("%s before %s, %s to %s\n", m.Winner, m.Loser, m.For, m.Against)
	}
	for _, m := range result.Skipped {
		fmt.Printf("skipped: %s before %s, %s to %s\n", m.Winner, m.Loser, m.For, m.Against)
	}
	// Output:
	// [A B C]
	// B before C, 7 to 2
	// A before B, 6 to 3
	// skipped: C before A, 5 to 4
}

// The client counts three times, and an observer not at all. Shares are of
// those who voted; whoever abstains is heard, and is in no share.
func ExampleCountRatings() {
	choices := []scrum.Choice{"help", "transfer"}
	count, err := scrum.CountRatings(choices, scrum.Approval(), []scrum.Ratings{
		{Count: 1, Weight: 3 * scrum.FullWeight, Given: map[scrum.Choice]int64{"transfer": 1}},
		{Count: 2, Weight: scrum.FullWeight, Given: map[scrum.Choice]int64{"help": 1}},
		{Count: 1, Weight: scrum.FullWeight, Abstains: true},
		{Count: 1, Weight: 0, Given: map[scrum.Choice]int64{"help": 1}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(count.Sums(), count.Shares())
	fmt.Println(scrum.InOrder(choices, count.Sums(), cmp.Compare))
	// Output:
	// [2 3] [2/5 3/5]
	// [[transfer] [help]]
}

func ExampleQuorum_On() {
	quorum := scrum.Quorum{Percent: 50, Mandatory: []string{"client"}}
	state := quorum.On([]scrum.Elector{
		{Person: "UOLGA", Voted: true},
		{Person: "USAMIR", Voted: true},
		{Person: "UNORA", Excused: true},
		{Person: "UCLAIRE", Groups: []string{"client"}},
	})
	fmt.Printf("%d of %d, missing %v: %v\n", state.Cast, state.Needed, state.Missing, state.Met())
	// Output:
	// 2 of 2, missing [client]: false
}

func ExampleTieOrder() {
	small, large := scrum.Points{Halves: 6, Known: true}, scrum.Points{Halves: 10, Known: true}
	fmt.Println(scrum.TieOrder(3, []scrum.Contender{
		{Choice: "PAY-1", Effort: large},
		{Choice: "PAY-2"}, // not estimated
		{Choice: "PAY-3", Effort: small},
	}))
	// Output:
	// [PAY-3 PAY-1 PAY-2]
}
