package scrum

import (
	"iter"
	"slices"
	"strings"
)

// sense is what a marker says: who speaks, what is wanted, why. Several senses
// together are a set.
type sense uint16

const (
	roleMark   sense = 1 << iota
	bareRole         // "as", "comme", at the start of a text only
	strongWant       // "I want"
	noWant           // "I don't want"
	weakWant         // "I can"
	strongWhy        // "so that"
	mediumWhy        // "because"
	weakWhy          // "to", "pour"
	situation        // "when"
	ability          // "should be able to"
)

// mark is a marker found in a shadow: the words of a form, such as "as a",
// "je veux" or "so that". A zero lang means that nothing was found.
type mark struct {
	start, end int
	sense      sense
	lang       Lang
	family     string // of a benefit: markers of one family repeat each other
	not        string // of a want: "not", "ne plus"
}

func (m mark) found() bool { return m.lang != "" }

// marks returns the markers of a shadow, from the start on. Only words that may
// open a marker are looked at closely, which makes reading ten times as fast as
// looking for each marker everywhere.
func marks(shadow string) []mark {
	found := make([]mark, 0, usualMarks)
	var ends [len(forms{})]int // markers of one sense do not overlap
	for start, word := range wordsOf(shadow) {
		lang, senses := opened(word)
		if senses == 0 {
			continue
		}
		rest := shadow[start:]
		if lang == English {
			senses &= goingOn(word, rest[len(word):])
		}
		for i, form := range formsOf(lang) {
			s := sense(1) << i
			if senses&s == 0 || start < ends[i] || s == bareRole && start > 0 {
				continue
			}
			if size := markerSize(s, form, rest); size > 0 {
				ends[i] = start + size
				found = append(found, mark{start: start, end: ends[i], sense: s, lang: lang})
			}
		}
	}
	return found
}

// markerSize returns how long the marker is that a shadow begins with, 0 if it
// begins with none of this sense. Most stories are told in a few very words,
// which saves looking for all others.
func markerSize(s sense, form pattern, shadow string) int {
	for _, words := range usualWords(s) {
		if strings.HasPrefix(shadow, words) {
			return len(words) - 1
		}
	}
	if at := form().FindStringIndex(shadow); at != nil {
		return at[1]
	}
	return 0
}

// usualWords are how most stories say something, and the space behind it.
func usualWords(s sense) []string {
	switch s {
	case roleMark:
		return []string{"as a ", "as an ", "en tant que "}
	case strongWant:
		return []string{"i want ", "i need ", "je veux ", "je souhaite "}
	case strongWhy:
		return []string{"so that ", "in order to ", "afin de ", "pour que "}
	default:
		return nil
	}
}

// usualMarks is how many markers few stories have more of.
const usualMarks = 8

// forms are how the markers of a language are written, one pattern a sense, in
// the order of the senses.
type forms [10]pattern

func formsOf(l Lang) forms {
	if l == French {
		return forms{roleFR, bareRoleFR, strongWantFR, noWantFR, weakWantFR, strongWhyFR, mediumWhyFR, weakWhyFR, situationFR, abilityFR}
	}
	return forms{roleEN, bareRoleEN, strongWantEN, noWantEN, weakWantEN, strongWhyEN, mediumWhyEN, weakWhyEN, situationEN, abilityEN}
}

// wordsOf goes through the words of a shadow and the places where they start.
func wordsOf(shadow string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := 0; i < len(shadow); i++ {
			if !isWordByte(shadow[i]) {
				continue
			}
			start := i
			for i < len(shadow) && isWordByte(shadow[i]) {
				i++
			}
			if !yield(start, shadow[start:i]) {
				return
			}
		}
	}
}

// of returns the marks of some senses.
func of(senses sense, all []mark) []mark {
	var some []mark
	for _, m := range all {
		if m.sense&senses != 0 {
			some = append(some, m)
		}
	}
	return some
}

// follows reports whether the shadow continues at a place, after a space or
// none, with one of these words.
func (p passage) follows(place int, words ...string) bool {
	return slices.Contains(words, p.wordAt(place))
}

// endsWith reports whether m's words end with any of these.
func (p passage) endsWith(m mark, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(p.shadow[m.start:m.end], e) {
			return true
		}
	}
	return false
}
