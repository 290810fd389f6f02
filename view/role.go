package view

import (
	"math/big"
	"slices"
	"strings"

	"pogo/locale"
	"pogo/scrum"
)

// RolesShown is who is what to a product.
type RolesShown struct {
	People  map[scrum.MemberRole][]string // names
	Outside []string                      // guests and people of other workspaces without a role
	Weights scrum.Weights
	Set     bool // the weights, just now
}

// Roles lists who is what, and how much that counts in votes.
func Roles(w *locale.Words, r RolesShown) Message {
	lines := []string{w.Say("role.title")}
	for _, role := range []scrum.MemberRole{scrum.RoleOwner, scrum.RoleTeam, scrum.RoleClient, scrum.RoleObserver} {
		lines = append(lines, r.line(w, "role.line."+string(role), r.People[role], r.weight(w, role))...)
	}
	if _, weighs := r.Weights[scrum.RoleClient]; weighs && len(r.People[scrum.RoleClient]) == 0 {
		lines = append(lines, "• "+w.Say("role.noClient")+r.weight(w, scrum.RoleClient))
	}
	lines = append(lines, r.line(w, "role.line.outside", r.Outside, r.weight(w, scrum.RoleTeam))...)
	if r.Set {
		lines = append([]string{w.Say("role.weighed")}, lines...)
	}
	return Note(strings.Join(append(lines, w.Say("role.how")), "\n"))
}

func (r RolesShown) line(w *locale.Words, key string, names []string, weight string) []string {
	if len(names) == 0 {
		return nil
	}
	names = slices.Clone(names)
	for i := range names {
		names[i] = escape(names[i])
	}
	slices.Sort(names)
	return []string{"• " + w.Say(key, "names", w.List(names)) + weight}
}

// weight is how much a role counts, where anybody counts other than in full.
func (r RolesShown) weight(w *locale.Words, role scrum.MemberRole) string {
	if len(r.Weights) == 0 || role == scrum.RoleObserver {
		return ""
	}
	if r.Weights.Of(role) == 0 {
		return " · " + w.Say("role.weightless")
	}
	return " · " + w.Say("role.weight", "weight", decimal(w, big.NewRat(int64(r.Weights.Of(role)), int64(scrum.FullWeight))))
}
