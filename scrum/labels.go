package scrum

import (
	"regexp"
	"slices"
	"strings"
)

// Labels that start lines of a story written as a form: "Role: accountant".
var (
	roleLabel = regexp.MustCompile(`^(?:role|who|actor|persona|user|as(?: an?)?|qui|acteur|utilisateur|en tant que?|en tant qu')` + fieldMark)
	goalLabel = regexp.MustCompile(`^(?:goal|what|want|need|means|i want(?: to)?|action|besoin|quoi|objectif|i need(?: to)?|we want|je veux|je souhaite|je voudrais|j'aimerais|nous voulons|souhait)` + fieldMark)
	whyLabel  = regexp.MustCompile(`^(?:benefit|why|value|reason|ends|outcome|so that|in order to|benefice|pourquoi|valeur|raison|but|` +
		`afin d[e'] ?|afin que|pour(?: que)?|gain)` + fieldMark)
)

// fieldMark stands between a label and what it names.
const fieldMark = `(?: ?[:=] ?| [-–—] )`

// field is which label a line begins with.
type field int

const (
	noField field = iota
	roleField
	goalField
	whyField
	titleField
)

// label returns the field that a line's label names, its language, and where
// what follows begins.
func label(shadow string) (f field, l Lang, end int) {
	for i, pattern := range [...]*regexp.Regexp{roleLabel, goalLabel, whyLabel} {
		if found := pattern.FindString(shadow); found != "" {
			return roleField + field(i), labelLang(strings.TrimRight(found, " :=-–—")), len(found)
		}
	}
	return noField, "", 0
}

func labelLang(name string) Lang {
	switch name {
	case "role", "action", "persona": // both
		return ""
	case "qui", "acteur", "utilisateur", "en tant que", "en tant qu'", "en tant qu", "besoin", "quoi", "objectif", "je veux", "je souhaite", "souhait",
		"benefice", "pourquoi", "valeur", "raison", "but", "afin de", "afin d'", "afin que", "pour", "pour que", "gain", "je voudrais", "j'aimerais", "nous voulons":
		return French
	}
	return English
}

// fielded puts on lines of their own the labeled fields that were typed on one
// line: "Who: buyer / What: pay by card".
func fielded(lines []line) []line {
	out := make([]line, 0, len(lines))
	for _, l := range lines {
		first, _, _ := label(l.shadow)
		if first == noField {
			out = append(out, l)
			continue
		}
		from, seen := 0, map[field]bool{first: true}
		for start := range wordsOf(l.shadow) {
			f, _, _ := label(l.shadow[start:])
			if f == roleField && seen[roleField] && seen[goalField] { // of another story
				clear(seen)
			}
			if f != noField && !seen[f] {
				out = append(out, line{passage: shade(l.cut(from, start)), bullet: l.bullet})
				from, seen[f] = start, true
			}
		}
		if from > 0 {
			l.passage = shade(l.cut(from, l.end()))
		}
		out = append(out, l)
	}
	return out
}

// forNobody reports whether labeled fields make a story without a role: a goal
// and a benefit, and nobody named in another way. What happens and why it does
// are the fields of a bug.
func forNobody(lines []line, benefit bool, goal string) bool {
	named := slices.ContainsFunc(lines, func(l line) bool { return l.holds(roleMark) })
	return benefit && !named && !complains(Fold(goal))
}

// readLabels reads a story written as labeled fields; it needs a
// goal and, beside it, a role or a benefit. A line without a label continues the field before it.
func readLabels(lines []line) (Parsed, bool) {
	parts := map[field]string{}
	seen := map[field]bool{}
	var heard []Lang
	current := titleField
	for _, p := range lines {
		f, lang, start := label(p.shadow)
		if f != noField {
			current, seen[f] = f, true
			if lang != "" {
				heard = append(heard, lang)
			}
		}
		parts[current] = parts[current] + "\n" + p.text[p.at[start]:]
	}
	if !seen[goalField] || !seen[roleField] && !forNobody(lines, seen[whyField], parts[goalField]) {
		return Parsed{}, false
	}
	r := reading{passage: shade(joined(lines)), heard: heard}
	r.out.Title = tidy(withoutNoise(parts[titleField]))
	r.out.Role = labeledRole(parts[roleField])
	r.out.Goal = r.labeledGoal(parts[goalField])
	r.out.Benefit = labeledWhy(parts[whyField])
	if len(r.heard) == 0 {
		r.heard = append(r.heard, guessed(Fold(joined(lines))))
	}
	return r.finished(KindStory), true
}
