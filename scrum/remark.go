package scrum

import "slices"

// Severity is how much a [Remark] matters.
type Severity string

// The severities, the gravest first.
const (
	SeverityError Severity = "error"
	SeverityWarn  Severity = "warn"
	SeverityInfo  Severity = "info"
)

// Remark is one thing that would make a story better. Rule is a code, such as
// "missing_benefit", that package locale explains. Hint is what the rule found
// outside the story, if it looks there: the persona that was probably meant,
// the key of a story that is alike, the usual template.
type Remark struct {
	Rule     string
	Severity Severity
	Hint     string
}

// Remarks returns everything that would make the story better, the most
// important first: errors, then warnings, then information, in the same order
// for the same story and no rule twice. Callers show at most three.
func Remarks(p Parsed) []Remark {
	d := draftOf(p)
	var found []Remark
	for _, r := range rulesFor(p.Kind) {
		if r.applies(d) && !slices.ContainsFunc(found, func(f Remark) bool { return f.Rule == r.code }) {
			found = append(found, Remark{Rule: r.code, Severity: r.severity})
		}
	}
	slices.SortStableFunc(found, func(a, b Remark) int { return a.Severity.rank() - b.Severity.rank() })
	return found
}

func (s Severity) rank() int {
	switch s {
	case SeverityError:
		return 0
	case SeverityWarn:
		return 1
	default:
		return 2
	}
}

// rule is one check of a draft. One without a test is what the parser checked
// already and warned of.
type rule struct {
	code     string
	severity Severity
	test     func(draft) bool
}

func (r rule) applies(d draft) bool {
	if r.test == nil {
		return slices.Contains(d.Warnings, r.code)
	}
	return r.test(d)
}

// draft is what was parsed, with its parts folded for comparing.
type draft struct {
	Parsed
	role, goal, benefit string
}

func draftOf(p Parsed) draft {
	return draft{Parsed: p, role: Fold(p.Role), goal: Fold(p.Goal), benefit: Fold(p.Benefit)}
}

// rulesFor returns the rules for a kind of text. Those of one severity are in
// the order in which they are shown.
func rulesFor(kind Kind) []rule {
	rules := []rule{
		warned("empty", SeverityError),
		warned("missing_role", SeverityError), warned("missing_goal", SeverityError),
		warned("placeholder_role", SeverityError), warned("placeholder_goal", SeverityError), warned("placeholder_benefit", SeverityError),
		{"privacy_security", SeverityInfo, func(d draft) bool { return d.Confidential() }},
		{"missing_benefit", SeverityWarn, draft.lacksBenefit},
		warned("missing_story", SeverityWarn), warned("not_a_story", strangeness(kind)),
		warned(severalStories, SeverityWarn), warned("multiple_goals", SeverityWarn), warned("multiple_benefits", SeverityWarn),
	}
	if told(kind) {
		rules = append(rules, storyRules()...)
	}
	return append(rules, []rule{
		{"too_many_criteria", SeverityWarn, func(d draft) bool { return len(d.Criteria) > maxCriteria }},
		{"untestable_criterion", SeverityInfo, func(d draft) bool { return slices.ContainsFunc(d.Criteria, untestable) }},
		{"dependency", SeverityInfo, draft.depends},
		warned("unsupported_language", SeverityInfo), warned("missing_want", SeverityInfo), warned("mixed_language", SeverityInfo),
		warned("negative_goal", SeverityInfo), warned("third_person", SeverityInfo), warned("spelling_en_tant_que", SeverityInfo),
		{"minimal_brackets", SeverityInfo, draft.bracketed},
		{"minimal_punctuation", SeverityInfo, draft.saysMore},
	}...)
}

// strangeness is how much it matters that a text is no story: a bug need not
// become one.
func strangeness(kind Kind) Severity {
	if kind == KindBug {
		return SeverityInfo
	}
	return SeverityWarn
}

// warned is the rule that the parser already checked.
func warned(code string, s Severity) rule { return rule{code: code, severity: s} }

// storyRules look at the parts of a story.
func storyRules() []rule {
	return []rule{
		{"atomic_verbs", SeverityWarn, draft.joinsVerbs},
		{"split_crud", SeverityWarn, draft.managesAll},
		{"solution_in_goal", SeverityWarn, func(d draft) bool { return namesSolution(d.goal) }},
		{"vague", SeverityWarn, func(d draft) bool { return d.vague(d.goal) }},
		{"too_long", SeverityWarn, draft.tooLong},
		{"one_word_goal", SeverityWarn, func(d draft) bool { return len(words(d.goal)) == 1 && missing(d.Goal, "goal") == "" }},
		{"circular_benefit", SeverityWarn, draft.circular},
		{"generic_role", SeverityInfo, func(d draft) bool { return genericRole().MatchString(d.role) }},
		{"role_not_user", SeverityInfo, func(d draft) bool { return technicalRole().MatchString(d.role) }},
		{"vague", SeverityInfo, func(d draft) bool { return d.vague(d.benefit) }},
	}
}
