package handlers

import (
	"maps"
	"slices"

	"pogo/scrum"
)

// mustBeAsOpened refuses a form that is older than its story, so that nothing
// is overwritten; it stays open, and nothing that was typed is lost.
func (t *turn) mustBeAsOpened(sub Submission, s scrum.Story) error {
	if ParseWhere(sub.Private).Revision == s.Revision {
		return nil
	}
	return t.changed(sub, s)
}

// changed is the refusal of such a form. One without fields has nothing to
// lose.
func (t *turn) changed(sub Submission, s scrum.Story) error {
	if len(sub.Values) == 0 {
		return t.refuse("clinic.refuse.changed", "key", s.Key)
	}
	return t.refuseField(lastField(sub), "story.refuse.changed", "key", s.Key)
}

// lastField is the field next to the button that sends a form, where people
// look when they press it: a sentence about the whole form stands there.
func lastField(s Submission) string {
	for _, name := range []string{"confidence", "links", "asked", "pieces", "criteria", "benefit", "goal", "workaround", "role", "title"} {
		if _, ok := s.Values[name]; ok {
			return name
		}
	}
	return slices.Max(slices.Collect(maps.Keys(s.Values)))
}
