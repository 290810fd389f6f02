package scrum

import "slices"

// Lack is something that a story needs before it is ready to be planned.
type Lack string

// What a story may lack.
const (
	LackWho        Lack = "who"
	LackWhat       Lack = "what"
	LackWhy        Lack = "why"
	LackExpected   Lack = "expected" // what should happen where there is a bug
	LackCriterion  Lack = "criterion"
	LackEstimate   Lack = "estimate"
	LackDependency Lack = "dependency" // it speaks of one, and is linked to none
)

// Lacks returns what a story needs to be ready, given its links, in the order
// in which it is asked for; nothing means that it is ready by the definition.
func (s Story) Lacks(links []Link) []Lack {
	linked := slices.ContainsFunc(links, func(l Link) bool { return l.Story == s.ID && l.Kind == LinkNeeds })
	bug := s.Kind == KindBug
	var lacks []Lack
	for _, need := range []struct {
		lack    Lack
		lacking bool
	}{
		{LackWho, !bug && (s.Role == "" && s.Situation == "" || s.warned("placeholder_role"))},
		{LackWhat, s.Goal == "" && s.Report.Happens == "" || s.warned("placeholder_goal")},
		{LackWhy, !bug && (draftOf(s.Parsed).benefitless() || s.warned("placeholder_benefit"))},
		{LackExpected, bug && s.Report.Expected == "" && len(s.Criteria) == 0},
		{LackCriterion, !bug && len(s.Criteria) == 0},
		{LackEstimate, !s.Size.Known},
		{LackDependency, draftOf(s.Parsed).depends() && !linked},
	} {
		if need.lacking {
			lacks = append(lacks, need.lack)
		}
	}
	return lacks
}

func (s Story) warned(code string) bool { return slices.Contains(s.Warnings, code) }
