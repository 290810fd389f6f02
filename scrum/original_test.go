package scrum

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAStoryThatWasReadIsToldLikeOneThatIsReadAnew(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := StoryOf(aStory(t))
		rapid.SampledFrom([]func(){
			func() {},
			func() { s.Role = "gardener" },
			func() { s.Text = aStory(t) },
			func() { s.Parsed = Parse(aStory(t)) },
		}).Draw(t, "change")()
		anew := s
		anew.Original = nil
		if got, want := s.Template(), anew.Template(); got != want {
			t.Errorf("the template of %q is %s, want %s", s.Text, got, want)
		}
		if diff := cmp.Diff(anew.WrittenOut(), s.WrittenOut()); diff != "" {
			t.Errorf("%q is written out differently (-anew +read):\n%s", s.Text, diff)
		}
	})
}
