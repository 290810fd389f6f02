package exchange

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"pogo/scrum"
)

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
