package scrum

// The words that tell what a plain text asks for, on a shadow.
//
//nolint:misspell // half of the words are French
var (
	brokenWord = lazily(`\b(?:bugs?|fix(?:es|ed)?|hotfix|crash(?:es|ed|ing)?|fails?|failed|failing|broken|breaks|broke|freezes|` +
		`frozen|hangs|` +
		`(?:do(?:es)?|did)(?:n'?t| not) (?:work|load|open|save|send|show|appear|respond|display|match|add|update|refresh|sync|reflect|count|` +
		`remember|keep|accept|recogni[sz]e|receive|get|arrive|come|reach|fit|scroll|close|print|export|import|download|upload|connect|log|sort|filter|` +
		`return|find|let|apply|change|play|start|stop|end|finish|complete|trigger|run|do|react)|not (?:working|loading|showing|opening|saving|sending|responding|appearing|syncing|updating)|nothing happens|` +
		`(?:get|gets|getting|got|an?|une?|error|erreur) (?:404|403|50[0-4])|(?:404|403|50[0-4]) (?:error|on|sur)|no longer works?|stopped working|` +
		`(?:can't|cant|cannot|can not|unable to|won't)|off by|typos?|misspelled|` +
		`(?:is|are|est|sont) down|leak(?:s|ed|ing)?|error|errors|wrong|exception|regression|outage|` +
		`bogues?|beugs?|corriger|corrige[rz]?|correctif|plante(?:nt|r)?|erreurs?|casse(?:e|s|es)?|bloque(?:e|es)?|reparer?|` +
		`(?:ne )?(?:marche|marchent|fonctionne|fonctionnent|s'affiche|s'affichent|s'ouvre|repond) (?:pas|plus)|impossible d(?:e\b|')|` +
		`arriv(?:e|ent|ons) (?:pas|plus)|ne [a-z]+ent (?:pas|plus)|(?:est|sont) (?:faux|fausses?|incorrecte?s?)|ne (?:peut|peuvent|peux|` +
		`pouvons) (?:pas|plus)|peut pas|failles?|fuites?|dysfonctionnement|ne fait rien|ne se passe rien|rien ne se passe|ne se [a-z]+ (?:pas|plus)|fautes? (?:d'orthographe|de frappe)|coquilles?|(?:est|sont) (?:par terre|hs|ko)|panne|vulnerabilit(?:e|es|y|ies))\b`)
	makingVerb = lazily(`^(?:please |pls |could you |merci d(?:e |')|veuillez |il faut |il faudrait )?(?:add|create|build|design|` +
		`write|implement|introduce|provide|support|` +
		`document|display|ajoute[rz]?|cree[rz]?|creer|concevoir|ecrire|rediger|prevoir|afficher?|documenter|developper|proposer)\b`)
	doingVerb = lazily(`(?:^|[:,] |\bmerci d'|\b(?:please|pls|kindly|merci de|veuillez|svp|faut|faudrait|pense[rz]? a|n'oublie[rz]? pas de|remember to|don't forget to|` +
		`(?:peux|peut|pourrais|pouvez|pourriez)[ -](?:tu|vous|on)|(?:tu|vous) (?:peux|pourrais|pouvez|pourriez)|(?:can|could) you|let's|we should|` +
		`we must|we have to|on doit|on devrait|nous devons) )(?:to )?` +
		`(?:add|create|update|remove|delete|make|change|build|write|design|implement|introduce|provide|support|document|display|show|hide|move|rename|` +
		`replace|refactor|migrate|upgrade|install|configure|set|setup|enable|disable|allow|let|improve|clean|test|check|review|send|export|import|` +
		`integrate|deploy|publish|translate|prepare|plan|organi[sz]e|merge|split|convert|optimi[sz]e|speed|reduce|increase|automate|investigate|` +
		`put|use|turn|drop|compare|define|explore|renew|` +
		`r?ajoute[rz]?|cree[rz]?|creer|virer?|mettre|mets|mettez|supprime[rz]?|modifie[rz]?|changer?|changez|remplace[rz]?|deplacer?|renommer?|` +
		`concevoir|ecrire|rediger?|prevoir|afficher?|masquer?|documenter?|developper?|proposer?|migrer?|installer?|configurer?|activer?|desactiver?|` +
		`permettre|ameliorer?|nettoyer?|tester?|verifier?|envoyer?|exporter?|importer?|integrer?|deployer?|publier?|traduire|preparer?|planifier?|` +
		`organiser?|fusionner?|decouper?|optimiser?|accelerer?|reduire|augmenter?|automatiser?|refaire|revoir|retirer?|enlever?|passer?|faire|fais|` +
		`gerer?|brancher?|connecter?|simplifier?|remonter?|lancer?|comparer?|relire|appeler?|contacter?|commander?|definir|explorer?|renouveler?|choisir)\b`)
	forbidding = lazily(`^(?:please |pls |merci de )?(?:don't|dont|do not|never|ne (?:pas|plus|jamais)) [a-z]`)
)

// readPlain reads a text that has no form: a bug, a question, a task or a need.
// Its goal is the whole text.
func readPlain(text string, p passage) Parsed {
	out := Parsed{Kind: KindNeed, Lang: guessed(p.shadow), Goal: text, Warnings: []string{"not_a_story"}}
	asks := (&reading{passage: p}).asks()
	making := makingVerb().MatchString(p.shadow) || forbidding().MatchString(p.shadow)
	switch {
	case leaks(p.shadow), complains(p.shadow) && !making:
		out.Kind = KindBug
	case asks:
		out.Kind = KindQuestion
	case making, doingVerb().MatchString(p.shadow):
		out.Kind = KindTask
	}
	out.Tags = tags(p.shadow, p.shadow)
	if name := missing(text, "goal"); name != "" {
		out.Warnings = append(out.Warnings, name)
	}
	return out
}

// broken reports whether a text tells of something that does not work. As few
// texts do, a telling piece is looked for first.
func broken(shadow string) bool {
	return mentions(shadow, "bug", "fix", "crash", "fail", "broke", "break", "freez", "froz", "hang", "n't", "nt", "not", "404", "403", "50", "no longer", "stopped",
		"unable", " down", "off by", "typo", "misspel", "leak", "error", "wrong", "exception", "regress", "outage",
		"bogue", "beug", "corrig", "correctif", "plante", "erreur", "casse", "bloqu", "repar", " pas", " plus", "impossible", "faux", "fauss",
		"incorrect", "fuite", "rien", "faute", "coquille", "par terre", " hs", " ko", "dysfonc", "panne", "vulnerab") &&
		brokenWord().MatchString(shadow) || troublesome(shadow) || misbehaves(shadow)
}
