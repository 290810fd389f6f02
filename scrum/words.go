package scrum

import (
	"slices"
	"strings"
)

// words returns the words of a text; an apostrophe parts them ("l'export").
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) })
}

// tells reports whether a line holds a story or a part of one.
func (p passage) tells() bool {
	return p.startsWithMarker() || p.holds(roleMark|strongWant|noWant|ability)
}

// wanted reports whether a line says what someone wants.
func (p passage) wanted() bool { return p.holds(strongWant | noWant) }

// holds reports whether a passage has a marker of some sense.
func (p passage) holds(senses sense) bool {
	return slices.ContainsFunc(p.marks, func(m mark) bool { return m.sense&senses != 0 })
}

// startsWithMarker reports whether a line begins a part of a story.
func (p passage) startsWithMarker() bool {
	if f, _, _ := label(p.shadow); f != noField {
		return true
	}
	return slices.ContainsFunc(p.marks, func(m mark) bool { return m.start == 0 && m.sense&(roleMark|strongWant|noWant|strongWhy) != 0 })
}
