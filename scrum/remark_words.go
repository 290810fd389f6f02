package scrum

import "regexp"

// The words that remarks look for, in folded parts of a story.
var (
	solutionWord = regexp.MustCompile(`\b(?:buttons?|drop-?downs?|drop down|pop-?ups?|check-?box(?:es)?|radio buttons?|modals?|tooltips?|` +
		`text-?box(?:es)?|` +
		`combo-?box(?:es)?|columns?|databases?|sql|mysql|postgres(?:ql)?|mongodb|redis|kafka|elasticsearch|apis?|graphql|endpoints?|json|xml|yaml|` +
		`webhooks?|` +
		`microservices?|react|angular|docker|kubernetes|cron|backend|back-end|frontend|front-end|` +
		`boutons?|menus? deroulants?|listes? deroulantes?|cases? a cocher|fenetres? modales?|bases? de donnees|colonnes?|infobulles?|champs? texte)\b`)

	vagueWord = regexp.MustCompile(`\b(?:fast|faster|quick|quicker|quickly|easy|easily|easier|intuitive|intuitively|better|some|several|many|` +
		`various|etc|` +
		`as needed|if needed|when needed|if necessary|as appropriate|appropriate|user-friendly|user friendly|simple|simpler|simply|efficient|efficiently|` +
		`flexible|robust|nice|seamless|seamlessly|smooth|smoothly|modern|as possible|and so on|a lot|` +
		`rapides?|rapidement|plus vite|simples|simplement|faciles?|facilement|mieux|meilleure?s?|plusieurs|quelques|certaine?s|si besoin|au besoin|` +
		`si necessaire|intuitifs?|intuitives?|intuitivement|efficaces?|efficacement|conviviale?s?|conviviaux|ergonomiques?|modernes?|fluides?|` +
		`performante?s?|optimale?s?|au mieux|le plus possible|et ainsi de suite)\b`)

	genericRole = regexp.MustCompile(`^(?:(?:end|final|simple|normal|regular|standard|basic)[ -])?(?:users?|utilisateurs?|utilisatrices?|` +
		`utilisateur\.?(?:rice|ice)|` +
		`someone|everyone|anyone|somebody|everybody|anybody|person|people|quelqu'un|tout le monde|n'importe qui|personne|internaute|` +
		`human)(?: (?:finale?|lambda|normale?|simple|standard))?$`)

	technicalRole = regexp.MustCompile(`\b(?:systems?|apis?|developers?|devs?|dev team|development team|servers?|databases?|back-?end|front-?end|` +
		`applications?|apps?|websites?|bots?|product owner|po|scrum master|programmers?)$|^(?:team|the team|equipe|` +
		`equipe (?:de dev(?:eloppement)?|technique|dev|it|produit))$|` +
		`^(?:systeme|developpeu(?:r|rs|se|ses)|serveur|base de donnees|application|appli|site|plateforme|logiciel|dev|devs)` +
		`(?: (?:de|du|web|back|front|mobile|informatique|externe|tiers|backend|frontend|full)\b.*)?$`)
)
