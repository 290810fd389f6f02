package scrum

import "strings"

// LeadIns are the words that introduce the parts of a story when it is
// written out: "as a", "I want to", "so that". They are grammar, the reverse
// of what [Parse] reads, and so stand here and not in package locale. They
// agree with what follows as far as its first word tells; a part that is
// empty has none.
type LeadIns struct{ Situation, Role, Goal, Benefit string }

// LeadIns returns the lead-ins of a story in French or, for every other
// language, in English.
func (p Parsed) LeadIns() LeadIns {
	if p.Lang == French {
		return LeadIns{
			Situation: unlessEmpty(p.Situation, elided("lorsque", p.Situation)),
			Role:      unlessEmpty(p.Role, elided("en tant que", p.Role)),
			Goal:      unlessEmpty(p.Goal, frenchGoal(p.Goal)),
			Benefit:   unlessEmpty(p.Benefit, frenchBenefit(p.Benefit)),
		}
	}
	return LeadIns{
		Situation: unlessEmpty(p.Situation, "when"),
		Role:      unlessEmpty(p.Role, "as"+indefinite(p.Role)),
		Goal:      unlessEmpty(p.Goal, englishGoal(p.Goal)),
		Benefit:   unlessEmpty(p.Benefit, englishBenefit(p.Benefit)),
	}
}

func unlessEmpty(part, words string) string {
	if part == "" {
		return ""
	}
	return words
}

// elided drops the last vowel of "que" or "de" before a vowel: "en tant qu'".
// An h is taken for silent, as most are in the words people use here.
func elided(words, before string) string {
	first := strings.TrimLeft(Fold(before), `"«“ `)
	if first != "" && strings.ContainsRune("aeiouyhœ", []rune(first)[0]) {
		return words[:len(words)-1] + "'"
	}
	return words
}

// frenchGoal wishes for what one does and wants what one gets, as people say.
// A clause with a subject of its own would need "que"; nothing tells it from a
// noun for sure.
func frenchGoal(goal string) string {
	if isInfinitive(Fold(goal)) {
		return "je souhaite"
	}
	return "je veux"
}

func frenchBenefit(benefit string) string {
	folded := Fold(benefit)
	for _, link := range []string{"que ", "qu'", "de ", "d'"} { // typed with it
		if strings.HasPrefix(folded, link) {
			return "afin"
		}
	}
	if isInfinitive(folded) {
		return elided("afin de", benefit)
	}
	return elided("afin que", benefit)
}

// indefinite is " a" or " an", or nothing before a plural, a name or a number.
func indefinite(role string) string {
	word := leadingWord(Fold(role))
	switch {
	case word == "" || strings.HasSuffix(strings.Fields(role)[len(strings.Fields(role))-1], "s") && !strings.HasSuffix(role, "ss"):
		return ""
	case strings.ContainsAny(word[:1], "0123456789@<["):
		return ""
	case strings.ContainsAny(word[:1], "aeio") || word[0] == 'u' && !strings.HasPrefix(word, "us") && !strings.HasPrefix(word, "uni"):
		return " an"
	}
	return " a"
}

// englishGoal puts "to" before what is not plainly a noun.
func englishGoal(goal string) string {
	switch word := leadingWord(Fold(goal)); word {
	case "a", "an", "the", "my", "our", "your", "their", "this", "that", "these", "those", "all", "any", "every", "each",
		"some", "more", "less", "fewer", "no", "one", "two", "three", "access", "it":
		return "I want"
	default:
		if word != "" && strings.ContainsAny(word[:1], "0123456789@#<[") {
			return "I want"
		}
		return "I want to"
	}
}

// englishBenefit: "so that" before a clause, "in order to" before a verb in
// its bare form. A clause starts with its subject.
func englishBenefit(benefit string) string {
	folded := Fold(benefit)
	if strings.HasPrefix(folded, "not to ") {
		return "so as"
	}
	if isActionVerb(leadingWord(folded)) {
		return "in order to"
	}
	return "so that"
}

// isActionVerb knows the bare verbs that reasons most often start with.
func isActionVerb(word string) bool {
	switch word {
	case "save", "avoid", "reduce", "improve", "increase", "gain", "keep", "make", "find", "know", "see", "understand", "learn",
		"get", "help", "ensure", "prevent", "stay", "be", "have", "share", "decide", "plan", "track", "comply", "sell", "win",
		"spend", "earn", "meet", "protect", "speed", "cut", "stop", "start", "finish", "deliver", "manage", "not", "better":
		return true
	}
	return false
}
