package tally_test

import (
	"fmt"
	"strings"

	"pogo/tally"
)

// Most first places are A's; but whoever likes B or C likes A least.
func ExampleBallot_Count() {
	ballot, err := tally.Read(strings.NewReader(`{
		"options": ["A", "B", "C"],
		"ballots": [
			{"count": 4, "rank": [["A"], ["B", "C"]]},
			{"count": 3, "rank": [["B"], ["C"], ["A"]]},
			{"count": 2, "rank": [["C"], ["B"], ["A"]]}
		],
		"published_result": {"method": "plurality", "order": [["A"], ["B"], ["C"]]}
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	counted, err := ballot.Count()
	fmt.Println("plurality:", counted.Order, "as published:", *counted.Agrees)
	fmt.Println("Schulze:", counted.Schulze, err)
	// Output:
	// plurality: [[A] [B] [C]] as published: true
	// Schulze: [[B] [C] [A]] <nil>
}
