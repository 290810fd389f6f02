package scrum

// mishapWord is what a thing does or looks like that nobody wants, in plain
// words: "the page turns white on save", « le bouton est invisible ».
var mishapWord = lazily(`\b(?:` +
	`(?:is|are|was|were|gets?|got|looks?|appears?|becomes?|turns?|goes|comes?|est|sont|etait|devient|deviennent|passe|passent|reste|restent|` +
	`apparait|apparaissent|s'affiche|s'affichent|sort|sortent) (?:[a-z]+ ){0,2}(?:unreadable|illegible|blurry|blurred|pixelated|garbled|truncated|` +
	`cut off|misaligned|reversed|upside down|inverted|scrambled|negative|irrelevant|gr[ae]yed out|stuck|lost|corrupted|mixed up|out of sync|` +
	`invisible(?: (?:in|on|when|since|after|en|sur|quand|dans|depuis|apres)|$)|illisibles?|flous?|floues?|pixelisee?s?|tronquee?s?|coupee?s?|decalee?s?|inversee?s?|` +
	`a l'envers|negatifs?|negatives?|grisee?s?|figee?s?|perdue?s?|corrompue?s?|deformee?s?|melangee?s?|desynchronisee?s?)|` +
	`(?:turns|goes|becomes|went|turned) (?:all |completely )?(?:white|black|grey|gray)|` +
	`returns? (?:irrelevant|nothing|garbage|wrong|random|junk)|(?:renvoie|retourne|donne|ramene|affiche)(?:nt)? (?:n'importe quoi|rien )|` +
	`(?:is|are|displayed|shown|shows|displays|sends|opens|gets|goes|est|sont|s'affiche(?:nt)?|affichee?s?|arrive(?:nt)?|ouvre|envoie) (?:[a-z0-9]+ ){0,4}(?:instead of|au lieu d)|` +
	`(?:shows|says|displays|reads|affiche|indique)(?: as)? (?:nan|undefined|null|1970)|(?:says|shows|displays|affiche|indique) [a-z0-9 ]{1,20} (?:but|while|whereas|alors que)|` +
	`(?:go|goes|ends? up|lands?|arrives?|tombe(?:nt)?|arrive(?:nt)?|finit|finissent|part(?:ent)?) (?:straight |directement )?(?:in|to|into|dans|en) (?:the |my |les |mes )?(?:spams?|junk|indesirables)|` +
	`(?:leads?|goes|points?|mene(?:nt)?|renvoie(?:nt)?|pointe(?:nt)?) (?:to )?(?:nowhere|nulle part)|` +
	`(?:calculated|counted|displayed|shown|listed|applied|added|created|printed|appears?|comptee?s?|calculee?s?|affichee?s?|appliquee?s?|ajoutee?s?|` +
	`creee?s?|imprimee?s?|apparait|apparaissent|s'affiche(?:nt)?) (?:twice|(?:deux|2|trois|3) fois|en double)|` +
	`(?:have to|has to|asks|asked) [a-z ]{2,30} twice|(?:il faut|dois|doit|demande) [a-z' ]{0,30}(?:deux|2|trois|3) fois|` +
	`duplicated? [a-z]+ (?:when|since|after)|en double (?:quand|depuis|lorsque?|des qu|apres)|` +
	`resets? (?:every|each|itself|when|whenever|after|on)|se (?:reinitialise|remet a zero|recharge|duplique|decoche)(?:nt)? (?:a chaque|quand|lorsque|sans|des qu|apres)|` +
	`flickers?|flickering|clignote(?:nt)?|jumps (?:back|around)|overlaps? (?:the|with)|se superpose(?:nt)?|chevauche(?:nt)?|deborde(?:nt)?|` +
	`depasse(?:nt)? (?:du|de la|de l'|des) (?:bouton|cadre|ecran|case|page|champ|bloc|menu|colonne|tableau)|` +
	`(?:login|page|app|site|it) loops|(?:connexion|page|appli|site|ca) boucle|(?:drains|vide) (?:the|my|la|ma) batter(?:y|ie)|for no reason|sans raison|` +
	`(?:asks?|prompts?|demande|redemande) (?:[a-z']+ ){1,5}(?:over and over|again and again|every time|each time|sans arret|sans cesse|a chaque fois|tout le temps)|` +
	`(?:coupe|saute|plante|bugue|ferme)(?:nt)? (?:tout le temps|sans arret|sans cesse)|nothing (?:shows|appears|comes|loads|displays)|` +
	`rien (?:qui |ne )?(?:s'affiche|apparait|n'apparait)|` +
	`lose (?:my|our|all|the) (?:changes|draft|work|data)|perds? (?:mes|mon|ma|nos|toutes) (?:mes )?(?:modifs|modifications|brouillon|saisie|travail|donnees)` + `)\b`)

// onMishap begins what is to be done about a mishap: "warn me when the stock
// goes negative".
var onMishap = lazily(`^(?:warn|alert|notify|tell|prevent|highlight|detect|flag|reject|refuse|avertir|alerter|prevenir|signaler|detecter|reperer|refuser)\b`)

// misbehaves reports whether a text tells of such a mishap, and not what to do
// about it. As few texts do, a telling piece is looked for first.
func misbehaves(shadow string) bool {
	if !mentions(shadow, "readabl", "illegib", "blurr", "pixel", "garbl", "trunc", "cut off", "misalign", "revers", "upside", "invert", "scramb", "negati", "irrelev",
		"greyed", "grayed", "stuck", "lost", "corrupt", "mixed up", "sync", "invisibl", "illisibl", "flou", "tronqu", "coupe", "decale", "inverse", "envers", "grise",
		"fige", "perdu", "corrompu", "deform", "melang", "white", "black", "grey", "gray", "return", "nothing", "rien", "n'importe", "instead", "au lieu", "nan", "undefined",
		"null", "1970", "but", "while", "whereas", "alors", "spam", "junk", "indesir", "nowhere", "twice", "fois", "double", "duplic", "dupliq", "reset", "reinit", "zero", "recharge",
		"decoche", "flicker", "clignot", "jumps", "overlap", "superpos", "chevauch", "debord", "depass", "loops", "boucle", "batter", "reason", "raison", "over and", "again and",
		"every time", "each time", "arret", "cesse", "tout le temps", "lose ", "perd") {
		return false
	}
	at := doingVerb().FindStringIndex(shadow)
	return (at == nil || at[0] > 0) && !onMishap().MatchString(shadow) && mishapWord().MatchString(shadow)
}
