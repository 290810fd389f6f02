package scrum

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s in lower case, without accents, with every kind of apostrophe
// as ' and every run of blank space as one space. Use it to compare words that
// people typed: it makes É, é, e and E the same.
func Fold(s string) string {
	return strings.Map(foldRune, singleSpaced(norm.NFC.String(s)))
}

// singleSpaced returns s with every run of blank space as one space and none
// around it, as most texts have it already.
func singleSpaced(s string) string {
	blank := true // before the first rune, where none belongs
	for _, r := range s {
		if unicode.IsSpace(r) && (blank || r != ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		blank = r == ' '
	}
	return strings.TrimSuffix(s, " ")
}

// foldRune folds one rune to one rune, so that a folded text keeps its count of
// runes and a place found in it is a place in what the author wrote. That is
// why œ and ß stay as they are.
func foldRune(r rune) rune {
	switch r {
	case '’', 'ʼ', '‘', '´', '′', '`':
		return '\''
	}
	if r < utf8.RuneSelf {
		return unicode.ToLower(r)
	}
	return unicode.ToLower(withoutAccent(r))
}

// withoutAccent returns the Latin letter below an accent, or r itself.
func withoutAccent(r rune) rune {
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	parts := norm.NFD.Properties(buf[:n]).Decomposition()
	if len(parts) == 0 {
		return r
	}
	base := rune(parts[0])
	if base < utf8.RuneSelf && unicode.IsLetter(base) {
		return base
	}
	return r
}
