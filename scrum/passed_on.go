package scrum

import (
	"cmp"
	"strings"
)

// People pass on what others want: "the client told me she wants …", "Ines
// asked if we could …", « ce serait bien que les clients puissent … ».
var (
	// hopes comes before a clause in the third person.
	hopes = lazily(`^(?:(?:it|that) (?:would|wud|could)|it'd|that'd|would|wud) be (?:so |really |very |super )?` + niceEN + ` if |` +
		`^(?:(?:ce|ca|il) |c' ?)?(?:serait|srait|faudrait) (?:vraiment |tres |super |hyper |trop |bien )?(?:` + niceFR + ` )?(?:si |qu(?:e |'))`)
	hopesFor = lazily(`^(?:(?:it|that) (?:would|wud|could)|it'd|that'd|would|wud) be (?:so |really |very |super )?` + niceEN +
		` for ((?:[a-z'-]+ ){1,5}?)to (?:be able to )?`)

	// said parts who tells from what they tell.
	said = lazily(` (?:(?:told|tells|said|says|mentioned|explained|thinks|insists|wrote|writes)(?: (?:to )?(?:me|us|him|her|them))?(?: (?:yesterday|today|again|this morning))?(?: that)? |` +
		`(?:(?:m'|nous |me )?(?:a |ont )?)(?:dit|disent|explique(?:nt)?|ecrit|ecrivent|signale(?:nt)?|rappelle(?:nt)?)(?: (?:hier|encore|ce matin|aussi))? qu(?:e |'))`)

	askedEN = lazily(`^(.{2,60}?) (?:(?:has|have|is|are|just|also|already|recently|often|always|keeps?|kept|still) )*(?:` +
		`(?:asked|asks?|asking|begged|wondered|wonders?) (?:(?:me|us|again|yesterday|today) )*(?:for|to|` +
		`(?:if|whether) (?:it's|it is|it was|it would be) possible(?: for (?:him|her|them|us|me))? to|` +
		`(?:if|whether) (?:we|they|he|she|i|you|it) (?:could|can|would|might)(?: be (?:possible|able) to)?)|requested|(?:is|are) requesting) `)
	askedFR = lazily(`^(.{2,60}?) (?:m'|me |nous )?(?:a |ont )?(?:re)?(?:demande|demandent|reclame|reclament) (?:(?:encore|souvent|regulierement|hier|toujours) )*` +
		`((?:a|de) |d'|s(?:i |')(?:on|nous|ils?|elles?|je) (?:pouvait|pourrait|peut|pouvaient|pouvions|pourrions|peuvent|pourraient) |` +
		`s(?:i c'|'il )(?:est|etait|serait) possible (?:de |d')|s'il y (?:a|avait|aurait) moyen (?:de |d'))?`)

	volition    = lazily(`^(?:wants?|wanted|wish|would (?:really )?(?:like|love)|d (?:like|love)|veu|voud|voul|souhait|aimer)`)
	forHer      = lazily(`\b(?:(?:so|that|because|bc) s?he|(?:qu'|car )elle)\b`)
	courtesy    = lazily(`^(?:mr|mrs|ms|dr|mme|mlle|monsieur|madame|m\.|@)\.? ?`)
	besides     = lazily(`^[^ ,(]+(?: [^ ,(]+)?(?:, | \(| (?:from|in|at|du|de|des|d'|chez) ?)(.{2,60}?)[,)]?$`)
	sentenceEnd = lazily(`[.!?] `)
	whenTold    = lazily(` (?:au|par|on|by|hier|ce|cet|cette|this|yesterday|today|about|last) `)
	someNoun    = lazily(`(?:^| )(?:(?:the|an?|our|my|one of (?:the|our)|several|some|many|most|le|la|les|une?|des|notre|nos|mon|ma|mes|plusieurs|certaine?s|` +
		`beaucoup d[e']) ?|l')`)
)

// longestTelling is how many bytes may say who wants something.
const longestTelling = 160

// asked reads what somebody asked for.
func (r *reading) asked() (Parsed, bool) {
	opening := r.shadow[:min(len(r.shadow), longestTelling)]
	if r.asks() || !mentions(opening, "ask", "begged", "wonder", "request", "demand", "reclam") {
		return Parsed{}, false
	}
	want := mark{sense: strongWant, lang: English}
	at := askedEN().FindStringSubmatchIndex(opening)
	if at == nil {
		want.lang = French
		at = askedFR().FindStringSubmatchIndex(opening)
	}
	if at == nil || complains(r.shadow[at[1]:]) {
		return Parsed{}, false
	}
	want.start, want.end = at[3], at[1]
	sure := want.lang == English || at[4] >= 0 // « l'écran demande un code » is no wish
	role, ok := r.somebody(at[2], at[3], want.lang, sure)
	if !ok {
		return Parsed{}, false
	}
	return r.passedOn(role, want), true
}

// hoped reads « ce serait bien que l'appli se souvienne de mes filtres », where
// nobody acts.
func (r *reading) hoped() (Parsed, bool) {
	hope := hopes().FindString(r.shadow)
	if !strings.HasSuffix(hope, "que ") && !strings.HasSuffix(hope, "qu'") || r.asks() {
		return Parsed{}, false
	}
	return r.passedOn("", mark{end: len(hope), sense: strongWant, lang: French}), true
}

