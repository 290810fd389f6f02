package scrum_test

import (
	"strings"
	"testing"

	"pogo/scrum"
)

func TestACardQuotesItsAuthor(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"As a buyer, I want to pay by card so that I need no cash", "As a|buyer / I want to|pay by card / so that|I need no cash"},
		{"As Tom, I want double clicks to count once so that nothing is paid twice", "As|Tom / I want|double clicks to count once / so that|nothing is paid twice"},
		{"In order to save time, as a manager, I want to approve requests from Slack", "In order to|save time / as a|manager / I want to|approve requests from Slack"},
		{"En tant que chef d'équipe, je veux licencier plus tôt afin d’éviter un litige", "En tant que|chef d'équipe / je veux|licencier plus tôt / afin d’|éviter un litige"},
		{"En tant qu’utilisatrice, je souhaite pouvoir payer en plusieurs fois pour étaler la dépense", "En tant qu’|utilisatrice / je souhaite pouvoir|payer en plusieurs fois / pour|étaler la dépense"},
		{"Quand je pars en congés, je veux déléguer mes validations afin que rien ne soit bloqué", "Quand|je pars en congés / je veux|déléguer mes validations / afin que|rien ne soit bloqué"},
		{"Le client doit pouvoir annuler sa commande afin d'éviter un appel", "Le|client / doit pouvoir|annuler sa commande / afin d'|éviter un appel"},
		{"US-12: As a seller, I want to print labels", "As a|seller / I want to|print labels"},
		{"Fonctionnalité : Connexion\nEn tant qu'élève, je souhaite m'authentifier", "En tant qu'|élève / je souhaite|m'authentifier"},
		{"- As a nurse\n- I want to see allergies\n- So that I avoid mistakes", "As a|nurse / I want to|see allergies / So that|I avoid mistakes"},
		{"As a user I don't want to see ads so that I can focus", "As a|user / I don't want to|see ads / so that|I can focus"},
		{"En tant que client, je ne veux plus recevoir de doublons", "En tant que|client / je ne veux plus|recevoir de doublons"},
		{"As a user I want to:\n• see my balance\n• see my orders\nso that I can plan", "As a|user / I want to|see my balance, see my orders / so that|I can plan"},
		{"client\nEn tant que client, je veux payer", "En tant que|client / je veux|payer"},
		{"@pogo as a client I want to download my invoices", "as a|client / I want to|download my invoices"},
		{"Claire m'écrit : « en tant que cliente, je veux un avoir »", "en tant que|cliente / je veux|un avoir"},
		{"add a dashboard", ""},
		{"I want to export the ledger", ""},
	} {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			if got := writtenOut(scrum.Story{Text: test.text, Parsed: scrum.Parse(test.text)}); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestAnEditedStoryIsIntroducedAnew(t *testing.T) {
	t.Parallel()
	text := "As a buyer, I want to pay by card"
	s := scrum.Story{Text: text, Parsed: scrum.Parse(text)}
	s.Benefit = "I need no cash"
	if got, want := writtenOut(s), "as a|buyer / I want to|pay by card / so that|I need no cash"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func writtenOut(s scrum.Story) string {
	var parts []string
	for _, p := range s.WrittenOut() {
		parts = append(parts, p.LeadIn+"|"+p.Text)
	}
	return strings.Join(parts, " / ")
}
