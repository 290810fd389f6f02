package exchange

// plain reads tables of no tool, that somebody wrote by hand or made with a
// program of their own, by the names that people give such columns in English
// and French. People in them are no people of Slack: their names are kept in
// the text.
func plain() tool {
	return tool{name: Other, columns: map[Field][]string{
		ID: {"id", "key", "reference", "ref", "cle", "identifiant", "n°", "no", "#"},
		Title: {
			"title", "summary", "name", "subject", "headline", "issue", "task", "ticket", "item",
			"titre", "resume", "nom", "sujet", "objet", "intitule", "libelle", "tache",
		},
		Text:        {"description", "desc", "story", "user story", "us", "text", "body", "details", "detail", "texte", "contenu", "besoin"},
		Criteria:    {"acceptance criteria", "criteria", "criteres d'acceptation", "criteres d'acceptance", "criteres"},
		Kind:        {"type", "kind", "issue type", "nature"},
		State:       {"status", "state", "column", "list", "statut", "etat", "colonne", "liste", "avancement"},
		Points:      {"points", "story points", "estimate", "estimation", "size", "sp", "points de story", "taille", "charge"},
		Created:     {"created", "created at", "created on", "creation", "cree", "cree le", "creee le", "date de creation"},
		Done:        {"done at", "completed", "closed", "resolved", "termine le", "terminee le", "date de fin"},
		Stream:      {"stream", "work-stream", "workstream", "volet"},
		Labels:      {"labels", "label", "tags", "tag", "component", "components", "etiquettes", "etiquette", "composant", "composants"},
		Attachments: {"attachments", "links", "pieces jointes", "liens"},
		Parent:      {"parent", "parent id"},
		Keep: {
			"owner", "assignee", "assignees", "assigned to", "reporter", "requester", "requested by", "author",
			"responsable", "assigne a", "assignee a", "attribue a", "rapporteur", "demandeur", "demande par", "demandee par", "auteur", //nolint:misspell // because it is French
			"priority", "priorite", "epic", "sprint", "iteration", "due", "due date", "echeance", "date d'echeance", "url", "link", "lien",
			"comment", "comments", "notes", "note", "commentaire", "commentaires", "remarque", "remarques",
		},
	}}
}
