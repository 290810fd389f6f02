package scrum

import (
	"slices"
	"strings"
)

// The words that tags are given for, on a shadow.
//
//nolint:misspell // half of the words are French
var (
	criticalWord = lazily(`\b(?:critical|critique|urgents?|urgentes?|urgently|blocker|blocking|bloquante?s?|showstopper|hotfix|p0|` +
		`sev-?[01]|` +
		`(?:prod|production) (?:is )?(?:down|out)|(?:prod|production) (?:est )?(?:en panne|par terre|hs))\b`)
	calmWord = lazily(`\b(?:not|non|pas|nothing|rien|un|une|la|les|des|une) (?:tres |very |d')?(?:critical|critique|urgente?|` +
		`blocking|bloquante?)\b`)

	privacyWord = lazily(`\b(?:(?:personal|private|sensitive|confidential|medical|health) (?:data|information|info|details)|gdpr|` +
		`rgpd|cnil|pii|privacy|` +
		`data (?:breach|leak|exposure)|leak(?:s|ed|ing)? (?:of )?(?:\w+ ){0,3}(?:passwords?|data|tokens?|credentials?|secrets?|e-?mails?|keys?)|` +
		`(?:passwords?|credentials?|tokens?|secrets?|api keys?) (?:\w+ ){0,3}(?:leak(?:s|ed|ing)?|exposed|visible|plain ?text|clear text)|` +
		`cve-\d{4}-\d+|hacked|ransomware|phishing|as an? (?:hacker|attacker)|en tant que? ?(?:pirate|hacker|attaquante?)|hameconnage|rancongiciel|` +
		`(?:a|ont|ete|est|fait|compte) pirat(?:ee?s?|er)|` +
		`security (?:\w+ )?(?:hole|flaw|issue|bug|breach|risk|incident)|vulnerabilit(?:y|ies|e|es)|(?:sql|code) injection|injection sql|xss|csrf|` +
		`expos(?:e|es|ed|ing) (?:\w+ ){0,3}(?:data|e-?mails?|passwords?|invoices|addresses)|` +
		`donnees (?:\w+ )?(?:personnelles|privees|sensibles|confidentielles|medicales|de sante|bancaires|a caractere personnel)|vie privee|failles?|` +
		`fuites? (?:d(?:e|es)? |d'|de mots? de )?(?:\w+ )?(?:donnees|mots? de passe|informations|passe)|` +
		`mots? de passe (?:\w+ ){0,3}(?:en clair|exposes?|visibles?|divulgues?)|` +
		`expos(?:e|ent|er) (?:\w+ ){0,3}(?:donnees|e-?mails?|mots? de passe|adresses))\b`)

	leakWord = lazily(`\b(?:e-?mails?|adresses?|addresses|passwords?|invoices?|factures?|data|donnees|messages?|accounts?|` +
		`comptes?|documents?|dossiers?|files?|fichiers?|orders?|commandes?|profiles?|profils?|salar(?:y|ies)|salaires?|payslips?|` +
		`(?:bulletins?|fiches?) de paie|records?|numbers?|numeros?) ` +
		`(?:[a-z'-]+ ){0,4}(?:visibles?|accessibles?|exposed|readable|lisibles?) (?:to|by|par|a|pour|de) (?:everyone|everybody|anyone|all|others?|` +
		`tous|toutes|tout le monde|n'importe qui|d'autres)\b|` +
		`\b(?:i|we|users?|customers?|clients?|employees?|anyone|anybody|everyone|everybody|je|on|les clients|tout le monde|n'importe qui) ` +
		`(?:can |could |peu[xt] |peuvent |pouvons |a |ont )?(?:see|sees|saw|read|reads|access|accesses|open|opened|gets?|got|receives?|received|recoit|recu|vu|voi[st]?|voir|voient|lire|lit|acceder|` +
		`accede) (?:[a-z'-]+ ){0,4}` +
		`(?:other (?:customers?|users?|clients?|people|accounts?)|another (?:customer|user|client)|someone else|each other's|private messages|` +
		`d'autres (?:clients?|utilisateurs?|comptes?)|des autres|d'un autre (?:client|utilisateur)|autres clients|messages prives)|` +
		`\b(?:passwords?|mots? de passe)\b.{0,40}\b(?:en clair|plain ?text|clear text)\b`)

	// A measure is a number that is compared, a percentage, or a limit and its unit:
	// what stands before a number, and what begins with it.
	compared   = lazily(`[<>≤≥]=? ?$`)
	percentage = lazily(`^\W?\d+(?:[.,]\d+)? ?%`)
	limit      = lazily(`\b(?:in|within|under|below|over|less than|fewer than|more than|at least|at most|up to|no more than|` +
		`en moins d(?:e |')|moins d(?:e |')|plus d(?:e |')|en|sous|au moins|au plus|jusqu'a|maximum|max|dans les) ?$`)
	amount = lazily(`^\d+(?:[.,]\d+)? ?` +
		`(?:ms|milliseconds?|millisecondes?|s|secs?|seconds?|secondes?|mins?|minutes?|h|hours?|heures?|days?|jours?|clicks?|clics?|` +
		`mb|gb|kb|mo|go|ko|users?|utilisateurs?|utilisatrices?|requests?|requetes?|concurrent|simultanes?)\b`)
)

