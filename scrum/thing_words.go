package scrum

import "strings"

// isThing lists what in a product can do something and is nobody: "the system
// should be able to", « le serveur peut ». Folded and singular, both languages.
func isThing(word string) bool {
	switch word {
	case "system", "app", "application", "page", "site", "website", "api", "bot", "tool", "platform", "service", "software", "server", "button",
		"form", "field", "list", "file", "report", "search", "screen", "dashboard", "database", "code", "data", "message", "email", "mail",
		"notification", "backend", "frontend", "product", "feature", "job", "script", "query", "cart", "order", "invoice", "payment", "it", "this",
		"that", "there", "these", "those", "story", "ticket", "task", "process", "workflow", "module", "component", "plugin", "widget", "account",
		"folder", "header", "footer", "filter", "counter", "number", "letter", "banner", "slider", "browser", "computer", "printer", "scanner",
		"parser", "compiler", "router", "container", "loader", "reminder", "timer", "error", "editor", "monitor", "calculator", "connector",
		"sensor", "motor", "indicator", "selector", "navigator", "tracker", "builder", "helper", "launcher", "installer", "updater", "paper",
		"cover", "layer", "cluster", "docker", "newsletter", "offer", "voucher", "weather", "water", "power", "matter", "color", "door", "floor",
		"mirror", "vector", "factor", "behavior", "other", "another", "parameter", "character", "identifier", "pointer", "buffer", "controller",
		"adapter", "handler", "winter", "summer", "quarter", "semester", "december", "november", "october", "september", "worker", "checklist", "wishlist", "waitlist", "playlist", "allowlist", "he", "she", "they", "we", "you", "i":
		return true
	case "systeme", "appli", "bouton", "formulaire", "champ", "recherche", "ecran", "tableau", "base", "donnee", "plateforme", "logiciel", "outil",
		"commande", "facture", "paiement", "produit", "ca", "cela", "on", "il", "elle", "je", "tu", "nous", "vous", "ce", "tout", "rien", "serveur",
		"ordinateur", "moteur", "compteur", "lecteur", "editeur", "indicateur", "capteur", "selecteur", "valeur", "erreur", "couleur", "navigateur",
		"connecteur", "calculateur", "ascenseur", "radiateur", "facteur", "longueur", "largeur", "hauteur", "fichier", "calendrier", "panier",
		"courrier", "dossier", "papier", "atelier", "quartier", "clavier", "filiere", "matiere", "derniere", "premiere", "maniere", "lumiere",
		"liste", "piste", "premier", "dernier", "janvier", "fevrier", "particulier", "interieur", "exterieur", "compte", "fonctionnalite", "projet", "rapport", "courriel", "lien", "bien":
		return true
	}
	return false
}

// isAgent reports whether a folded, singular word names by its ending somebody
// after what they do: "beekeeper", « apicultrice ».
func isAgent(word string, l Lang) bool {
	if len(word) < 5 || isThing(word) {
		return false
	}
	endings := []string{"er", "or", "ist", "ian", "eer"}
	if l == French {
		endings = []string{"eur", "euse", "trice", "iste", "ien", "ienne", "ier", "iere"}
	}
	for _, e := range endings {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}
