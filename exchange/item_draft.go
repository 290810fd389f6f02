package exchange

import (
	"slices"
	"strings"
	"time"

	"pogo/scrum"
)

// draft is an item in the making.
type draft struct {
	Item
	category   string
	resolution string
	archived   bool
	kept       []entry        // in the order of the columns
	said       map[Field]bool // what a column has said already
}

// entry is what is kept at the text's end.
type entry struct {
	name   string
	values []string
}

// time is where the instant of a field is put.
func (d *draft) time(field Field) *time.Time {
	switch field { //nolint:exhaustive // because the others are no instants
	case Ready:
		return &d.ReadyAt
	case Done:
		return &d.DoneAt
	case Released:
		return &d.ReleasedAt
	}
	return &d.CreatedAt
}

// place is where a field is put as it is; nil: it is not.
func (d *draft) place(field Field) *string {
	switch field { //nolint:exhaustive // because the others are read
	case Title:
		return &d.title
	case Text:
		return &d.body
	case Category:
		return &d.category
	case Resolution:
		return &d.resolution
	case Alias:
		return &d.Alias
	case Stream:
		return &d.Stream
	}
	return nil
}

func (d *draft) keep(name, value string) {
	for i := range d.kept {
		if d.kept[i].name == name {
			if !slices.Contains(d.kept[i].values, value) {
				d.kept[i].values = append(d.kept[i].values, value)
			}
			return
		}
	}
	d.kept = append(d.kept, entry{name, []string{value}})
}

// dates makes the instants agree with the state.
func (d *draft) dates() {
	if !d.State.Done() {
		d.DoneAt = time.Time{}
	}
	if d.State != scrum.StoryReleased {
		d.ReleasedAt = time.Time{}
	} else if d.ReleasedAt.IsZero() {
		d.ReleasedAt = d.DoneAt
	}
	if d.State == scrum.StoryReady && d.ReadyAt.IsZero() {
		d.ReadyAt = d.CreatedAt
	}
}

// whole is the text that the story keeps: title and body as they were
// written, the criteria, and below a line what has no place of its own.
func (d *draft) whole(own bool) string {
	if own {
		return d.body
	}
	var criteria, kept string
	for _, c := range d.criteria {
		criteria += "\n- " + c
	}
	for _, e := range d.kept {
		kept += "\n" + e.name + ": " + strings.Join(e.values, ", ")
	}
	if criteria != "" {
		criteria = "Acceptance criteria:" + criteria
	}
	if kept != "" {
		kept = "—" + kept
	}
	return paragraphs(d.title, d.body, criteria, kept)
}

// paragraphs joins the texts that are not empty. Some tools repeat the title
// at the beginning of the body; it is not written twice then.
func paragraphs(title, body string, more ...string) string {
	if title != "" && strings.HasPrefix(body, title) {
		title = ""
	}
	parts := slices.DeleteFunc(append([]string{title, body}, more...), func(s string) bool { return s == "" })
	return strings.Join(parts, "\n\n")
}
