package scrum

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	gluedWant    = lazily(`([a-z])(I (?:want|need|would|wish)\b)`)
	gluedSoThat  = lazily(`(?i)\b(so that)(I|we|the|my)\b`)
	doubleSoThat = lazily(`(?i)\b(so that) that\b`)
	doubleAfin   = lazily(`(?i)\b(afin de) de\b`)
)

// repaired parts words that were glued together and drops doubled ones.
// Few texts need it, so that the words are looked for first.
func repaired(s string) string {
	lower := strings.ToLower(s)
	if gluedI(s) {
		s = gluedWant().ReplaceAllString(s, "$1 $2")
	}
	if mentions(lower, "so thati", "so thatw", "so thatt", "so thatm", "so that that") {
		s = gluedSoThat().ReplaceAllString(s, "$1 $2")
		s = doubleSoThat().ReplaceAllString(s, "$1")
	}
	if mentions(lower, "afin de de") {
		s = doubleAfin().ReplaceAllString(s, "$1")
	}
	return s
}

// gluedI reports whether an "I" follows a small letter, as in "developerI want".
func gluedI(s string) bool {
	for i := 1; i < len(s)-1; i++ {
		if s[i] == 'I' && s[i+1] == ' ' && s[i-1] >= 'a' && s[i-1] <= 'z' {
			return true
		}
	}
	return false
}

// withoutEmphasis removes pairs of *, _ and ~ that stand at the edges of words;
// snake_case, 2 * 3 and ~5 keep theirs.
func withoutEmphasis(s string) string {
	if !strings.ContainsAny(s, "*_~") {
		return s
	}
	drop := make([]bool, len(s))
	open := map[byte][]int{} // where each sign waits for its partner
	for start := 0; start < len(s); start++ {
		end := start
		for end < len(s) && isEmphasis(s[end]) {
			end++
		}
		opens, closes := edges(s, start, end)
		for i := start; i < end; i++ {
			if waiting := open[s[i]]; closes && len(waiting) > 0 {
				drop[i], drop[waiting[len(waiting)-1]] = true, true
				open[s[i]] = waiting[:len(waiting)-1]
			} else if opens {
				open[s[i]] = append(waiting, i)
			}
		}
		start = end
	}
	var b strings.Builder
	for i := range len(s) {
		if !drop[i] {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// edges reports whether the signs in [start, end) may begin and may end what is
// emphasized.
func edges(s string, start, end int) (opens, closes bool) {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	after, _ := utf8.DecodeRuneInString(s[end:])
	opens = end < len(s) && after != ' ' && !isWordRune(before)
	closes = start > 0 && before != ' ' && !isWordRune(after)
	return opens, closes
}

func isEmphasis(b byte) bool { return b == '*' || b == '_' || b == '~' }

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
