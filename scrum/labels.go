package scrum

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// field is which label a line begins with.
type field int

const (
	noField field = iota
	roleField
	goalField
	whyField
	titleField
)

// longestLabel bounds where the sign after a label is looked for.
const longestLabel = len("nous voulons —")

// label returns the field that a line's label names ("Role: accountant"), its
// language, and where what follows begins. A dash stands apart from both.
func label(shadow string) (f field, l Lang, end int) {
	at := strings.IndexAny(shadow[:min(longestLabel, len(shadow))], ":=-–—")
	if at < 0 {
		return noField, "", 0
	}
	sign, size := utf8.DecodeRuneInString(shadow[at:])
	name, before := strings.CutSuffix(shadow[:at], " ")
	rest, after := strings.CutPrefix(shadow[at+size:], " ")
	if f, l = fieldNamed(name); f == noField || sign != ':' && sign != '=' && (!before || !after) {
		return noField, "", 0
	}
	return f, l, len(shadow) - len(rest)
}

// fieldNamed returns the field that a name stands for, and the language of the
// name: none if both use it.
func fieldNamed(name string) (field, Lang) {
	switch name {
	case "role", "persona":
		return roleField, ""
	case "who", "actor", "user", "as", "as a", "as an":
		return roleField, English
	case "qui", "acteur", "utilisateur", "en tant que", "en tant qu'", "en tant qu":
		return roleField, French
	case "action":
		return goalField, ""
	case "goal", "what", "want", "need", "means", "i want", "i want to", "i need", "i need to", "we want":
		return goalField, English
	case "besoin", "quoi", "objectif", "souhait", "je veux", "je souhaite", "je voudrais", "j'aimerais", "nous voulons":
		return goalField, French
	case "benefit", "why", "value", "reason", "ends", "outcome", "so that", "in order to":
		return whyField, English
	case "benefice", "pourquoi", "valeur", "raison", "but", "afin de", "afin d'", "afin que", "pour", "pour que", "gain":
		return whyField, French
	}
	return noField, ""
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
