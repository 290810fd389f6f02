package scrum

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of what is kept of a story to find it by, and of what is looked for.
const (
	maxIndexed  = 400 // words of one story
	maxWordSize = 64  // bytes of one word
	maxTerms    = 6   // words of one search
)

// Term is one word that is looked for: what stands between From and To, both
// included, byte by byte.
type Term struct{ From, To string }

// Terms reads what a person looks for. Every term must be found; the last is
// only the beginning of a word, because people stop typing when they see what
// they want. Small words say nothing and are left out; beyond six words the
// rest is not looked at.
func Terms(text string) []Term {
	typed := telling(text)
	stems := stemsOf(typed)
	stems = stems[:min(len(stems), maxTerms)]
	terms := make([]Term, 0, len(stems))
	for _, stem := range stems {
		terms = append(terms, Term{From: stem, To: stem})
	}
	if n := len(terms); n > 0 {
		begun := beginning(typed, stems[n-1])
		terms[n-1] = Term{From: begun, To: begun + string(utf8.MaxRune)}
	}
	return terms
}

// beginning returns how both a stem and the word it was made of begin.
func beginning(words []string, stem string) string {
	i := slices.IndexFunc(words, func(w string) bool { return Stem(w) == stem })
	n := 0
	for n < len(stem) && n < len(words[i]) && stem[n] == words[i][n] {
		n++
	}
	return stem[:n]
}

// Words returns the words that a story is found by, sorted, each once: those
// of its parts as they are now, whole and as stems, so that the beginning of
// a word finds it too, and what the stems stand for, by which similar stories
// are found. Of a very long story only the first are kept.
func (s Story) Words() []string {
	all := strings.Join(append([]string{s.Title, s.Goal, s.Role, s.Benefit, s.Situation}, s.Criteria...), "\n")
	list := folded(all)
	list = append(inTerms(list), list...)
	kept := make(map[string]bool, min(2*len(list), maxIndexed))
	for _, word := range list {
		if len(kept) >= maxIndexed {
			break
		}
		if kept[word] || saysNothing(word) {
			continue
		}
		stem := Stem(word)
		kept[word], kept[stem], kept[meaning(stem)] = true, true, true
	}
	words := make([]string, 0, len(kept))
	for word := range kept {
		words = append(words, word)
	}
	slices.Sort(words)
	return words
}

// telling returns the words of a text that tell something, folded.
func telling(text string) []string {
	return slices.DeleteFunc(folded(text), saysNothing)
}

// saysNothing reports whether a word is a letter or a small word.
func saysNothing(word string) bool {
	return len(word) < 2 && (word < "0" || word > "9") || isSmall(word)
}

// folded returns the words of a text in their order, folded, with joined
// letters parted: "œuvre" is found by "oeuvre".
func folded(text string) []string {
	text = negated(Fold(text))
	if mentions(text, "œ", "æ", "ß") {
		text = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss").Replace(text)
	}
	list := words(text)
	for i, w := range list {
		for len(w) > maxWordSize {
			_, n := utf8.DecodeLastRuneInString(w)
			w = w[:len(w)-n]
		}
		list[i] = w
	}
	return list
}

// negated gives "can't" its "not" as a word; what only looks like it stays.
func negated(text string) string {
	if !strings.Contains(text, "n't") {
		return text
	}
	parts := strings.Split(text, "n't")
	for i, next := range parts[1:] {
		if r, _ := utf8.DecodeRuneInString(next); isWordRune(r) {
			parts[i] += "n't"
		} else {
			parts[i] += " not"
		}
	}
	return strings.Join(parts, "")
}

// stemsOf returns the stems of words, in order, each once.
func stemsOf(words []string) []string {
	stems := make([]string, 0, len(words))
	for _, w := range words {
		if stem := Stem(w); !slices.Contains(stems, stem) {
			stems = append(stems, stem)
		}
	}
	return stems
}

// isSmall reports whether a folded word is too common to look for. Words that
// are common in one language and tell something in the other stay: "car",
// "note", "plus".
func isSmall(word string) bool {
	switch word {
	case "the", "an", "and", "or", "of", "to", "in", "is", "are", "be", "been", "it", "its", "for", "with", "when", "what", "which", "who",
		"we", "you", "he", "she", "they", "me", "my", "our", "your", "their", "his", "her", "them", "this", "that", "these", "those", "from",
		"by", "at", "as", "so", "if", "can", "could", "should", "would", "will", "must", "have", "has", "had", "do", "does", "not", "no",
		"there", "than", "then", "into", "was", "were", "am", "but", "without", "never", "cannot", "non",
		"le", "la", "les", "un", "une", "des", "du", "de", "et", "ou", "est", "sont", "etre", "avoir", "dans", "pour", "par", "avec", "sans",
		"que", "qui", "quand", "je", "nous", "vous", "il", "elle", "ils", "elles", "mon", "ma", "mes", "notre", "nos", "votre", "vos", "leur",
		"leurs", "ce", "cet", "cette", "ces", "au", "aux", "en", "ne", "pas", "se", "sa", "ses", "soit", "lors", "afin", "qu", "jamais":
		return true
	}
	return false
}
