package scrum_test

import (
	"testing"

	"pogo/scrum"
)

func TestTheClassOfABlockerIsGuessedFromItsWords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		want scrum.BlockerClass
	}{
		{"j'attends l'accès à la base, demandé lundi", scrum.BlockedByAccess},
		{"waiting on <@U1> for the API key", scrum.BlockedByAccess},
		{"il me manque les droits sur le serveur", scrum.BlockedByAccess},
		{"can't move until design signs off", scrum.BlockedByApproval},
		{"on attend la validation du juridique", scrum.BlockedByApproval},
		{"held up by the review", scrum.BlockedByApproval},
		{"en suspens, il faut que le client tranche", scrum.BlockedByDecision},
		{"waiting for Claire to decide", scrum.BlockedByDecision},
		{"bloqué par la recette", scrum.BlockedByEnvironment},
		{"CI is red and the build fails", scrum.BlockedByEnvironment},
		{"waiting for Léa to fix staging", scrum.BlockedByDependency},
		{"need the infra team to restart the build server", scrum.BlockedByDependency},
		{"j'attends que Léa répare la recette", scrum.BlockedByDependency},
		{"waiting for staging to come back", scrum.BlockedByEnvironment},
		{"j'attends que le serveur redémarre", scrum.BlockedByEnvironment},
		{"en attente du retour client", scrum.BlockedByInformation},
		{"waiting for the client's answer", scrum.BlockedByInformation},
		{"still waiting for Léa", scrum.BlockedByDependency},
		{"dépend de PAY-12", scrum.BlockedByDependency},
		{"en attente de la maquette", scrum.BlockedByDependency},
	} {
		if got := scrum.ClassOfBlocker(test.text); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestWhoIsWaitedForIsFoundByName(t *testing.T) {
	t.Parallel()
	people := []scrum.Person{{ID: "ULEA", Name: "Léa"}, {ID: "USAMIR", Name: "Samir Haddad"}}
	for text, want := range map[string]scrum.PersonID{
		"still waiting for Léa":                    "ULEA",
		"STILL WAITING FOR LEA":                    "ULEA",
		"j’attends Samir pour les clés":            "USAMIR",
		"en attente de @Léa":                       "ULEA",
		"waiting for Samir, blocked by Léa":        "",
		"waiting for the client":                   "",
		"Léa and I wait for the client":            "",
		"bloquée par Léandre":                      "",
		"demandé à Samir hier":                     "USAMIR",
		"bloquée par la décision de Léa":           "ULEA",
		"held up by Léa's review":                  "ULEA",
		"waiting for the keys from Samir":          "USAMIR",
		"j'attends la maquette de Léa et de Samir": "",
		"relire la maquette de Léa":                "",
	} {
		if got := scrum.HelperNamed(text, people); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestWhatABlockerPutsAtRiskIsRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text, key string
		goal      bool
	}{
		{"blocked on pay-12, the demo is at risk", "pay-12", true},
		{"bloqué, l'objectif du sprint ne tiendra pas", "", true},
		{"waiting for the sign-off of PAY-3 and PAY-4", "PAY-3", false},
		{"stuck", "", false},
	} {
		if key, goal := scrum.StoryNamed(test.text), scrum.ThreatensGoal(test.text); key != test.key || goal != test.goal {
			t.Errorf("%q: got %q, %v", test.text, key, goal)
		}
	}
}
