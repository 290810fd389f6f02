package handlers

import (
	"context"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"pogo/scrum"
	"pogo/view"
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
	word = view.Clean(word)
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
// number 0 or one below it, one too many dash, digits of another script.
var likeKey = regexp.MustCompile(`^(#|[-−–]|\pL[\pL\d]{0,9}-+)?\p{Nd}+$`)

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

// keysThen reads story keys and the words behind them. Behind numbers alone
// there are none: "drop 12 columns" is a need.
func keysThen(text string) (named []string, words string) {
	if found, ok := keys(text); ok || areKeys(text) {
		return found, ""
	}
	for rest := strings.TrimSpace(text); rest != ""; {
		word, after := cutWord(rest)
		if folded := scrum.Fold(word); len(named) > 0 && (folded == "and" || folded == "et" || folded == "&") {
			word, after = cutWord(after)
		}
		word = strings.Trim(word, ",:;")
		if product, _, ok := scrum.ParseStoryKey(word); !ok || product == "" {
			return named, strings.TrimLeft(rest, " :-–—")
		}
		named, rest = append(named, word), after
	}
	return named, ""
}

// areKeysThenWords reports whether a text is story keys, perhaps with words
// behind them.
func areKeysThenWords(text string) bool {
	named, _ := keysThen(text)
	return len(named) > 0 || areKeys(text)
}

// inTwoWords reads the verbs that French says in two words: "à valider
// PAY-12", "à reprendre PAY-12".
func inTwoWords(text string) (run func(context.Context, *turn, Command, string) error, rest string, ok bool) {
	first, rest := cutWord(text)
	second, rest := cutWord(rest)
	if scrum.Fold(first) != "a" || !areKeysThenWords(rest) {
		return nil, "", false
	}
	switch scrum.Fold(second) {
	case "valider":
		return stepTyped(view.StoryTry), rest, true
	case "reprendre":
		return stepTyped(view.StoryChanges), rest, true
	}
	return nil, "", false
}

func betweenKeys(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\u00a0' }

func isEmpty(text string) bool { return strings.TrimSpace(text) == "" }
