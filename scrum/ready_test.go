package scrum_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestAStoryIsReadyWhenItLacksNothing(t *testing.T) {
	t.Parallel()
	const whole = "As a buyer, I want to pay by card so that I need no cash"
	sized := func(s *scrum.Story) { s.Size = scrum.Points{Halves: 6, Known: true} }
	tried := func(s *scrum.Story) { sized(s); s.Criteria = []string{"a receipt arrives"} }
	for _, test := range []struct {
		name, text string
		also       func(*scrum.Story)
		links      []scrum.Link
		want       []scrum.Lack
	}{
		{"a bare wish", "add a dashboard", func(*scrum.Story) {}, nil, []scrum.Lack{scrum.LackWho, scrum.LackWhy, scrum.LackCriterion, scrum.LackEstimate}},
		{"a story alone", whole, func(*scrum.Story) {}, nil, []scrum.Lack{scrum.LackCriterion, scrum.LackEstimate}},
		{"zero points are an estimate", whole, func(s *scrum.Story) { tried(s); s.Size = scrum.Points{Known: true} }, nil, nil},
		{"nobody in particular", "As a [role], I want to pay by card so that I need no cash", tried, nil, []scrum.Lack{scrum.LackWho}},
		{"a situation says who", "When I leave the shop, I want to pay by card so that I need no cash", tried, nil, nil},
		{"a bug", "fix the crash when I pay by card", sized, nil, []scrum.Lack{scrum.LackExpected}},
		{"a bug that is told", "fix the crash when I pay by card", func(s *scrum.Story) { sized(s); s.Report.Expected = "a receipt" }, nil, nil},
		{"it waits for something", "As a buyer, I want to pay by card once PAY-3 is done so that I need no cash", tried, nil, []scrum.Lack{scrum.LackDependency}},
		{
			"it waits for a story that is known", "As a buyer, I want to pay by card once PAY-3 is done so that I need no cash", tried,
			[]scrum.Link{{Story: 1, Kind: scrum.LinkNeeds, Other: 3}},
			nil,
		},
		{
			"another one waits for it", "As a buyer, I want to pay by card once PAY-3 is done so that I need no cash", tried,
			[]scrum.Link{{Story: 4, Kind: scrum.LinkNeeds, Other: 1}},
			[]scrum.Lack{scrum.LackDependency},
		},
	} {
		s := scrum.Story{ID: 1, Parsed: scrum.Parse(test.text)}
		test.also(&s)
		if diff := cmp.Diff(test.want, s.Lacks(test.links)); diff != "" {
			t.Errorf("%s, which is a %s (-want +got):\n%s", test.name, s.Kind, diff)
		}
	}
}
