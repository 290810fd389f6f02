package scrum

import (
	"cmp"
	"slices"
	"strings"
)

// Persona is a role that a product's stories are told for: its name as it was
// first written, what its spellings share, and how many stories are told for it.
type Persona struct {
	Key     string // its [PersonaKey]
	Name    string
	Stories int
}

// PersonaKey is what the spellings of one persona share: "Clients", « cliente »
// and "client" are the same reader of a product. It is "" for no role.
func PersonaKey(role string) string {
	kept := telling(role)
	for i, w := range kept {
		kept[i] = Stem(w)
	}
	return cmp.Or(strings.Join(kept, " "), Fold(role))
}

// Enough personas and stories to speak of a product's usual roles: before
// that every role is new.
const (
	settledPersonas = 3
	settledStories  = 10
)

// Persona is the key of the role that a story is told for, "" if it has none
// that others may know of: a need that was withdrawn, dropped or hidden from
// the channel makes no role known.
func (s Story) Persona() string {
	const longest = 200 // bytes: more is no name
	if s.Role == "" || len(s.Role) > longest || !told(s.Kind) || missing(s.Role, "") != "" || s.Hidden || s.State == StoryUndone || s.State == StoryDropped {
		return ""
	}
	return PersonaKey(s.Role)
}

// Personas counts the roles of stories, the most frequent first and then by
// their names.
func Personas(stories []Story) []Persona {
	places := map[string]int{}
	var found []Persona
	for _, s := range stories {
		key := s.Persona()
		if key == "" {
			continue
		}
		at, known := places[key]
		if !known {
			at = len(found)
			places[key], found = at, append(found, Persona{Key: key, Name: s.Role})
		}
		found[at].Stories++
	}
	slices.SortFunc(found, func(a, b Persona) int { return cmp.Or(b.Stories-a.Stories, cmp.Compare(a.Name, b.Name)) })
	return found
}

// knows reports whether another story is told for a role, and returns the
// persona that the role is probably a slip of. Own tells that the story of
// the role is counted too.
func knows(personas []Persona, role string, own bool) (known bool, slip Persona) {
	key := PersonaKey(role)
	var nearest Persona
	for _, p := range personas {
		switch {
		case p.Key != key:
			if p.Stories > nearest.Stories && slipOf(key, p.Key) {
				nearest = p
			}
		case p.Stories > 1 || !own:
			return true, Persona{}
		}
	}
	return false, nearest
}

// settled reports whether a product has roles that are usual in it.
func settled(personas []Persona) bool {
	stories := 0
	for _, p := range personas {
		stories += p.Stories
	}
	return len(personas) >= settledPersonas && stories >= settledStories
}

// slipOf reports whether one name is another with a slip of the pen: as many
// words, each within an edit or, if it is long, two of its counterpart. Hands
// seldom slip on the first letter, which keeps readers from being leaders.
func slipOf(a, b string) bool {
	mine, theirs := strings.Fields(a), strings.Fields(b)
	if a == b || len(mine) != len(theirs) {
		return false
	}
	for i, w := range mine {
		if w[0] != theirs[i][0] || Edits(w, theirs[i]) > slipsIn(min(len(w), len(theirs[i]))) {
			return false
		}
	}
	return true
}

// slipsIn is how many edits may part two words of a length: a fifth of it,
// but two in a word of seven letters already.
func slipsIn(length int) int {
	const short, long = 4, 7
	switch {
	case length < short:
		return 0
	case length < long:
		return 1
	}
	return max(2, length/5)
}
