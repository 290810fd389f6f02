package handlers_test

import (
	"strings"
	"testing"

	"pogo/scrum"
	"pogo/view"
)

// Two people look at the same card and press in the same second: the second
// press would do something else than was meant, and does nothing.
func TestAPressOnACardThatSomebodyElseJustMovedDoesNothing(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name         string
		first, press string // what the first types and the second presses
		want         scrum.StoryState
		told         string
	}{
		{"a step back pressed twice", "/story back PAY-1", view.StoryBack, scrum.StoryStarted, "`/story back PAY-1`"},
		{"accepted while changes are asked for", "/story changes PAY-1 no receipt", view.StoryDone, scrum.StoryChanges, "`/story done PAY-1`"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := withStories(t, "pay by card")
			r.types("USAMIR", "CPAY", "/story take PAY-1")
			r.types("USAMIR", "CPAY", "/story try PAY-1")
			r.types("UCLAIRE", "CPAY", test.first)
			r.posted()
			r.presses("UNORA", "CPAY", test.press, "1 to_accept")
			if got := r.storyNow(1).State; got != test.want {
				t.Errorf("the story is %s, want %s", got, test.want)
			}
			if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, test.told) {
				t.Errorf("told %q, want %q in it", got, test.told)
			}
		})
	}
}
