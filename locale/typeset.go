package locale

import "strings"

// narrow is the no-break space that French sets before high punctuation and
// inside its quotes.
const narrow = "\u202f"

// typeset sets the spaces of French typography in a sentence that was typed
// with plain ones. A colon that belongs to an emoji name or a time has no
// space before it and is left alone.
func typeset(sentence string) string {
	return strings.NewReplacer(
		" :", narrow+":", " ;", narrow+";", " !", narrow+"!", " ?", narrow+"?", " %", narrow+"%",
		"« ", "«"+narrow, " »", narrow+"»",
	).Replace(sentence)
}
