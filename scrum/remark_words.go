package scrum

import "strings"

// The roles that remarks look for, folded.
var (
	genericRole = lazily(`^(?:(?:end|final|simple|normal|regular|standard|basic)[ -])?(?:users?|utilisateurs?|utilisatrices?|` +
		`utilisateur\.?(?:rice|ice)|` +
		`someone|everyone|anyone|somebody|everybody|anybody|person|people|quelqu'un|tout le monde|n'importe qui|personne|internaute|` +
		`human)(?: (?:finale?|lambda|normale?|simple|standard))?$`)

	technicalRole = lazily(`\b(?:systems?|apis?|developers?|devs?|dev team|development team|servers?|databases?|back-?end|front-?end|` +
		`applications?|apps?|websites?|bots?|product owner|po|scrum master|programmers?)$|^(?:team|the team|equipe|` +
		`equipe (?:de dev(?:eloppement)?|technique|dev|it|produit))$|` +
		`^(?:systeme|developpeu(?:r|rs|se|ses)|serveur|base de donnees|application|appli|site|plateforme|logiciel|dev|devs)` +
		`(?: (?:de|du|web|back|front|mobile|informatique|externe|tiers|backend|frontend|full)\b.*)?$`)
)

// namesSolution reports whether a folded text says how something is to be
// built.
func namesSolution(folded string) bool {
	return holdsWord(folded, isSolution) || saysAny(folded, "drop-down", "drop-downs", "drop down", "pop-up", "pop-ups", "check-box", "check-boxes",
		"text-box", "text-boxes", "combo-box", "combo-boxes", "back-end", "front-end", "menu deroulant", "menu deroulants", "menus deroulant",
		"menus deroulants", "liste deroulante", "liste deroulantes", "listes deroulante", "listes deroulantes", "case a cocher", "cases a cocher",
		"fenetre modale", "fenetre modales", "fenetres modale", "fenetres modales", "base de donnees", "bases de donnees", "champ texte", "champs texte")
}

func isSolution(word string) bool {
	switch word {
	case "button", "buttons", "dropdown", "dropdowns", "popup", "popups", "checkbox", "checkboxes", "modal", "modals", "tooltip", "tooltips",
		"textbox", "textboxes", "combobox", "comboboxes", "column", "columns", "database", "databases", "sql", "mysql", "postgres",
		"postgresql", "mongodb", "redis", "kafka", "elasticsearch", "api", "apis", "graphql", "endpoint", "endpoints", "json", "xml", "yaml",
		"webhook", "webhooks", "microservice", "microservices", "react", "angular", "docker", "kubernetes", "cron", "backend", "frontend",
		"bouton", "boutons", "colonne", "colonnes", "infobulle", "infobulles":
		return true
	}
	return false
}

// promisesVaguely reports whether a folded text promises what everybody
// understands in another way.
func promisesVaguely(folded string) bool {
	return holdsWord(folded, isVague) || saysAny(folded, "as needed", "if needed", "when needed", "if necessary", "user-friendly", "user friendly",
		"as possible", "and so on", "a lot", "plus vite", "si besoin", "au besoin", "si necessaire", "le plus possible", "et ainsi de suite")
}

//nolint:misspell // half of the words are French
func isVague(word string) bool {
	switch word {
	case "fast", "faster", "quick", "quicker", "quickly", "easy", "easily", "easier", "intuitive", "intuitively", "better", "some", "several",
		"many", "various", "etc", "appropriate", "simple", "simpler", "simply", "efficient", "efficiently", "flexible", "robust", "nice",
		"seamless", "seamlessly", "smooth", "smoothly", "modern",
		"rapide", "rapides", "rapidement", "simples", "simplement", "facile", "faciles", "facilement", "mieux", "meilleur", "meilleure",
		"meilleurs", "meilleures", "plusieurs", "quelques", "certains", "certaines", "intuitif", "intuitifs",
		"intuitives", "intuitivement", "efficace", "efficaces", "efficacement", "convivial", "conviviale", "convivials", "conviviales",
		"conviviaux", "ergonomique", "ergonomiques", "moderne", "modernes", "fluide", "fluides", "performant", "performante", "performants",
		"performantes", "optimal", "optimale", "optimals", "optimales":
		return true
	}
	return false
}

// holdsWord reports whether a folded text has a word of a list.
func holdsWord(folded string, listed func(string) bool) bool {
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !isPlainLetter(r) }) {
		if listed(word) {
			return true
		}
	}
	return false
}

// saysAny reports whether a folded text has any of these expressions, as words
// of their own.
func saysAny(folded string, expressions ...string) bool {
	for _, said := range expressions {
		for from := 0; ; {
			at := strings.Index(folded[from:], said)
			if at < 0 {
				break
			}
			at += from
			end := at + len(said)
			if (at == 0 || !isPlainLetter(rune(folded[at-1]))) && (end == len(folded) || !isPlainLetter(rune(folded[end]))) {
				return true
			}
			from = end
		}
	}
	return false
}

// isPlainLetter reports whether a rune of a folded text belongs to a word of
// it, as \w does: an œ parts two words.
func isPlainLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_'
}
