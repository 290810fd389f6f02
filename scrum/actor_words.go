package scrum

// isEnglishActor lists who acts in English, folded and singular.
//
//nolint:misspell // some of the words are British
func isEnglishActor(word string) bool {
	switch word {
	case "user", "customer", "client", "admin", "administrator", "manager", "visitor", "team", "member", "buyer", "seller", "owner", "guest",
		"developer", "designer", "tester", "employee", "operator", "agent", "student", "teacher", "patient", "nurse", "doctor", "subscriber",
		"reader", "writer", "editor", "author", "moderator", "reviewer", "approver", "accountant", "auditor", "supervisor", "lead", "leader",
		"driver", "player", "shopper", "people", "everyone", "anyone", "person", "staff", "partner", "supplier", "vendor", "stakeholder",
		"parent", "colleague", "participant", "attendee", "organizer", "candidate", "recruiter", "tenant", "landlord", "resident", "citizen",
		"coach", "athlete", "traveler", "traveller", "passenger", "rider", "donor", "host", "trainer", "caregiver", "pharmacist", "lawyer",
		"consultant", "planner", "dispatcher", "cashier", "clerk", "rep", "representative", "sale", "marketing", "finance", "accounting", "hr",
		"management", "director", "merchant", "retailer", "viewer", "listener", "follower", "volunteer", "intern", "pupil", "child", "children",
		"family", "po", "ceo", "cto", "cfo", "boss", "support", "marketer", "analyst", "engineer", "contributor", "maintainer", "learner", "beneficiary", "sponsor", "holder":
		return true
	}
	return false
}

// isFrenchActor lists who acts in French, folded and singular.
//
//nolint:misspell // the words are French
func isFrenchActor(word string) bool {
	switch word {
	case "utilisateur", "utilisatrice", "client", "cliente", "responsable", "gestionnaire", "chef", "cheffe", "membre", "equipe", "admin",
		"administrateur", "administratrice", "visiteur", "visiteuse", "abonne", "abonnee", "acheteur", "acheteuse", "vendeur", "vendeuse",
		"comptable", "salarie", "salariee", "employe", "employee", "collaborateur", "collaboratrice", "manager", "directeur", "directrice",
		"agent", "agente", "operateur", "operatrice", "developpeur", "developpeuse", "designer", "testeur", "testeuse", "lecteur", "lectrice",
		"redacteur", "redactrice", "moderateur", "moderatrice", "parent", "eleve", "etudiant", "etudiante", "enseignant", "enseignante",
		"professeur", "patient", "patiente", "medecin", "infirmier", "infirmiere", "pharmacien", "pharmacienne", "fournisseur", "partenaire",
		"prestataire", "commercial", "commerciale", "commerciaux", "candidat", "candidate", "recruteur", "recruteuse", "locataire", "proprietaire", "usager",
		"citoyen", "citoyenne", "participant", "participante", "organisateur", "organisatrice", "auditeur", "auditrice", "conseiller",
		"conseillere", "technicien", "technicienne", "internaute", "personne", "gen", "collegue", "invite", "invitee", "po", "rh", "beneficiaire",
		"maman", "papa", "mere", "pere", "enfant", "famille", "direction", "comite", "secretaire", "assistant", "assistante", "juriste", "avocat",
		"avocate", "consultant", "consultante", "voyageur", "voyageuse", "conducteur", "conductrice", "passager", "passagere", "joueur", "joueuse",
		"donateur", "donatrice", "hote", "assure", "assuree", "comptabilite", "compta", "marketing", "annonceur", "marchand", "marchande",
		"formateur", "formatrice", "livreur", "livreuse", "chauffeur", "adherent", "adherente", "benevole", "stagiaire", "superviseur":
		return true
	}
	return false
}

// isEarlyAdjective lists the French adjectives that stand before their noun.
func isEarlyAdjective(word string) bool {
	switch word {
	case "nouveau", "nouveaux", "nouvel", "nouvelle", "ancien", "ancienne", "futur", "future", "petit", "petite", "grand", "grande", "jeune",
		"simple", "meme", "autre", "tou", "toute", "certain", "certaine", "le", "la", "premier", "premiere", "le meme":
		return true
	}
	return false
}
