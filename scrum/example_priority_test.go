package scrum_test

import (
	"fmt"
	"math/big"

	"pogo/scrum"
)

// Half as much value for a quarter of the effort comes first, unless it waits
// for something. What nobody estimated takes the median effort of the others.
func ExamplePrioritize() {
	five, twenty := scrum.Points{Halves: 10, Known: true}, scrum.Points{Halves: 40, Known: true}
	order := scrum.Prioritize([]scrum.Proposal{
		{Choice: "PAY-1", Value: big.NewRat(1, 1), Confidence: 100, Effort: twenty},
		{Choice: "PAY-2", Value: big.NewRat(1, 2), Confidence: 100, Effort: five, Needs: []scrum.Choice{"PAY-3"}},
		{Choice: "PAY-3", Value: big.NewRat(1, 10), Confidence: 80},
	}, []scrum.Points{five, twenty})
	for _, p := range order {
		fmt.Println(p.Choice, p.Priority.FloatString(4), p.Points.FloatString(1), p.Guessed)
	}
	fmt.Println(scrum.Fitting(order, twenty), "fit into 20 points")
	// Output:
	// PAY-3 0.0064 12.5 true
	// PAY-2 0.1000 5.0 false
	// PAY-1 0.0500 20.0 false
	// 2 fit into 20 points
}

// PAY-1 comes first as long as both estimates hold: one card more for it, or
// one less for PAY-2, and it does not. No single voter matters.
func ExampleCheckOrder() {
	three, five, eight := scrum.Points{Halves: 6, Known: true}, scrum.Points{Halves: 10, Known: true}, scrum.Points{Halves: 16, Known: true}
	values := []*big.Rat{big.NewRat(1, 2), big.NewRat(3, 5)}
	r := scrum.CheckOrder([]scrum.Proposal{
		{Choice: "PAY-1", Value: values[0], Confidence: 100, Effort: three},
		{Choice: "PAY-2", Value: values[1], Confidence: 100, Effort: five},
	}, []scrum.Points{three, five, eight}, [][]*big.Rat{values, values})
	fmt.Printf("%s first in %d of %d checks; %v decide\n", r.Top, r.First, r.Checks, r.Deciding)
	// Output:
	// PAY-1 first in 3 of 5 checks; [PAY-1 PAY-2] decide
}
