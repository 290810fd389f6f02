package scrum

import "slices"

// Opposed reports whether two stories ask for opposite things: of the same
// role and mostly in the same words, one wants shown what the other wants
// hidden, or what the other does not want at all.
func Opposed(a, b Parsed) bool {
	return a.Role != "" && opposed(a, b, slices.Contains(goalStems(a), negation) != slices.Contains(goalStems(b), negation))
}

// opposed is [Opposed] for who knows whether one goal has a negation and the
// other has none.
func opposed(a, b Parsed, negated bool) bool {
	if a.Role == "" || PersonaKey(a.Role) != PersonaKey(b.Role) {
		return false
	}
	if negated {
		return jaccard(withoutStance(a), withoutStance(b)) >= duplicateFrom && !facing(a, b)
	}
	return facing(a, b) && jaccard(withoutStance(a), withoutStance(b)) >= opposedFrom
}

// opposedFrom is which share of the other words makes two goals be about one
// thing.
const opposedFrom = 0.5

// OpposedBy returns words to find opposed stories by: each story that is
// opposed to this need has at least enough of them. It returns none if nothing
// can be opposed to the need.
func OpposedBy(p Parsed) (stems []string, enough int) {
	if p.Role == "" || len(stances(p)) == 0 && !slices.Contains(goalStems(p), negation) {
		return nil, 0
	}
	stems = withoutStance(p)
	return stems, min(len(stems), len(stems)-(len(stems)+1)/2+1)
}

// facing reports whether one goal takes a stance and the other its opposite.
func facing(a, b Parsed) bool {
	ours := stances(a)
	if len(ours) == 0 {
		return false
	}
	theirs := stances(b)
	for about, yes := range ours {
		if other, found := theirs[about]; found && other != yes {
			return true
		}
	}
	return false
}

// withoutStance returns the stems of what a goal is about.
func withoutStance(p Parsed) []string {
	var stems []string
	for _, w := range folded(p.Goal) {
		about, _ := stance(w)
		if about != "" || isNegation(w) || w == "plus" || w == "longer" || len(w) < 2 || isSmall(w) {
			continue // "no longer", « ne plus » are negations
		}
		if stem := Stem(w); !slices.Contains(stems, stem) {
			stems = append(stems, stem)
		}
	}
	return stems
}

// jaccard returns which share of two sets is in both.
func jaccard(a, b []string) float64 {
	common := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			common++
		}
	}
	if union := len(a) + len(b) - common; union > 0 {
		return float64(common) / float64(union)
	}
	return 0
}

func stances(p Parsed) map[string]bool {
	found := map[string]bool{}
	for _, w := range folded(p.Goal) {
		if about, yes := stance(w); about != "" {
			found[about] = yes
		}
	}
	return found
}

// stance tells what a folded word decides, and which way. Operations that a
// product offers side by side (activate, deactivate) oppose nothing.
func stance(word string) (about string, yes bool) {
	switch word {
	case "show", "shown", "display", "displayed", "visible", "afficher", "affiche", "affichee", "affiches", "affichees", "montrer":
		return "show", true
	case "hide", "hidden", "invisible", "masquer", "masque", "masquee", "masques", "masquees", "cacher", "cache", "cachee", "caches", "cachees":
		return "show", false
	case "allow", "allowed", "permit", "permitted", "authorize", "authorized", "autoriser", "autorise", "autorisee", "permettre":
		return "allow", true
	case "forbid", "forbidden", "prevent", "prohibit", "prohibited", "deny", "block", "interdire", "interdit", "interdite", "empecher", "bloquer":
		return "allow", false
	case "public", "publics", "publique", "publiques":
		return "public", true
	case "private", "prive", "prives", "privee", "privees":
		return "public", false
	case "mandatory", "required", "compulsory", "obligatoire", "obligatoires":
		return "must", true
	case "optional", "facultatif", "facultative", "optionnel", "optionnelle":
		return "must", false
	}
	return "", false
}
