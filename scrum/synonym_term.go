package scrum

// termAt returns what the term that begins at a word stands for (see
// [meaning]) and how many words it has; "" and 1 if no term begins there. It
// takes the words and their stems.
func termAt(list, stems []string, i int) (stands string, n int) {
	if i+2 < len(stems) {
		if stands = termMeaning(stems[i] + " " + stems[i+1] + " " + stems[i+2]); stands != "" {
			return stands, 3
		}
	}
	if i+1 < len(stems) {
		if stands = termMeaning(stems[i] + " " + stems[i+1]); stands != "" && !isNoun(list, i) {
			return stands, 2
		}
	}
	return "", 1
}

func stemsInOrder(words []string) []string {
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = Stem(w)
	}
	return stems
}

// isNoun reports whether the word there is a thing rather than what one does:
// "the log in French" is no login.
func isNoun(list []string, i int) bool {
	switch list[i] {
	case "log", "logs", "sign", "signs":
	default:
		return false
	}
	if i == 0 {
		return false
	}
	switch list[i-1] {
	case "to", "can", "and", "or", "i", "we", "you", "they", "he", "she", "who", "user", "users", "not", "must", "never":
		return false
	}
	return true
}

// termMeaning returns what stands for a term of several words, given by their
// stems, and its synonyms; "" if they are no term. Each stands for what one word
// of [meaning] does, where there is one.
//
//nolint:gocyclo // it is a table
func termMeaning(stems string) string {
	switch stems {
	case "log in", "sign in":
		return meaning("login")
	case "log out", "sign out", "log off":
		return meaning("logout")
	case "sign up":
		return meaning("signup")
	case "mot de pas", "pas word":
		return meaning("password")
	case "shop cart", "shop basket", "shop bag", "to cart", "my cart", "the cart", "pan achat", "pan d achat":
		return meaning("basket")
	case "mis a jour", "mettr a jour", "met a jour":
		return meaning("updat")
	case "look for":
		return meaning("search")
	case "due dat", "date limit", "dat limit", "dat echeanc", "dat d echeanc":
		return meaning("deadlin")
	case "hom pag", "start pag", "pag accueil", "pag d accueil":
		return meaning("homepag")
	case "bank transf", "wire transf", "virement banca":
		return meaning("virement")
	case "credit card", "debit card", "bank card", "cart banca", "cart de credit", "cart bleu":
		return "=bankcard"
	case "gift card", "cart cadeau":
		return "=giftcard"
	case "wish list", "list env", "list d env", "list de souhait":
		return meaning("wishlist")
	case "phon numb", "numero de telephon":
		return "=phonenumber"
	case "post cod", "zip cod", "postal cod", "cod postal":
		return meaning("postcod")
	case "tim zon", "fuseau hora":
		return meaning("timezon")
	case "user nam", "nom d utilisateur", "nom utilisateur":
		return meaning("usernam")
	case "custom servic", "custom support", "servic client", "support client":
		return "=support"
	case "dark mod", "dark them", "mod sombr", "them sombr":
		return "=darkmode"
	}
	return ""
}

// inTerms returns folded words with each term as one, which is what it stands
// for.
func inTerms(list []string) []string {
	kept := make([]string, 0, len(list))
	stems := stemsInOrder(list)
	for i := 0; i < len(list); {
		stands, n := termAt(list, stems, i)
		if stands == "" {
			stands = list[i]
		}
		kept = append(kept, stands)
		i += n
	}
	return kept
}
