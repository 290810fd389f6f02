package scrum_test

import (
	"fmt"

	"pogo/scrum"
)

// A hundred points fit and 66 of them are Musts: six have to give.
func ExampleMoSCoWCheck() {
	points := func(n int) scrum.Classified {
		return scrum.Classified{Points: scrum.Points{Halves: 2 * n, Known: true}, Stories: 3, Estimated: 3}
	}
	check := scrum.MoSCoWCheck{
		Capacity: scrum.Points{Halves: 200, Known: true},
		Of:       map[scrum.MoSCoW]scrum.Classified{scrum.Must: points(66), scrum.Should: points(20), scrum.Could: points(14)},
	}
	must, _ := check.Share(scrum.Must)
	fmt.Println(must.FloatString(0), check.TooMuch(), check.FewCould())
	// Output: 66 6 true
}

func ExampleRICE_Score() {
	help := scrum.RICE{Reach: 400, Impact: 8, Effort: 20} // impact 2, for two months of work
	score, _ := help.Score(80)
	fmt.Println(score.FloatString(0))
	// Output: 320
}

func ExampleWSJF_Score() {
	help := scrum.WSJF{Business: 8, Urgency: 5, Risk: 3, Job: 5}
	score, _ := help.Score()
	fmt.Println(score.FloatString(2))
	// Output: 3.20
}
