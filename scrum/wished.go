package scrum

import "strings"

// complains reports whether a text tells of something that does not work, and
// neither asks for a thing nor says what is to be avoided.
func complains(shadow string) bool {
	if !broken(shadow) {
		return false
	}
	told := beforePurpose(shadow)
	return (len(told) == len(shadow) || broken(told)) && !wishesForThing(shadow)
}

// purpose begins what a deed is for, where "errors" and "leaks" are those that
// it is to prevent.
var purpose = lazily(`\b(?:so that|so as to|in order to|so (?:nothing|no)|afin (?:d'|qu'|que |de )|pour qu(?:e |')|(?:avoid|prevent|reduce|limit|catch|` +
	`detect|eviter?|empecher?|reduire|limiter?|prevenir|detecter?)(?:ing)?|(?:fewer|less|moins d(?:e |'))) `)

// beforePurpose returns a shadow as far as it does not say what for.
func beforePurpose(shadow string) string {
	if !mentions(shadow, "so ", "order to", "afin", "pour qu", "avoid", "prevent", "reduc", "reduir", "limit", "catch", "detect", "evit", "empech", "prevenir",
		"fewer", "less", "moins d") {
		return shadow
	}
	if at := purpose().FindStringIndex(shadow + " "); at != nil {
		return shadow[:at[0]+1] // with a letter of it, by which « impossible d' » still is one
	}
	return shadow
}

// A thing that is asked for, by its name and what it is for or about: "a refund
// button for broken goods", « des rapports d'erreurs par version ».
var (
	thingEN = lazily(`^(?:(?:an?|some|more|better) )?((?:[a-z-]+ ){0,3}?)(?:button|page|screen|alert|warning|message|notification|reminder|report|` +
		`dashboard|list|filter|way|option|field|form|view|table|export|import|widget|banner|log|history|checklist|template|tab|menu|search|mode|badge|` +
		`icon|tooltip|tool|handling|tracking|management|monitoring|reporting|logging|counter|policy|guide|queue|digest)s?` +
		`(?:$| (for|that|which|to|with|per|by|grouped|showing|explaining|telling|when|if|in case|as soon as|whenever) )`)
	thingFR = lazily(`^(?:(?:une?|des|du) )?(?:bouton|page|ecran|alerte|avertissement|message|notification|rappel|rapport|tableau|liste|filtre|` +
		`option|champ|formulaire|vue|export|import|journal|historique|modele|onglet|menu|moyen|outil|suivi|recapitulatif|indicateur|mode|gestion|` +
		`bandeau|badge|guide|file|statistique)s?((?: (?:d')?[a-z-]+){0,4}?)` +
		`(?:$| (pour|qui|par|avec|quand|lorsque|si|en cas d(?:e |')|des qu(?:e |')|afin d(?:e |')|contre) ?)`)

	ofErrors  = lazily(` d(?:e |'|es )(?:erreurs?|pannes?|bugs?|plantages?|crashs?|incidents?)`)
	happening = lazily(`\b(?:since|depuis|yesterday|hier|this morning|ce matin|again|anymore)\b`)
	saying    = lazily(`\b(?:is|are|was|isnt|not|est|sont|etait|ne|n|a|the|my|le|la|les|mon|ma|je|i|on|shows?|gives?|gets?)\b`)
	byMe      = lazily(`^(?:i|we|you|je|j'|on|nous|tu|vous)\b`)
)

// wishesForThing reports whether a text names a thing and no event. An error
// page is a thing; an error page since yesterday, or when I pay, has happened.
func wishesForThing(shadow string) bool {
	m := thingEN().FindStringSubmatchIndex(shadow)
	if m == nil {
		m = thingFR().FindStringSubmatchIndex(shadow)
	}
	if m == nil || happening().MatchString(shadow) {
		return false
	}
	about := shadow[m[2]:m[3]]
	if french := ofErrors().ReplaceAllString(about, ""); french != about {
		about = french
	} else {
		about = withoutTroubles(about)
	}
	if saying().MatchString(about) || broken(about) {
		return false
	}
	if m[4] < 0 {
		return true
	}
	rest := strings.TrimSpace(shadow[m[5]:])
	switch shadow[m[4]:m[5]] {
	case "when", "if", "whenever", "quand", "lorsque", "si":
		return !byMe().MatchString(rest)
	case "that", "which", "qui":
		return !broken(firstWords(rest, 3))
	}
	return true
}

// withoutTroubles is the qualifier of a thing without the troubles that a
// thing may be about: "error page", "crash reports", "wrong-address handling".
func withoutTroubles(about string) string {
	var kept []string
	for w := range strings.FieldsSeq(about) {
		switch w {
		case "error", "crash", "bug", "failure", "incident", "outage", "exception":
		default:
			if !strings.Contains(w, "-") {
				kept = append(kept, w)
			}
		}
	}
	return strings.Join(kept, " ")
}

// firstWords returns the first n words of a shadow.
func firstWords(shadow string, n int) string {
	fields := strings.Fields(shadow)
	return strings.Join(fields[:min(n, len(fields))], " ")
}
