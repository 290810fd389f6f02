package scrum

import (
	"slices"
	"strings"
)

// Sensitive reports whether anything that is read of a story speaks of personal
// data or of a hole in security: its text, as [Parsed.Confidential] finds, or
// what was filled in beside it.
func (s Story) Sensitive() bool {
	return s.Confidential() || len(NewlySensitive(Story{}, s)) > 0
}

// NewlySensitive returns the lines of a story, as people wrote them, by which
// a change lets it speak of personal data or of a hole in security. A part that
// did before and was merely reworded is not found again; a list is for each
// such line that it gained.
func NewlySensitive(before, after Story) []string {
	var found []string
	was, is := before.told(), after.told()
	for i, part := range is {
		if slices.Equal(was[i].lines, part.lines) {
			continue
		}
		has := part.sensitive()
		if len(has) == 0 {
			continue
		}
		had := was[i].sensitive()
		if len(has) <= len(had) {
			continue
		}
		for _, line := range has {
			if !slices.Contains(had, line) && !slices.Contains(found, line) {
				found = append(found, line)
			}
		}
	}
	return found
}

// readPart is a part of a story that people read, line by line.
type readPart struct {
	lines []string
	wants bool // it says what somebody wants, which is no report of a leak
}

// told are the parts of a story that its card and its full view show in
// people's own words.
func (s Story) told() []readPart {
	wants := s.Kind == KindStory || s.Kind == KindJobStory
	parts := []readPart{
		{lines: []string{s.Title}},
		{lines: []string{s.Role}, wants: wants},
		{lines: []string{s.Goal}, wants: wants},
		{lines: []string{s.Benefit}, wants: wants},
		{lines: []string{s.Situation}, wants: wants},
		{lines: s.Criteria},
		{lines: []string{s.Stream}},
		{lines: s.Labels},
		{lines: titles(s.Attachments)},
		{lines: []string{s.DroppedCause}},
		{lines: []string{s.Missing}},
	}
	for _, line := range s.Report.Lines() {
		parts = append(parts, readPart{lines: []string{line.Text}})
	}
	return parts
}

func titles(attachments []string) []string {
	names := make([]string, len(attachments))
	for i, kept := range attachments {
		a, _ := ParseAttachment(kept)
		names[i] = a.Title
	}
	return names
}

func (p readPart) sensitive() []string {
	var found []string
	for _, line := range p.lines {
		shadow := shadowOf(joined(tidied(line)))
		spaced := strings.ReplaceAll(strings.ReplaceAll(shadow, "-", " "), "_", " ") // as labels are not
		if private(shadow) || spaced != shadow && private(spaced) || !p.wants && leaks(shadow) {
			found = append(found, line)
		}
	}
	return found
}
