package scrum_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pogo/scrum"
)

//nolint:misspell // half of the words are French
func TestInflectionsMeetInOneStem(t *testing.T) {
	t.Parallel()
	for _, family := range []string{
		"export exports exporting exported", "exporter exporte exportes exportez exportee exportees exportent", "create creates created creating",
		"use uses used using", "add adds added adding", "pay pays paying", "payer paye payee payees", "log logs logging logged",
		"plan plans planning planned", "category categories categorie", "copy copies copied copie copier", "reply replies replied",
		"facture factures facturer facturee", "client clients cliente clientes", "journal journaux", "tableau tableaux", "niveau niveaux",
		"jeu jeux", "utilisateur utilisateurs utilisatrice utilisatrices", "vendeur vendeuse vendeuses", "personnel personnelle personnelles",
		"ancien ancienne anciennes", "actif active actives actifs", "premier premiere premieres", "choisir choisi choisie choisissent",
		"vote votes voter voted voting", "invoice invoices invoicing", "process processes processing", "setting settings",
		"notification notifications", "paiement paiements", "filter filters filtering filtered", "string strings", "need needs",
		"archive archives archiving archiver archivee", "afficher affiche affichent", "bouton boutons", "button buttons",
	} {
		words := strings.Fields(family)
		for _, w := range words[1:] {
			if got, want := scrum.Stem(w), scrum.Stem(words[0]); got != want {
				t.Errorf("%s comes to %q and %s to %q", w, got, words[0], want)
			}
		}
	}
}

func TestWordsOfAnotherMeaningStayApart(t *testing.T) {
	t.Parallel()
	for _, pair := range []string{
		"string sting", "client click", "subscribe unsubscribe", "speed spend", "report import", "invoice voice", "need new", "card car",
		"address add", "page pay", "password pass", "compte conte", "feed fed", "important import", "station state", "v2 v3",
	} {
		a, b, _ := strings.Cut(pair, " ")
		if scrum.Stem(a) == scrum.Stem(b) {
			t.Errorf("%s and %s both come to %q", a, b, scrum.Stem(a))
		}
	}
}

