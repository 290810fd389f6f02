package scrum

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func rules(remarks []Remark) []string {
	var codes []string
	for _, r := range remarks {
		codes = append(codes, r.Rule)
	}
	slices.Sort(codes)
	return codes
}

func TestRemarksOnTheMeasuredStories(t *testing.T) {
	t.Parallel()
	for story, want := range map[string][]string{
		"As a user, I want to create, edit and delete projects so that my workspace is tidy":                                               {"atomic_verbs", "generic_role", "split_crud"},
		"As an accountant, I want to export and print invoices so that I can archive them":                                                 {"atomic_verbs"},
		"As a user, I want to manage my profile":                                                                                           {"generic_role", "missing_benefit", "split_crud"},
		"As a visitor, I want a fast and intuitive search so that I find things easily":                                                    {"vague"},
		"As a seller, I want a drop-down with the list of carriers so that I can pick one":                                                 {"solution_in_goal"},
		"As a buyer, I want to track my parcel so that I can track my parcel":                                                              {"circular_benefit"},
		"As a nurse, I want to see allergies (all of them, see US-12) so that I avoid mistakes":                                            {"dependency", "minimal_brackets"},
		"En tant que directeur, je veux créer, modifier ou supprimer un département afin de tenir l'organigramme à jour":                   {"atomic_verbs", "split_crud"},
		"En tant qu'utilisateur, je veux une interface simple et rapide":                                                                   {"generic_role", "missing_benefit", "vague"},
		"En tant que développeur, je veux migrer la base de données afin de gagner en performance":                                         {"role_not_user", "solution_in_goal"},
		"En tant que responsable de projet, je souhaite pouvoir suivre l'avancement de mes collaborateurs afin de mieux gérer le planning": {"vague"},
		"fix the critical bug exposing personal data":                                                                                      {"not_a_story", "privacy_security"},
	} {
		t.Run(story, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, rules(Remarks(Parse(story)))); diff != "" {
				t.Errorf("rules (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAGoodStoryNeedsNoRemark(t *testing.T) {
	t.Parallel()
	for _, story := range []string{
		"As an admin I want to deactivate an account so that former employees lose access",
		"En tant que comptable, je veux exporter les factures afin de gagner du temps",
		"As a visitor, I want a fast search so that I find a page in under 2 seconds",
		"As a clerk, I want terms and conditions printed so that customers sign them",
		"En tant que parent, je veux voir le menu et le calendrier afin de préparer la semaine",
		"As a site member, I want to browse a listing of jobs so that I find one",
		"As a clerk, I want UTF-8 exports so that names stay right",
	} {
		t.Run(story, func(t *testing.T) {
			t.Parallel()
			if got := Remarks(Parse(story)); len(got) != 0 {
				t.Errorf("remarks %v, want none", got)
			}
		})
	}
}

func TestRemarksComeTheGravestFirst(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want []Remark
	}{
		{"As a user, I want a simple page with a button (blue)", []Remark{
			{Rule: "missing_benefit", Severity: SeverityWarn},
			{Rule: "solution_in_goal", Severity: SeverityWarn},
			{Rule: "vague", Severity: SeverityWarn},
			{Rule: "generic_role", Severity: SeverityInfo},
			{Rule: "minimal_brackets", Severity: SeverityInfo},
		}},
		{"I want to export invoices so that I save time quickly", []Remark{{Rule: "missing_role", Severity: SeverityError}, {Rule: "vague", Severity: SeverityInfo}}},
		{"As a <role>, I want <goal> so that <benefit>", []Remark{
			{Rule: "placeholder_role", Severity: SeverityError}, {Rule: "placeholder_goal", Severity: SeverityError}, {Rule: "placeholder_benefit", Severity: SeverityError},
		}},
		{"As a cook, I want [some simple goal] so that nothing burns", []Remark{{Rule: "placeholder_goal", Severity: SeverityError}}},
		{"add a dashboard", []Remark{{Rule: "not_a_story", Severity: SeverityWarn}}},
		{"the page crashes", []Remark{{Rule: "not_a_story", Severity: SeverityInfo}}},
		{"Given a\nWhen b\nThen c", []Remark{{Rule: "missing_story", Severity: SeverityWarn}}},
		{"En tant que PO, je veux prioriser afin de livrer", []Remark{{Rule: "one_word_goal", Severity: SeverityWarn}, {Rule: "role_not_user", Severity: SeverityInfo}}},
		{"", []Remark{{Rule: "empty", Severity: SeverityError}}},
		{
			"As a clerk, I want to see the whole history of every order that any customer of any shop in any country ever made with us since we opened so that I know",
			[]Remark{{Rule: "too_long", Severity: SeverityWarn}},
		},
		{"As a seller, I want labels like in PAY-12 so that parcels leave. This is late.", []Remark{{Rule: "dependency", Severity: SeverityInfo}, {Rule: "minimal_punctuation", Severity: SeverityInfo}}},
		{"As a buyer I want to pay\nAC:\n1\n2\n3\n4\n5\n6\n7\n8\n9", []Remark{
			{Rule: "missing_benefit", Severity: SeverityWarn}, {Rule: "one_word_goal", Severity: SeverityWarn}, {Rule: "too_many_criteria", Severity: SeverityWarn},
		}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, Remarks(Parse(test.text))); diff != "" {
				t.Errorf("remarks (-want +got):\n%s", diff)
			}
		})
	}
}
