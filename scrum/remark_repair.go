package scrum

import "slices"

// Repair is the way in which one press repairs what a remark is about.
type Repair string

// The repairs. None changes a word before its form is sent.
const (
	RepairRewrite Repair = "rewrite" // Pogo shows what it would change: [Rewrite]
	RepairAsk     Repair = "ask"     // a form asks for what is missing: [Remark.Asks]
	RepairSplit   Repair = "split"   // several stories may be made of it: [SplitHints]
	RepairLook    Repair = "look"    // the other story is shown beside it
	RepairLink    Repair = "link"    // the story that its words name is linked: [Named]
)

// Field is a part of a story that a form can ask for.
type Field string

// The fields that a question is about.
const (
	FieldRole      Field = "role"
	FieldGoal      Field = "goal"
	FieldBenefit   Field = "benefit"
	FieldCriteria  Field = "criteria"  // all of them
	FieldCriterion Field = "criterion" // one more
	FieldSize      Field = "size"
	FieldReport    Field = "report" // what a bug's report says
)

// Repair tells how one press repairs what the remark is about.
func (r Remark) Repair(s Story) Repair {
	switch r.Rule {
	case "atomic_verbs", "split_crud", "multiple_goals", severalStories, "too_long", "too_big", "too_many_criteria":
		return RepairSplit
	case "duplicate", "similar", "conflict":
		return RepairLook
	case "dependency":
		if len(Named(s)) > 0 {
			return RepairLink
		}
	}
	if _, ok := Rewrite(s, r); ok {
		return RepairRewrite
	}
	return RepairAsk
}

// Asks returns the fields of the question that repairs a remark, one or two
// but where the whole story is missing.
func (r Remark) Asks(s Story) []Field {
	switch r.Rule {
	case "missing_role", "placeholder_role", "generic_role", "role_not_user", "unknown_role":
		return []Field{FieldRole}
	case "missing_goal", "placeholder_goal", "one_word_goal", "solution_in_goal", "negative_goal", "dependency":
		return []Field{FieldGoal}
	case "missing_benefit", "placeholder_benefit", "circular_benefit", "multiple_benefits":
		return []Field{FieldBenefit}
	case "minimal_brackets", "minimal_punctuation", "missing_want", "third_person", "not_uniform":
		return []Field{FieldGoal, FieldBenefit}
	case "no_criteria", "privacy_security":
		return []Field{FieldCriterion}
	case "untestable_criterion":
		return []Field{FieldCriteria}
	case "not_estimated":
		return []Field{FieldSize}
	case "vague":
		return []Field{s.vaguePart(), FieldCriterion}
	}
	if s.Kind == KindBug {
		return []Field{FieldReport}
	}
	return []Field{FieldRole, FieldGoal, FieldBenefit}
}

// vaguePart tells where a story is vague: in its goal or else in its benefit.
func (p Parsed) vaguePart() Field {
	if d := draftOf(p); d.vague(d.goal) {
		return FieldGoal
	}
	return FieldBenefit
}

// enoughDeclines is how often somebody may say that there is no benefit to
// tell before nobody is asked again.
const enoughDeclines = 2

// The marks, among the warnings of a story, of a benefit that was asked for
// in vain.
const (
	declinedOnce  = "benefit_declined"
	declinedTwice = "benefit_declined_twice"
)

// DeclinedBenefit returns p after somebody was asked for its benefit and gave
// none.
func (p Parsed) DeclinedBenefit() Parsed {
	mark := declinedOnce
	if slices.Contains(p.Warnings, declinedOnce) {
		mark = declinedTwice
	}
	p.Warnings = slices.Clone(p.Warnings)
	if !slices.Contains(p.Warnings, mark) {
		p.Warnings = append(p.Warnings, mark)
	}
	slices.Sort(p.Warnings)
	return p
}

// declined counts how often a benefit was asked for in vain.
func (p Parsed) declined() int {
	switch {
	case slices.Contains(p.Warnings, declinedTwice):
		return enoughDeclines
	case slices.Contains(p.Warnings, declinedOnce):
		return 1
	}
	return 0
}
