package scrum_test

import (
	"fmt"
	"testing"

	"pogo/scrum"
)

func ExampleChanges() {
	before := scrum.Story{Parsed: scrum.Parse("As a buyer, I want to pay by card so that I need no cash"), State: scrum.StoryDraft}
	after := before
	after.Goal, after.State, after.Owner = "pay by card or phone", scrum.StoryStarted, "U1"
	after.Labels = []string{"checkout", "mobile"}
	for _, c := range scrum.Changes(before, after) {
		fmt.Printf("%s: %q → %q\n", c.Field, c.Before, c.After)
	}
	// Output:
	// goal: "pay by card" → "pay by card or phone"
	// state: "draft" → "started"
	// owner: "" → "U1"
	// labels: "" → "checkout\nmobile"
}

func TestWhatDoesNotChangeIsNoChange(t *testing.T) {
	t.Parallel()
	s := scrum.Story{Parsed: scrum.Parse("fix the crash"), State: scrum.StoryDraft, Thumbs: 1, Revision: 3}
	again := s
	again.Thumbs, again.Revision, again.Rank = 4, 9, 2 // of others: votes and the order
	if changes := scrum.Changes(s, again); len(changes) != 0 {
		t.Errorf("changed: %v", changes)
	}
}
