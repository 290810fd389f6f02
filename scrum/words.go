package scrum

import (
	"regexp"
	"strings"
)

// words returns the words of a text; an apostrophe parts them ("l'export").
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) })
}

// tells reports whether a line, as a shadow, holds a story or a part of one.
func tells(shadow string) bool {
	return startsWithMarker(shadow) || roleEN.MatchString(shadow) || roleFR.MatchString(shadow) || wanted(shadow) ||
		ability.MatchString(shadow)
}

// wanted reports whether a line, as a shadow, says what someone wants.
func wanted(shadow string) bool {
	return strongWantEN.MatchString(shadow) || strongWantFR.MatchString(shadow) || noWantEN.MatchString(shadow) || noWantFR.MatchString(shadow)
}

// startsWithMarker reports whether a line, as a shadow, begins a part of a story.
func startsWithMarker(shadow string) bool {
	if f, _, _ := label(shadow); f != noField {
		return true
	}
	for _, part := range [...]*regexp.Regexp{roleEN, roleFR, strongWantEN, strongWantFR, noWantEN, noWantFR, strongWhyEN, strongWhyFR} {
		if at := part.FindStringIndex(shadow); at != nil && at[0] == 0 {
			return true
		}
	}
	return false
}
