package scrum

import (
	"slices"
	"strings"
)

var ofWord = lazily(` (?:of|in|from|with|on|at|who|de|du|des|en|chez|qui) | d'`)

var mustBe = lazily(`^(?:il )?(?:faut|faudrait) qu(?:e |')`)

// maxSubjectWords is how long the subject of a third-person story may be.
const maxSubjectWords = 6 // five, and an article

// thirdPerson reads "R can G so that B" if R is someone who acts. A benefit may
// come first: "To save calls, customers should be able to …".
func (r *reading) thirdPerson() (Parsed, bool) {
	start := 0
	opening := r.openingWhy(r.end())
	if opening.found() && opening.start == 0 {
		start = min(r.nextClause(opening.end, r.end())+1, r.end())
	}
	clause := start
	hope := len(hopes().FindString(r.shadow[start:]))
	start += max(len(mustBe().FindString(r.shadow[start:])), hope)
	verb := firstFrom(of(ability, r.marks), start)
	if !verb.found() || r.asks() || leaks(r.shadow) || hope == 0 && r.follows(verb.start, "were", "pouvait", "pouvaient") {
		return Parsed{}, false
	}
	subject := strings.TrimSpace(r.shadow[start:verb.start])
	subjectEnd := verb.start
	if not := cannotWord().FindString(r.shadow[verb.end:]); not != "" {
		if !obliges(r.shadow[verb.start:verb.end]) {
			return Parsed{}, false
		}
		verb.end, verb.not = verb.end+len(not), refusal(not, verb.lang)
		subject = strings.TrimSuffix(subject, " ne")
		subjectEnd = start + strings.Index(r.shadow[start:], subject) + len(subject)
	}
	role, ok := r.wisher(start, subjectEnd, verb)
	if !ok {
		return Parsed{}, false
	}
	if clause > 0 {
		r.hear(opening)
		r.out.Benefit = r.cut(opening.end, clause)
	}
	return r.passedOn(role, verb), true
}

var (
	capability   = lazily(`(?:able to|allowed to|pouvoir|en mesure d(?:e|')|capables? d(?:e|'))$`)
	passive      = lazily(`^ (?:be|etre) [a-z]+(?:ed|en|e|es|i|is|u|us)\b`)
	anyOne       = lazily(`^(?:(?:the|an?|any|every|each|our|all|several|some|my|le|la|les|une?|chaque|tout|toute|tous les|toutes les|nos|notre|mon|ma|mes|plusieurs) |l')`)
	manyAtTheEnd = lazily(`[a-z]s$`)
)

// acts reports whether the subject of a verb is someone. Whoever "should be
// able to" is, or wants something, unless it is a thing; who merely "can" must
// be known to act.
func acts(subject string, l Lang, able bool) bool {
	if isActor(subject) {
		return true
	}
	if at := ofWord().FindStringIndex(subject); at != nil && at[0] > 0 {
		subject = subject[:at[0]]
	}
	determined := anyOne().MatchString(subject)
	name := words(article().ReplaceAllString(subject, ""))
	if len(name) == 0 || !determined && !manyAtTheEnd().MatchString(subject) {
		return false
	}
	head := name[0]
	if l == English {
		head = name[len(name)-1]
	}
	head = strings.TrimSuffix(head, "s")
	if isAgent(head, l) {
		return true
	}
	return able && determined && len(head) > 2 && !isThing(head)
}

// isActor reports whether the head of a folded noun phrase is someone: in
// English the last word before "of" and the like, in French the first.
func isActor(phrase string) bool {
	if at := ofWord().FindStringIndex(phrase); at != nil && at[0] > 0 {
		phrase = phrase[:at[0]]
	}
	phrase = article().ReplaceAllString(phrase, "")
	head := words(phrase)
	if len(head) == 0 || slices.Contains(head, "ne") || slices.Contains(head, "n") || slices.Contains(head, "not") {
		return false
	}
	last := strings.TrimSuffix(head[len(head)-1], "s")
	if isEnglishActor(last) {
		return true
	}
	for i, w := range head {
		if isFrenchActor(strings.TrimSuffix(w, "s")) {
			return i == 0 || i == 1 && isEarlyAdjective(strings.TrimSuffix(head[0], "s"))
		}
	}
	return false
}
