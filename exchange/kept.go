package exchange

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
)

// Kept is a story with all that is kept about it. Other stories and sprints are
// named by their numbers, for ids have no meaning in another database.
type Kept struct {
	Story   scrum.Story    // but for its Sprint and Parent
	Sprint  int            // that it is or was last in; 0 for none
	Parent  int            // the epic it belongs to; 0 for none
	Stays   []Stay         // in sprints
	Steps   []scrum.Step   // the states it was brought into
	Links   []Link         // to other stories, in the order of Compare
	Changes []scrum.Change // the first first; those of "sprint", "parent" and "needs" have numbers
	Sources []scrum.Source // where it was imported from
	Surveys []scrum.Kano   // of how people feel about it, without ids; they have people's answers by name
}

// Joined reports whether anything leads from the story to another.
func (k Kept) Joined() bool {
	return k.Parent != 0 || len(k.Links) > 0 || slices.ContainsFunc(k.Changes, func(c scrum.Change) bool { return c.Field == "parent" || c.Field == "needs" })
}

// linked names the stories that a kind of link leads to.
func (k Kept) linked(product string, kind scrum.LinkKind) string {
	var keys []string
	for _, l := range k.Links {
		if l.Kind == kind {
			keys = append(keys, keyOf(product, l.Other))
		}
	}
	return strings.Join(keys, ", ")
}

func keyOf(product string, number int) string {
	if number == 0 {
		return ""
	}
	return scrum.StoryKey(product, number)
}

// Link is what a story has to do with another of its product.
type Link struct {
	Kind  scrum.LinkKind
	Other int
}

// Compare orders links.
func (l Link) Compare(o Link) int {
	return cmp.Or(cmp.Compare(l.Kind, o.Kind), cmp.Compare(l.Other, o.Other))
}

// Stay is a stay of a story in a sprint, as [scrum.SprintStory] is, by the
// sprint's number.
type Stay struct {
	Sprint                     int
	Size                       scrum.Points
	AddedAt, RemovedAt, DoneAt time.Time
}

// Product is a product with the sprints it had.
type Product struct {
	scrum.Product
	NextNumber int // of the next story
	Sprints    []scrum.Sprint
	Blockers   []Blocker // the oldest first
}

// Stories are a product's stories in the order in which they are written.
type Stories = iter.Seq2[Kept, error]

// Names says how a person is called in a file that people read.
type Names func(scrum.PersonID) string
