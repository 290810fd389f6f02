package exchange

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"pogo/scrum"
)

// Field is what a column means.
type Field string

// The fields. A column that is none of them is not imported, and said to be.
const (
	ID          Field = "id"         // of the tool, by which a row is recognized when it comes again
	Alias       Field = "alias"      // another id of the tool, by which other rows may name this one
	Title       Field = "title"      // the first line of the story's text
	Text        Field = "text"       // the rest of it
	Criteria    Field = "criteria"   // acceptance criteria, one a line
	Kind        Field = "kind"       // "Bug" makes one; others are kept
	State       Field = "state"      // the tool's status
	Category    Field = "category"   // what the tool itself makes of a status that is not known here
	Resolution  Field = "resolution" // why a done issue was not really done
	Archived    Field = "archived"   // "true" or a date drops a story that is not done
	Points      Field = "points"
	Created     Field = "created"
	Ready       Field = "ready"
	Done        Field = "done"
	Released    Field = "released"
	Stream      Field = "stream"
	Epic        Field = "epic"        // "yes" makes one, which holds others
	Labels      Field = "labels"      // several, in a cell or in columns of their own
	Attachments Field = "attachments" // addresses, likewise
	Parent      Field = "parent"      // the id of what it is a part of
	Needs       Field = "needs"       // ids of what must be done before
	NeededBy    Field = "needed-by"   // ids of what must wait for it
	Duplicates  Field = "duplicates"  // the id of what says the same
	Worth       Field = "worth"       // a part of the story's worth, which the column's name tells
	Keep        Field = "keep"        // kept at the end of the story's text
	Ignore      Field = "ignore"      // not imported
)

func fields() []Field {
	return []Field{
		ID, Alias, Title, Text, Criteria, Kind, State, Category, Resolution, Archived, Points, Created, Ready, Done, Released,
		Stream, Epic, Labels, Attachments, Parent, Needs, NeededBy, Duplicates, Worth, Keep, Ignore,
	}
}

// The tools whose exports are known.
const (
	Jira   = "jira"
	Linear = "linear"
	Trello = "trello"
	GitHub = "github"
	Pogo   = "pogo"
	Other  = "csv" // a table of no tool; a person may say what its columns mean
)

// tool is how one program names its columns, folded.
type tool struct {
	name    string
	marks   [][]string // any of these sets of columns gives it away
	columns map[Field][]string
}

