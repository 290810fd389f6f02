package scrum

import "testing"

func TestAHeadlineIsOneShortLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"As a cook I want a timer so that nothing burns":       "A timer",
		"En tant que client, je veux être prévenu":             "Être prévenu",
		"Connexion : en tant qu'élève, je veux m'authentifier": "Connexion",
		"add a dashboard.":                               "Add a dashboard",
		"the page crashes\nsince yesterday":              "The page crashes",
		"US-12: :bug: the page crashes":                  "The page crashes",
		"can we have SSO?":                               "Can we have SSO?",
		"Given an account\nWhen I log in\nThen I see it": "Given an account",
		"https://example.com/42 is slow":                 "https://example.com/42 is slow",
		"iOS crashes":                                    "iOS crashes",
		"l'API est lente":                                "L'API est lente",
		"état des API":                                   "État des API",
		"As a user":                                      "User",
		"🚀":                                              "🚀",
		"":                                               "",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := Parse(text).Headline(); got != want {
				t.Errorf("Headline of %q = %q, want %q", text, got, want)
			}
		})
	}
}

func TestPersonalDataAndHolesAreConfidential(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"fix the critical bug exposing personal data":                      true,
		"faille de sécurité sur le formulaire":                             true,
		"fuite de données clients":                                         true,
		"un mot de passe est visible en clair dans les logs":               true,
		"RGPD : supprimer les comptes inactifs":                            true,
		"customer emails are visible to everyone":                          true,
		"SQL injection on the login page":                                  true,
		"As a client, I want my private data deleted so that GDPR is kept": true,
		"As a user I want to reset my password so that I can log in":       false,
		"memory leak in the worker":                                        false,
		"la fuite d'eau du bureau":                                         false,
		"add a dashboard":                                                  false,
		"As a lead I want to see other teams so that we share":             false,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := Parse(text).Confidential(); got != want {
				t.Errorf("Confidential of %q = %v, want %v", text, got, want)
			}
		})
	}
}
