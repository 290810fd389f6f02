package scrum

import (
	"regexp"
	"strings"
)

// The openings of stories in languages that are not understood, on a shadow.
var (
	openingES = regexp.MustCompile(`^como [^.]*\b(?:quiero|necesito|deseo|quisiera|me gustaria|queremos)\b`)
	openingPT = regexp.MustCompile(`^(?:eu,? )?como [^.]*\b(?:quero|preciso|desejo|gostaria|queremos)\b`)
	openingDE = regexp.MustCompile(`^als [^.]*\b(?:mochte|will|brauche|wunsche|kann|muss|wollen|mochten) (?:ich|wir)\b`)
	openingNL = regexp.MustCompile(`^als [^.]*\b(?:wil|kan|moet|wens|zou) ik\b`)
	openingIT = regexp.MustCompile(`^(?:come|in qualita di) [^.]*\b(?:voglio|vorrei|desidero|ho bisogno|vogliamo)\b`)
)

// foreign returns the language of a story that is not understood, or "".
func foreign(shadow string) Lang {
	switch {
	case openingES.MatchString(shadow):
		return Spanish
	case openingPT.MatchString(shadow):
		return Portuguese
	case openingDE.MatchString(shadow):
		return German
	case openingNL.MatchString(shadow):
		return Dutch
	case openingIT.MatchString(shadow):
		return Italian
	}
	return ""
}

// elected returns the language most of the markers were in, and whether both
// were heard. A tie is English.
func elected(heard []Lang) (winner Lang, mixed bool) {
	en, fr := 0, 0
	for _, l := range heard {
		if l == French {
			fr++
		} else {
			en++
		}
	}
	if fr > en {
		return French, en > 0
	}
	return English, fr > 0
}

// guessed returns the language of a folded text without markers, by its small
// words; equal counts leave it undetermined.
func guessed(folded string) Lang {
	en, fr := 0, 0
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !isWordRune(r) && r != '\'' }) {
		clitic, rest, cut := strings.Cut(word, "'")
		if cut && (isClitic(clitic) || clitic == "j" || clitic == "c" || clitic == "qu") && rest != "" && rest != "s" {
			fr++
			word = rest
		}
		switch smallWord(word) {
		case English:
			en++
		case French:
			fr++
		}
	}
	switch {
	case en > fr:
		return English
	case fr > en:
		return French
	}
	return Undetermined
}

// smallWord tells in which language a folded word is common. Words of both
// ("on", "plus", "page") and words of the trade say nothing.
func smallWord(word string) Lang {
	switch word {
	case "the", "a", "an", "and", "or", "of", "to", "in", "is", "are", "be", "it", "its", "for", "with", "when", "what", "why", "how",
		"who", "which", "i", "we", "you", "he", "she", "they", "my", "our", "your", "their", "this", "that", "these", "from", "by", "at",
		"can", "could", "should", "would", "will", "must", "have", "has", "do", "does", "doesn't", "don't", "can't", "not", "no", "please",
		"add", "create", "update", "remove", "delete", "make", "fix", "show", "change", "new", "all", "every", "more", "less", "than",
		"after", "before", "where", "there", "send", "move", "allow", "improve", "write", "build", "use", "get", "need", "broken",
		"money", "colleague", "slow", "fast", "users", "customers", "missing", "crash", "crashes", "exposing", "personal", "as":
		return English
	case "le", "la", "les", "un", "une", "des", "du", "de", "et", "ou", "est", "sont", "etre", "avoir", "dans", "sur", "pour", "par", "avec",
		"sans", "que", "qui", "quoi", "quand", "comment", "pourquoi", "je", "nous", "vous", "il", "elle", "ils", "elles", "mon", "ma", "mes",
		"notre", "nos", "votre", "vos", "leur", "leurs", "ce", "cette", "ces", "au", "aux", "en", "ne", "pas", "moins", "tres", "trop",
		"peut", "doit", "faut", "fait", "ajouter", "creer", "supprimer", "modifier", "corriger", "mettre", "changer", "envoyer", "afficher",
		"permettre", "ameliorer", "aide", "argent", "collegue", "bogue", "plante", "lors", "depuis", "tous", "tout", "toute", "toutes",
		"svp", "merci", "bonjour", "chaque", "y", "se", "sa", "son", "ses", "faire", "plusieurs", "ajoute", "ajoutez":
		return French
	}
	if isInfinitiveWord(word) && !strings.HasSuffix(word, "er") {
		return French
	}
	return ""
}
