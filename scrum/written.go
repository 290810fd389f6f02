package scrum

import (
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
	s.Original = s.original()
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
	leadIns, written := s.LeadIns(), s.original()
	cut := written.found
	if cut.Lang != s.Lang {
		return leadIns
	}
	for _, part := range (Story{Text: s.Text, Parsed: cut, Original: written}).asAuthored() {
		lead := Fold(part.LeadIn)
		switch {
		case part.Text == cut.Goal && beginsAs(s.Goal, cut.Goal) && startsWith(lead, strongWantEN, strongWantFR):
			leadIns.Goal = uncapitalized(part.LeadIn)
		case part.Text == cut.Benefit && beginsAs(s.Benefit, cut.Benefit) && startsWith(lead+" "+Fold(s.Benefit), strongWhyEN, strongWhyFR, mediumWhyEN, mediumWhyFR):
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

func startsWith(folded string, patterns ...pattern) bool {
	return slices.ContainsFunc(patterns, func(p pattern) bool {
		at := p().FindStringIndex(folded)
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