// tools are in the order in which they are tried. Jira names its columns in
// the language of whoever exports; the other three in English alone.
func tools() []tool {
	return []tool{
		{Pogo, [][]string{{"key", "kind", "state", "text", "criteria"}}, map[Field][]string{
			ID: {"key"}, Text: {"text"}, State: {"state"}, Points: {"points"}, Created: {"created"}, Done: {"done"},
			Ready: {"ready"}, Released: {"released"}, Stream: {"stream"}, Epic: {"epic"}, Labels: {"labels"}, Attachments: {"attachments"},
			Parent: {"parent"}, Needs: {"needs"}, Duplicates: {"duplicates"}, Worth: worthColumns(),
		}},
		{Trello, [][]string{{"card id", "card name"}}, map[Field][]string{
			ID: {"card id"}, Title: {"card name"}, Text: {"card description"}, State: {"list name"}, Archived: {"archived"},
			Points: {"story points", "points", "estimate"},
			Labels: {"labels"}, Attachments: {"attachment links"},
			Keep: {"card url", "members", "due date", "start date", "checklists"},
		}},
		{Linear, [][]string{{"id", "team", "title", "status"}}, map[Field][]string{
			ID: {"id"}, Title: {"title"}, Text: {"description"}, State: {"status"}, Points: {"estimate"}, Archived: {"archived"},
			Created: {"created"}, Done: {"completed"},
			Alias: {"uuid"}, Labels: {"labels", "project"}, Parent: {"parent issue"}, Needs: {"blocked by"}, Duplicates: {"duplicate of"},
			Keep: {"priority", "project milestone", "creator", "assignee", "cycle name", "due date", "related to"},
		}},
		{Jira, [][]string{{"summary", "issue key"}, {"summary", "work item key"}, {"resume", "cle de ticket"}, {"resume", "cle"}, {"summary", "key"}, {"summary", "issue id"}, {"summary", "work item id"}}, map[Field][]string{
			ID: {"issue key", "work item key", "key", "cle de ticket", "cle"}, Title: {"summary", "resume"}, Text: {"description"},
			Criteria: {"acceptance criteria", "criteres d'acceptation"},
			Kind:     {"issue type", "work type", "type de ticket"}, State: {"status", "etat", "statut"},
			Category: {"status category", "categorie d'etat", "categorie de statut"}, Resolution: {"resolution"},
			Points:  {"story points", "story point estimate", "estimation de story point", "points de story"},
			Created: {"created", "creation", "cree", "cree le"}, Done: {"resolved", "resolu", "resolu(e)", "date de resolution"},
			Alias:  {"issue id", "work item id", "id de ticket"},
			Labels: {"labels", "etiquettes", "component/s", "components", "composants", "component"}, Attachments: {"attachment", "attachments", "piece jointe", "pieces jointes"},
			Parent:     {"parent", "parent key", "parent id", "cle parent", "parente", "epic link", "lien d'epopee", "lien vers l'epopee", "parent link"},
			Needs:      {"inward issue link (blocks)", "inward work item link (blocks)", "lien de ticket entrant (blocks)"},
			NeededBy:   {"outward issue link (blocks)", "outward work item link (blocks)", "lien de ticket sortant (blocks)"},
			Duplicates: {"outward issue link (duplicate)", "outward work item link (duplicate)", "lien de ticket sortant (duplicate)"},
			Keep: {
				"priority", "priorite", "reporter", "rapporteur", "assignee", "responsable", "personne assignee",
				"epic name", "parent summary", "sprint", "fix version/s", "fix versions", "due date", "date d'echeance", "environment", "environnement",
				"inward issue link (relates)", "outward issue link (relates)", "inward issue link (duplicate)", "inward issue link (cloners)", "outward issue link (cloners)",
			},
		}},
		{GitHub, [][]string{{"title", "url", "status"}, {"title", "url", "assignees"}, {"title", "status", "assignees"}}, map[Field][]string{
			ID: {"url"}, Title: {"title"}, Text: {"body"}, State: {"status"}, Kind: {"type"}, Points: {"estimate", "story points", "points"},
			Created: {"created"}, Done: {"closed"},
			Labels: {"labels", "milestone"}, Attachments: {"linked pull requests"}, Parent: {"parent issue"},
			Keep: {"assignees", "repository", "priority", "size", "iteration", "sprint", "due date", "target date"},
		}},
	}
}

// Mapping says what each column of a table means.
type Mapping struct {
	Tool    string
	Header  []string
	Columns []Field // one for each of Header
}

