package scrum

import "slices"

// GroupID identifies a user group of the workspace.
type GroupID string

// UserGroup is people whom Slack knows under a name, "@devs".
type UserGroup struct {
	ID      GroupID
	Handle  string // "devs"; "" where only its members were read
	Members []PersonID
	Off     bool // switched off, or never there: it stands for nobody
}

var namedGroup = lazily(`<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>`)

// GroupsNamed returns the user groups that a text names, each once, as Slack
// writes them: "<!subteam^S0614TZR7|@devs>".
func GroupsNamed(text string) []GroupID {
	var ids []GroupID
	for _, m := range namedGroup().FindAllStringSubmatch(text, -1) {
		if id := GroupID(m[1]); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Mention writes the group as [GroupsNamed] reads it.
func (id GroupID) Mention() string { return "<!subteam^" + string(id) + ">" }

// In returns those of people who are in the group.
func (g UserGroup) In(people []Person) []Person {
	return slices.DeleteFunc(slices.Clone(people), func(p Person) bool { return !slices.Contains(g.Members, p.ID) })
}
