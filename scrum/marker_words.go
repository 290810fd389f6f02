package scrum

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
	case "i", "we":
		return strongWant | noWant | weakWant
	case "id", "im":
		return strongWant
	case "my", "our":
		return strongWant
	case "why", "benefit", "reason":
		return strongWhy
	case "this", "that":
		return mediumWhy
	case "so":
		return strongWhy | mediumWhy
	case "in":
		return roleMark | strongWhy
	case "with", "for":
		return strongWhy
	case "it":
		return weakWant
	case "because", "cuz", "coz", "which", "thereby":
		return mediumWhy
	case "to":
		return weakWhy
	case "when", "whenever", "each", "every", "while", "once", "if":
		return situation
	case "should", "must", "will", "shall", "need", "needs", "has", "have", "is", "are", "can", "could", "may", "want", "wants", "wish",
		"wishes", "would":
		return ability
	}
	return 0
}

func openedFR(word string) sense {
	switch word {
	case "en":
		return roleMark | strongWhy
	case "entant", "entemps":
		return roleMark
	case "comme":
		return bareRole | mediumWhy
	case "faut", "faudrait":
		return weakWant
	case "je", "j", "nous", "on", "il":
		return strongWant | noWant | weakWant
	case "jne", "jn":
		return noWant
	case "jaimerai", "jaimerais", "jaimerait", "jveux", "jveut", "jai":
		return strongWant
	case "afin", "affin", "dans", "de", "histoire":
		return strongWhy
	case "ds", "pourquoi", "benefice", "raison", "gain":
		return strongWhy
	case "ainsi":
		return mediumWhy
	case "mon", "notre":
		return strongWant
	case "pour":
		return strongWhy | mediumWhy | weakWhy
	case "parce", "puisque", "puisqu", "car", "ce":
		return mediumWhy
	case "quand", "lorsque", "lorsqu", "chaque", "des", "une", "pendant", "si":
		return situation
	case "a":
		return strongWhy | situation | ability
	case "doit", "doivent", "devrait", "devraient", "devra", "devront", "peut", "peuvent", "pourra", "pourront", "pourrait", "pourraient",
		"veut", "veulent", "veux", "voudrais", "souhaiterais", "aimerais", "souhaite", "souhaitent", "souhaiterait", "souhaiteraient", "voudrait", "voudraient", "aimerait", "aimeraient", "ont", "puisse", "puissent":
		return ability
	}
	return 0
}
