package scrum

import "strings"

// roleThenWant reads "As a R, I want G so that B", with the benefit or a
// situation possibly before the role or between role and want.
func (r *reading) roleThenWant(role, want mark) Parsed {
	r.preface(role.start)
	r.hear(role)
	roleEnd := want.start
	if why := r.whyBetween(role.end, want.start); why.found() && r.out.Benefit == "" {
		r.hear(why)
		r.out.Benefit = r.cut(why.end, want.start)
		roleEnd = why.start
	} else if at := r.situationIn(role.end, want.start); at.found() && r.out.Situation == "" {
		r.out.Situation = r.cut(at.end, want.start)
		roleEnd = at.start
	}
	r.out.Role = r.roleName(role.end, roleEnd)
	r.noteSpelling(role)
	r.goalFrom(want, r.end())
	return r.finished(KindStory)
}

// whyBetween finds the benefit of "As a PO, in order to B, I want G".
func (r *reading) whyBetween(from, to int) mark {
	if m := within(r.whys, from, to); m.found() {
		return m
	}
	weak := of(weakWhy, r.marks)
	for _, m := range weak {
		if m.lang == French && m.start >= from && m.end <= to && r.startsClause(m.start) && isInfinitive(r.shadow[m.end:to]) {
			return m
		}
	}
	for _, m := range weak {
		if m.lang == English && m.start >= from && m.end <= to && r.afterComma(m.start) {
			m.end = m.start + len("to ")
			return m
		}
	}
	return mark{}
}

// wantThenRole reads "I want G, as a R, so that B".
func (r *reading) wantThenRole(want, role mark) Parsed {
	r.prefaceOfWant(want)
	r.hear(role)
	why := r.why(role.end, r.end())
	end := r.end()
	if why.found() {
		r.hear(why)
		end = why.start
		r.out.Benefit = r.cut(why.end, r.end())
	}
	roleEnd := r.nextClause(role.end, end)
	if verb := r.infinitiveIn(role.end, roleEnd); verb > 0 && r.cut(want.end, role.start) == "" {
		roleEnd = verb // "je voudrais en tant que gérant voir …"
	}
	r.out.Role = r.roleName(role.end, roleEnd)
	r.noteSpelling(role)
	r.goalFrom(want, role.start)
	if rest := r.cut(roleEnd, end); r.out.Goal == "" { // "I need, as a coach, to message athletes"
		r.out.Goal = r.goal(mark{end: roleEnd, lang: want.lang, not: want.not}, end)
	} else if rest != "" {
		r.out.Goal += ", " + rest
	}
	return r.finished(KindStory)
}

// roleOnly reads "As a R, export my data so that B", which lacks "I want". Long
// words without a comma are no role.
func (r *reading) roleOnly(role mark) (Parsed, bool) {
	why := r.strongWhy(role.end, r.end())
	roleEnd := r.nextClause(role.end, r.end())
	if why.found() && why.start < roleEnd {
		roleEnd = why.start
	}
	if verb := r.infinitiveIn(role.end, roleEnd); role.lang == French && verb > 0 {
		roleEnd = verb
	}
	if said := strings.TrimLeft(r.shadow[roleEnd:], ",:; "); subject().MatchString(said) && complains(said) {
		return Parsed{}, false // "As a user, I cannot log in", "As a client, my cart is empty since Monday"
	}
	if roleEnd == r.end() && len(words(r.cut(role.end, roleEnd))) > maxRoleWords {
		return Parsed{}, false
	}
	r.out.Warnings = nil // strongWhy may have warned; goalFrom looks again
	r.preface(role.start)
	r.hear(role)
	r.out.Role = r.roleName(role.end, roleEnd)
	r.noteSpelling(role)
	r.warn("missing_want")
	heard := len(r.heard)
	r.goalFrom(mark{start: roleEnd, end: roleEnd, lang: role.lang}, r.end())
	r.heard = append(r.heard[:heard], r.heard[heard+1:]...) // the absent want has no voice
	return r.finished(KindStory), true
}

