package handlers

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"pogo/scrum"
)

// cutWord splits off the first word of a text.
func cutWord(text string) (word, rest string) {
	text = strings.TrimSpace(text)
	i := strings.IndexAny(text, " \t\n\u00a0\u202f")
	if i < 0 {
		return text, ""
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return text[:i], strings.TrimSpace(text[i+size:])
}

// clipWord keeps a sentence about a word readable when the word is a page.
func clipWord(word string) string {
	const longest = 40
	if utf8.RuneCountInString(word) <= longest {
		return escape(word)
	}
	return escape(string([]rune(word)[:longest])) + "…"
}

// escape makes a person's word safe inside a sentence, which Slack reads as
// mrkdwn.
func escape(word string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "`", "'").Replace(html.UnescapeString(word))
}

// keys reads story keys, separated by spaces or commas. It reports false if
// any word is none.
func keys(text string) (found []string, ok bool) {
	for word := range strings.FieldsFuncSeq(text, betweenKeys) {
		if _, _, ok := scrum.ParseStoryKey(word); !ok {
			return nil, false
		}
		found = append(found, word)
	}
	return found, len(found) > 0
}

// likeKey is a word that is meant for a story's key, even if it is none: the
// number 0, one too many dash, digits of another script.
var likeKey = regexp.MustCompile(`^(#|\pL[\pL\d]{0,9}-+)?\p{Nd}+$`)

// areKeys reports whether a text is story keys, or means to be, and nothing
// else; nothing at all counts too, so that a verb alone is answered with an
// example.
func areKeys(text string) bool {
	for word := range strings.FieldsFuncSeq(text, betweenKeys) {
		if !likeKey.MatchString(word) {
			return false
		}
	}
	return true
}

func betweenKeys(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\u00a0' }

func isEmpty(text string) bool { return strings.TrimSpace(text) == "" }
