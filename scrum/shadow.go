package scrum

import (
	"strings"
	"unicode/utf8"
)

// passage is a text and its shadow. Markers are looked for in the shadow and
// the parts are cut from the text, so that the author's capitals and accents
// survive. All places in this package are byte offsets into a shadow.
type passage struct {
	text   string // what the author wrote, blank space tidied
	shadow string // folded, on one line, quotations blanked; as many runes as text
	at     []int  // where each byte of the shadow lies in text; one longer than the shadow
	marks  []mark // the markers, from the start on
}

// blank stands in a shadow for what is quoted or in brackets. No marker holds it.
const blank = '\x01'

// shade casts the shadow of a text and finds its markers.
func shade(text string) passage {
	p := cast(text)
	p.marks = marks(p.shadow)
	return p
}

// cast casts the shadow of a text and leaves its markers alone.
func cast(text string) passage {
	var b strings.Builder
	b.Grow(len(text))
	at := make([]int, 0, len(text)+1)
	hidden := quoted(text)
	for i, r := range text {
		f := foldRune(r)
		switch {
		case r == '\n':
			f = ' '
		case hidden != nil && hidden[i]:
			f = blank
		}
		n, _ := b.WriteRune(f)
		for range n {
			at = append(at, i)
		}
	}
	return passage{text: text, shadow: b.String(), at: append(at, len(text))}
}

// shadowOf returns the shadow of a text from where its author begins to say
// something. It is for those who look for no markers, which take the longest.
func shadowOf(text string) string { return cast(withoutNoise(text)).shadow }

func (p passage) end() int { return len(p.shadow) }

// cut returns the author's words between two places, tidied.
func (p passage) cut(from, to int) string {
	if from >= to {
		return ""
	}
	return tidy(p.text[p.at[from]:p.at[to]])
}

// startsClause reports whether a clause begins at a place: the start of the
// text, a new line, or a word after punctuation.
func (p passage) startsClause(place int) bool {
	before := p.text[:p.at[place]]
	for before != "" {
		r, n := utf8.DecodeLastRuneInString(before)
		switch {
		case r == '\n':
			return true
		case r == ' ':
			before = before[:len(before)-n]
		case isPictograph(r):
			return true
		default:
			return isClauseMark(r)
		}
	}
	return true
}

// wordBefore returns the shadow's word that ends just before a place, or "".
func (p passage) wordBefore(place int) string {
	s := strings.TrimRight(p.shadow[:place], " ")
	start := len(s)
	for start > 0 && isWordByte(s[start-1]) {
		start--
	}
	return s[start:]
}

// wordAt returns the shadow's word that begins at a place, or "".
func (p passage) wordAt(place int) string {
	s := strings.TrimLeft(p.shadow[place:], " ")
	end := 0
	for end < len(s) && isWordByte(s[end]) {
		end++
	}
	return s[:end]
}

// nextClause returns the place of the first of comma, colon or new line at or
// after from, but not beyond to.
func (p passage) nextClause(from, to int) int {
	for i := from; i < to; i++ {
		switch p.shadow[i] {
		case ',', ':', ';':
			return i
		case ' ':
			if p.text[p.at[i]] == '\n' {
				return i
			}
		}
	}
	return to
}

// isWordByte reports whether b belongs to a word of a shadow. Every byte of a
// letter that is not ASCII does.
func isWordByte(b byte) bool {
	return b >= utf8.RuneSelf || b >= 'a' && b <= 'z' || b >= '0' && b <= '9'
}

func isClauseMark(r rune) bool {
	return strings.ContainsRune(",;.:!?()[]{}\"«»“”–—-|/*>→", r)
}
