package exchange

import (
	"slices"
	"strings"

	"pogo/scrum"
)

// Ref leads from an item to another by the tool's id of that one, which may
// come later, or be in the product already, or nowhere.
type Ref struct {
	Kind scrum.LinkKind // "": it is a part of the other
	ID   string
	Back bool // it leads from the other to this one
}

// refOf is what a field says of another issue.
func refOf(field Field) (Ref, bool) {
	switch field { //nolint:exhaustive // because the others say nothing of the kind
	case Parent:
		return Ref{}, true
	case Needs:
		return Ref{Kind: scrum.LinkNeeds}, true
	case NeededBy:
		return Ref{Kind: scrum.LinkNeeds, Back: true}, true
	case Duplicates:
		return Ref{Kind: scrum.LinkDuplicates}, true
	}
	return Ref{}, false
}

// takeAround takes what leads from an item to other things, or is a part of its
// worth, and reports whether a field is of that sort. All columns that mean such
// a thing count.
func (r *reader) takeAround(d *draft, name string, field Field, value string) bool {
	switch field { //nolint:exhaustive // because refOf knows some more
	case Labels:
		for _, label := range r.several(value) {
			d.Labels = added(d.Labels, colorless(r.Tool, label))
		}
		return true
	case Attachments:
		r.takeAttachments(d, name, value)
		return true
	case Worth:
		r.takeWorth(d, name, value)
		return true
	}
	ref, is := refOf(field)
	if !is {
		return false
	}
	for _, id := range r.several(value) {
		ref.ID = issueURL(id)
		if !slices.Contains(d.Refs, ref) {
			d.Refs = append(d.Refs, ref)
		}
	}
	if strings.Trim(value, "0123456789") != "" && r.Tool != Pogo { // Jira's inner numbers say nothing to anybody
		d.keep(name, value)
	}
	return true
}

// several are the values of a cell. Jira has a column for each.
func (r *reader) several(cell string) []string {
	if r.Tool == Jira {
		return []string{cell}
	}
	var values []string
	for value := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if value = strings.TrimSpace(value); value != "" {
			values = append(values, value)
		}
	}
	return values
}

// takeAttachments takes addresses and keeps in the text what is none. Jira
// writes "26/Feb/26 9:00 AM;author;name;address".
func (r *reader) takeAttachments(d *draft, name, value string) {
	for part := range strings.FieldsSeq(strings.ReplaceAll(value, ", ", " ")) {
		if i := strings.LastIndex(part, ";http"); i >= 0 && r.Tool == Jira {
			part = part[i+1:]
		}
		if strings.HasPrefix(part, "https://") || strings.HasPrefix(part, "http://") {
			d.Attachments = added(d.Attachments, strings.Trim(part, ","))
		}
	}
	if len(d.Attachments) == 0 {
		d.keep(name, value)
	}
}

// colorless takes off the color that Trello writes behind a label.
func colorless(tool, label string) string {
	if i := strings.LastIndex(label, " ("); tool == Trello && i > 0 && strings.HasSuffix(label, ")") {
		return label[:i]
	}
	return label
}

// issueURL writes GitHub's "example/shop#14" as the address by which issues are
// known.
func issueURL(id string) string {
	repository, number, found := strings.Cut(id, "#")
	if !found || strings.Count(repository, "/") != 1 || strings.Trim(number, "0123456789") != "" {
		return id
	}
	return "https://github.com/" + repository + "/issues/" + number
}

// added adds a text to a list, once whatever its case.
func added(list []string, text string) []string {
	if text == "" || slices.ContainsFunc(list, func(other string) bool { return scrum.Fold(other) == scrum.Fold(text) }) {
		return list
	}
	return append(list, text)
}
