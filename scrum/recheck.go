package scrum

import "slices"

// Rechecked returns p with the warnings that fit its parts as they stand now,
// after a person changed them by hand. A need that was given a role and a
// goal becomes a story.
func (p Parsed) Rechecked() Parsed {
	if p.Role != "" && p.Goal != "" && p.Kind != KindStory && p.Kind != KindJobStory {
		p.Kind = KindStory
	}
	p.Warnings = slices.DeleteFunc(slices.Clone(p.Warnings), func(code string) bool {
		return code != "mixed_language" && code != "unsupported_language"
	})
	if p.Kind != KindStory {
		return p
	}
	for code, part := range map[string]string{"missing_role": p.Role, "missing_goal": p.Goal, "missing_benefit": p.Benefit} {
		if part == "" {
			p.Warnings = append(p.Warnings, code)
		}
	}
	slices.Sort(p.Warnings)
	return p
}
