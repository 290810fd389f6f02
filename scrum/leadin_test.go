package scrum_test

import (
	"strings"
	"testing"

	"pogo/scrum"
)

func TestAStoryReadsAsASentenceWhenItIsWrittenOut(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"As a buyer, I want to pay by card so that I need no cash", "as a buyer, I want to pay by card, so that I need no cash"},
		{"As an admin I want the list of accounts in order to save time", "as an admin, I want the list of accounts, in order to save time"},
		{"As one of the approvers, I need to delegate my approvals", "as approvers, I want to delegate my approvals"},
		{"As a user I want a weekly digest so that I read one message", "as a user, I want a weekly digest, so that I read one message"},
		{"En tant que client, je veux payer en ligne afin d'éviter un appel", "en tant que client, je souhaite payer en ligne, afin d' éviter un appel"},
		{"En tant qu'utilisatrice, je souhaite une remise pour que mes amis reviennent", "en tant qu' utilisatrice, je veux une remise, afin que mes amis reviennent"},
		{"En tant que client, je veux un reçu afin que que mon chef me croie", "en tant que client, je veux un reçu, afin que mon chef me croie"},
		{"En tant que PO, je souhaite trier le backlog pour qu'il reste court", "en tant que PO, je souhaite trier le backlog, afin qu' il reste court"},
	} {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			p := scrum.Parse(test.text)
			l := p.LeadIns()
			parts := []string{l.Role + " " + p.Role, l.Goal + " " + p.Goal}
			if p.Benefit != "" {
				parts = append(parts, l.Benefit+" "+p.Benefit)
			}
			if got := strings.Join(parts, ", "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