// does returns the "wants to" or "should be able to" of a role that lacks its
// "I", as in "As a user, want to export".
func (r *reading) does(role mark) mark {
	verb := firstFrom(of(ability, r.marks), role.end)
	if !verb.found() || subordinate(r.wordBefore(verb.start)) || cannotWord().MatchString(r.shadow[verb.end:]) {
		return mark{}
	}
	between := r.shadow[role.end:verb.start]
	if who := strings.TrimRight(between, ", "); len(words(who)) > maxRoleWords || strings.ContainsAny(who, ",;:.") || anotherSubject().MatchString(who) {
		return mark{}
	}
	return verb
}

var anotherSubject = lazily(` (?:i|we|it|this|that|there|the|an?|my|our|je|on|nous|il|elle|ca|cela|le|la|les|une?|mon|ma|mes)\b| l'`)

// subject begins a clause that states something, where a story would say what
// somebody does or has.
var subject = lazily(`^(?:(?:i|we|my|our|the|it|there|je|on|nous|mon|ma|mes|nos|notre|le|la|les|ca|il|elle|tout) |(?:j|l|c)'|i'm )`)

// maxRoleWords is how long a role may be when nothing shows where it ends.
const maxRoleWords = 6

// infinitiveIn returns the place of an infinitive after the first word, or 0.
func (r *reading) infinitiveIn(from, to int) int {
	seen := 0
	for i := from; i < to; {
		word := r.wordAt(i)
		if word == "" {
			i++
			continue
		}
		for i < to && !isWordByte(r.shadow[i]) {
			i++
		}
		if seen > 0 && isInfinitiveWord(word) {
			return i
		}
		seen++
		i += len(word)
	}
	return 0
}

// wantOnly reads what has no role: "I want G so that B", "In order to B, I want
// G", and the job story "When S, I want G, so I can B".
func (r *reading) wantOnly(want mark) (Parsed, bool) {
	opening := r.openingWhy(want.start)
	situation := r.situationIn(0, want.start)
	opened := opening.found() || situation.found()
	if !opened && !r.startsClause(want.start) && !connective(r.wordBefore(want.start)) {
		return Parsed{}, false
	}
	if reports().MatchString(r.shadow[want.end:]) {
		return Parsed{}, false
	}
	if r.isWeak(want) && !opened && !r.storyLike(want) {
		return Parsed{}, false
	}
	r.prefaceOfWant(want)
	r.goalFrom(want, r.end())
	if r.out.Situation != "" && situation.found() {
		return r.finished(KindJobStory), true
	}
	return r.finished(KindStory), true
}

// isWeak reports whether a want is no more than an "I can".
func (r *reading) isWeak(want mark) bool {
	strong := firstFrom(r.strong, want.start)
	return !strong.found() || strong.start != want.start
}

var (
	bareAbility = lazily(`^(?:(?:i|we|je|on|nous) (?:can|could|may|will|have|must|peux|peut|pourrais|pourrait|pouvons)|` +
		`(?:we|on|nous) (?:should|shall|doit|devrait|devons))\b`)
	enabled = lazily(`^.{2,12} (?:be able|pouvoir|etre en mesure)\b`)
	reports = lazily(`^ ?(?:to |vous |te )?(?:report|flag|signaler|remonter|faire remonter) (?:an? |une? )?` +
		`(?:bugs?|issues?|problems?|errors?|erreurs?|problemes?|anomalies?|bogues?)\b`)
)

// storyLike reports whether a weak want that nobody's role precedes makes a
// story: "I can see other people's invoices" is a fact, not a wish.
func (r *reading) storyLike(want mark) bool {
	said := r.shadow[want.start:]
	if r.asks() {
		return false
	}
	return !bareAbility().MatchString(said) || enabled().MatchString(said) || within(r.whys, want.end, r.end()).found()
}

// noteSpelling warns of "en temps que".
func (r *reading) noteSpelling(role mark) {
	if words := r.shadow[role.start:role.end]; role.lang == French && !strings.HasPrefix(words, "en tant qu") && !strings.Contains(words, "qualite") &&
		!strings.HasPrefix(words, "comme") {
		r.warn("spelling_en_tant_que")
	}
}
