package scrum

import (
	"cmp"
	"slices"
)

// Surroundings is what a product knows besides a story: what [RemarksIn]
// compares the story with. The zero value is a product without other stories.
type Surroundings struct {
	Personas []Persona // the roles of its stories
	Usual    Template  // of its last thirty stories, "" for none
	Like     []Story   // what resembles or opposes it, as far as the reader may see
	Linked   []string  // keys of the stories that it needs
	Velocity Points    // the median of its sprints
}

// RemarksIn returns what would make a story better where it stands, in the
// order of [Remarks], which says all that the story tells by itself.
func RemarksIn(s Story, around Surroundings) []Remark {
	found := around.likenesses(s)
	for _, r := range Remarks(s.Parsed) {
		if !around.settles(s, r.Rule) {
			found = append(found, r)
		}
	}
	if r, strange := around.strangeRole(s); strange {
		found = append(found, r)
	}
	if around.deviates(s) {
		found = append(found, Remark{Rule: "not_uniform", Severity: SeverityInfo, Hint: string(around.Usual)})
	}
	found = append(found, around.unplannable(s)...)
	slices.SortStableFunc(found, func(a, b Remark) int { return cmp.Compare(a.Severity.rank(), b.Severity.rank()) })
	return found
}

// deviates reports whether a story could be written as the team usually does
// and is not.
func (a Surroundings) deviates(s Story) bool {
	if !a.Usual.canReword() {
		return false
	}
	t := s.Template()
	return t != a.Usual && (t.canReword() || t == TemplateLabels)
}

// settles reports whether what stands around a story answers a remark on it:
// the team writes so, the story that it names is linked, the bug is told.
func (a Surroundings) settles(s Story, rule string) bool {
	switch rule {
	case "third_person":
		return a.Usual == TemplateThirdPerson
	case "missing_want":
		return a.Usual == TemplateInfinitive
	case "dependency":
		return a.links(s)
	case "not_a_story":
		return s.Kind == KindBug && s.Report.Complete()
	}
	return false
}

// links reports whether a story is linked to one that its words name.
func (a Surroundings) links(s Story) bool {
	return slices.ContainsFunc(Named(s), func(key string) bool { return slices.Contains(a.Linked, key) })
}

// likenesses is one remark: what is opposed matters more than what is alike.
func (a Surroundings) likenesses(s Story) []Remark {
	if len(a.Like) == 0 {
		return nil
	}
	var alike []Remark
	ours := goalStems(s.Parsed)
	for _, other := range a.Like {
		theirs := goalStems(other.Parsed)
		if opposed(s.Parsed, other.Parsed, slices.Contains(ours, negation) != slices.Contains(theirs, negation)) {
			return []Remark{{Rule: "conflict", Severity: SeverityInfo, Hint: other.Key}}
		}
		switch likeness(ours, theirs) {
		case Duplicate:
			alike = append(alike, Remark{Rule: "duplicate", Severity: SeverityWarn, Hint: other.Key})
		case Similar:
			alike = append(alike, Remark{Rule: "similar", Severity: SeverityInfo, Hint: other.Key})
		case Unlike:
		}
	}
	slices.SortStableFunc(alike, func(a, b Remark) int { return cmp.Compare(a.Severity.rank(), b.Severity.rank()) })
	return alike[:min(1, len(alike))]
}

// bigPoints is a size that is too big for any team's sprint.
const bigPoints = 13

// unplannable is what makes a story hard to plan: nobody can tell when it is
// done, or it fills a sprint.
func (a Surroundings) unplannable(s Story) []Remark {
	var found []Remark
	if len(s.Criteria) == 0 && told(s.Kind) {
		found = append(found, Remark{Rule: "no_criteria", Severity: SeverityInfo})
	}
	if s.Size.Known && (s.Size.Halves >= 2*bigPoints || a.Velocity.Known && a.Velocity.Halves > 0 && 2*s.Size.Halves > a.Velocity.Halves) {
		found = append(found, Remark{Rule: "too_big", Severity: SeverityWarn})
	}
	return found
}

// strangeRole remarks on a role that no other story has. A product that has
// hardly any story has no usual roles yet: there only a slip is one.
func (a Surroundings) strangeRole(s Story) (Remark, bool) {
	if !told(s.Kind) || s.Role == "" || missing(s.Role, "") != "" || genericRole().MatchString(Fold(s.Role)) {
		return Remark{}, false
	}
	known, slip := knows(a.Personas, s.Role, s.ID != 0)
	if known || slip.Name == "" && !settled(a.Personas) {
		return Remark{}, false
	}
	return Remark{Rule: "unknown_role", Severity: SeverityInfo, Hint: slip.Name}, true
}

// Median returns the middle one of sizes, of an even number the lower; of none
// it is unknown.
func Median(sizes []Points) Points {
	if len(sizes) == 0 {
		return Points{}
	}
	sorted := slices.Clone(sizes)
	slices.SortFunc(sorted, func(a, b Points) int { return cmp.Compare(a.Halves, b.Halves) })
	return sorted[(len(sorted)-1)/2]
}