func TestAStemIsItsOwnStem(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z]{1,8}(ing|s|ies|ed|er|aux|issent|ees|ement|if|euse|atrice)?(s|e|es)?`).Draw(t, "word")
		stem := scrum.Stem(word)
		if again := scrum.Stem(stem); again != stem || stem == "" || len(stem) > len(word)+1 {
			t.Fatalf("%q comes to %q and that to %q", word, stem, again)
		}
	})
}

func TestWhatALookedForTextMeans(t *testing.T) {
	t.Parallel()
	prefix := func(s string) scrum.Term { return scrum.Term{From: s, To: s + "\U0010ffff"} }
	exact := func(s string) scrum.Term { return scrum.Term{From: s, To: s} }
	for _, test := range []struct {
		name, text string
		want       []scrum.Term
	}{
		{"nothing", " ", nil},
		{"only small words", "the of à la", nil},
		{"one word is a beginning", "expor", []scrum.Term{prefix("expor")}},
		{"accents and capitals do not matter", "ÉTAPE", []scrum.Term{prefix("etap")}},
		{"all but the last are whole words", "exporting the Factures", []scrum.Term{exact("export"), prefix("factur")}},
		{"the same word twice is one", "pay paying", []scrum.Term{prefix("pay")}},
		{"an apostrophe parts words", "l’export d'hier", []scrum.Term{exact("export"), prefix("hier")}},
		{"joined letters are parted", "Œuvre", []scrum.Term{prefix("oeuvr")}},
		{"numbers stay", "oauth 2", []scrum.Term{exact("oauth"), prefix("2")}},
		{"a page of words is cut", "alpha bravo charlie delta echo foxtrot golf", []scrum.Term{
			exact("alpha"), exact("bravo"), exact("charl"), exact("delta"), exact("echo"), prefix("foxtrot"),
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := scrum.Terms(test.text)
			if len(got) == 0 {
				got = nil
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// found reports whether a story is found by a text, as storage does it.
func found(s scrum.Story, text string) bool {
	terms := scrum.Terms(text)
	for _, term := range terms {
		if !slices.ContainsFunc(s.Words(), func(w string) bool { return w >= term.From && w <= term.To }) {
			return false
		}
	}
	return len(terms) > 0
}

func TestAStoryIsFoundByItsWords(t *testing.T) {
	t.Parallel()
	s := scrum.Story{Parsed: scrum.Parse("En tant que comptable, je veux exporter les factures impayées afin de relancer les clients\nCritères :\n- le fichier s'ouvre dans un tableur")}
	for text, want := range map[string]bool{
		"facture": true, "FACTURES": true, "impayee": true, "impayé": true, "export fact": true, "fact export": false, "relance": true,
		"comptables": true, "tableur": true, "tabl": true, "exportat": false, "cliente": true, "dashboard": false, "factures dashboard": false,
	} {
		if got := found(s, text); got != want {
			t.Errorf("%q finds it: %v, want %v (%v)", text, got, want, s.Words())
		}
	}
}

func TestEveryWordOfAStoryFindsItAndSoDoesItsBeginning(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([A-Za-zéàèçœ]{2,14}[ '’,-]){1,12}`).Draw(t, "text")
		s := scrum.Story{Parsed: scrum.Parsed{Goal: text}}
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" '’,-", r) }) {
			for _, typed := range []string{w, strings.ToUpper(w), scrum.Fold(w), w[:len(w)-len(w)/3]} {
				if terms := scrum.Terms(typed); len(terms) > 0 && len(scrum.Terms(w)) > 0 && !found(s, strings.ToValidUTF8(typed, "")) {
					t.Fatalf("%q is not found in %q by %v, only %v", typed, text, terms, s.Words())
				}
			}
		}
	})
}

func TestAHugeStoryKeepsABoundedNumberOfWords(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 5000 {
		b.WriteString("mot" + strings.Repeat("x", i%70) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + " ")
	}
	words := scrum.Story{Parsed: scrum.Parsed{Goal: b.String() + strings.Repeat("é", 500)}}.Words()
	if len(words) == 0 || len(words) > 401 {
		t.Errorf("%d words", len(words))
	}
	for _, w := range words {
		if len(w) > 64 {
			t.Errorf("a word of %d bytes", len(w))
		}
	}
}

