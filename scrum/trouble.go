package scrum

// troubleWord is what works too slowly, not at all or twice.
var troubleWord = lazily(`\b(?:(?:way|far|much|so|too|very|really|super|extremely|painfully) slow|(?:is|are|gets?|got|getting|became|been) slow(?:er)?|` +
	`tak(?:es?|ing) (?:ages|forever|an eternity|(?:way |far |much )?too long)|slow as|(?:load|hang|spin|wait)(?:s|ing)? (?:forever|endlessly)|` +
	`times? out|timed out|timing out|lags|laggy|sluggish|(?:is|are|was|been|still|be) (?:\w+ )?(?:unavailable|inaccessible|unreachable|unusable)|` +
	`(?:is|are|stays?|goes|went) (?:\w+ )?blank|(?:blank|white|black) (?:page|screen)(?:$| (?:since|when|after|on|instead|every|if|in|at|for (?:everyone|all)|appears))|does nothing|` +
	`(?:get|gets|getting|got|am|are|keeps?) (?:\w+ )?(?:logged|kicked|signed|thrown) out|(?:logs|kicks|signs|throws) (?:me|us|people|users|customers) out|` +
	`(?:sent|arrives?|charged|billed|received?|debited) (?:\w+ )?twice|(?:nobody|no one|no-one) can|disappeared|vanished|` +
	`empty (?:since|after|again)|keeps? (?:losing|asking|loading|resetting|closing)|` +
	`(?:ca|site|page|app|appli|application|tout|recherche|outil|logiciel|plateforme|elles?|ils?|qui) rame(?:nt)?|` +
	`(?:trop|hyper|super|tres|vraiment|extremement|assez) lente?s?|(?:est|sont|devient|deviennent|devenue?) lente?s?|` +
	`(?:tourne|tournent|mouline|moulinent) (?:dans le vide|sans fin|en boucle)|mouline|` +
	`(?:est|sont|reste|restent|etait|toujours|completement) (?:\w+ )?(?:inaccessible|indisponible|injoignable|inutilisable)s?|` +
	`met(?:tent)? (?:plus d(?:e |')|presque |environ |au moins )?(?:\d+ ?|une |des |plusieurs |trop (?:de |d')?)` +
	`(?:secondes?|s|minutes?|min|mn|heures?|h|plombes?|temps|longtemps) (?:a|pour|avant)|` +
	`(?:fais|fait|font|suis|est|sont|sommes|etre|etes) (?:\w+ )?(?:deconnect|eject)[a-z]*|` +
	`(?:part|partent|arrive|arrivent|recus?|recue?s?|recois|recoit|recoivent|envoyee?s?|facturee?s?|prelevee?s?|debitee?s?) (?:\w+ )?en double|` +
	`(?:est|sont|reste|restent|devient) (?:toute? )?blanc(?:he|hes|s)?|(?:page|ecran) (?:blanche?|noire?)|` +
	`se (?:vide|ferme|deconnecte|coupe|reinitialise)(?:nt)? (?:tout|toute|tous|toutes) seule?s?|` +
	`personne (?:ne |n')?(?:peut|arrive)|(?:a|ont) disparu|(?:est|sont) vides? (?:depuis|alors)|(?:ne )?(?:repond|repondent|charge|chargent) (?:pas|plus))\b|\b(?:blank|white|black) (?:page|screen) ?[.,!;:]`)

// troublesome reports whether a text tells of such trouble. As few texts do, a
// telling piece is looked for first.
func troublesome(shadow string) bool {
	return mentions(shadow, "slow", " ages", "eternity", "forever", "too long", "endless", "times out", "time out", "timed out", "timing out",
		"lags", "laggy", "sluggish", "availab", "accessib", "reachab", "usab", "blank", "white", "black", "does", " out", "twice",
		"nobody", "no one", "no-one", "disappeared", "vanished", "keep", "empty", "met ", "mettent ", "rame", "lent", "mouline",
		"dans le vide", "sans fin", "en boucle", "indispo", "injoign", "inutilis", "deconnect", "eject", "double", "blanc", "noir", "seul",
		"personne", "disparu", "vide", " pas", " plus") &&
		troubleWord().MatchString(shadow)
}
