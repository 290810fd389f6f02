package scrum

import (
	"cmp"
	"regexp"
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
// edited since, was not cut from the text as it stands, or was put into another
// template, all of them are introduced by [Parsed.LeadIns] instead. A story that is nothing but a goal
// has no parts: its headline says it.
func (s Story) WrittenOut() []Part {
	if s.Role == "" && s.Benefit == "" && s.Situation == "" {
		return nil
	}
	if s.rewording() == "" {
		if parts := s.asAuthored(); parts != nil {
			return parts
		}
	}
	return s.introduced()
}

// introduced returns the parts in the order of the template that was chosen
// for the story.
func (s Story) introduced() []Part {
	leadIns := s.ownLeadIns()
	situation, role := Part{leadIns.Situation, s.Situation}, Part{leadIns.Role, s.Role}
	goal, benefit := Part{leadIns.Goal, s.Goal}, Part{leadIns.Benefit, s.Benefit}
	parts := []Part{situation, role, goal, benefit}
	switch s.rewording() {
	case TemplateValueFirst:
		parts = []Part{benefit, situation, role, goal}
	case TemplateRoleLate:
		parts = []Part{situation, goal, role, benefit}
	default:
	}
	return slices.DeleteFunc(parts, func(p Part) bool { return p.Text == "" })
}

// ownLeadIns are [Parsed.LeadIns], but for a goal and a benefit that begin as
// their author's did: these are introduced as they were. Nothing else tells a
// verb from a noun ("I want to label", "I want labels") for sure.
func (s Story) ownLeadIns() LeadIns {
	leadIns, cut := s.LeadIns(), Parse(s.Text)
	if cut.Lang != s.Lang {
		return leadIns
	}
	for _, part := range (Story{Text: s.Text, Parsed: cut}).asAuthored() {
		lead := Fold(part.LeadIn)
		switch {
		case part.Text == cut.Goal && beginsAs(s.Goal, cut.Goal) && startsWith(lead, strongWantEN, strongWantFR):
			leadIns.Goal = uncapitalized(part.LeadIn)
		case part.Text == cut.Benefit && beginsAs(s.Benefit, cut.Benefit) && startsWith(lead, strongWhyEN, strongWhyFR):
			leadIns.Benefit = uncapitalized(part.LeadIn)
		}
	}
	return leadIns
}

// beginsAs reports whether two parts have the same first word.
func beginsAs(a, b string) bool {
	word := leadingWord(Fold(a))
	return word != "" && word == leadingWord(Fold(b))
}

func startsWith(folded string, patterns ...*regexp.Regexp) bool {
	return slices.ContainsFunc(patterns, func(p *regexp.Regexp) bool {
		at := p.FindStringIndex(folded)
		return at != nil && at[0] == 0
	})
}

// uncapitalized is a lead-in as it stands within a sentence.
func uncapitalized(leadIn string) string {
	if leadIn == "I" || strings.HasPrefix(leadIn, "I ") || strings.HasPrefix(leadIn, "I'") || strings.HasPrefix(leadIn, "I’") {
		return leadIn
	}
	r, n := utf8.DecodeRuneInString(leadIn)
	return string(unicode.ToLower(r)) + leadIn[n:]
}

// Sentence is the story as its card writes it out, a part a line; a plain need
// is its own sentence.
func (s Story) Sentence() string {
	var lines []string
	for _, p := range s.WrittenOut() {
		lead := p.LeadIn
		if lead != "" && !strings.HasSuffix(lead, "'") && !strings.HasSuffix(lead, "’") {
			lead += " "
		}
		lines = append(lines, lead+p.Text)
	}
	if len(lines) == 0 {
		return s.Goal
	}
	return capitalized(strings.Join(lines, "\n"))
}

// longestLeadIn is how many characters may introduce a part; more would be
// something else that the author said there.
const longestLeadIn = 40

// asAuthored finds the parts in the text. What stands before each of them is
// its lead-in. It returns nil if a part is not there or something else is.
func (s Story) asAuthored() []Part {
	if cut := Parse(s.Text); cut.Situation != s.Situation || cut.Role != s.Role || cut.Goal != s.Goal || cut.Benefit != s.Benefit {
		return nil
	}
	text := strings.ReplaceAll(withoutNoise(joined(divide(normalized(s.Text)).narrative)), "\n", " ")
	if _, after, found := strings.Cut(text, s.Title); found {
		text = after
	}
	type found struct{ at, end int }
	var places []found
	for _, part := range []string{s.Situation, s.Role, s.Goal, s.Benefit} {
		if part == "" {
			continue
		}
		at := place(text, part)
		if at < 0 {
			part = affirmed(part)
			at = place(text, part)
		}
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
	gap = strings.Join(strings.Fields(gap), " ")
	return strings.TrimFunc(gap, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
}
