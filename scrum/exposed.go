package scrum

// Secrets, what is nobody else's business, what a door leads to, and where a
// secret lies open, as parts of expressions.
//
//nolint:misspell // half of the words are French
const (
	secretThing = `(?:passwords?|mots? de passe|credentials?|(?:api|secret|private|access|ssh|encryption|signing) keys?|` +
		`cles? (?:d'api|api|privees?|secretes?|d'acces)|(?:access|api|auth|session|bearer|refresh|login) tokens?|jetons? d'acces|` +
		`(?:credit |debit |bank )?card (?:numbers?|details)|` +
		`numeros? d(?:e|es) cartes?|ibans?|social security numbers?|numeros? de securite sociale)`
	secretFile = `(?:invoices?|factures?|payslips?|(?:bulletins?|fiches?) de (?:paie|paye|salaire)|salar(?:y|ies)|salaires?|records?|dossiers?|` +
		`orders?|commandes?|messages?|addresses|adresses|data|donnees|backups?|sauvegardes?)`
	secretDoor = `(?:` + secretFile + `|accounts?|comptes?|admin[a-z]*|back-?office|apis?|files?|fichiers?|documents?|profiles?|profils?)`
	openPlace  = `(?:(?:logs|log files?|journaux|git|github|gitlab|repo|repository|repositories|depots?|urls?|source code|code source)|` +
		`(?:in|en) (?:the )?(?:clear|clair)|publicly|publics?|publiques?)`
)

// What a hole in security is told by, besides the words for it, on a shadow.
var (
	// secretOut is a secret where it does not belong.
	secretOut = lazily(`\b(?:` + secretThing + ` .{0,40}?\b` + openPlace + `|` +
		`(?:logs|we log|journaux|urls?|repo|repository|depot) (?:[a-z'-]+ ){0,2}` +
		`(?:the|les|contains?|shows?|holds?|contien(?:t|nent)|affichent?|montrent?) .{0,20}?\b` + secretThing + `|` +
		`(?:databases?|backups?|buckets?|bases? de donnees|sauvegardes?) .{0,30}?\b(?:public|publicly|publics?|publiques?))\b`)

	// unlocked is a door that needs no key.
	unlocked = lazily(`\b(?:` + secretDoor + ` .{0,40}?(?:\b|s')` +
		`(?:open|opens|opened|visibles?|accessibles?|reachable|readable|lisibles?|downloadable|ouvr(?:e|ent|ir)|seen|read) .{0,20}?(?:without|sans) ` +
		`(?:any |a )?(?:logging in|log-?in|signing in|being logged in|password|authenticat[a-z]+|authori[sz]ation|permission|` +
		`se connecter|etre connectee?s?|authentification|autorisation|mot de passe|s'identifier)|` +
		`(?:without|sans) (?:the |any |les |aucun )?(?:rights?|permissions?|droits?) (?:can|could|peu(?:t|vent)) (?:still |encore )?[a-z]+)\b`)

	// anyoneMay is what everybody gets at.
	anyoneMay = lazily(`\b(?:(?:anyone|anybody|everyone|everybody|n'importe qui|tout le monde) (?:can|could|peut|pouvait) (?:still |encore )?` +
		`(?:see|read|open|view|download|access|voir|lire|ouvrir|consulter|telecharger|acceder) (?:[a-z'-]+ ){0,3}?(?:[a-z]')?` + secretFile + `|` +
		`(?:anyone|anybody|n'importe qui) (?:can|could|peut|pouvait) (?:still |encore )?(?:delete|supprimer|effacer)|` +
		`(?:everybody|everyone|all|tout le monde|tous|addresses|adresses) .{0,40}?\b(?:in|en|dans le champ) (?:the )?(?:cc|copie))\b`)

	// guessable is a door that opens to whoever changes an address.
	guessable = lazily(`\b(?:` +
		`(?:can|could|see|read|open|access|opens|reads|sees) .{0,40}?\bby (?:changing|guessing|editing|incrementing) .{0,30}?\b(?:urls?|ids?|parameters?)|` +
		`(?:peu[xt]|peuvent|lire|voir|voit|vois|ouvrir|accede[rz]?) .{0,40}?\ben (?:changeant|devinant|modifiant) .{0,30}?\b` +
		`(?:urls?|ids?|identifiants?|parametres?))\b`)

	// notTheirs is what somebody gets at whose it is not.
	notTheirs = lazily(`\b(?:reset links? .{0,30}?\b(?:any|every|all|other) accounts?|` +
		`liens? de reinitialisation .{0,30}?\b(?:tous les|n'importe quel|d'autres) comptes?|` +
		`(?:someone|somebody) else's ` + secretDoor + `|` + secretDoor + ` (?:d'une? (?:inconnue?|tiers|autre personne)|de quelqu'un d'autre)|` +
		`(?:former|ex|anciens?|anciennes?)[ -](?:employees?|colleagues?|salarie?e?s?|employee?s?|collaborat[a-z]+) [a-z]+ (?:still|encore|toujours))\b`)

	// leftOpen is what was left where it is found.
	leftOpen = lazily(`\b(?:(?:private [a-z]+|` + secretDoor + `) .{0,20}?(?:indexed|indexee?s?) (?:by|on|par|sur)|` +
		`real (?:customers?|clients?|users?|patients?|production)(?:'s?)? data|vraies donnees|donnees (?:[a-z]+ )?reelles|` +
		`sessions? (?:never expires?|n'expirent? (?:jamais|pas)))\b`)
)

// exposes reports whether a shadow tells of a secret that lies open, or of a
// door that does.
func exposes(shadow string) bool {
	return reveals(shadow, secretOut, "logs", "log file", "we log", "journaux", "git", "repo", "depot", "url", "source code", "code source", "clear", "clair", "publi") ||
		reveals(shadow, unlocked, "without ", "sans ") ||
		reveals(shadow, anyoneMay, "anyone", "anybody", "everyone", "everybody", "n'importe qui", "tout le monde", " cc", " copie") ||
		reveals(shadow, guessable, "by changing", "by guessing", "by editing", "by increment", "en changeant", "en devinant", "en modifiant") ||
		reveals(shadow, notTheirs, "reset link", "reinitialisation", "else's", "inconnu", "tiers", "autre personne", "quelqu'un d'autre",
			"employe", "colleague", "salari", "collaborat") ||
		reveals(shadow, leftOpen, "index", "real ", "vraies", "reelles", "session")
}

// reveals reports whether a shadow has the words of a pattern. It looks for a
// telling piece first, as few texts have one and the whole pattern is slow.
func reveals(shadow string, words pattern, pieces ...string) bool {
	return mentions(shadow, pieces...) && words().MatchString(shadow)
}
