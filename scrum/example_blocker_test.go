package scrum_test

import (
	"fmt"
	"time"

	"pogo/scrum"
)

func ExampleClassOfBlocker() {
	for _, text := range []string{"waiting on the API key", "can't move until design signs off", "la recette est en panne"} {
		fmt.Println(scrum.ClassOfBlocker(text))
	}
	// Output:
	// access
	// approval
	// environment
}

func ExampleLadder_NextStep() {
	told := time.Date(2026, time.November, 27, 16, 0, 0, 0, time.UTC) // a Friday
	b := scrum.Blocker{CreatedAt: told, AskedAt: told}
	due, _ := scrum.UsualLadder().NextStep(b, scrum.WorkHours{Zone: time.UTC})
	fmt.Println(due.Format("Mon 15:04"))
	_, waits := scrum.UsualLadder().NextStep(b.Acknowledge("ULEA", told), scrum.WorkHours{Zone: time.UTC})
	fmt.Println(waits)
	// Output:
	// Mon 11:00
	// false
}
