package scrum

// Documents and facts that are somebody's own, as parts of expressions.
const (
	password = `(?:passwords?|mots? de passe|mdp|pwd|passcode)`
	ownFact  = `(?:` + password + `|ibans?|(?:credit |bank )?card numbers?|numeros? de cartes?(?: bancaires?)?|passports?(?: scans?)?|(?:scans? de )?passeports?|id cards?|` +
		`cartes? d'identite|social security numbers?|numeros? de secu[a-z ]{0,15}|(?:customers?|clients?|users?|patients?|employees?|members?)'?s? (?:phone numbers?|addresses|names|` +
		`birth dates?)|(?:telephones?|numeros?|adresses?|noms?|dates de naissance|coordonnees) des (?:clients?|patients?|salaries|employes|utilisateurs|membres|eleves))`
	ownPaper      = `(?:invoices?|factures?|contracts?|contrats?|payslips?|(?:fiches?|bulletins?) de (?:paie|salaire)|(?:medical )?records?|dossiers? medica(?:l|ux)|dossiers?|test results|resultats|e-?mails?|reports?|bank details)`
	somebodyWrong = `(?:to|a|au|aux) (?:the |la |le )?(?:wrong|mauvaise?s?) (?:patient|client|customer|person|user|people|recipient|destinataire|personne|employee)s?`
)

// givenAway is a secret that is told, guessed, sent or stolen, in plain words:
// "the admin password is admin", « un stagiaire a les droits admin ».
//
//nolint:misspell // half of the words are French
var givenAway = lazily(`(?:^|[^a-z0-9])(?:` +
	password + ` (?:(?:for|of|to|on|du|de|des|la|le|par|defaut|everyone|admin|root|test|demo|prod|wifi|database|compte|account|our|the|serveur|server) ){0,4}` +
	`(?:is|est|=) ?(?:admin|root|password|test|guest|demo|changeme|toor|welcome|secret|[^ ]*\d[^ ]*|the same for (?:everyone|all)|le meme pour tou[a-z]*)(?:$|[.,;!])|` +
	password + ` ?[:=] ?[^ ]*\d[^ ]*(?:$|[.,;! ])|` +
	ownFact + ` .{0,40}?(?:in full|en entier|complets?|en toutes lettres|unmasked|not masked|(?:non|pas) masquee?s?|unhashed|unencrypted|not (?:hashed|encrypted)|` +
	`(?:non|pas) (?:chiffree?s?|hachee?s?|cryptee?s?)|file names|noms de fichiers?|public|publics|publique|publiques|publicly)|` +
	`(?:full|complete|whole) (?:` + ownFact + `)|` +
	`(?:send|sends|sent|email|store|stores|stored|share|shares|envoie|envoient|envoyons|envoye|stocke|stockons|partage) (?:[a-z]+ ){0,3}` + password + ` (?:by|in|to|par|dans|a|over) |` +
	`(?:api|endpoint|webhook|back-?office|admin)s? (?:[a-z]+ ){0,2}(?:answers?|responds?|works?|repond|marche|fonctionne) (?:without|sans) (?:an? |any |aucune? |la |le )?(?:tokens?|keys?|password|jetons?|cles?|mot de passe)|` +
	`(?:salar(?:y|ies)|payslips?|salaires?|(?:fiches?|bulletins?) de (?:paie|paye|salaire)|medical records?|dossiers? medica(?:l|ux)) (?:of|de|des|d'une?) (?:my |our |all |mes |nos |tous les )?` +
	`(?:colleagues?|collegues?|coworkers?|everyone|everybody|tout le monde|others|autres)|` +
	`(?:interns?|trainees?|stagiaires?|contractors?|prestataires?|everyone|everybody|anyone|tout le monde|guests?|any user|all users) (?:still |encore )?(?:has|have|a|ont) (?:[a-z]+ ){0,2}` +
	`(?:(?:admin|root|full|write) (?:rights|access)|(?:droits|acces) (?:admin|root|complets?|d'admin[a-z]*))|` +
	`\.env .{0,30}?(?:in|dans|on|sur|committed|public)|` +
	`phished|spoofed|spoofing|usurpe[a-z]*|usurpation|log4shell|heartbleed|zero-?day|(?:account|accounts|compte|comptes|server|serveur)(?: [a-z]+){0,3} (?:taken over|stolen|compromised|voles?|compromis|detournes?)|` +
	`(?:data|donnees|files|fichiers) (?:[a-z]+ ){0,3}(?:stolen|volee?s?)|` +
	`(?:tokens?|jetons?|reset links?) (?:never expires?|n'expire(?:nt)? jamais)|` +
	`changing (?:the|an?) (?:ids?|urls?|numbers?|parameters?) .{0,30}?(?:shows|opens|gives|reveals)|en (?:changeant|modifiant|devinant) .{0,60}?(?:d'une? autre|d'autres)|` +
	`(?:2fa|mfa|log-?in|authentication|permissions?) (?:can|could) be (?:bypassed|skipped|circumvented)|contourner (?:la |l'|le |les )?(?:double )?(?:authentification|2fa|connexion|login|droits)|` +
	ownPaper + ` (?:[a-z]+ ){0,4}(?:sent|went|delivered|envoyee?s?|parti[es]*) ` + somebodyWrong + `|` +
	`in (?:to|cc) instead of bcc|en copie au lieu de (?:copie cachee|cci)|` +
	`cookies? .{0,15}?(?:not|pas|without|sans) (?:the |le )?(?:httponly|secure)` + `)`)

// givesAway reports whether a shadow tells of a secret that got out. As few
// texts do, a telling piece is looked for first.
func givesAway(shadow string) bool {
	return mentions(shadow, "passw", "mot de passe", "mots de passe", "mdp", "pwd", "passcode", "iban", "card", "carte", "passport", "passeport", "secu", "name", "nom", "number",
		"numero", "telephone", "address", "adresse", "birth", "naissance", "coordonnees", "api", "endpoint", "webhook", "office", "admin", "salar", "salaire", "payslip", "paie",
		"paye", "medica", "rights", "access", "droits", "acces", ".env", "phish", "spoof", "usurp", "log4", "heartbleed", "day", "taken over", "stolen", "compromis",
		"vole", "detourne", "expire", "changing", "en changeant", "en modifiant", "en devinant", "2fa", "mfa", "login", "log-in", "authenti", "permission", "contourner",
		"wrong", "mauvais", "bcc", "cci", "cachee", "cookie") &&
		givenAway().MatchString(shadow)
}
