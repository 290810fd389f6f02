package scrum_test

import (
	"testing"

	"pogo/scrum"
)

// utterance is a sentence as somebody would answer, what it says to the question of
// obstacles, and what it says elsewhere.
type utterance struct {
	text      string
	asked     string
	elsewhere string
}

// These sentences were written before the rules that read them, the way people
// type at nine in the morning.
func TestUnseenEnglishAnswersAreRead(t *testing.T) {
	t.Parallel()
	readAll(t, []utterance{
		{"still waiting for Léa", "yes", "yes"},
		{"can't move until design signs off", "yes", "yes"},
		{"can’t move until design signs off", "yes", "yes"},
		{"no blockers but the staging is slow", "ask", "ask"},
		{"No blockers!", "no", "no"},
		{"NO BLOCKERS", "no", "no"},
		{"none 🎉", "no", "no"},
		{"👍", "no", "no"},
		{"nope, all good here", "no", "no"},
		{"nothing at the moment, thanks", "no", "no"},
		{"nothing blocking me today", "no", "no"},
		{"not really", "no", "no"},
		{"No.", "no", "no"},
		{"n/a", "no", "no"},
		{"All clear 😀", "no", "no"},
		{"no impediments so far", "no", "no"},
		{"I'm good", "no", "no"},
		{"I’m not blocked anymore, thanks <@U2>", "no", "no"},
		{"no longer stuck", "no", "no"},
		{"unblocked by Samir yesterday", "no", "no"},
		{"got the access, so I can go on", "ask", "no"},
		{"blocked by the certificate", "yes", "yes"},
		{"BLOCKED BY THE CERTIFICATE", "yes", "yes"},
		{"stuck on the login page since Friday", "yes", "yes"},
		{"need access to the production logs", "yes", "yes"},
		{"I don't have access to Figma", "yes", "yes"},
		{"depends on PAY-12 being done", "yes", "yes"},
		{"waiting on the client's feedback", "yes", "yes"},
		{"awaiting sign-off from legal", "yes", "yes"},
		{"on hold until the contract is signed", "yes", "yes"},
		{"held up by the review", "yes", "yes"},
		{"cannot deploy before the freeze ends", "yes", "yes"},
		{"CI is red again", "yes", "no"},
		{"the staging server is down", "yes", "no"},
		{"no access to the database", "yes", "no"},
		{"nothing works since yesterday", "ask", "no"},
		{"not blocked but waiting for the keys", "yes", "yes"},
		{"maybe the migration, not sure yet", "ask", "no"},
		{"I was stuck yesterday but it is solved", "no", "no"},
		{"unblock Nora on the importer", "ask", "no"},
		{"Same as yesterday: waiting for the API key from <@U1>", "yes", "yes"},
		{"no answer from the bank yet", "yes", "no"},
		{"No blockers. The staging is slow though, since the release", "ask", "ask"},
		{"not blocked. staging was slow this morning for an hour", "ask", "no"},
		{"won't be blocked, I think", "no", "no"},
		{"finish the waiting list page", "yes", "no"},
	})
}

func TestUnseenFrenchAnswersAreRead(t *testing.T) {
	t.Parallel()
	readAll(t, []utterance{
		{"RAS", "no", "no"},
		{"ras !", "no", "no"},
		{"R.A.S. 👌", "no", "no"},
		{"Non", "no", "no"},
		{"non merci", "no", "no"},
		{"aucun blocage", "no", "no"},
		{"Aucun pour l’instant", "no", "no"},
		{"pas de blocage aujourd'hui", "no", "no"},
		{"PAS DE BLOCAGE", "no", "no"},
		{"rien de particulier", "no", "no"},
		{"rien à signaler pour moi", "no", "no"},
		{"néant", "no", "no"},
		{"tout roule 🚀", "no", "no"},
		{"ça va", "no", "no"},
		{"tout est ok", "no", "no"},
		{"plus bloquée, merci <@U2> !", "no", "no"},
		{"je ne suis plus coincé", "no", "no"},
		{"c'est débloqué depuis hier", "no", "no"},
		{"c’était bloqué hier mais c’est résolu", "no", "no"},
		{"bloqué par la recette", "yes", "yes"},
		{"bloque par la recette", "yes", "yes"},
		{"BLOQUÉE PAR LA RECETTE", "yes", "yes"},
		{"en attente du retour client", "yes", "yes"},
		{"en attente de la maquette d'Inès", "yes", "yes"},
		{"j’attends toujours l’accès à la base", "yes", "yes"},
		{"j'attend les clés de Samir", "yes", "yes"},
		{"on attend la validation du juridique", "yes", "yes"},
		{"toujours coincée sur le certificat", "yes", "yes"},
		{"il me faut l'accès à la préprod", "yes", "yes"},
		{"il me manque les droits sur le serveur", "yes", "yes"},
		{"je n'ai pas accès à Figma", "yes", "yes"},
		{"ça dépend de PAY-12", "yes", "yes"},
		{"je ne peux pas avancer tant que le contrat n'est pas signé", "yes", "yes"},
		{"impossible d'avancer sans les clés", "yes", "yes"},
		{"la recette est en panne", "yes", "no"},
		{"rien de bloquant mais la recette est en retard", "ask", "ask"},
		{"pas de blocage mais la CI est lente", "ask", "ask"},
		{"non, mais l'API répond mal", "ask", "no"},
		{"pas de réponse de la banque", "yes", "no"},
		{"peut-être la migration", "ask", "no"},
		{"en suspens, il faut que le client tranche", "yes", "yes"},
		{"débloquer Nora sur l'import", "ask", "no"},
		{"bloqué… mais je peux avancer sur PAY-4", "yes", "yes"},
		{"corriger la page d'attente", "yes", "no"},
	})
}

func readAll(t *testing.T, sentences []utterance) {
	t.Helper()
	if len(sentences) < 40 {
		t.Errorf("only %d sentences", len(sentences))
	}
	for _, s := range sentences {
		if got := obstacleName(scrum.ReadObstacle(s.text, true).Obstacle); got != s.asked {
			t.Errorf("asked %q: got %s, want %s", s.text, got, s.asked)
		}
		if got := obstacleName(scrum.ReadObstacle(s.text, false).Obstacle); got != s.elsewhere {
			t.Errorf("elsewhere %q: got %s, want %s", s.text, got, s.elsewhere)
		}
	}
}