// tags returns the tags of a shadow, sorted. What tells of an incident is looked
// for in what is not a story only, for "a nurse wants to see urgent cases" is
// not urgent, nor is "a manager wants to read other people's calendars" a leak.
func tags(shadow, plain string) []string {
	var found []string
	if critical(plain) {
		found = append(found, TagCritical)
	}
	if measurable(shadow) {
		found = append(found, TagMeasurable)
	}
	if private(shadow) || leaks(plain) {
		found = append(found, TagSecurityPrivacy)
	}
	return found
}

// measurable reports whether a shadow holds a measure. Only what stands around
// a number is looked at, which few texts have.
func measurable(shadow string) bool {
	const longestLimit = len(" no more than ")
	for at := range len(shadow) {
		if !isDigit(shadow[at]) || at > 0 && isDigit(shadow[at-1]) {
			continue
		}
		before, number := shadow[max(0, at-longestLimit):at], shadow[at:]
		if mentions(before, "<", ">", "≤", "≥") && compared().MatchString(before) || mentions(number, "%") && percentage().MatchString(shadow[max(0, at-1):]) || amount().MatchString(number) && limit().MatchString(before) {
			return true
		}
	}
	return false
}

// warnedOf returns p tagged if what is said beside its story tells of personal
// data or of a hole in security: whoever opens the full text reads that too.
func (p Parsed) warnedOf(aside []line) Parsed {
	if len(aside) == 0 {
		return p
	}
	shadow := shadowOf(joined(aside))
	if !p.Confidential() && (private(shadow) || leaks(shadow)) {
		p.Tags = append(slices.Clone(p.Tags), TagSecurityPrivacy)
		slices.Sort(p.Tags)
	}
	return p
}

// The next three look for a telling piece first, because few texts have one and
// the whole expression is slow.

func critical(shadow string) bool {
	return mentions(shadow, "critical", "critique", "urgent", "block", "bloqu", "stopper", "hotfix", "p0", "sev", "prod") &&
		criticalWord().MatchString(shadow) && !calmWord().MatchString(shadow)
}

func private(shadow string) bool {
	return mentions(shadow, "personal", "private", "sensitive", "confidential", "medical", "health", "gdpr", "rgpd", "cnil", "pii", "privacy",
		"leak", "breach", "expos", "visible", "plain", "clear text", "cve-", "hack", "ransom", "phishing", "attack", "security", "vulnerab",
		"injection", "xss", "csrf", "attaq", "pirat", "hamecon", "rancon", "donnees ", "vie privee", "faille", "fuite", "en clair", "divulgu") &&
		privacyWord().MatchString(shadow) && slices.ContainsFunc(whatFor().Split(shadow, -1), privacyWord().MatchString)
}

// whatFor parts what is wanted from its reason: in "revoke API keys so that
// leaks are contained" no key has leaked.
var whatFor = lazily(` (?:so that|in order to|so as to|afin d(?:e |')|afin qu(?:e |')|pour qu(?:e |')) ?`)

// leaks reports whether people see what is not theirs.
func leaks(shadow string) bool {
	return exposes(shadow) || givesAway(shadow) || mentions(shadow, "visible", "accessible", "expos", "readable", "lisible", "other", "someone", "private", "autre", "prive", "clair",
		"plain", "clear") &&
		leakWord().MatchString(shadow)
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// mentions reports whether a shadow holds any of these pieces of words.
func mentions(shadow string, pieces ...string) bool {
	return slices.ContainsFunc(pieces, func(piece string) bool { return strings.Contains(shadow, piece) })
}
