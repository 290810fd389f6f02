package scrum

import "testing"

func TestALanguageIsSureFromAFormOrFromTwoSmallWords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		lang Lang
		sure bool
	}{
		{"As a client, I want to pay", English, true},
		{"En tant que client, je veux payer", French, true},
		{"add a dashboard", English, true},
		{"une facture pour le client", French, true},
		{"Como cliente quiero pagar", Spanish, true},
		{"ask samir", French, false},
		{"fix login", English, false},
		{"dashboard", Undetermined, false},
		{"🚀🚀", Undetermined, false},
		{"", Undetermined, false},
	} {
		p := Parse(test.text)
		if sure := p.SureOfLang(); p.Lang != test.lang || sure != test.sure {
			t.Errorf("%q is %s, sure %t; want %s, %t", test.text, p.Lang, sure, test.lang, test.sure)
		}
	}
}

func TestPunctuationAloneIsNothing(t *testing.T) {
	t.Parallel()
	for text, kind := range map[string]Kind{`"`: KindEmpty, "-": KindEmpty, "-\n« »": KindEmpty, "…": KindEmpty, "🚀": KindNeed, "7": KindNeed} {
		if got := Parse(text).Kind; got != kind {
			t.Errorf("%q is %s, want %s", text, got, kind)
		}
	}
}
