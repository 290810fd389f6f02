package scrum

import (
	"slices"
	"strings"
)

// Rechecked returns p with the warnings that fit its parts as they stand now,
// after a person changed them by hand. A need that was given a role and a
// goal becomes a story.
func (p Parsed) Rechecked() Parsed { return p.recheckedWith(nil) }

// RecheckedSince is [Parsed.Rechecked] for a story of which it is known how
// it stood before: what was said of a part that did not change still holds.
func (p Parsed) RecheckedSince(was Parsed) Parsed {
	var holds []string
	if p.Role == was.Role && p.Goal == was.Goal && p.Benefit == was.Benefit { // else it is written out anew
		holds = append(holds, "third_person", "missing_want", "spelling_en_tant_que")
	}
	if p.Goal == was.Goal {
		holds = append(holds, "multiple_goals", "negative_goal", severalStories)
	}
	if p.Benefit == was.Benefit {
		holds = append(holds, "multiple_benefits")
	}
	return p.recheckedWith(holds)
}

func (p Parsed) recheckedWith(holds []string) Parsed {
	if p.Role != "" && p.Goal != "" && p.Kind != KindStory && p.Kind != KindJobStory {
		p.Kind = KindStory
	}
	p.Warnings = slices.DeleteFunc(slices.Clone(p.Warnings), func(code string) bool {
		switch code {
		case "mixed_language", "unsupported_language", declinedOnce, declinedTwice:
			return false
		}
		return !strings.HasPrefix(code, rewordedTo) && !slices.Contains(holds, code)
	})
	parts := []struct{ name, text string }{{"role", p.Role}, {"goal", p.Goal}, {"benefit", p.Benefit}}
	switch {
	case p.Kind == KindJobStory && p.Role == "":
		parts = parts[1:]
	case p.Kind != KindStory && p.Kind != KindJobStory:
		return p
	}
	for _, part := range parts {
		if code := missing(part.text, part.name); code != "" {
			p.Warnings = append(p.Warnings, code)
		}
	}
	slices.Sort(p.Warnings)
	return p
}
