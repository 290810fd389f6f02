package scrum

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// mark is a marker found in a shadow: the words of a form, such as "as a",
// "je veux" or "so that". A zero lang means that nothing was found.
type mark struct {
	start, end int
	lang       Lang
	family     string // of a benefit: markers of one family repeat each other
	not        string // of a want: "not", "ne plus"
}

func (m mark) found() bool { return m.lang != "" }

// form is one way to write a marker.
type form struct {
	lang    Lang
	pattern *regexp.Regexp
}

// marks returns where forms occur in a passage, from the start on.
func (p passage) marks(forms ...form) []mark {
	var found []mark
	for _, f := range forms {
		for _, at := range f.pattern.FindAllStringIndex(p.shadow, -1) {
			found = append(found, mark{start: at[0], end: at[1], lang: f.lang})
		}
	}
	slices.SortStableFunc(found, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	return found
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
