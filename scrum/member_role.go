package scrum

import (
	"errors"
	"fmt"
	"strings"
)

// Why weights cannot be read.
var (
	ErrBadRole   = errors.New("no role whose votes have a weight")
	ErrBadWeight = errors.New("no weight that people can have")
)

// ParseMemberRole reads a role as people call it in English or French.
func ParseMemberRole(word string) (MemberRole, bool) {
	switch Fold(word) {
	case "client", "clients", "cliente", "customer":
		return RoleClient, true
	case "observer", "observers", "observateur", "observatrice":
		return RoleObserver, true
	case "team", "equipe", "member", "membre", "others", "other", "autres", "autre":
		return RoleTeam, true
	case "owner", "po", "responsable":
		return RoleOwner, true
	}
	return RoleTeam, false
}

// ParseWeights reads "client 3 owner 2", "client 1,5, autres 1". The error
// says which word is wrong.
func ParseWeights(text string) (Weights, error) {
	weights := Weights{}
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" =:;\u00a0\u202f", r) })
	for len(words) > 0 {
		role, ok := ParseMemberRole(strings.Trim(words[0], ","))
		if !ok || role == RoleObserver || len(words) == 1 {
			return nil, fmt.Errorf("%s: %w", words[0], ErrBadRole)
		}
		weight, err := ParseWeight(strings.Trim(words[1], ","))
		if err != nil || !weight.Allowed() {
			return nil, fmt.Errorf("%s: %w", words[1], ErrBadWeight)
		}
		weights[role] = weight
		words = words[2:]
	}
	return weights, nil
}

// InTeam reports whether somebody with a role is of the team that is asked at
// stand-ups: clients and observers are not.
func (r MemberRole) InTeam() bool { return r == RoleTeam || r == RoleOwner }
