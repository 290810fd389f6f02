package scrum

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestLeadIn is how many characters may introduce a part; more would be
// something else that the author said there.
const longestLeadIn = 40

// asAuthored finds the parts in the text. What stands before each of them is
// its lead-in. It returns nil if a part is not there or something else is.
func (w Wording) asAuthored() []Part {
	written := w.original()
	cut := written.found
	if cut.Situation != w.Situation || cut.Role != w.Role || cut.Goal != w.Goal || cut.Benefit != w.Benefit {
		return nil
	}
	text := strings.ReplaceAll(withoutNoise(joined(written.division.narrative)), "\n", " ")
	if _, after, found := strings.Cut(text, cut.Title); found {
		text = after
	}
	places, all := w.placesIn(text)
	if !all {
		return nil
	}
	return partsAt(text, places)
}

// span is a stretch of a text, in bytes.
type span struct{ at, end int }

// placesIn returns where the parts stand in a text, in the order in which they
// stand there. It reports false if one does not.
func (w Wording) placesIn(text string) (places []span, all bool) {
	for _, part := range []string{w.Situation, w.Role, w.Goal, w.Benefit} {
		if part == "" {
			continue
		}
		at := place(text, part)
		if at < 0 {
			part = affirmed(part)
			at = place(text, part)
		}
		if at < 0 {
			return nil, false
		}
		places = append(places, span{at, at + len(part)})
	}
	slices.SortFunc(places, func(a, b span) int { return cmp.Compare(a.at, b.at) })
	return places, true
}

// partsAt returns what stands at the places, each with what leads in to it; nil
// if a lead-in is so long that it says something of its own.
func partsAt(text string, places []span) []Part {
	parts, from := make([]Part, 0, len(places)), 0
	for i, p := range places {
		if p.at < from {
			return nil // one part within another: not what was meant
		}
		gap := text[from:p.at]
		if i == 0 {
			gap = fromMarker(gap)
		}
		leadIn := unmarked(gap)
		if utf8.RuneCountInString(leadIn) > longestLeadIn {
			return nil
		}
		parts, from = append(parts, Part{LeadIn: leadIn, Text: text[p.at:p.end]}), p.end
	}
	return parts
}

// affirmed returns a goal without the negation that was put before it, because
// the author put it into the lead-in: "I don't want to", "see ads".
func affirmed(goal string) string {
	for _, not := range [...]string{"not ", "no longer ", "ne pas ", "ne plus ", "ne jamais "} {
		if rest, ok := strings.CutPrefix(goal, not); ok {
			return rest
		}
	}
	return goal
}

// fromMarker returns the first lead-in from its marker on, without what was
// said before: a greeting, a mention.
func fromMarker(gap string) string {
	p := shade(gap)
	from := 0
	for _, m := range of(roleMark|strongWant|noWant|weakWant|strongWhy|weakWhy|situation, p.marks) {
		from = p.at[m.start]
		if p.startsClause(m.start) {
			break
		}
	}
	return gap[from:]
}

// place returns where a part first stands in a text as words of its own, or -1.
func place(text, part string) int {
	for from := 0; ; {
		at := strings.Index(text[from:], part)
		if at < 0 {
			return -1
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(part):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return at
		}
		from = at + 1
	}
}

// unmarked is a lead-in without the marks around it: commas, bullets, emoji.
func unmarked(gap string) string {
	return strings.TrimFunc(singleSpaced(gap), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
}
