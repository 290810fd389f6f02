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
func (s Story) WrittenOut() []Part { return s.Wording().writtenOut() }

func (w Wording) writtenOut() []Part {
	if w.Role == "" && w.Benefit == "" && w.Situation == "" {
		return nil
	}
	w.Original = w.original()
	if w.rewording() == "" {
		if parts := w.asAuthored(); parts != nil {
			return parts
		}
	}
	return w.introduced()
}

// introduced returns the parts in the order of the template that was chosen
// for the story.
func (w Wording) introduced() []Part {
	leadIns := w.ownLeadIns()
	situation, role := Part{leadIns.Situation, w.Situation}, Part{leadIns.Role, w.Role}
	goal, benefit := Part{leadIns.Goal, w.Goal}, Part{leadIns.Benefit, w.Benefit}
	parts := []Part{situation, role, goal, benefit}
	switch w.rewording() {
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
func (w Wording) ownLeadIns() LeadIns {
	leadIns, written := w.LeadIns(), w.original()
	cut := written.found
	if cut.Lang != w.Lang {
		return leadIns
	}
	for _, part := range (Wording{w.Text, cut, written}).asAuthored() {
		lead := Fold(part.LeadIn)
		switch {
		case part.Text == cut.Goal && beginsAs(w.Goal, cut.Goal) && startsWith(lead, strongWantEN, strongWantFR):
			leadIns.Goal = uncapitalized(part.LeadIn)
		case part.Text == cut.Benefit && beginsAs(w.Benefit, cut.Benefit) && startsWith(lead+" "+Fold(w.Benefit), strongWhyEN, strongWhyFR, mediumWhyEN, mediumWhyFR):
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
