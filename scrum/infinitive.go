package scrum

import "strings"

// isInfinitive reports whether French words, folded, begin with a verb in the
// infinitive: "gagner du temps", "ne pas payer", "l'envoyer", but not "hier" or
// "le client". It tells a purpose ("pour gagner") from a person ("pour Anne").
func isInfinitive(words string) bool {
	rest, article := words, false
	for range 6 { // no one says more small words before a verb
		rest = strings.TrimLeft(rest, " ")
		word := leadingWord(rest)
		after := rest[len(word):]
		switch {
		case strings.HasPrefix(after, "'") && isClitic(word):
			rest, article = after[1:], word == "l"
		case isBeforeInfinitive(word):
			rest, article = after, word == "le" || word == "la" || word == "les" || word == "leur"
		default:
			return isInfinitiveWord(word) && (!article || !isVerbalNoun(word))
		}
	}
	return false
}

func leadingWord(s string) string {
	end := 0
	for end < len(s) && (isWordByte(s[end]) || s[end] == '-') {
		end++
	}
	return s[:end]
}

// isClitic reports whether word, before an apostrophe, may lead an infinitive.
func isClitic(word string) bool {
	switch word {
	case "l", "m", "t", "s", "n", "d":
		return true
	}
	return false
}

// isBeforeInfinitive reports whether word may stand before an infinitive.
func isBeforeInfinitive(word string) bool {
	switch word {
	case "ne", "pas", "plus", "jamais", "mieux", "ainsi", "bien", "toujours", "moi", "enfin", "aussi", "ensuite", "vite", "tout", "rien",
		"me", "te", "se", "le", "la", "les", "lui", "leur", "nous", "vous", "y", "en":
		return true
	}
	return false
}

// isInfinitiveWord reports whether one folded French word is an infinitive.
func isInfinitiveWord(word string) bool {
	if len(word) < 4 || strings.Contains(word, "-") {
		return word == "dire" || word == "lire" || word == "rire"
	}
	if strings.HasSuffix(word, "re") {
		return isVerbInRE(word)
	}
	if strings.HasSuffix(word, "er") || strings.HasSuffix(word, "ir") {
		return !isNounLikeVerb(word)
	}
	return false
}

// isVerbalNoun lists verbs that after an article are nouns: "le pouvoir".
func isVerbalNoun(word string) bool {
	switch word {
	case "pouvoir", "savoir", "dejeuner", "diner", "gouter", "souper", "conseiller", "rire", "sourire", "lancer", "toucher", "loyer":
		return true
	}
	return false
}
