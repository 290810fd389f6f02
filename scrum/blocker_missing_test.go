package scrum_test

import (
	"testing"

	"pogo/scrum"
)

// What is missing is a blocker although it begins with a no, what somebody does
// for others is asked about, and the answer that is waited for is one, whatever
// it is about.
func TestWhatIsMissingIsNotTakenForADenial(t *testing.T) {
	t.Parallel()
	people := []scrum.Person{{ID: "ULEA", Name: "Léa"}, {ID: "USAMIR", Name: "Samir"}}
	for _, test := range []struct {
		text, asked string
		class       scrum.BlockerClass // of what is one
		helper      scrum.PersonID
	}{
		{"waiting for Léa's answer on staging", "yes", scrum.BlockedByInformation, "ULEA"},
		{"j'attends la réponse de Léa sur la recette", "yes", scrum.BlockedByInformation, "ULEA"},
		{"j'attends le retour de Samir sur la prod", "yes", scrum.BlockedByInformation, "USAMIR"},
		{"on attend le retour à la normale de la prod", "yes", scrum.BlockedByEnvironment, ""},
		{"j'attends que Samir répare la CI", "yes", scrum.BlockedByDependency, "USAMIR"},
		{"waiting for Léa's approval on staging", "yes", scrum.BlockedByApproval, "ULEA"},
		{"need Léa's answer about the database", "yes", scrum.BlockedByInformation, "ULEA"},
		{"question à Léa sur le serveur, sans réponse", "yes", scrum.BlockedByInformation, "ULEA"},
		{"on ne sait pas quelle base utiliser", "yes", scrum.BlockedByInformation, ""},
		{"no access to the database", "yes", scrum.BlockedByAccess, ""},
		{"aucun accès au serveur", "yes", scrum.BlockedByAccess, ""},
		{"toujours pas de VPN", "yes", scrum.BlockedByAccess, ""},
		{"locked out of Jira", "yes", scrum.BlockedByAccess, ""},
		{"no reply from Léa about staging", "yes", scrum.BlockedByInformation, "ULEA"},
		{"aucune nouvelle de Léa", "yes", scrum.BlockedByInformation, "ULEA"},
		{"no one has approved my PR", "yes", scrum.BlockedByApproval, ""},
		{"sans ordinateur depuis lundi", "yes", scrum.BlockedByDependency, ""},
		{"no access problems today", "ask", "", ""},
		{"pas de retour nécessaire", "ask", "", ""},
		{"no news to report", "ask", "", ""},
		{"no time for the review", "ask", "", ""},
		{"unblock Nora on the payment form", "ask", "", ""},
		{"help unblock the release", "ask", "", ""},
		{"aider Samir à débloquer la prod", "ask", "", ""},
		{"I am blocking Samir", "ask", "", ""},
		{"je débloque Samir ce matin", "no", "", ""},
		{"rien ne bloque", "no", "", ""},
		{"nothing is blocked", "no", "", ""},
		{"personne n'est bloqué", "no", "", ""},
	} {
		if got := obstacleName(scrum.ReadObstacle(test.text, true).Obstacle); got != test.asked {
			t.Errorf("%q: got %s, want %s", test.text, got, test.asked)
		}
		if test.asked != "yes" {
			continue
		}
		if got := scrum.ClassOfBlocker(test.text); got != test.class {
			t.Errorf("%q: got %s, want %s", test.text, got, test.class)
		}
		if got := scrum.HelperNamed(test.text, people); got != test.helper {
			t.Errorf("%q waits for %q, want %q", test.text, got, test.helper)
		}
	}
}
