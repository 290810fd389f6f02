package scrum

import "strings"

// smallWord tells in which language a folded word is common. Words of both
// ("on", "plus", "page") and words of the trade say nothing.
//
//nolint:misspell // half of the words are French
func smallWord(word string) Lang {
	switch word {
	case "the", "a", "an", "and", "or", "of", "to", "in", "is", "are", "be", "it", "its", "for", "with", "when", "what", "why", "how",
		"who", "which", "i", "we", "you", "he", "she", "they", "my", "our", "your", "their", "this", "that", "these", "from", "by", "at",
		"can", "could", "should", "would", "will", "must", "have", "has", "do", "does", "doesn't", "don't", "can't", "not", "no", "please",
		"add", "create", "update", "remove", "delete", "make", "fix", "show", "change", "new", "all", "every", "more", "less", "than",
		"after", "before", "where", "there", "send", "move", "allow", "improve", "write", "build", "use", "get", "need", "broken",
		"money", "colleague", "slow", "fast", "users", "customers", "missing", "error", "errors", "faster", "better", "slower", "cannot", "off", "crash", "crashes", "exposing", "personal", "as":
		return English
	case "le", "la", "les", "un", "une", "des", "du", "de", "et", "ou", "est", "sont", "etre", "avoir", "dans", "sur", "pour", "par", "avec",
		"sans", "que", "qui", "quoi", "quand", "comment", "pourquoi", "je", "nous", "vous", "il", "elle", "ils", "elles", "mon", "ma", "mes",
		"notre", "nos", "votre", "vos", "leur", "leurs", "ce", "cette", "ces", "au", "aux", "en", "ne", "pas", "moins", "tres", "trop",
		"peut", "doit", "faut", "fait", "ajouter", "creer", "supprimer", "modifier", "corriger", "mettre", "changer", "envoyer", "afficher",
		"permettre", "ameliorer", "aide", "argent", "collegue", "bogue", "plante", "lors", "depuis", "tous", "tout", "toute", "toutes",
		"besoin", "apres", "vide", "pensez", "faudrait", "svp", "merci", "bonjour", "chaque", "y", "se", "sa", "son", "ses", "faire", "plusieurs", "ajoute", "ajoutez":
		return French
	}
	if isInfinitiveWord(word) && !strings.HasSuffix(word, "er") {
		return French
	}
	return ""
}
