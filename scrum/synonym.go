package scrum

// meaning returns what stands for a stem and its synonyms in both languages,
// the words of an everyday backlog: see and view, invoice and facture. It
// begins with a sign that no word has, so that a search for one of them does
// not find the others: who looks for "facture" typed what they want to read.
// A stem without synonyms stands for itself. Terms of several words are in
// [termMeaning].
//
// Words that mean something else in the other language, or as often something
// else in their own, are left out: a likeness too few costs less than one too
// many.
//
//nolint:gocyclo,funlen // it is a table
func meaning(stem string) string {
	switch stem {
	case "see", "view", "show", "displa", "consult", "voir", "vue", "affich", "visual", "montr":
		return "=see"
	case "delet", "remov", "era", "supprim", "suppression", "effac", "ret", "enlev":
		return "=delete"
	case "creat", "add", "cre", "ajout", "creation":
		return "=create"
	case "chang", "edit", "modiv", "updat", "modification":
		return "=change"
	case "search", "find", "cherch", "recherch", "trouv":
		return "=search"
	case "login", "signin", "authenticat", "authentication", "connect", "connexion", "authentiv", "authentification":
		return "=login"
	case "invoic", "bil", "factur":
		return "=invoice"
	case "ord", "command":
		return "=order"
	case "pay", "payment", "paiement":
		return "=pay"
	case "custom", "client":
		return "=customer"
	case "user", "utilisateur":
		return "=user"
	case "account", "compt":
		return "=account"
	case "mail", "email", "courriel":
		return "=mail"
	case "send", "envo":
		return "=send"
	case "receiv", "recevo", "reception":
		return "=receive"
	case "download", "telecharg", "telechargement":
		return "=download"
	case "upload", "telev":
		return "=upload"
	case "print", "imprim", "impression":
		return "=print"
	case "shar", "partag":
		return "=share"
	case "cancel", "annul", "annulation":
		return "=cancel"
	case "refund", "reimbur", "rembour", "remboursement":
		return "=refund"
	case "report", "rapport":
		return "=report"
	case "filt", "filtr":
		return "=filter"
	case "sort", "tri":
		return "=sort"
	case "team", "equip":
		return "=team"
	case "project", "projet":
		return "=project"
	case "task", "tach":
		return "=task"
	case "fil", "fich":
		return "=file"
	case "addr", "adr":
		return "=address"
	case "nam", "nom":
		return "=name"
	case "pric", "prix", "tariv":
		return "=price"
	case "product", "produit":
		return "=product"
	case "basket", "pan": // a cart is a carte, which pays
		return "=cart"
	case "deliv", "ship", "shipment", "livr", "livraison":
		return "=deliver"
	case "parcel", "packag", "col":
		return "=parcel"
	case "emplo", "salar":
		return "=employee"
	case "holida", "vacation", "cong", "vacanc":
		return "=holiday"
	case "remind", "rappel":
		return "=remind"
	case "notiv", "notification", "alert", "preven", "avert":
		return "=notify"
	case "week", "semain":
		return "=week"
	case "day", "jour":
		return "=day"
	case "phon", "telephon":
		return "=phone"
	case "choo", "select", "pick", "selection":
		return "=choose"
	case "book", "reserv", "reservation":
		return "=book"
	case "approv", "approval", "validat", "validation", "approuv", "valid":
		return "=approve"
	case "assign", "attribu", "affect":
		return "=assign"
	case "track", "follow", "suivr", "suiv":
		return "=track"
	case "stock", "inventor", "inventa":
		return "=stock"
	case "suppl", "vendor", "fournisseur":
		return "=supplier"
	case "clo", "ferm":
		return "=close"
	case "open", "ouvr":
		return "=open"
	case "histor", "historiqu":
		return "=history"
	case "languag", "langu":
		return "=language"
	case "cop", "duplicat", "dupliqu":
		return "=copy"
	case "mov", "deplac":
		return "=move"
	case "logout", "signout", "deconnect", "deconnexion":
		return "=logout"
	case "signup", "regist", "registration", "inscr", "inscription":
		return "=signup"
	case "password":
		return "=password"
	case "reset", "reinitial", "reinitialisation":
		return "=reset"
	case "deadlin", "echeanc":
		return "=deadline"
	case "homepag":
		return "=homepage"
	case "virement":
		return "=transfer"
	case "wishlist":
		return "=wishlist"
	case "postcod":
		return "=postcode"
	case "timezon":
		return "=timezone"
	case "usernam":
		return "=username"
	case "new", "nouveau", "nouvel":
		return "=new"
	case "error", "erreur":
		return "=error"
	case "unpaid", "impa":
		return "=unpaid"
	case "weekl", "hebdomada":
		return "=weekly"
	case "monthl", "mensuel":
		return "=monthly"
	case "dail", "quotidien":
		return "=daily"
	case "calendar", "calendr", "agenda":
		return "=calendar"
	}
	return stem
}
