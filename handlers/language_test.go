package handlers_test

import (
	"strings"
	"testing"
)

func TestAChannelSpeaksTheLanguageOfItsFirstStory(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, who, line, want string }{
		{"a French story, typed by Nora, who reads English", "UNORA", "/story En tant que client, je veux payer par carte", "Brouillon"},
		{"an English story, typed by Claire, who reads French", "UCLAIRE", "/story As a client, I want to pay by card", "Draft"},
		{"two words that only look French, typed by Nora", "UNORA", "/story ask samir", "Draft"},
		{"a word of no language: Claire's own", "UCLAIRE", "/story dashboard", "Brouillon"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			r.types(test.who, "CPAY", test.line)
			if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, test.want) {
				t.Errorf("the channel is told %s", got)
			}
		})
	}
}

func TestTheOwnerChoosesTheLanguageOfTheChannel(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story As a client, I want to pay by card")
	r.posted()
	for _, step := range []struct{ who, line, want string }{
		{"UNORA", "/po language klingon", "`/po language fr`"},
		{"USAMIR", "/po langue français", "responsable du produit"},
		{"USAMIR", "/po langue", "Je parle anglais dans #payments"},
		{"USAMIR", "/po langue klingon", "Je n'ai pas pu lire ce qui suit `/po langue`"},
		{"UNORA", "/po language fr", "I speak French in #payments"},
		{"UNORA", "/po language", "I speak French in #payments. The product's owner can change it"},
	} {
		if got := said(r.types(step.who, "CPAY", step.line)); !strings.Contains(got, step.want) {
			t.Errorf("%s: told %q, want %q in it", step.line, got, step.want)
		}
	}
	r.types("UNORA", "CPAY", "/story add a dashboard")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "PAY-2 · Add a dashboard (Brouillon") {
		t.Errorf("afterwards the channel is told %s", got)
	}
}

func TestSomebodyUnknownIsAnsweredInTheLanguageTheyTypedIn(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story As a client, I want to pay by card")
	for line, want := range map[string]string{
		"/story En tant que client, je veux suivre mon colis afin de savoir quand il arrive": "est dans le backlog",
		"/story As a client, I want to get a receipt so that I can claim it":                 "is in the backlog",
		"/story show PAY-1": "PAY-1 · Pay by card (Draft",
	} {
		if got := said(r.types("USTRANGER", "CPAY", line)); !strings.Contains(got, want) {
			t.Errorf("%s: told %q, want %q in it", line, got, want)
		}
	}
}
