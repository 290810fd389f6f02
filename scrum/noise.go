package scrum

import (
	"strings"
	"unicode/utf8"
)

// noise is what people put before a story: emoji, a number, "User story:", a
// greeting. It is one anchored expression, because peeling one piece at a time
// takes quadratic time on a text made of emoji.
var noise = lazily(`(?i)^(?:\s+|[-*•–—|]+ ` +
	`|:[a-z0-9_+'-]+:` +
	`|[\x{1F000}-\x{1FAFF}\x{2190}-\x{21FF}\x{2300}-\x{2BFF}\x{FE0F}\x{200D}\x{20E3}]` +
	`|\[(?:user[ -]?stor(?:y|ies)|story|us|r[ée]cit(?: utilisateur)?|feature|epic|` + storyNumber + `)[^\]\n]{0,20}\]\s?[:–—-]?` +
	`|` + storyNumber + `(?:\s?[:.)|–—]\s?|\s-\s?|-\s)` +
	`|#\d+\s?[:.)–—-]?\s` +
	`|\d{1,4}\s?[.)]\s` +
	`|(?:user[ -]?story|story|r[ée]cit(?: utilisateur)?|histoire utilisateur|us)(?:\s?(?:n°|no\.?|#)?\s?\d+)?\s?(?:[:–—]|-\s)\s?` +
	`|(?:hi|hello|hey|bonjour|salut|bonsoir|coucou)(?:\s(?:all|team|everyone|everybody|there|[àa] tous|[àa] toutes|tous|tout le monde|` +
	`l['’][ée]quipe|@\S+))?\s?(?:[,!.:–—-]+\s?|[\x{1F000}-\x{1FAFF}\x{2600}-\x{27BF}])` +
	`|(?:fyi|p(?:ou)?r info)(?:\s?[,:–—-])?\s|(?:euh+|heu+|um+|uh+|hmm+),?\s|(?:ts[ée]|bon|bref|well|ok(?:ay)?),\s` +
	`|(?:moi|me),\s` +
	`)+`)

const storyNumber = `(?:us|[a-z]{2,6}-)\s?-?#?\d+(?:\.\d+)?`

// withoutNoise returns text from where its author begins to say something. A
// text that is all noise is returned as it is.
func withoutNoise(text string) string {
	if beginsAtOnce(text) {
		return text
	}
	if rest := text[len(noise().FindString(text)):]; strings.TrimSpace(rest) != "" {
		return rest
	}
	return text
}

// beginsAtOnce reports whether a text begins with a word that is no noise, as
// nearly all do: the whole expression is slow.
func beginsAtOnce(text string) bool {
	end := 0
	for end < len(text) && isLatin(text[end]) {
		end++
	}
	if end == 0 || end < len(text) && (text[end] == '-' || text[end] >= utf8.RuneSelf) {
		return false
	}
	word := strings.ToLower(text[:end])
	switch word {
	case "hi", "hello", "hey", "bonjour", "salut", "bonsoir", "coucou", "fyi", "pour", "pr", "tse", "bon", "bref", "well", "ok", "okay", "moi", "me":
		return false
	}
	for _, numbered := range [...]string{"us", "story", "recit", "histoire"} { // user, storyno
		if strings.HasPrefix(word, numbered) {
			return false
		}
	}
	return strings.Trim(word, "ehmu") != "" // um, heu, hmm
}

func isLatin(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }
