package view

import (
	"cmp"
	"regexp"
	"strings"

	"pogo/scrum"
)

// Names are the display names of the people a message speaks of. They are
// shown without a ping. That of nobody, "", stands for those whom nobody knows.
type Names map[scrum.PersonID]string

// Of returns the name of a person, or words for one not known by name.
func (n Names) Of(person scrum.PersonID) string {
	if person == "" {
		return ""
	}
	return cmp.Or(n[person], n[""], string(person))
}

// personEntity is how Slack writes that a text mentions somebody.
var personEntity = regexp.MustCompile(`<@([UW][A-Z0-9]+)(?:\|[^>]*)?>`)

// Mentioned lists the people whom a text mentions, whose names are needed to
// show it.
func Mentioned(text string) []scrum.PersonID {
	var ids []scrum.PersonID
	for _, m := range personEntity.FindAllStringSubmatch(text, -1) {
		ids = append(ids, scrum.PersonID(m[1]))
	}
	return ids
}

// Labeled puts the names of people into the mentions of a text that carry the
// id alone, as Slack itself does in commands.
func (n Names) Labeled(text string) string {
	return personEntity.ReplaceAllStringFunc(text, func(entity string) string {
		id := Mentioned(entity)[0]
		if n[id] == "" || strings.Contains(entity, "|") {
			return entity
		}
		return "<@" + string(id) + "|" + escape(n[id]) + ">"
	})
}

// in writes the people whom a text mentions by name, without a ping.
func (n Names) in(text string) string {
	return personEntity.ReplaceAllStringFunc(text, func(entity string) string {
		return "@" + n.Of(Mentioned(entity)[0])
	})
}
