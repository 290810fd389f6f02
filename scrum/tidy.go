package scrum

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy returns a part of a story without what surrounds it: blank space,
// punctuation that leads or trails, and emoji. New lines become spaces.
func tidy(s string) string {
	s = singleSpaced(s)
	for {
		before := len(s)
		s = strings.TrimFunc(s, func(r rune) bool { return isPictograph(r) || unicode.IsSpace(r) })
		s = strings.TrimLeft(s, ",;:.!–—-|= ")
		s = strings.TrimRight(s, ",;.!–—-|=… ")
		s = withoutShortcodes(s)
		for _, arrow := range [...]string{" :", " >", " ->", " =>", " →", " /"} {
			s = strings.TrimSuffix(s, arrow)
		}
		if len(s) == before {
			return strings.TrimRight(s, ": ")
		}
	}
}

// withoutShortcodes returns s without Slack's emoji names (:tada:) at its ends.
func withoutShortcodes(s string) string {
	for strings.HasSuffix(s, ":") {
		start := strings.LastIndexByte(s[:len(s)-1], ':')
		if start < 0 || !isShortcode(s[start+1:len(s)-1]) {
			break
		}
		s = strings.TrimRight(s[:start], " ")
	}
	for strings.HasPrefix(s, ":") {
		length := strings.IndexByte(s[1:], ':')
		if length < 0 || !isShortcode(s[1:1+length]) {
			break
		}
		s = strings.TrimLeft(s[length+2:], " ")
	}
	return s
}

// isShortcode reports whether s can be the name of an emoji.
func isShortcode(s string) bool {
	other := strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("_+-'", r)
	})
	return s != "" && other < 0
}

// isPictograph reports whether r is an emoji or a part of one.
func isPictograph(r rune) bool {
	switch {
	case r == 0x200D, r == 0x20E3, r >= 0xFE00 && r <= 0xFE0F: // joiner, keycap, variation
		return true
	case r >= 0x1F000 && r <= 0x1FAFF, r >= 0xE0020 && r <= 0xE007F:
		return true
	}
	return r >= 0x2190 && r <= 0x2BFF && unicode.Is(unicode.So, r)
}

// capitalized returns s with a capital first letter, unless it begins with an
// address or a name that has its capital further in: iOS.
func capitalized(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	rest := strings.TrimLeftFunc(s, unicode.IsLetter)
	word := s[:len(s)-len(rest)]
	named := unicode.IsLower(r) && strings.ContainsFunc(word, unicode.IsUpper)
	if n == 0 || named || strings.HasPrefix(rest, "://") {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
