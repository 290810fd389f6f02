package scrum

import (
	"regexp"
	"slices"
	"strings"
)

// The limits come from 755 published stories: 98 % stay below them.
const (
	maxGoalWords  = 20
	maxStoryWords = 35
	maxCriteria   = 8
)

// sameness is the share of common words from which a benefit repeats its goal.
const sameness = 0.6

// told reports whether a kind has the parts of a story.
func told(kind Kind) bool { return kind == KindStory || kind == KindJobStory }

func (d draft) tooLong() bool {
	goal := len(strings.Fields(d.Goal))
	return goal > maxGoalWords || goal+len(strings.Fields(d.Role))+len(strings.Fields(d.Benefit)) > maxStoryWords
}

// vague reports whether a folded part promises what nobody can test.
func (d draft) vague(part string) bool {
	return vagueWord.MatchString(part) && missing(part, "") == "" && !d.measured()
}

// lacksBenefit reports whether nobody said why it matters, and there is still
// sense in asking.
func (d draft) lacksBenefit() bool {
	return slices.Contains(d.Warnings, "missing_benefit") && d.benefitless()
}

// benefitless reports whether a story has no benefit that one may ask for.
func (d draft) benefitless() bool { return d.Benefit == "" && d.declined() < enoughDeclines }

// measured reports whether the story or its criteria hold a number, which makes
// "fast" testable.
func (d draft) measured() bool {
	return strings.ContainsAny(d.Goal+d.Benefit+strings.Join(d.Criteria, ""), "0123456789")
}

// circular reports whether the benefit says the goal again.
func (d draft) circular() bool {
	goal, benefit := meaningful(d.goal), meaningful(d.benefit)
	common := 0
	for w := range goal {
		if benefit[w] {
			common++
		}
	}
	union := len(goal) + len(benefit) - common
	return union > 0 && float64(common) >= sameness*float64(union)
}

// meaningful returns the words of a folded text without the smallest ones.
func meaningful(folded string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words(folded) {
		switch w {
		case "i", "we", "can", "could", "be", "able", "to", "the", "a", "an", "je", "j", "on", "nous", "peux", "puisse", "puissions",
			"pouvoir", "de", "d", "l", "le", "la", "les", "un", "une", "des":
		default:
			set[w] = true
		}
	}
	return set
}

// bracketed reports whether a part holds an aside; a placeholder is none.
func (d draft) bracketed() bool {
	if !told(d.Kind) {
		return false
	}
	for _, part := range [...]string{d.Role, d.Goal, d.Benefit} {
		if strings.ContainsAny(part, "([{") && !strings.HasPrefix(missing(part, ""), "placeholder") {
			return true
		}
	}
	return false
}

var (
	moreText     = regexp.MustCompile(`[;:?!] ?\pL|\. \S| [–—] `)
	abbreviation = regexp.MustCompile(`\b(?:e\.g|i\.e|etc|ex|p\. ?ex|mr|mrs|dr|m|mme|vs|no|cf|approx|min|max|inc)\. |\d ?: ?\d|https?:`)

	issueKey  = regexp.MustCompile(`\b(?:US ?-?\d+|[A-Z][A-Z0-9]{1,9}-\d+)\b`)
	standard  = regexp.MustCompile(`\b(?:UTF|ISO|SHA|RFC|COVID|WCAG|PCI|AES|RSA|MP|UTC|GMT|EN|CO|COMPTE)-\d+\b`)
	dependsOn = regexp.MustCompile(`\b(?:depend(?:s|ent)? (?:on|de|du)|depends? (?:de |d')|same as|blocked by|idem|comme dans|bloquee? par|` +
		`suite (?:a|de) la story)\b`)
)

// saysMore reports whether a part goes on after its sentence.
func (d draft) saysMore() bool {
	if !told(d.Kind) {
		return false
	}
	for _, part := range [...]string{d.goal, d.benefit} {
		if moreText.MatchString(abbreviation.ReplaceAllString(part, "")) {
			return true
		}
	}
	return false
}

// depends reports whether the story speaks of another one.
func (d draft) depends() bool {
	return len(named(d.Parsed)) > 0 || dependsOn.MatchString(Fold(d.all()))
}

// all is everything that a story says.
func (p Parsed) all() string {
	return strings.Join(append([]string{p.Role, p.Goal, p.Benefit}, p.Criteria...), "\n")
}

// named returns what looks like the keys of other stories.
func named(p Parsed) []string {
	return issueKey.FindAllString(standard.ReplaceAllString(p.all(), ""), -1)
}

// Named returns the keys of other stories that a story's words name, each
// once. There need be no such stories.
func Named(s Story) []string {
	keys := slices.DeleteFunc(named(s.Parsed), func(key string) bool { return key == s.Key || !strings.Contains(key, "-") })
	slices.Sort(keys)
	return slices.Compact(keys)
}
