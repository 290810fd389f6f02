package scrum

import (
	"slices"
	"strings"
)

// negated returns the wants that are refused: "I don't want", "je ne veux plus".
func (r *reading) negated() []mark {
	var found []mark
	for _, m := range of(noWant, r.marks) {
		words := r.shadow[m.start:m.end]
		switch {
		case m.lang == English && strings.Contains(words, "no longer"):
			m.not = "no longer"
		case m.lang == English:
			m.not = "not"
		case !frenchNot().MatchString(words):
			m.not = "ne" // "je ne veux recevoir aucun mail"
		default:
			m.not = "ne " + frenchNot().FindString(words)
		}
		found = append(found, m)
	}
	return found
}

var (
	frenchNot  = lazily(`\b(?:pas|plus|jamais)\b`)
	cleftIs    = lazily(`^,? (?:is|would be|c'est|ce serait)\b`)
	cannotWord = lazily(`^(?:'|n't| ?not\b| pas\b| plus\b| jamais\b)`)
)

// ownWants keeps of the wants those that are the author's main clause, in
// order. "so that I need", "when I want" and "I can't" are not.
func (r *reading) ownWants(wants []mark) []mark {
	slices.SortStableFunc(wants, func(a, b mark) int { return a.start - b.start })
	ends := map[int]bool{}
	for _, m := range append(slices.Clone(r.whys), r.medium...) {
		ends[m.end], ends[m.end+1] = true, true
	}
	var own []mark
	for _, w := range wants {
		if w.not == "" && r.cleft(&w) {
			own = append(own, w)
			continue
		}
		if ends[w.start] || subordinate(r.wordBefore(w.start)) {
			continue
		}
		if w.not != "" || r.turned(&w) {
			own = append(own, w)
		}
	}
	return own
}

// turned gives a want the negation that follows it: "je veux pas", "I should
// not". It reports false for "I cannot", which complains.
func (r *reading) turned(w *mark) bool {
	rest := r.shadow[w.end:]
	not := cannotWord().FindString(rest)
	switch {
	case not == "":
		return true
	case w.sense == strongWant && strings.HasPrefix(rest, " pas "):
		w.not = "ne pas"
	case w.sense == strongWant && strings.HasPrefix(rest, " plus "):
		if !isInfinitive(rest[len(" plus "):]) {
			return true // "je veux plus de clients"
		}
		w.not = "ne plus"
	case w.sense == weakWant && obliges(r.shadow[w.start:w.end]), w.sense == strongWant && not == " not":
		w.not = notIn(w.lang)
	default:
		return false
	}
	w.end += len(not)
	return true
}

// cleft moves a want over what is around it in "what I want is to", "ce que je
// veux c'est". It reports whether there is something.
func (r *reading) cleft(w *mark) bool {
	before, what := strings.CutSuffix(r.shadow[:w.start], "what ")
	if !what {
		before, what = strings.CutSuffix(r.shadow[:w.start], "ce que ")
	}
	if !what {
		before, what = strings.CutSuffix(r.shadow[:w.start], "ce qu'")
	}
	is := cleftIs().FindString(r.shadow[w.end:])
	if !what || is == "" {
		return false
	}
	w.start, w.end = len(before), w.end+len(is)
	return true
}

// obliges reports whether a modal verb, negated, forbids: "must not" does, but
// "cannot" complains.
func obliges(words string) bool {
	return mentions(words, "should", "must", "shall", "doi", "dev")
}

func notIn(l Lang) string {
	if l == French {
		return "ne pas"
	}
	return "not"
}

// refusal is how a goal is negated by a word: « ne doit jamais ».
func refusal(not string, l Lang) string {
	if word := strings.TrimSpace(not); word == "plus" || word == "jamais" {
		return "ne " + word
	}
	return notIn(l)
}

// subordinate reports whether a word makes what follows a secondary clause.
func subordinate(word string) bool {
	switch word {
	case "when", "whenever", "as", "if", "where", "what", "who", "until", "unless", "while", "how", "whether",
		"quand", "si", "lorsque", "dont", "ou", "qui", "que", "comment", "do", "should", "can":
		return true
	}
	return false
}
