package scrum

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxParsed is how many bytes of a text are read.
const maxParsed = 16_000

// line is one line of a text, without quotation and list marks.
type line struct {
	passage
	bullet bool
	opens  bool // a paragraph: an empty line stands before it
}

// saysSomething reports whether there is more in a line than punctuation.
func (l line) saysSomething() bool {
	return strings.IndexFunc(l.text, func(r rune) bool { return unicode.In(r, unicode.Letter, unicode.Number, unicode.So) }) >= 0
}

var (
	slackEntity = lazily(`<([@#!])([^<>|\n]*)(?:\|([^<>\n]*))?>`)
	slackLink   = lazily(`<((?:https?|ftp|mailto|tel|slack):[^<>|\n]*)(?:\|([^<>\n]*))?>`)
	quoteMark   = lazily(`^(?:> ?)+`)
	bulletMark  = lazily(`^(?:[-*•◦▪‣–—·+●○■□►➢→✓✔§\x{F0A7}\x{F0B7}]|o|\d{1,2}[.)]|\[[ xX]\]|☐|☑|✅)\s+(?:\[[ xX]\]\s+)?`)
)

// normalized returns the lines of a text as its author meant them.
func normalized(text string) []line {
	lines := tidied(text)
	for i, l := range lines {
		lines[i].passage = shade(l.text)
	}
	return lines
}

// tidied returns the lines of a text before their shadows are cast: Slack's
// marks undone, accents composed, invisible runes gone, blank space single.
// Empty lines are dropped, and remembered by the line that follows.
func tidied(text string) []line {
	text = bounded(text)
	if strings.Contains(text, "<") {
		text = slackEntity().ReplaceAllStringFunc(text, entityName)
		text = slackLink().ReplaceAllStringFunc(text, linkLabel)
	}
	text = norm.NFC.String(strings.ToValidUTF8(unescaped(text), ""))
	if strings.ContainsAny(text, "\r\u2028\u2029") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	}
	text = unwrapped(strings.TrimSpace(strings.Map(visible, text)))
	var lines []line
	after := false // an empty line
	for raw := range strings.SplitSeq(text, "\n") {
		raw = unquoted(singleSpaced(raw))
		mark := bullet(raw)
		raw = repaired(strings.TrimSpace(withoutEmphasis(raw[len(mark):])))
		if raw != "" {
			lines = append(lines, line{passage: passage{text: raw}, bullet: mark != "", opens: after})
		}
		after = raw == ""
	}
	return lines
}

// unquoted returns a line without the marks that quote it.
func unquoted(line string) string {
	if !strings.HasPrefix(line, ">") {
		return line
	}
	return line[len(quoteMark().FindString(line)):]
}

// bullet returns the mark of a list that a line begins with, "" for none. No
// letter is one but an o.
func bullet(line string) string {
	if r, _ := utf8.DecodeRuneInString(line); r != 'o' && unicode.IsLetter(r) {
		return ""
	}
	return bulletMark().FindString(line)
}

// AsRead returns a text as its author saw it, with nothing left out: Slack's
// marks undone, and the address of a link behind what it is called.
func AsRead(text string) string {
	return withoutMarks(slackEntity().ReplaceAllStringFunc(text, entityName))
}

// AsTyped is the same with people as Slack writes them, to be named where it is
// shown.
func AsTyped(text string) string {
	return withoutMarks(slackEntity().ReplaceAllStringFunc(text, func(entity string) string {
		if entity[1] == '@' {
			return entity
		}
		return entityName(entity)
	}))
}

// withoutMarks undoes links and escapes.
func withoutMarks(text string) string {
	text = slackLink().ReplaceAllStringFunc(text, func(link string) string {
		m := slackLink().FindStringSubmatch(link)
		if label := m[2]; label != "" && !strings.HasSuffix(m[1], label) {
			return label + " (" + m[1] + ")"
		}
		return m[1]
	})
	return unescaped(text)
}

// unescaped undoes the escapes of Slack, and of pages that people copy from.
func unescaped(text string) string {
	if !strings.Contains(text, "&") {
		return text
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "&nbsp;", " ", "&quot;", `"`, "&#39;", "'").Replace(text)
}

// bounded cuts a text on a rune boundary.
func bounded(text string) string {
	if len(text) <= maxParsed {
		return text
	}
	end := maxParsed
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// entityName turns <@U1|ada> into @ada and <!here> into @here.
func entityName(entity string) string {
	m := slackEntity().FindStringSubmatch(entity)
	sign, id, label := m[1], m[2], m[3]
	if sign == "!" {
		sign = "@"
	}
	if label == "" {
		label, _, _ = strings.Cut(id, "^")
	}
	return sign + strings.TrimPrefix(label, sign)
}

// linkLabel turns <https://example.com|tickets> into tickets.
func linkLabel(link string) string {
	m := slackLink().FindStringSubmatch(link)
	if m[2] != "" {
		return m[2]
	}
	return m[1]
}

// visible maps exotic spaces to a space and drops what cannot be seen.
func visible(r rune) rune {
	switch {
	case r == '\n', r > ' ' && r <= '~':
		return r
	case r == '\t', unicode.Is(unicode.Zs, r):
		return ' '
	case r == 0x200D: // joins emoji
		return r
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}