// hopedFor reads "it would be good for nurses to see allergies".
func (r *reading) hopedFor() (Parsed, bool) {
	at := hopesFor().FindStringSubmatchIndex(r.shadow)
	if at == nil || r.asks() || !isActor(strings.TrimSpace(r.shadow[at[2]:at[3]])) {
		return Parsed{}, false
	}
	return r.passedOn(r.roleName(at[2], at[3]), mark{start: at[3], end: at[1], sense: strongWant, lang: English}), true
}

// passedOn reads a goal that somebody else has. A person whom nothing but a name
// tells has no role; it is asked for.
func (r *reading) passedOn(role string, want mark) Parsed {
	r.out.Role = role
	if role != "" {
		r.warn("third_person")
	}
	r.goalFrom(want, r.end())
	return r.finished(KindStory)
}

// wisher returns the role of who the subject of a verb is in [from, to): if it
// is "she", of the one who was named before.
func (r *reading) wisher(from, to int, verb mark) (role string, ok bool) {
	if to-from > longestTelling {
		return "", false
	}
	before := 0
	if at := said().FindStringIndex(r.shadow[from:to]); at != nil {
		before, from = from+at[0], from+at[1]
	}
	if at := sentenceEnd().FindAllStringIndex(r.shadow[from:to], -1); at != nil && r.pronounAt(from, to) < 0 {
		from += at[len(at)-1][1]
	}
	words := r.shadow[verb.start:verb.end]
	wishes := volition().MatchString(words)
	if she := r.pronounAt(from, to); she >= 0 && (wishes || mentions(words, "need", "besoin")) {
		return r.somebody(0, cmp.Or(before, she), verb.lang, true)
	}
	subject := strings.TrimSpace(r.shadow[from:to])
	able := wishes || capability().MatchString(words) && !passive().MatchString(r.shadow[verb.end:])
	if isPhrase(subject) && acts(subject, verb.lang, able) {
		return r.roleName(from, to), true
	}
	if wishes || courtesy().MatchString(subject) || forHer().MatchString(r.shadow[verb.end:]) {
		return r.person(from, to)
	}
	return "", false
}

// isPhrase reports whether words may be a subject: few, and no clause ends
// among them.
func isPhrase(words string) bool {
	return !strings.ContainsAny(words, ",;:.!?(") && len(strings.Fields(words)) <= maxSubjectWords
}

// pronounAt returns where "she" or the like stands as the last word of
// [from, to), or -1.
func (r *reading) pronounAt(from, to int) int {
	clause := strings.TrimRight(r.shadow[from:to], " '")
	at := max(strings.LastIndexAny(clause, ",;.!?"), -1) + 1
	switch strings.TrimSpace(clause[at:]) {
	case "she", "he", "they", "elle", "il", "elles", "ils":
		return from + at
	}
	return -1
}

// somebody returns the role of who is told of in [from, to), "" for a person
// by name. It reports false if there is nobody.
func (r *reading) somebody(from, to int, l Lang, sure bool) (role string, ok bool) {
	if role, ok = r.person(from, to); ok && (sure || role != "") {
		return role, true
	}
	phrase := r.shadow[from:to]
	if at := someNoun().FindStringIndex(phrase); at != nil && !isActor(phrase[:at[0]]) {
		from += at[0]
	} else if at := strings.LastIndexAny(phrase, ",;:.!? "); at >= 0 && !isActor(phrase) {
		from += at + 1
	}
	if at := whenTold().FindStringIndex(r.shadow[from:to]); at != nil && at[0] > 0 {
		to = from + at[0]
	}
	if !acts(strings.TrimSpace(r.shadow[from:to]), l, sure) {
		return "", false
	}
	return r.roleName(from, to), true
}

// person reports whether somebody is named in [from, to), and returns what else
// is said of them: "Samir", "Samir, our accountant,".
func (r *reading) person(from, to int) (role string, ok bool) {
	subject := strings.TrimSpace(r.shadow[from:to])
	from += strings.Index(r.shadow[from:to], subject)
	from += len(courtesy().FindString(subject))
	subject = courtesy().ReplaceAllString(subject, "")
	if at := besides().FindStringSubmatchIndex(subject); at != nil {
		text := r.cut(from+at[2], from+at[3])
		if isActor(Fold(text)) && isName(subject[:at[2]]) {
			return labeledRole(text), true
		}
	}
	return "", isName(subject)
}

// isName reports whether words that somebody's wish follows may be the names of
// people: few, and no words that everybody knows.
func isName(subject string) bool {
	names := words(subject)
	for _, w := range names {
		small := smallWord(w) != "" && !isInfinitiveWord(w)
		if w != "and" && w != "et" && w != "from" && w != "de" && (small || isActor(w) || isThing(w) || isNobody(w)) {
			return false
		}
	}
	return len(names) > 0 && len(names) <= 3
}

// isNobody lists subjects of a wish that name nobody.
func isNobody(word string) bool {
	switch word {
	case "someone", "somebody", "nobody", "one", "quelqu", "personne", "qui", "whoever", "whichever", "also", "just", "really", "then", "so", "but", "mais",
		"donc", "ok", "hello", "help", "bug", "info", "if", "si", "quand", "aussi", "was", "been", "ai", "only", "still", "no", "more", "any", "plus", "mode":
		return true
	}
	return false
}
