package exchange

import (
	"slices"
	"strings"
	"time"

	"pogo/scrum"
)

// reader makes items of the rows of one table.
type reader struct {
	Mapping
	states map[string]scrum.StoryState // what a person said of statuses, folded
	zone   *time.Location              // of times that name none
}

func (r *reader) item(row Row) (Item, error) {
	d := draft{Item: Item{Row: row.Number, Line: row.Line, Source: r.Tool, State: scrum.StoryDraft, Known: true}, said: map[Field]bool{}}
	for i, cell := range row.Cells {
		if r.Tool == Pogo {
			cell = bare(cell)
		}
		if value := strings.TrimSpace(clean(cell)); value != "" {
			r.take(&d, r.Header[i], r.Columns[i], value)
		}
	}
	if d.title == "" && d.body == "" {
		return d.Item, faultf(row.Line, row.Number, "neither a title nor a text")
	}
	r.settle(&d)
	d.Text = d.whole(r.Tool == Pogo)
	return d.Item, nil
}

// take puts one cell where its column says. Where several columns mean the
// same, the first that says something counts, and the others are kept: Jira has
// two for points, of which each sort of project fills one.
func (r *reader) take(d *draft, name string, field Field, value string) {
	if r.takeAround(d, name, field, value) {
		return
	}
	if d.said[field] {
		field = Keep
	}
	d.said[field] = field != Keep && field != Ignore
	if place := d.place(field); place != nil {
		*place = value
		return
	}
	switch field {
	case ID:
		d.ID = value
		d.keep(name, value)
	case Criteria:
		d.criteria = lines(value)
	case Kind:
		r.takeKind(d, name, value)
	case State:
		d.Status = value
		if d.State, d.Known = r.state(value); !d.Known {
			d.keep(name, value)
		}
	case Archived:
		d.archived = yesOf(value)
	case Points:
		r.takePoints(d, name, value)
	case Created, Ready, Done, Released:
		*d.time(field) = r.instant(d, name, value)
	case Epic:
		d.Epic = yesOf(value)
	case Keep:
		d.keep(name, value)
	default: // the others are placed already, or are to be ignored
	}
}

// yesOf reads what a column of yes and no says.
func yesOf(value string) bool {
	return !slices.Contains([]string{"false", "no", "non", "0"}, scrum.Fold(value))
}

func (r *reader) takeKind(d *draft, name, value string) {
	switch scrum.Fold(value) {
	case "bug", "defect", "bogue", "anomalie":
		d.bug = true
	case "epic", "epopee":
		d.Epic = true
	case "story", "user story", "recit":
	default:
		d.keep(name, value)
	}
}

func (r *reader) takePoints(d *draft, name, value string) {
	size, err := scrum.ParsePoints(value)
	if err != nil {
		d.Unread = append(d.Unread, quote(value)+" in "+quote(name)+" is no number of points: not estimated, kept in the text")
		d.keep(name, value)
		return
	}
	d.Size = size
}

func (r *reader) instant(d *draft, name, value string) time.Time {
	at, ok := when(value, r.zone)
	if !ok {
		d.Unread = append(d.Unread, quote(value)+" in "+quote(name)+" is no date that has one meaning: kept in the text")
		d.keep(name, value)
	}
	return at
}

func (r *reader) state(status string) (scrum.StoryState, bool) {
	if state, ok := r.states[scrum.Fold(status)]; ok {
		return state, true
	}
	if r.Tool == Pogo {
		return ownState(status)
	}
	return stateOf(status)
}

// ownState reads a state as Pogo's own CSV writes it. A story that was in a
// sprint there is in none here.
func ownState(status string) (scrum.StoryState, bool) {
	switch state := scrum.StoryState(status); {
	case state == scrum.StoryPlanned:
		return scrum.StoryDraft, true
	case state.Known() && state != scrum.StoryUndone:
		return state, true
	}
	return scrum.StoryDraft, false
}

// settle weighs against each other what several columns say of the state.
func (r *reader) settle(d *draft) {
	if state, known := stateOf(d.category); !d.Known && d.category != "" && known {
		d.State, d.Known = state, true
	}
	resolved, known := stateOf(d.resolution)
	switch {
	case d.resolution != "" && known && resolved == scrum.StoryDropped:
		d.State, d.Cause = scrum.StoryDropped, d.resolution
	case d.State == scrum.StoryDropped:
		d.Cause = d.Status
	case d.archived && !d.State.Done():
		d.State, d.Cause = scrum.StoryDropped, strings.TrimSpace("archived "+d.Status)
	}
	if d.CreatedAt.IsZero() && r.Tool == Trello {
		d.CreatedAt = trelloBirth(d.ID)
	}
	d.dates()
	d.settleWorth()
}

// lines are the lines of a cell without the marks of a list.
func lines(cell string) []string {
	var found []string
	for line := range strings.Lines(cell) {
		line = strings.TrimSpace(line)
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimLeft(line, "-*•# "), "[ ]"))
		if line != "" {
			found = append(found, line)
		}
	}
	return found
}

// clean drops what no database and no screen takes.
func clean(s string) string {
	return strings.ReplaceAll(s, "\x00", "")
}
