package scrum

import (
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
	return promisesVaguely(part) && missing(part, "") == "" && !d.measured()
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
func (d draft) circular() bool { return jaccard(meaningful(d.goal), meaningful(d.benefit)) >= sameness }

// meaningful returns the words of a folded text without the smallest ones,
// each once.
func meaningful(folded string) []string {
	var kept []string
	for _, w := range words(folded) {
		switch w {
		case "i", "we", "can", "could", "be", "able", "to", "the", "a", "an", "je", "j", "on", "nous", "peux", "puisse", "puissions",
			"pouvoir", "de", "d", "l", "le", "la", "les", "un", "une", "des":
		default:
			if !slices.Contains(kept, w) {
				kept = append(kept, w)
			}
		}
	}
	return kept
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
	moreText     = lazily(`[;:?!] ?\pL|\. \S| [–—] `)
	abbreviation = lazily(`\b(?:e\.g|i\.e|etc|ex|p\. ?ex|mr|mrs|dr|m|mme|vs|no|cf|approx|min|max|inc)\. |\d ?: ?\d|https?:`)

	issueKey  = lazily(`\b(?:US ?-?\d+|[A-Z][A-Z0-9]{1,9}-\d+)\b`)
	standard  = lazily(`\b(?:UTF|ISO|SHA|RFC|COVID|WCAG|PCI|AES|RSA|MP|UTC|GMT|EN|CO|COMPTE)-\d+\b`)
	dependsOn = lazily(`\b(?:depend(?:s|ent)? (?:on|de|du)|depends? (?:de |d')|same as|blocked by|idem|comme dans|bloquee? par|` +
		`suite (?:a|de) la story)\b`)
)

// saysMore reports whether a part goes on after its sentence.
func (d draft) saysMore() bool { return told(d.Kind) && (runsOn(d.goal) || runsOn(d.benefit)) }

// runsOn looks for the marks between sentences first, because few parts have
// one.
func runsOn(part string) bool {
	return strings.ContainsAny(part, ";:?!.–—") && moreText().MatchString(abbreviation().ReplaceAllString(part, ""))
}

// depends reports whether the story speaks of another one.
func (d draft) depends() bool {
	return len(named(d.Parsed)) > 0 || saysDependent(Fold(d.all()))
}

// saysDependent looks for a telling piece first, because few texts have one.
func saysDependent(folded string) bool {
	return mentions(folded, "depend", "same as", "blocked by", "idem", "comme dans", "bloque", "la story") && dependsOn().MatchString(folded)
}

// all is everything that a story says.
func (p Parsed) all() string {
	return strings.Join(append([]string{p.Role, p.Goal, p.Benefit}, p.Criteria...), "\n")
}

// named returns what looks like the keys of other stories. The capitals that
// all of them have are looked for first.
func named(p Parsed) []string {
	text := p.all()
	if !hasCapitals(text) {
		return nil
	}
	return issueKey().FindAllString(standard().ReplaceAllString(text, ""), -1)
}

// hasCapitals reports whether a capital is followed by another or by a digit.
func hasCapitals(text string) bool {
	isCapital := func(b byte) bool { return b >= 'A' && b <= 'Z' }
	for i := 1; i < len(text); i++ {
		if isCapital(text[i-1]) && (isCapital(text[i]) || isDigit(text[i])) {
			return true
		}
	}
	return false
}

// Named returns the keys of other stories that a story's words name, each
// once. There need be no such stories.
func Named(s Story) []string {
	keys := slices.DeleteFunc(named(s.Parsed), func(key string) bool { return key == s.Key || !strings.Contains(key, "-") })
	slices.Sort(keys)
	return slices.Compact(keys)
}
