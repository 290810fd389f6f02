package scrum

import "strings"

// opened returns which senses of marker a word may open, and in which language.
func opened(word string) (Lang, sense) {
	if senses := openedEN(word); senses != 0 {
		return English, senses
	}
	return French, openedFR(word)
}

func openedEN(word string) sense {
	switch word {
	case "as":
		return roleMark | bareRole | situation
	case "being":
		return roleMark
	case "in":
		return roleMark | strongWhy
	case "i", "we":
		return strongWant | noWant | weakWant
	case "id", "im", "my", "our", "wud":
		return strongWant
	case "it":
		return strongWant | weakWant
	case "so":
		return strongWhy | mediumWhy
	case "with", "for", "why", "benefit", "reason":
		return strongWhy
	case "because", "cuz", "coz", "bc", "b", "cause", "otherwise", "or", "which", "thereby", "this":
		return mediumWhy
	case "that":
		return strongWant | mediumWhy
	case "to":
		return weakWhy
	case "when", "whenever", "each", "every", "while", "once", "if":
		return situation
	case "should", "must", "will", "shall", "need", "needs", "has", "have", "is", "are", "were", "can", "could", "may", "want", "wants", "wanted", "wish", "wishes", "d":
		return ability
	case "would":
		return strongWant | ability
	}
	return 0
}

// goingOn returns the senses that an English word may have before what follows
// it. Told apart are words that hardly ever open a marker, and what most stories
// say.
func goingOn(word, rest string) sense {
	switch word {
	case "as":
		if strings.HasPrefix(rest, " soon ") {
			return situation
		}
		return roleMark | bareRole
	case "in":
		if strings.HasPrefix(rest, " my ") {
			return roleMark
		} else if strings.HasPrefix(rest, " order ") {
			return strongWhy
		}
		return 0
	case "i", "we":
		if strings.HasPrefix(rest, " want ") || strings.HasPrefix(rest, " need ") {
			return strongWant
		}
	case "so":
		if strings.HasPrefix(rest, " that ") {
			return strongWhy
		}
	case "with", "for":
		if strings.HasPrefix(rest, " a") || strings.HasPrefix(rest, " the ") {
			return strongWhy
		}
		return 0
	}
	return ^sense(0)
}

func openedFR(word string) sense {
	switch word {
	case "en":
		return roleMark | strongWhy
	case "entant", "entemps":
		return roleMark
	case "comme":
		return bareRole | mediumWhy
	case "je", "j", "nous", "on", "il":
		return strongWant | noWant | weakWant
	case "jaimerai", "jaimerais", "jaimerait", "jveux", "jveut", "jveu", "jvoudrai", "jvoudrais", "jvoudrait", "jai", "g", "ca", "c", "mon", "notre":
		return strongWant
	case "jne", "jn":
		return noWant
	case "faut", "faudrait":
		return weakWant
	case "pour", "pr":
		return strongWhy | mediumWhy | weakWhy
	case "afin", "affin", "dans", "ds", "de", "histoire", "pourquoi", "benefice", "raison", "gain", "but":
		return strongWhy
	case "parce", "pck", "pcq", "psk", "puisque", "puisqu", "vu", "etant", "car", "sinon", "ainsi":
		return mediumWhy
	case "ce":
		return strongWant | mediumWhy
	case "quand", "lorsque", "lorsqu", "chaque", "des", "une", "pendant", "si":
		return situation
	case "a":
		return strongWhy | situation | ability
	case "doit", "doivent", "devrait", "devraient", "devra", "devront", "peut", "peuvent", "pourra", "pourront", "pourrait", "pourraient",
		"puisse", "puissent", "pouvait", "pouvaient", "ont", "aurait", "auraient", "avait", "avaient", "voulait", "voulaient", "veux", "veut", "veulent", "voudrais", "voudrait", "voudraient", "souhaite", "souhaitent", "souhaiterais",
		"souhaiterait", "souhaiteraient", "aimerais", "aimerait", "aimeraient":
		return ability
	}
	return 0
}
