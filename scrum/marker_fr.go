package scrum

import "regexp"

// The markers of French, matched on a shadow: lower case, no accents, single
// spaces, straight apostrophes.
var (
	roleFR = regexp.MustCompile(`\ben tant qu(?:e\b|')|\ben temps qu(?:e\b|')|\bentant qu(?:e\b|')|\ben tant-qu(?:e\b|')|\ben (?:ma |` +
		`sa )?qualite d(?:e\b|')`)
	bareRoleFR = regexp.MustCompile(`^comme\b`)
	misspelled = regexp.MustCompile(`^(?:en temps|entant|en tant-)`)

	// "comme convenu", "comme je le disais", "en tant que tel" speak of no role.
	notRoleFR = regexp.MustCompile(`^comme (?:d'habitude|d'hab|convenu|prevu|ca|cela|indique|demande|dit|evoque|vu|discute|annonce|promis|` +
		`toujours|souvent|chaque|dans|pour|sur|avec|a|au|aux|en|je|j'|on|nous|vous|il|ils|elle|elles|tu|si|quoi|le (?:dit|montre|veut|prevoit))\b|` +
		`^en tant que tel(?:le)?s?\b`)

	strongWantFR = regexp.MustCompile(`\bj(?:e |')(?:veux|souhaite(?:rais?)?|voudrai[st]?|desire(?:rais?)?|aimerai[st]?|attends)\b|` +
		`\bjaimerai[st]?\b|\bjveux\b|\bj'(?:ai|aurai[st]?) ` + adverbsFR + `(?:besoin|envie)\b|\b(?:il me faut|il me faudrait|il nous faut|il nous faudrait)\b|` +
		`\bnous (?:voulons|souhaitons|souhaiterions|voudrions|aimerions|desirons|attendons|(?:avons|aurions) ` + adverbsFR + `besoin)\b|` +
		`\bon (?:veut|souhaite(?:rait)?|voudrait|aimerait|desire|(?:a|aurait) ` + adverbsFR + `besoin)\b`)
	noWantFR = regexp.MustCompile(`\b(?:je|j'|nous|on) ?n(?:e |')(?:veux|veut|voulons|souhaite|souhaitons|souhaiterais|voudrais|voudrait|` +
		`voudrions|desire|aimerais|aimerait|ai|a|avons|peux|peut|pouvons|dois|doit|devons) (?:vraiment |surtout )?(?:pas|plus|` +
		`jamais)\b(?: besoin\b| envie\b)?`)
	weakWantFR = regexp.MustCompile(`\bje (?:peux|puisse|dois|devrais|pourrais|pourrai|suis en mesure|suis capable)\b|` +
		`\bnous (?:pouvons|devons|pourrions|puissions|sommes en mesure)\b|\bon (?:peut|doit|devrait|pourrait|puisse)\b|` +
		`\bil (?:faut|faudrait) qu(?:e |')(?:je|on|nous) (?:puisse|puissions)\b`)

	strongWhyFR = regexp.MustCompile(`\b(?:afin|a fin) (?:de\b|d'|que\b|qu')|\bpour qu(?:e\b|')|` +
		`\bdans (?:le but|l'objectif|l'optique|l'idee|l'intention) (?:de\b|d'|que\b|qu')|\ben vue (?:de\b|d')|` +
		`\bde (?:facon|maniere) (?:a ce qu(?:e\b|')|a\b|qu(?:e\b|'))|\bde (?:telle )?sorte (?:a\b|qu(?:e\b|'))|\bhistoire (?:de\b|d'|que\b|qu')`)
	mediumWhyFR = regexp.MustCompile(`\bparce qu(?:e\b|')|\bpuisqu(?:e\b|')|\bcar\b|\bce qui (?:me |te |nous |vous |leur |lui )?permet(?:tra|` +
		`trait)?(?: de\b| d'|\b)|\bpour pas qu(?:e\b|')|\bcomme ca,? (?:je|j'|on|nous|il|elle|ils|elles|les|le|la|mon|ma|mes|l')\b`)
	weakWhyFR = regexp.MustCompile(`\bpour `)

	fillerFR = regexp.MustCompile(`^(?:(?:de |d'|que |qu')?(?:pouvoir|pourvoir|etre (?:en mesure|capable|en capacite) d(?:e\b|')|` +
		`(?:avoir )?la (?:possibilite|capacite) d(?:e\b|'))|de\b|d'|que\b|qu') ?`)
	adverbFR = regexp.MustCompile(`^(?:aussi|egalement|vraiment|simplement|juste|seulement|donc|maintenant|bien|desormais|toujours) `)
)

const adverbsFR = `(?:(?:aussi|egalement|vraiment|donc|toujours|surtout) )?`
