package scrum_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestCriteriaSurviveTheFormUnchanged(t *testing.T) {
	t.Parallel()
	typed := "1. a receipt arrives\n2) the amount is shown\n- [ ] a refund is possible\n• [x] in euros\n-5 °C is shown\n1.5 s at most\n\n" +
		"Scenario: by card\nGiven a cart\nAnd a card\nWhen I pay\nThen a receipt arrives\nGiven nothing\nThen nothing"
	want := []string{
		"a receipt arrives", "the amount is shown", "a refund is possible", "in euros", "-5 °C is shown", "1.5 s at most",
		"Scenario: by card", "Given a cart", "And a card", "When I pay", "Then a receipt arrives", "Given nothing", "Then nothing",
	}
	criteria := scrum.CriteriaLines(typed)
	if diff := cmp.Diff(want, criteria); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(criteria, scrum.CriteriaLines(strings.Join(criteria, "\n"))); diff != "" {
		t.Errorf("a second time (-first +second):\n%s", diff)
	}
}

func TestTheStepsOfAScenarioBelongTogether(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		criteria []string
		want     []scrum.Scenario
	}{
		{"plain ones stand alone", []string{"a receipt", "and a refund"}, []scrum.Scenario{{Steps: []string{"a receipt"}}, {Steps: []string{"and a refund"}}}},
		{
			"steps, then another scenario",
			[]string{"Given a cart", "And a card", "When I pay", "Then a receipt", "Given no card", "When I pay", "Then a refusal", "in euros"},
			[]scrum.Scenario{
				{Steps: []string{"Given a cart", "And a card", "When I pay", "Then a receipt"}},
				{Steps: []string{"Given no card", "When I pay", "Then a refusal"}},
				{Steps: []string{"in euros"}},
			},
		},
		{
			"French, with names",
			[]string{"Scénario : par carte", "Étant donné un panier", "Quand je paie", "Alors un reçu arrive", "Scénario : sans carte", "Quand je paie", "Alors rien"},
			[]scrum.Scenario{
				{Name: "Scénario : par carte", Steps: []string{"Étant donné un panier", "Quand je paie", "Alors un reçu arrive"}},
				{Name: "Scénario : sans carte", Steps: []string{"Quand je paie", "Alors rien"}},
			},
		},
		{
			"whole on a line each",
			[]string{"Given a cart, when I pay, then a receipt", "Given none, when I pay, then nothing"},
			[]scrum.Scenario{{Steps: []string{"Given a cart, when I pay, then a receipt"}}, {Steps: []string{"Given none, when I pay, then nothing"}}},
		},
	} {
		if diff := cmp.Diff(test.want, scrum.Scenarios(test.criteria)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestAnAttachmentLeadsWhereItSays(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]scrum.Attachment{
		"https://figma.com/a?b=c":                   {URL: "https://figma.com/a?b=c", Host: "figma.com"},
		"Mock-up: HTTPS://figma.com/a":              {Title: "Mock-up", URL: "https://figma.com/a", Host: "figma.com"},
		"- the  brief <https://x.test/a?b&amp;c|x>": {Title: "the brief", URL: "https://x.test/a?b&c", Host: "x.test"},
	} {
		if got, ok := scrum.ParseAttachment(line); !ok || got != want {
			t.Errorf("%q: got %+v, %v", line, got, ok)
		}
	}
	for _, line := range []string{"", "mock-up", "ftp://x.test/a", "javascript:alert(1)", "https://", "https://bank.test https://evil.test", "https://bank.test@evil.test/", "https://x.test and more"} {
		if got, ok := scrum.ParseAttachment(line); ok {
			t.Errorf("%q is taken for %+v", line, got)
		}
	}
}

func TestATeamsOwnWordsKeepTheirFirstSpelling(t *testing.T) {
	t.Parallel()
	own := []string{"Intégration", "R&D"}
	for typed, want := range map[string]string{
		"dev": "development", "Développement": "development", "VENTES": "sales", "Design": "design", "integration": "Intégration", "r&d": "R&D", "Support": "Support",
	} {
		if got := scrum.Stream(typed, own); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	for _, typed := range []string{"", " ", "-", "#", "a,b", strings.Repeat("x", 41)} {
		if word, ok := scrum.TeamWord(typed); ok {
			t.Errorf("%q is the word %q", typed, word)
		}
	}
	if word, ok := scrum.TeamWord(" #mobile  first "); !ok || word != "mobile first" {
		t.Errorf("got %q, %v", word, ok)
	}
}

func TestACircleOfNeedsIsTold(t *testing.T) {
	t.Parallel()
	needs := map[scrum.StoryID][]scrum.StoryID{1: {2, 3}, 3: {4}, 4: {5}, 6: {6}}
	of := func(id scrum.StoryID) ([]scrum.StoryID, error) { return needs[id], nil }
	for _, test := range []struct {
		story, other scrum.StoryID
		want         []scrum.StoryID
	}{
		{5, 1, []scrum.StoryID{1, 3, 4, 5}},
		{7, 7, []scrum.StoryID{7}},
		{1, 5, nil},
		{7, 6, nil}, // a circle that was there does not hold us up
	} {
		got, err := scrum.Circle(test.story, test.other, of)
		if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
			t.Errorf("%d needs %d (-want +got): %s%v", test.story, test.other, diff, err)
		}
	}
}
