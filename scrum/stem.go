package scrum

import "strings"

// Stem cuts the inflection off one folded word, English or French: "exports"
// and "exporting", « facture » and « facturées » each come to one stem, which
// need not be a word. It is light on purpose: it knows no language, so that
// one table serves both, and rather leaves two words apart than makes one of
// what differs in meaning. A stem is its own stem.
func Stem(word string) string {
	if strings.ContainsAny(word, "0123456789=") {
		return word // also what stands for a term, see [termMeaning]
	}
	for len(word) > shortestStem {
		shorter := undoubled(inflected(word))
		if shorter == word {
			break
		}
		word = shorter
	}
	return word
}

// shortestStem is the length from which a word is left as it is.
const shortestStem = 3

// ending is an inflection and what replaces it. It is cut only from words of
// which at least keep bytes are left.
type ending struct {
	cut, put string
	keep     int
}

// inflected takes one ending off a word, the first that fits.
func inflected(word string) string {
	switch word {
	case "uses", "used", "using":
		return "use" // too short for the rules, too common to miss
	}
	if strings.IndexByte("defgirstxyz", word[len(word)-1]) < 0 {
		return word // which none of these ends in
	}
	for _, e := range [...]ending{
		{"eaux", "eau", 2},     // tableaux
		{"aux", "al", 3},       // journaux
		{"eux", "eu", 1},       // jeux
		{"oux", "ou", 2},       // bijoux
		{"issent", "", 4},      // choisissent
		{"atrice", "ateur", 2}, // utilisatrice
		{"euse", "eur", 3},     // vendeuse
		{"ings", "", 3},        // settings
		{"ing", "", 3},
		{"ied", "y", 2}, // replied
		{"eed", "eed", 0},
		{"ed", "", 3},
		{"ment", "ment", 0}, // paiement is no verb
		{"ient", "ient", 0}, // client neither
		{"ent", "", 4},      // affichent
		{"ez", "", 4},       // exportez
		{"if", "iv", 3},     // actif, active
		{"er", "", 3},       // exporter, and folder without harm
		{"ir", "", 3},       // choisir
		{"ss", "ss", 0},
		{"s", "", 3},
		{"e", "", 3}, // also é, and ée one step later
		{"y", "i", 3},
		{"i", "", 3}, // choisi, and what became of categories
	} {
		stem, found := strings.CutSuffix(word, e.cut)
		if !found || len(stem) < e.keep {
			continue
		}
		if (e.cut == "ing" || e.cut == "ings" || e.cut == "ed") && !strings.ContainsAny(stem, "aeiouy") {
			continue // string, shred
		}
		return stem + e.put
	}
	return word
}

// undoubled parts with the second of two equal consonants at the end, which
// English adds before an ending (planning) and French before an e (ancienne).
func undoubled(word string) string {
	n := len(word)
	if n <= shortestStem || word[n-1] != word[n-2] || strings.IndexByte("bcdfglmnprstz", word[n-1]) < 0 {
		return word
	}
	return word[:n-1]
}
