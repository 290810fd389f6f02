package scrum

import "strings"

// role returns the marker of who speaks: the first that starts a clause; or,
// if none does, the last "as a" or "en tant que" before the want; or a bare
// "as" or "comme" that begins the text, if a want follows.
func (r *reading) role() mark {
	first := r.firstWant()
	var fallback mark
	for _, m := range of(roleMark, r.marks) {
		late := first.found() && m.start > first.start
		switch {
		case r.noRole(m):
		case r.standsAlone(m, first):
			if !late || r.mayComeLate(m) {
				return m
			}
		case !late && first.found() && r.mayComeLate(m) && !r.comparison(m):
			fallback = m
		}
	}
	if fallback.found() || !first.found() {
		return fallback
	}
	for _, m := range of(bareRole, r.marks) {
		if !r.noRole(m) {
			return m
		}
	}
	return mark{}
}

// standsAlone reports whether a marker needs no comma to be one: it begins a
// clause, or it is put in between as in "I as a manager want to", "je voudrais
// en tant que gérant".
func (r *reading) standsAlone(m, want mark) bool {
	return r.startsClause(m.start) || pronounBefore().MatchString(r.shadow[:m.start]) || m.lang == French && want.end+1 == m.start
}

// pronounBefore is all that stands before the role of "I as a manager want to".
var pronounBefore = lazily(`^(?:i|we|je|nous|moi) $`)

// firstWant is the first want of any strength.
func (r *reading) firstWant() mark {
	strong, weak := firstFrom(r.strong, 0), firstFrom(r.weak, 0)
	if !strong.found() || weak.found() && weak.start < strong.start {
		return weak
	}
	return strong
}

// noRole tells "as soon as", "as a reminder," and "comme convenu".
func (r *reading) noRole(m mark) bool {
	if m.lang == French {
		return notRoleFR().MatchString(r.shadow[m.start:])
	}
	if slip := slipRoleEN().FindStringSubmatch(r.shadow[m.start:]); slip != nil && isActor(slip[1]) {
		return false
	}
	if m.end-m.start > len("as ") {
		return notRoleAfterEN().MatchString(r.shadow[m.start:])
	}
	return notRoleEN().MatchString(r.shadow[m.start:])
}

// mayComeLate reports whether a marker may follow the goal: "I want to mute a
// channel, as a member"; "as my boss says" is more often something else.
func (r *reading) mayComeLate(m mark) bool {
	return m.lang == French || r.endsWith(m, " a", " an", " one of the", " one of our")
}

// comparison tells "such as a", "the same as a".
func (r *reading) comparison(m mark) bool {
	switch r.wordBefore(m.start) {
	case "such", "same", "as", "well", "act", "acts", "used", "known", "export", "exported", "saved", "save":
		return m.lang == English
	}
	return false
}

var article = lazily(`^(?:(?:the|an?|i|our|my|any|every|each|all|several|some|one of (?:the|our)|le|la|les|une?|des|notre|nos|mon|ma|mes|` +
	`chaque|tout|toute|tous les|plusieurs|certaine?s) |l'|d')`)

// roleName returns who lies between two places, without an article.
func (r *reading) roleName(from, to int) string {
	name := strings.Trim(r.withoutMarkers(from, to), ":? ")
	rest := article().FindString(Fold(name))
	if rest == "" || len(rest) >= len(Fold(name)) || strings.HasPrefix(Fold(name), "tout le monde") || strings.HasPrefix(strings.ToLower(name), "à") {
		return name
	}
	return string([]rune(name)[len([]rune(rest)):])
}

// withoutMarkers returns the author's words between two places. Who speaks in
// two roles, "as a buyer and as a seller", has both, without their markers.
func (r *reading) withoutMarkers(from, to int) string {
	var said strings.Builder
	for _, m := range of(roleMark, r.marks) {
		if m.start > from && m.end < to && !r.noRole(m) {
			said.WriteString(r.text[r.at[from]:r.at[m.start]])
			from = m.end
			for from < to && r.shadow[from] == ' ' {
				from++
			}
		}
	}
	return tidy(said.String() + r.text[r.at[from]:r.at[max(from, to)]])
}

// labeledRole returns the role of a labeled field, which may hold a marker.
func labeledRole(text string) string {
	r := reading{passage: shade(tidy(text))}
	start := 0
	for _, m := range of(roleMark, r.marks) {
		if m.start == 0 {
			start = m.end
		}
	}
	return r.roleName(start, r.end())
}
