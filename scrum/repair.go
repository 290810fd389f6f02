package scrum

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	gluedWant    = regexp.MustCompile(`([a-z])(I (?:want|need|would|wish)\b)`)
	gluedSoThat  = regexp.MustCompile(`(?i)\b(so that)(I|we|the|my)\b`)
	doubleSoThat = regexp.MustCompile(`(?i)\b(so that) that\b`)
	doubleAfin   = regexp.MustCompile(`(?i)\b(afin de) de\b`)
)

// repaired parts words that were glued together and drops doubled ones.
func repaired(s string) string {
	s = gluedWant.ReplaceAllString(s, "$1 $2")
	s = gluedSoThat.ReplaceAllString(s, "$1 $2")
	s = doubleSoThat.ReplaceAllString(s, "$1")
	return doubleAfin.ReplaceAllString(s, "$1")
}

// withoutEmphasis removes pairs of *, _ and ~ that stand at the edges of words;
// snake_case, 2 * 3 and ~5 keep theirs.
func withoutEmphasis(s string) string {
	if !strings.ContainsAny(s, "*_~") {
		return s
	}
	drop := make(map[int]bool)
	open := map[byte][]int{}
	for i := 0; i < len(s); {
		n := strings.IndexAny(s[i:], "*_~")
		if n < 0 {
			break
		}
		start := i + n
		end := start
		for end < len(s) && isEmphasis(s[end]) {
			end++
		}
		i = end
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		after, _ := utf8.DecodeRuneInString(s[end:])
		opens := !isWordRune(before) && end < len(s) && after != ' '
		closes := !isWordRune(after) && start > 0 && before != ' '
		for j := start; j < end; j++ {
			c := s[j]
			if waiting := open[c]; closes && len(waiting) > 0 {
				drop[j], drop[waiting[len(waiting)-1]] = true, true
				open[c] = waiting[:len(waiting)-1]
			} else if opens {
				open[c] = append(open[c], j)
			}
		}
	}
	var b strings.Builder
	for i := range len(s) {
		if !drop[i] {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func isEmphasis(b byte) bool { return b == '*' || b == '_' || b == '~' }

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
