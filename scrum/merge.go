package scrum

import (
	"maps"
	"slices"
	"strings"
)

// Merge compares what a person typed into a form with what the form showed and
// with how things stand now: the fields that the person changed, and among them
// those that somebody else gave another value meanwhile. A field that the form
// did not have is nobody's.
func Merge(shown, typed, now map[string]string) (mine map[string]string, clashes []string) {
	same := func(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }
	mine = map[string]string{}
	for field, value := range typed {
		if same(value, shown[field]) {
			continue
		}
		mine[field] = value
		if !same(now[field], shown[field]) && !same(now[field], value) {
			clashes = append(clashes, field)
		}
	}
	slices.Sort(clashes)
	return mine, clashes
}

// Fields are the parts of a story that its history tells of, by their names.
func (s Story) Fields() map[string]string {
	fields := map[string]string{}
	for _, f := range s.history() {
		fields[f.field] = f.value
	}
	return fields
}

// Before returns fields as they were before changes, which begin with the last.
func Before(changes []Change, fields map[string]string) map[string]string {
	before := maps.Clone(fields)
	for _, c := range changes {
		before[c.Field] = c.Before
	}
	return before
}
