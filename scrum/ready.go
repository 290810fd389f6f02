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
	lacks := s.untold()
	if !s.Size.Known {
		lacks = append(lacks, LackEstimate)
	}
	if draftOf(s.Parsed).depends() && !linked {
		lacks = append(lacks, LackDependency)
	}
	return lacks
}

// Remark returns the remark whose repair gives a story what it lacks.
func (l Lack) Remark() Remark {
	switch l {
	case LackWho:
		return Remark{Rule: "missing_role", Severity: SeverityError}
	case LackWhat:
		return Remark{Rule: "missing_goal", Severity: SeverityError}
	case LackWhy:
		return Remark{Rule: "missing_benefit", Severity: SeverityWarn}
	case LackExpected:
		return Remark{Rule: "not_a_story", Severity: SeverityInfo} // a bug: its repair asks for the report
	case LackCriterion:
		return Remark{Rule: "no_criteria", Severity: SeverityError}
	case LackEstimate:
		return Remark{Rule: "not_estimated", Severity: SeverityWarn}
	case LackDependency:
		return Remark{Rule: "dependency", Severity: SeverityInfo}
	}
	return Remark{}
}

// untold is what the words of a story leave open.
func (s Story) untold() []Lack {
	var lacks []Lack
	add := func(l Lack, lacking bool) {
		if lacking {
			lacks = append(lacks, l)
		}
	}
	if s.Kind == KindBug {
		add(LackWhat, s.Goal == "" && s.Report.Happens == "")
		add(LackExpected, s.Report.Expected == "" && len(s.Criteria) == 0)
		return lacks
	}
	add(LackWho, s.Role == "" && s.Situation == "" || s.warned("placeholder_role"))
	add(LackWhat, s.Goal == "" || s.warned("placeholder_goal"))
	add(LackWhy, draftOf(s.Parsed).benefitless() || s.warned("placeholder_benefit"))
	add(LackCriterion, len(s.Criteria) == 0)
	return lacks
}

func (s Story) warned(code string) bool { return slices.Contains(s.Warnings, code) }
