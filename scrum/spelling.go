package scrum

import (
	"strings"
	"unicode/utf8"
)

// maxTeamWord is how many characters a team's own word may have.
const maxTeamWord = 40

// TeamWord reads a label or the name of a work-stream as a team writes its own
// words, without the mark that some put before it. It reports false for what
// is too long to be a word, or says nothing.
func TeamWord(typed string) (word string, ok bool) {
	word = strings.Join(strings.Fields(strings.TrimLeft(strings.TrimSpace(typed), "#")), " ")
	plain := strings.IndexFunc(word, func(r rune) bool { return strings.ContainsRune(",;\"“”«»<>|", r) || r < ' ' }) < 0
	return word, plain && Fold(word) != "" && word != Without && utf8.RuneCountInString(word) <= maxTeamWord
}

// Spelled returns a team's word as it was spelled first: with the accents and
// capitals that one of the known words has, if it is the same word.
func Spelled(word string, known []string) string {
	folded := Fold(word)
	for _, k := range known {
		if Fold(k) == folded {
			return k
		}
	}
	return word
}

// Stream returns the work-stream that is called so: one of [Streams] by any of
// its names, one of the team's own as it was spelled first, else a new one.
func Stream(word string, own []string) string {
	switch Fold(word) {
	case StreamDevelopment, "dev", "developpement":
		return StreamDevelopment
	case StreamDesign:
		return StreamDesign
	case StreamMarketing:
		return StreamMarketing
	case StreamSales, "vente", "ventes", "commercial":
		return StreamSales
	}
	return Spelled(word, own)
}