// Known counts the columns of a header that some tool has: the measure by
// which [OpenTable] finds the separator.
func Known(header []string) int {
	most := 0
	for _, t := range append(tools(), plain()) {
		n := 0
		for _, name := range header {
			if t.field(name) != Ignore {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// Match finds what the columns mean: by the tool that is named, by the one that
// the header gives away if none is, or by names that speak for themselves, and
// then by what a person says of
// columns by their names. The error says in a sentence what is missing.
func Match(header []string, from string, said map[string]Field) (Mapping, error) {
	t, found := pick(header, from)
	if !found && from != "" && from != Other {
		return Mapping{}, fmt.Errorf("this does not look like an export of %s: its columns are %s", from, quoted(header))
	}
	m := Mapping{Tool: t.name, Header: header, Columns: make([]Field, len(header))}
	for i, name := range header {
		m.Columns[i] = t.field(name)
	}
	if err := m.say(said); err != nil {
		return Mapping{}, err
	}
	if !slices.Contains(m.Columns, Title) && !slices.Contains(m.Columns, Text) {
		return Mapping{}, fmt.Errorf("no column is known to be the title: say which is, as in --map %q; the columns are %s", m.example()+"=title", quoted(header))
	}
	return m, nil
}

// pick returns the tool to go by. One that is named need not be given away by
// its marks, only have a title or a text.
func pick(header []string, from string) (tool, bool) {
	for _, t := range tools() {
		if t.name != from && from != "" {
			continue
		}
		titled := slices.ContainsFunc(header, func(name string) bool { f := t.field(name); return f == Title || f == Text })
		if from != "" && titled || from == "" && t.marked(header) {
			return t, true
		}
	}
	return plain(), false
}

func (t tool) marked(header []string) bool {
	var names []string
	for _, name := range header {
		names = append(names, column(name))
	}
	return slices.ContainsFunc(t.marks, func(set []string) bool {
		return !slices.ContainsFunc(set, func(mark string) bool { return !slices.Contains(names, mark) })
	})
}

func (t tool) field(name string) Field {
	for _, f := range fields() {
		if slices.Contains(t.columns[f], column(name)) {
			return f
		}
	}
	return Ignore
}

// column folds the name of a column; Jira writes those of custom fields into
// brackets.
func column(name string) string {
	name = scrum.Fold(name)
	for _, prefix := range []string{"custom field (", "champs personnalises (", "champ personnalise ("} {
		if inner, ok := strings.CutPrefix(name, prefix); ok {
			return strings.TrimSuffix(inner, ")")
		}
	}
	return name
}

// say takes a person's word for what columns mean.
func (m *Mapping) say(said map[string]Field) error {
	for name, field := range said {
		if !slices.Contains(fields(), field) {
			return fmt.Errorf("%q is nothing that a column can mean: say one of %s", field, joined(fields()))
		}
		found := false
		for i, h := range m.Header {
			if scrum.Fold(h) == scrum.Fold(name) {
				m.Columns[i], found = field, true
			}
		}
		if !found {
			return fmt.Errorf("there is no column %q: the columns are %s", name, quoted(m.Header))
		}
	}
	m.yield(said)
	return nil
}

// yield keeps in the text what was taken for something that a person says is
// in another column.
func (m *Mapping) yield(said map[string]Field) {
	for i, f := range m.Columns {
		mine := func(name string) bool { return scrum.Fold(name) == scrum.Fold(m.Header[i]) }
		taken := slices.Contains(slices.Collect(maps.Values(said)), f) && slices.Contains([]Field{ID, Title, Text, State, Points}, f)
		if taken && !slices.ContainsFunc(slices.Collect(maps.Keys(said)), mine) {
			m.Columns[i] = Keep
		}
	}
}

// example is a column that might be the title.
func (m *Mapping) example() string {
	for i, f := range m.Columns {
		if f == Ignore && m.Header[i] != "" {
			return m.Header[i]
		}
	}
	return "Summary"
}

// Meaning is what the columns of one name mean.
type Meaning struct {
	Name  string
	Field Field
	Times int // columns of that name: Jira repeats one for each of several values
}

// Meanings lists what the columns mean that are imported, each name once.
func (m *Mapping) Meanings() []Meaning {
	var list []Meaning
	for i, f := range m.Columns {
		same := func(o Meaning) bool { return o.Name == m.Header[i] && o.Field == f }
		switch n := slices.IndexFunc(list, same); {
		case f == Ignore:
		case n >= 0:
			list[n].Times++
		default:
			list = append(list, Meaning{m.Header[i], f, 1})
		}
	}
	return list
}

// Ignored lists the columns that are not imported, each once.
func (m *Mapping) Ignored() []string {
	var names []string
	for i, f := range m.Columns {
		if f == Ignore && m.Header[i] != "" && !slices.Contains(names, m.Header[i]) {
			names = append(names, m.Header[i])
		}
	}
	return names
}

func quoted(names []string) string {
	const enough = 30
	var b strings.Builder
	for i, name := range names {
		if i == enough {
			fmt.Fprintf(&b, " and %d more", len(names)-i)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", name)
	}
	return b.String()
}

func joined(fields []Field) string {
	var names []string
	for _, f := range fields {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}
