package scrum

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Part is one part of a story and the words that introduce it, which may be
// none: "so that", "I need no cash".
type Part struct{ LeadIn, Text string }

// WrittenOut returns the story's parts as its author put them: in their order
// and behind their own words, which a card must not change. Where a part was
// edited since, or was not cut from the text as it stands, all of them are
// introduced by [Parsed.LeadIns] instead. A story that is nothing but a goal
// has no parts: its headline says it.
func (s Story) WrittenOut() []Part {
	if s.Role == "" && s.Benefit == "" && s.Situation == "" {
		return nil
	}
	if parts := s.asAuthored(); parts != nil {
		return parts
	}
	leadIns := s.LeadIns()
	return slices.DeleteFunc([]Part{
		{leadIns.Situation, s.Situation},
		{leadIns.Role, s.Role},
		{leadIns.Goal, s.Goal},
		{leadIns.Benefit, s.Benefit},
	}, func(p Part) bool { return p.Text == "" })
}

// longestLeadIn is how many characters may introduce a part; more would be
// something else that the author said there.
const longestLeadIn = 40

// asAuthored finds the parts in the text. What stands before each of them is
// its lead-in. It returns nil if a part is not there or something else is.
func (s Story) asAuthored() []Part {
	text := withoutNoise(joined(divide(normalized(s.Text)).narrative))
	type found struct{ at, end int }
	var places []found
	for _, part := range []string{s.Situation, s.Role, s.Goal, s.Benefit} {
		if part == "" {
			continue
		}
		at := place(text, part)
		if at < 0 {
			return nil
		}
		places = append(places, found{at, at + len(part)})
	}
	slices.SortFunc(places, func(a, b found) int { return cmp.Compare(a.at, b.at) })
	parts, from := make([]Part, 0, len(places)), 0
	for i, p := range places {
		if p.at < from {
			return nil // one part within another: not what was meant
		}
		gap := text[from:p.at]
		if i == 0 && s.Title != "" {
			if _, after, found := strings.Cut(gap, s.Title); found {
				gap = after
			}
		}
		leadIn := unmarked(gap)
		if utf8.RuneCountInString(leadIn) > longestLeadIn {
			return nil
		}
		parts, from = append(parts, Part{LeadIn: leadIn, Text: text[p.at:p.end]}), p.end
	}
	return parts
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
	gap = strings.Join(strings.Fields(gap), " ")
	return strings.TrimFunc(gap, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
}
