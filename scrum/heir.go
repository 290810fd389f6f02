package scrum

import (
	"slices"
	"time"
)

// Heir is somebody of a team who was asked to own its product, because the
// owner is gone.
type Heir struct {
	Product ProductID
	Person  PersonID
	AskedAt time.Time
	Passed  bool // they would rather not, or cannot any more
}

// NextHeir returns whom to ask next: of a channel's members, those known to be
// in it longest first, the first of the team who was not asked yet. It reports
// false if there is nobody left.
func NextHeir(members []Person, asked []Heir) (Person, bool) {
	i := slices.IndexFunc(members, func(p Person) bool {
		return p.InTeam() && !slices.ContainsFunc(asked, func(h Heir) bool { return h.Person == p.ID })
	})
	if i < 0 {
		return Person{}, false
	}
	return members[i], true
}
