package scrum

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Change is that somebody gave a part of a story another value.
type Change struct {
	Field  string // "goal", "state", "owner" …
	Before string // "" if there was nothing
	After  string
	By     PersonID // "" for a scheduled deed
	At     time.Time
}

// Changes returns what differs between a story before and after a change, in
// the order of [Story]'s fields, without who and when. Codes, ids and people's
// words stand as they are kept; lists have a line for each of their items.
func Changes(before, after Story) []Change {
	was, is := before.history(), after.history()
	var changes []Change
	for i := range was {
		if was[i].value != is[i].value {
			changes = append(changes, Change{Field: was[i].field, Before: was[i].value, After: is[i].value})
		}
	}
	return changes
}

type fieldValue struct{ field, value string }

// history is what a story's history tells of.
func (s Story) history() []fieldValue {
	list := func(texts []string) string { return strings.Join(slices.Clone(texts), "\n") }
	size := ""
	if s.Size.Known {
		size = s.Size.String()
	}
	fields := []fieldValue{
		{"kind", string(s.Kind)},
		{"title", s.Title},
		{"role", s.Role},
		{"goal", s.Goal},
		{"benefit", s.Benefit},
		{"situation", s.Situation},
		{"criteria", list(s.Criteria)},
		{"happens", s.Report.Happens},
		{"expected", s.Report.Expected},
		{"since", s.Report.Since},
		{"affected", s.Report.Affected},
		{"workaround", s.Report.Workaround},
		{"state", string(s.State)},
		{"asked", string(s.Author)},
		{"owner", string(s.Owner)},
		{"size", size},
		{"stream", s.Stream},
		{"labels", list(s.Labels)},
		{"attachments", list(s.Attachments)},
		{"epic", flag(s.Epic)},
		{"parent", idOrNone(int64(s.Parent))},
		{"sprint", idOrNone(int64(s.Sprint))},
		{"hidden", flag(s.Hidden)},
		{"cause", s.DroppedCause},
		{"missing", s.Missing},
	}
	return append(fields, s.Worth.history()...)
}

func flag(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func idOrNone(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}
