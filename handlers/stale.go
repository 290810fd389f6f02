package handlers

import (
	"context"
	"maps"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// mustFit refuses a form that would overwrite what somebody else changed since
// it was opened; it stays open, and nothing that was typed is lost. Of a form
// that changes something else, the fields that the person left alone are taken
// out, so that what others wrote there stays.
func (t *turn) mustFit(ctx context.Context, sub Submission, s scrum.Story) error {
	where := ParseWhere(sub.Private)
	if where.Revision == s.Revision {
		return nil
	}
	changes, known, err := t.changedSince(ctx, where, s)
	if err != nil {
		return err
	}
	if !known || len(sub.Values) == 0 {
		return t.changed(sub, s)
	}
	now := s.Fields()
	shown := scrum.Before(changes, now)
	for _, block := range slices.Sorted(maps.Keys(sub.Values)) {
		field, typed := historyField(block), strings.TrimSpace(sub.Values[block])
		if field == "labels" {
			typed = strings.ReplaceAll(typed, ",", "\n") // as several are chosen
		}
		by := lastBy(changes, field)
		switch {
		case by == "" || typed == "" && addsTo(block):
		case typed == shown[field]:
			delete(sub.Values, block)
		case typed != now[field]:
			return t.changedTo(ctx, block, by, now[field])
		}
	}
	return nil
}

// addsTo reports whether a field says nothing while it is empty: it adds to what
// another one shows.
func addsTo(block string) bool {
	return slices.Contains([]string{"ownStream", "ownLabels", view.FieldPersona}, block)
}

// historyField is what a story's history calls the field of a form.
func historyField(block string) string {
	switch block {
	case "ownStream":
		return "stream"
	case "ownLabels":
		return "labels"
	case "epic":
		return "parent"
	case "links":
		return "attachments"
	case view.FieldPersona:
		return "role"
	case "criterion":
		return ""
	}
	return block
}

// changedTo is the refusal of one field of a form, with what somebody else wrote
// there.
func (t *turn) changedTo(ctx context.Context, block string, by scrum.PersonID, theirs string) error {
	who, err := t.nameOf(ctx, by)
	if err != nil {
		return err
	}
	switch block {
	case "owner", "asked", "epic", "needs", "stream", "moscow", "class": // kept as ids and codes
		return t.refuseField(block, "story.refuse.changedBy", "who", who)
	}
	if theirs == "" {
		theirs = t.mine.Say("story.merge.nothing")
	}
	return t.refuseField(block, "story.refuse.changedTo", "who", who, "theirs", clipWord(theirs))
}

// changed is the refusal of such a form. One without fields has nothing to
// lose.
func (t *turn) changed(sub Submission, s scrum.Story) error {
	if len(sub.Values) == 0 {
		return t.refuse("clinic.refuse.changed", "key", s.Key)
	}
	return t.refuseField(lastField(sub), "story.refuse.changed", "key", s.Key)
}

// lastTyped is the last field of a form that holds a text of several words,
// which no menu sends: what a refusal of the whole form would throw away.
func lastTyped(s Submission) string {
	typed := map[string]string{}
	for name, value := range s.Values {
		if strings.Contains(strings.TrimSpace(value), " ") {
			typed[name] = value
		}
	}
	if len(typed) == 0 {
		return ""
	}
	return lastField(Submission{Values: typed})
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