func TestSimilarNeeds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, a, b string
		want       scrum.Likeness
	}{
		{"the same words", "As a buyer, I want to pay by card", "As a buyer, I want to pay by card", scrum.Duplicate},
		{"whatever the role", "As a buyer, I want to pay by card", "As an admin, I want to pay by card so that I test it", scrum.Duplicate},
		{"an inflection", "As an accountant, I want to export the unpaid invoices", "exporting unpaid invoice", scrum.Duplicate},
		{"a French inflection", "En tant que comptable, je veux exporter les factures impayées", "exporter chaque facture impayée", scrum.Similar},
		{"accents left out", "exporter les factures impayées", "exporter les factures impayees", scrum.Duplicate},
		{"loan and non-loan", "As a clerk, I want to manage loan records", "As a clerk, I want to manage non-loan records", scrum.Similar},
		{
			"one negation in a long goal", "I want to see the monthly archived paper loan records of every branch office in Europe",
			"I want to see the monthly archived paper non-loan records of every branch office in Europe", scrum.Similar,
		},
		{"wanted and not wanted", "As a reader I want to see drafts listed as published", "As a reader I don't want to see drafts listed as published", scrum.Similar},
		{"en français aussi", "je veux recevoir les doublons du lundi", "je ne veux pas recevoir les doublons du lundi", scrum.Similar},
		{"one template, another object", "As an analyst, I want to get the monthly data package into Excel", "As an analyst, I want to get the monthly data package into Julia", scrum.Similar},
		{"another need", "As a buyer, I want to pay by card", "As a buyer, I want to track my parcel", scrum.Unlike},
		{"opposite verbs", "subscribe to the newsletter", "unsubscribe from the newsletter", scrum.Unlike},
		{"nothing is like nothing", "", "", scrum.Unlike},
		{"synonyms", "As a clerk, I want to remove an unpaid invoice", "delete unpaid bills", scrum.Duplicate},
		{"both languages", "As a clerk, I want to download my invoices", "En tant que client, je veux télécharger mes factures", scrum.Duplicate},
		{"one language's synonyms", "voir les colis du jour", "afficher le colis du jour", scrum.Duplicate},
		{"a term of several words", "As a buyer, I want to reset my password", "En tant que cliente, je veux réinitialiser mon mot de passe", scrum.Duplicate},
		{"a verb of two words", "As a buyer, I want to log in with my email", "En tant que cliente, je veux me connecter avec mon courriel", scrum.Duplicate},
		{"where one word does too", "log in with my badge", "sign in with my badge", scrum.Duplicate},
		{"with an apostrophe", "vider mon panier d'achat", "vider le panier", scrum.Duplicate},
		{"a cart", "empty my shopping cart", "empty the basket", scrum.Duplicate},
		{"a card that pays is no cart", "payer par carte", "payer le panier", scrum.Unlike},
		{"a log is no login", "download the log in French", "télécharger la connexion French", scrum.Unlike},
		{"a word of its own", "print the invoices", "print the labels", scrum.Unlike},
		{"only small words", "as a buyer, I want to be", "as a seller, I want to be", scrum.Unlike},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			a, b := scrum.Parse(test.a), scrum.Parse(test.b)
			if got := scrum.Compare(a, b); got != test.want {
				t.Errorf("got %q at %.2f, want %q", got, scrum.Similarity(a, b), test.want)
			}
			if scrum.Compare(a, b) != scrum.Compare(b, a) {
				t.Error("it depends on which comes first")
			}
		})
	}
}

func TestSimilarNeedsShareOneOfTheWordsTheyAreLookedForBy(t *testing.T) {
	t.Parallel()
	goal := rapid.StringMatching(`(pay|card|export|file|log|mail|list|user|plan)( (pay|card|export|file|log|in|mot de passe|password|mail|list|user|plan|not)){0,7}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := scrum.Parsed{Goal: goal.Draw(t, "a")}, scrum.Parsed{Goal: goal.Draw(t, "b")}
		if share := scrum.Similarity(a, b); share < 0 || share > 1 || share != scrum.Similarity(b, a) {
			t.Fatalf("similarity %v", share)
		}
		stems, enough := scrum.SimilarBy(a)
		if scrum.Compare(a, b) == scrum.Unlike {
			return
		}
		perm := rapid.Permutation(stems).Draw(t, "order")
		words := scrum.Story{Parsed: b}.Words()
		if !slices.ContainsFunc(perm[:enough], func(s string) bool { return slices.Contains(words, s) }) {
			t.Fatalf("none of %v in %v", perm[:enough], words)
		}
	})
}

func TestATermOfSeveralWordsIsStillFoundByEachOfThem(t *testing.T) {
	t.Parallel()
	s := scrum.Story{Parsed: scrum.Parse("As a buyer, I want to reset my mot de passe so that I can log in")}
	for text, want := range map[string]bool{"passe": true, "mot": true, "mot de passe": true, "log": true, "password": false, "login": false} {
		if got := found(s, text); got != want {
			t.Errorf("%q finds it: %v, want %v (%v)", text, got, want, s.Words())
		}
	}
}

func TestWhatTwoNeedsShareIsSaidInTheWordsOfTheFirst(t *testing.T) {
	t.Parallel()
	got := scrum.Shared(scrum.Parse("réinitialiser mon mot de passe"), scrum.Parse("reset a password"))
	if diff := cmp.Diff([]string{"réinitialiser", "mot de passe"}, got); diff != "" {
		t.Error(diff)
	}
}
