package exchange

import (
	"slices"
	"strings"
	"time"

	"pogo/scrum"
)

// Item is a row of a table as it would become a story.
type Item struct {
	Row, Line                   int
	Source                      string // the tool
	Alias                       string // another id of the tool, "" for none
	ID                          string // the tool's own, or made of the row's title and text if there is none
	Text                        string // whole, as the story keeps it
	Status                      string // in the tool's words
	State                       scrum.StoryState
	Known                       bool   // the status was one that is known
	Cause                       string // of a drop, in the tool's words
	Size                        scrum.Points
	CreatedAt                   time.Time // zero if the file does not say
	ReadyAt, DoneAt, ReleasedAt time.Time
	Stream                      string
	Labels                      []string
	Attachments                 []string // addresses
	Epic                        bool     // it holds others
	Worth                       scrum.Worth
	Refs                        []Ref    // to other items
	Unread                      []string // what could not be read; it is kept in the text

	title, body string // what the grammar reads
	criteria    []string
	bug         bool
}

// Where says where the item stands in its file.
func (i Item) Where() string { return spot(i.Line, i.Row) }

// Story makes the story, reading the text as if it had been typed. It asks for
// the longest time of all that an import does, and is safe to call for many
// items at once.
func (i Item) Story() scrum.Story {
	s := scrum.Story{
		Text: i.Text, Parsed: i.parsed(), State: i.State, DroppedCause: i.Cause,
		Size: i.Size, CreatedAt: i.CreatedAt, ReadyAt: i.ReadyAt, DoneAt: i.DoneAt, ReleasedAt: i.ReleasedAt,
		Stream: i.Stream, Labels: i.Labels, Attachments: i.Attachments, Epic: i.Epic, Worth: i.Worth,
	}
	s.Hidden = s.Sensitive()
	return s
}

func (i Item) parsed() scrum.Parsed {
	parsed := i.narrative()
	parsed.Criteria = append(parsed.Criteria, i.criteria...)
	if i.bug && parsed.Kind != scrum.KindStory && parsed.Kind != scrum.KindJobStory {
		parsed.Kind = scrum.KindBug
	}
	return parsed
}

// narrative reads title and body as one text. If one paragraph is the story,
// what the others say is no part of its reason.
func (i Item) narrative() scrum.Parsed {
	whole := scrum.Parse(paragraphs(i.title, i.body))
	parts := append([]string{i.title}, strings.Split(i.body, "\n\n")...)
	within := func(part string) bool { return strings.Contains(part, whole.Benefit) }
	if whole.Role == "" || slices.ContainsFunc(parts, within) {
		return whole
	}
	const few = 5
	for _, part := range parts[:min(few, len(parts))] {
		if one := scrum.Parse(part); one.Role == whole.Role && one.Benefit != "" &&
			strings.HasPrefix(whole.Goal, one.Goal) && strings.HasPrefix(whole.Benefit, one.Benefit) {
			whole.Goal, whole.Benefit = one.Goal, one.Benefit
			break
		}
	}
	return whole
}

// reader makes items of the rows of one table.
type reader struct {
	Mapping
	states map[string]scrum.StoryState // what a person said of statuses, folded
	zone   *time.Location              // of times that name none
}

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

func quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return "“" + s + "”"
}
