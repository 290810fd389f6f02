package locale

import (
	"regexp"
	"strings"
)

// narrow is the no-break space that French sets before high punctuation and
// inside its quotes.
const narrow = "\u202f"

// high is what stands after such a space.
var high = regexp.MustCompile(` ([;!?%»])`)

// colon is one that ends a phrase. One that a word follows begins the name of
// an emoji, as in " :one:".
var colon = regexp.MustCompile(` :([^\w+-]|$)`)

// typeset sets the spaces of French typography in a sentence that was typed
// with plain ones. A time (9:30) or an address (https://) has no space before
// its colon and stays as it is. So does what stands between code marks:
// people copy it and type it.
func typeset(sentence string) string {
	if !strings.ContainsAny(sentence, ":;!?%«»") {
		return sentence
	}
	parts := strings.Split(sentence, "`")
	for i := 0; i < len(parts); i += 2 { // every other part is code
		parts[i] = spaced(parts[i])
	}
	return strings.Join(parts, "`")
}

// spaced looks for the signs first, because few sentences have many.
func spaced(part string) string {
	part = strings.ReplaceAll(part, "« ", "«"+narrow)
	if strings.ContainsAny(part, ";!?%»") {
		part = high.ReplaceAllString(part, narrow+"$1")
	}
	if strings.Contains(part, " :") {
		part = colon.ReplaceAllString(part, narrow+":$1")
	}
	return part
}
