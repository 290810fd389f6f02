package scrum

import "strings"

// quoted tells for each byte where a rune of text starts whether the rune is
// inside quotation marks or brackets, where the words of a story do not count:
// `I want to insert "so that" automatically` has no benefit. A kind of mark
// that is not balanced hides nothing. Where nothing is hidden it returns nil.
func quoted(text string) []bool {
	if !mentions(text, `"`, "»", "”", ")", "]") {
		return nil
	}
	hidden := make([]bool, len(text))
	for _, pair := range [...][2]rune{{'"', '"'}, {'«', '»'}, {'“', '”'}, {'(', ')'}, {'[', ']'}} {
		if balanced(text, pair[0], pair[1]) {
			hide(text, pair[0], pair[1], hidden)
		}
	}
	return hidden
}

// balanced reports whether every opening mark is closed later.
func balanced(text string, opening, closing rune) bool {
	depth, seen := 0, false
	for _, r := range text {
		switch {
		case opening == closing && r == opening:
			depth = 1 - depth
			seen = true
		case r == opening:
			depth++
			seen = true
		case r == closing:
			depth--
		}
		if depth < 0 {
			return false
		}
	}
	return seen && depth == 0
}

// hide marks what lies between balanced marks, the marks excepted.
func hide(text string, opening, closing rune, hidden []bool) {
	depth := 0
	for i, r := range text {
		switch {
		case r == closing && depth > 0:
			depth--
		case r == opening:
			depth++
			continue
		}
		if depth > 0 {
			hidden[i] = true
		}
	}
}

// unwrapped returns text without quotation marks or brackets that hold all of
// it, as in `/story "As a cook, I want a timer"`.
func unwrapped(text string) string {
	for _, pair := range [...][2]string{{`"`, `"`}, {"«", "»"}, {"“", "”"}, {"(", ")"}, {"'", "'"}, {"‘", "’"}, {"`", "`"}} {
		rest, opens := strings.CutPrefix(text, pair[0])
		inside, closes := strings.CutSuffix(rest, pair[1])
		if opens && closes && inside != "" && !strings.Contains(inside, pair[0]) && !strings.Contains(inside, pair[1]) {
			return inside
		}
	}
	return text
}
