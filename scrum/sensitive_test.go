package scrum_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestAChangeIsSensitiveByTheLinesItBrings(t *testing.T) {
	t.Parallel()
	story := func(change func(*scrum.Story)) scrum.Story {
		s := scrum.Story{Text: "x", Parsed: scrum.Parse("As a buyer, I want to pay by card so that I need no cash")}
		if change != nil {
			change(&s)
		}
		return s
	}
	const leak, worse = "no passwords in plain text", "personal data is exported"
	leaking := story(func(s *scrum.Story) { s.Criteria = []string{leak, "a receipt"} })
	for _, test := range []struct {
		name   string
		before scrum.Story
		change func(*scrum.Story)
		want   []string
	}{
		{"nothing of it", story(nil), func(s *scrum.Story) { s.Goal = "pay by check" }, nil},
		{"the goal", story(nil), func(s *scrum.Story) { s.Goal = "see my personal data" }, []string{"see my personal data"}},
		{"a wish to read what others wrote is no leak", story(nil), func(s *scrum.Story) { s.Goal = "read the profiles visible to everyone" }, nil},
		{"the same as a criterion is one", story(nil), func(s *scrum.Story) { s.Criteria = []string{"profiles are visible to everyone"} }, []string{"profiles are visible to everyone"}},
		{"a label", story(nil), func(s *scrum.Story) { s.Labels = []string{"mobile", "RGPD", "personal-data"} }, []string{"RGPD", "personal-data"}},
		{"the title of a link, not its address", story(nil), func(s *scrum.Story) {
			s.Attachments = []string{"Data leak https://example.com/a", "https://example.com/data-leak"}
		}, []string{"Data leak"}},
		{"a bug's report", story(nil), func(s *scrum.Story) { s.Report.Happens = "une fuite de données" }, []string{"une fuite de données"}},
		{"what is missing", story(nil), func(s *scrum.Story) { s.Missing = leak }, []string{leak}},
		{"why it was dropped", story(nil), func(s *scrum.Story) { s.DroppedCause = worse }, []string{worse}},
		{"another criterion besides", leaking, func(s *scrum.Story) { s.Criteria = []string{leak, "a receipt", "a bill"} }, nil},
		{"a reworded criterion", leaking, func(s *scrum.Story) { s.Criteria = []string{leak + " anywhere", "a receipt"} }, nil},
		{"one more of that kind", leaking, func(s *scrum.Story) { s.Criteria = []string{leak, "a receipt", worse} }, []string{worse}},
		{"another part of that kind", leaking, func(s *scrum.Story) { s.Benefit = worse }, []string{worse}},
		{"what was taken away", leaking, func(s *scrum.Story) { s.Criteria = nil }, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			after := test.before
			test.change(&after)
			if diff := cmp.Diff(test.want, scrum.NewlySensitive(test.before, after)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if len(test.want) > 0 && !after.Sensitive() {
				t.Error("as a whole it is not sensitive")
			}
		})
	}
}
