package scrum

import "regexp"

var (
	criticalWord = regexp.MustCompile(`\b(?:critical|critique|urgents?|urgentes?|urgently|blocker|blocking|bloquante?s?|showstopper|hotfix|p0|sev-?[01]|` +
		`(?:prod|production) (?:is )?(?:down|out)|(?:prod|production) (?:est )?(?:en panne|par terre|hs))\b`)
	calmWord = regexp.MustCompile(`\b(?:not|non|pas|nothing|rien|un|une|la|les|des|une) (?:tres |very |d')?(?:critical|critique|urgente?|blocking|bloquante?)\b`)

	privacyWord = regexp.MustCompile(`\b(?:(?:personal|private|sensitive|confidential|medical|health) (?:data|information|info|details)|gdpr|rgpd|cnil|pii|privacy|` +
		`data (?:breach|leak|exposure)|leak(?:s|ed|ing)? (?:of )?(?:\w+ ){0,3}(?:passwords?|data|tokens?|credentials?|secrets?|e-?mails?|keys?)|` +
		`(?:passwords?|credentials?|tokens?|secrets?|api keys?) (?:\w+ ){0,3}(?:leak(?:s|ed|ing)?|exposed|visible|plain ?text|clear text)|` +
		`security (?:\w+ )?(?:hole|flaw|issue|bug|breach|risk|incident)|vulnerabilit(?:y|ies|e|es)|(?:sql|code) injection|injection sql|xss|csrf|` +
		`expos(?:e|es|ed|ing) (?:\w+ ){0,3}(?:data|e-?mails?|passwords?|invoices|addresses)|` +
		`donnees (?:\w+ )?(?:personnelles|privees|sensibles|confidentielles|medicales|de sante|bancaires|a caractere personnel)|vie privee|failles?|` +
		`fuites? (?:d(?:e|es)? |d'|de mots? de )?(?:\w+ )?(?:donnees|mots? de passe|informations|passe)|mots? de passe (?:\w+ ){0,3}(?:en clair|exposes?|visibles?|divulgues?)|` +
		`expos(?:e|ent|er) (?:\w+ ){0,3}(?:donnees|e-?mails?|mots? de passe|adresses))\b`)

	measure = regexp.MustCompile(`[<>≤≥]=? ?\d|\b\d+(?:[.,]\d+)? ?%|` +
		`\b(?:in|within|under|below|over|less than|fewer than|more than|at least|at most|up to|no more than|` +
		`en moins d(?:e |')|moins d(?:e |')|plus d(?:e |')|en|sous|au moins|au plus|jusqu'a|maximum|max|dans les) ?` +
		`\d+(?:[.,]\d+)? ?(?:ms|milliseconds?|millisecondes?|s|secs?|seconds?|secondes?|mins?|minutes?|h|hours?|heures?|days?|jours?|clicks?|clics?|` +
		`mb|gb|kb|mo|go|ko|users?|utilisateurs?|utilisatrices?|requests?|requetes?|concurrent|simultanes?)\b`)
)

// tags returns the tags of a shadow, sorted. Urgency is looked for apart, for
// "a nurse wants to see urgent cases" is not urgent itself.
func tags(shadow, urgency string) []string {
	var found []string
	if criticalWord.MatchString(urgency) && !calmWord.MatchString(urgency) {
		found = append(found, TagCritical)
	}
	if measure.MatchString(shadow) {
		found = append(found, TagMeasurable)
	}
	if privacyWord.MatchString(shadow) {
		found = append(found, TagSecurityPrivacy)
	}
	return found
}
