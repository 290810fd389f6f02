package scrum

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAStoryIsSplitInItsAuthorsWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]SplitHint{
		"As an accountant, I want to export and print invoices so that I can archive them": {
			{SplitOperations, []string{"export invoices", "print invoices"}},
		},
		"En tant que directeur, je veux créer, modifier ou supprimer un département afin de tenir l'organigramme à jour": {
			{SplitOperations, []string{"créer un département", "modifier un département", "supprimer un département"}},
		},
		"As a lead, I want to see the board and I want to move cards so that planning is quick": {
			{SplitOperations, []string{"see the board", "move cards"}},
		},
		"En tant que cheffe, je veux voir le planning et je souhaite aussi déplacer des cartes afin d'aller vite": {
			{SplitOperations, []string{"voir le planning", "déplacer des cartes"}},
		},
		"As a user, I want to manage my profile": {
			{SplitCRUD, []string{"create my profile", "see my profile", "change my profile", "delete my profile"}},
		},
		"En tant que cliente, je veux gérer mes adresses": {
			{SplitCRUD, []string{"créer mes adresses", "voir mes adresses", "modifier mes adresses", "supprimer mes adresses"}},
		},
		"As a buyer, I want to scan an article, then pay, then print the receipt": {
			{SplitSteps, []string{"scan an article", "pay", "print the receipt"}},
		},
		"En tant que client, je veux recevoir mon reçu par e-mail et par SMS": {
			{SplitInterfaces, []string{"recevoir mon reçu par e-mail", "recevoir mon reçu par SMS"}},
		},
		"As a reader, I want to read articles on mobile, tablet and web offline": {
			{SplitInterfaces, []string{"read articles on mobile offline", "read articles on tablet offline", "read articles on web offline"}},
		},
		"En tant que cliente, je veux annuler une commande sauf si elle est expédiée": {
			{SplitRules, []string{"annuler une commande", "annuler une commande sauf si elle est expédiée"}},
		},
		"As a visitor, I want to find a page in under 2 seconds": {
			{SplitSpeed, []string{"find a page", "find a page in under 2 seconds"}},
		},
		"be helped in < 30 minutes": {{SplitSpeed, []string{"be helped", "be helped in < 30 minutes"}}},
		"En tant que comptable, je veux exporter toutes les factures en CSV, Excel et PDF": {
			{SplitVariations, []string{"exporter toutes les factures en CSV", "exporter toutes les factures en Excel", "exporter toutes les factures en PDF"}},
		},
		"As a clerk, I want to import every type of file": {{SplitVariations, nil}},
		"As a cook I want a timer so that nothing burns":  {{Pattern: SplitSpike}},
		"": {{Pattern: SplitSpike}},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, SplitHints(Story{Text: text, Parsed: Parse(text)})); diff != "" {
				t.Errorf("hints (-want +got):\n%s", diff)
			}
		})
	}
}

func TestALongChainIsSplitInLinearTime(t *testing.T) {
	t.Parallel()
	long := ""
	for len(long) < 16000 {
		long += "export, print and send on mobile and web unless "
	}
	if hints := SplitHints(Story{Parsed: Parsed{Goal: long, Lang: English}}); len(hints) == 0 {
		t.Error("no hint")
	}
}
