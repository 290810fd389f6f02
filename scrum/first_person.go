package scrum

import "strings"

// What says "their" in the third person says "my" in the first, if nobody else
// was named before: the client cancels « sa commande », I cancel « ma commande ».
var (
	possessiveEN = lazily(`^((?:\S+ )+?)(his or her|his/her|their|her|his) \S`)
	possessiveFR = lazily(`^((?:\S+ )+?)(son|sa|ses|leur|leurs) \S`)
	someoneElse  = lazily(`\b(?:l'|(?:the|an?|this|these|all|every|le|la|les|une?|des|du|aux?|cet?|cette|ces|et|and) )`)
	beingTold    = lazily(`^(?:be|etre|se|me|m'|s') ?`)
	reflexiveEN  = lazily(`\b(?:himself|herself|themselves|themself)\b`)
	reflexiveFR  = lazily(`^((?:ne (?:pas|plus|jamais) )?)(?:se |s['’])(\S.*)$`)
)

// firstPerson returns a goal, or a reason, that was told of somebody as that
// person says it.
func firstPerson(part string, l Lang) string {
	if l != French {
		return reflexiveEN().ReplaceAllString(owned(part, possessiveEN), "myself")
	}
	if m := reflexiveFR().FindStringSubmatch(part); m != nil && isInfinitive(Fold(m[2])) {
		part = m[1] + elided("me", m[2]) + spaceUnlessElided(m[2]) + m[2]
	}
	return owned(part, possessiveFR)
}

// owned puts the first "their" of a part into the first person, unless it is
// far enough from the verb to be somebody else's.
func owned(part string, possessive pattern) string {
	m := possessive().FindStringSubmatchIndex(part)
	if m == nil {
		return part
	}
	before := Fold(part[:m[3]])
	near := 2
	if beingTold().MatchString(before) {
		near = 4
	}
	if len(strings.Fields(before)) > near || someoneElse().MatchString(before) {
		return part
	}
	mine := "my"
	switch part[m[4]:m[5]] {
	case "son":
		mine = "mon"
	case "sa":
		mine = "ma"
	case "ses":
		mine = "mes"
	case "leur":
		mine = "notre"
	case "leurs":
		mine = "nos"
	}
	return part[:m[4]] + mine + part[m[5]:]
}

// spaceUnlessElided is what stands between "me" and a verb.
func spaceUnlessElided(verb string) string {
	if strings.HasSuffix(elided("me", verb), "'") {
		return ""
	}
	return " "
}

// inFirstPerson returns p as its role says it.
func (p Parsed) inFirstPerson() Parsed {
	p.Goal = firstPerson(p.Goal, p.Lang)
	if p.Lang == French && isInfinitive(Fold(p.Benefit)) || p.Lang != French && isActionVerb(leadingWord(Fold(p.Benefit))) {
		p.Benefit = firstPerson(p.Benefit, p.Lang)
		return p
	}
	p.Benefit = subjectOfReason().ReplaceAllStringFunc(p.Benefit, func(who string) string {
		if p.Lang == French {
			return "je puisse"
		}
		return "I " + who[strings.IndexByte(who, ' ')+1:]
	})
	return p
}

// subjectOfReason is who a reason goes on about, where the verb stays the same.
var subjectOfReason = lazily(`^(?:(?:they|he|she) (?:can|could|will|would|must|should|may|don't|didn't|won't|can't|never)|(?:ils?|elles?) puisse(?:nt)?)\b`)
