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

//nolint:misspell // some stories are French
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
