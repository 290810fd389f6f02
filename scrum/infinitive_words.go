package scrum

// isVerbInRE lists the common French verbs in -re; most words in -re are nouns.
//
//nolint:misspell // the words are French
func isVerbInRE(word string) bool {
	switch word {
	case "faire", "refaire", "defaire", "satisfaire", "extraire", "distraire", "soustraire", "plaire", "taire",
		"dire", "redire", "interdire", "predire", "contredire", "lire", "relire", "elire", "ecrire", "decrire", "inscrire",
		"reinscrire", "prescrire", "souscrire", "transcrire", "suivre", "poursuivre", "vivre", "rire", "sourire", "suffire",
		"prendre", "apprendre", "comprendre", "reprendre", "surprendre", "entreprendre", "rendre", "vendre", "revendre",
		"attendre", "entendre", "etendre", "defendre", "descendre", "dependre", "suspendre", "tendre", "pretendre",
		"repandre", "perdre", "mordre", "tordre", "repondre", "correspondre", "fondre", "confondre", "pondre", "tondre",
		"mettre", "permettre", "promettre", "soumettre", "transmettre", "admettre", "remettre", "commettre", "omettre", "emettre",
		"battre", "combattre", "abattre", "debattre", "connaitre", "reconnaitre", "paraitre", "apparaitre", "disparaitre", "naitre",
		"reduire", "produire", "reproduire", "conduire", "construire", "reconstruire", "detruire", "instruire", "introduire",
		"traduire", "deduire", "seduire", "nuire", "cuire", "induire", "etre", "croire", "boire", "conclure", "inclure", "exclure",
		"rompre", "interrompre", "vaincre", "convaincre", "craindre", "plaindre", "contraindre", "peindre", "eteindre", "atteindre",
		"joindre", "rejoindre", "restreindre", "enfreindre", "resoudre", "coudre", "moudre", "parfaire":
		return true
	}
	return false
}

// isNounLikeVerb lists French words in -er, -ir and -oir that are no verbs, and
// the English ones that French teams use.
//
//nolint:misspell // the words are French
func isNounLikeVerb(word string) bool {
	switch word {
	case "hier", "premier", "dernier", "janvier", "fevrier", "courrier", "papier", "atelier", "metier", "dossier", "fichier",
		"calendrier", "quartier", "hiver", "cher", "entier", "particulier", "regulier", "singulier", "familier", "financier",
		"immobilier", "mobilier", "hospitalier", "hotelier", "saisonnier", "journalier", "policier", "pompier", "infirmier",
		"cuisinier", "jardinier", "caissier", "banquier", "courtier", "ouvrier", "usager", "passager", "etranger",
		"danger", "boulanger", "chantier", "clavier", "panier", "cahier", "escalier", "palier", "sentier", "acier", "huissier",
		"officier", "heritier", "fermier", "epicier", "romancier", "levier", "fer", "mer", "ver", "enfer", "foyer", "loyer",
		"verger", "leger", "berger", "verrier", "cavalier", "chevalier", "evier", "grenier", "gosier", "charnier",
		"plaisir", "avenir", "souvenir", "loisir", "desir", "soupir", "noir", "soir", "espoir", "devoir", "couloir", "miroir",
		"tiroir", "trottoir", "mouchoir", "comptoir", "terroir", "cuir", "tir", "zephyr", "elixir", "desespoir",
		"user", "manager", "designer", "server", "docker", "banner", "customer", "developer", "owner",
		"partner", "newsletter", "container", "computer", "folder", "header", "footer", "leader", "trader",
		"provider", "stakeholder", "twitter", "master", "cluster", "router", "layer", "order", "number",
		"member", "seller", "buyer", "reader", "player", "drawer", "spinner", "toaster", "sticker", "flyer", "starter", "charter",
		"transfer", "laser", "cancer", "super", "hyper", "inter", "burger", "freelancer", "influencer", "recruiter", "marketer",
		"reviewer", "retailer", "loader", "slider", "filter", "timer", "paper", "cover", "power", "driver", "finger", "joker":
		return true
	}
	return false
}
