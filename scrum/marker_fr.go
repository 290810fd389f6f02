package scrum

// The markers of French, matched on a shadow from the word that opens them:
// lower case, no accents, single spaces, straight apostrophes.
var (
	roleFR     = lazily(`^(?:en (?:tant|temps|tan|tent|tems|temp)[ -]?` + queFR + `|(?:entant|entemps)[ -]` + queFR + `|en (?:ma |sa )?qualite d(?:e\b|'))`)
	bareRoleFR = lazily(`^comme\b`)

	// "comme convenu", "comme je le disais", "en tant que tel" speak of no role.
	notRoleFR = lazily(`^(?:comme (?:d'habitude|d'hab|convenu|prevu|ca|cela|indique|demande|dit|evoque|vu|discute|annonce|promis|` +
		`toujours|souvent|chaque|dans|pour|sur|avec|a|au|aux|en|je|j'|on|nous|vous|il|ils|elle|elles|tu|si|quoi|le (?:dit|montre|veut|prevoit))\b|` +
		`en tant que tel(?:le)?s?\b)`)

	strongWantFR = lazily(`^(?:j(?:e |' ?| )(?:veux|souhaite(?:s|rais?)?|prefere(?:rais)?|voudrai[st]?|desire(?:rais?)?|aimerai[st]?|attends)|` +
		`jaimerai[st]?|jveux|j'espere|je cherche a|(?:mon|notre) (?:besoin|souhait|objectif|but) (?:est|serait)|j(?:'|e |)veut|jai (?:besoin|envie)|j[' ](?:ai|aurai[st]?) ` + adverbsFR + `(?:besoin|envie)|il (?:me|nous) (?:faut|faudrait)|` +
		`jv(?:oudrai[st]?|eu[xt]?)|j'(?:adorerai[st]?|apprecierai[st]?|aurai[st]? (?:aime|voulu|souhaite|prefere))|g besoin|(?:(?:ce|ca) |c' ?)(?:serait|srait) (?:vraiment |tres |super |hyper |trop |bien )?` + niceFR +
		` (?:de\b|d'|si (?:je|on|nous) (?:pouvais|pouvait|pouvions|avais|avait|avions)\b|qu(?:e |')(?:je|on|nous) (?:puisse|puissions|ait)\b)|` +
		`nous (?:voulons|souhaitons|souhaiterions|voudrions|aimerions|desirons|attendons|(?:avons|aurions) ` + adverbsFR + `besoin)|` +
		`on (?:veut|souhaite(?:rait)?|voudrait|aimerait|desire|(?:a|aurait) ` + adverbsFR + `besoin))\b`)
	noWantFR = lazily(`^(?:(?:(?:je|nous|on) |j'?)n(?:e |')(?:veux|veut|voulons|souhaite|souhaitons|souhaiterais|voudrais|voudrait|` +
		`voudrions|desire|aimerais|aimerait|ai|a|avons|dois|doit|devons) (?:vraiment |surtout )?(?:pas|plus|` +
		`jamais)\b(?: besoin\b| envie\b)?|(?:je|nous|on) ne (?:veux|veut|voulons|souhaite|souhaitons|voudrais|voudrait|voudrions)\b)`)
	weakWantFR = lazily(`^(?:je (?:peux|puisse|dois|devrais|pourrais|pourrai|suis en mesure|suis capable)|` +
		`nous (?:pouvons|devons|pourrions|puissions|sommes en mesure)|on (?:peut|doit|devrait|pourrait|puisse)|` +
		`(?:il )?(?:faut|faudrait) (?:qu(?:e |')(?:je|on|nous) (?:puisse|puissions)|pouvoir)|` +
		`il (?:doit|devrait|faut|faudrait) (?:qu'il soit |etre )possible (?:pour (?:moi|nous) )?de)\b`)

	strongWhyFR = lazily(`^(?:(?:aff?in|a fin) (?:que de\b|de\b|d'|que\b|qu')|p(?:ou)?r qu(?:e\b|')|` +
		`(?:dans|ds) (?:le but|l'objectif|l'optique|l'idee|l'intention) (?:de\b|d'|que\b|qu')|en vue (?:de\b|d')|` +
		`de (?:facon|maniere) (?:a ce qu(?:e\b|')|a\b|qu(?:e\b|'))|de (?:telle )?sorte (?:a\b|qu(?:e\b|'))|histoire (?:de\b|d'|que\b|qu')|` +
		`(?:pourquoi ?[:?](?: pour\b)?|(?:benefice|raison|gain|but) ?:))`)
	mediumWhyFR = lazily(`^(?:parce (?:qu(?:e\b|')|ke?\b)|p(?:ck|cq|sk)\b|puisqu(?:e\b|')|vu qu(?:e\b|')|etant donne qu(?:e\b|')|car\b|sinon\b|` +
		`ce qui (?:me |te |nous |vous |leur |lui )?permet(?:tra|trait)?(?: de\b| d'|\b)|` +
		`ce qui (?:[mt]'|l'|(?:me|te|nous|vous|leur|lui|les|le|la) )?(?:evite|epargne|facilite|simplifie|fait gagner|fera(?:it)? gagner|(?:evite|epargne|facilite|simplifie)ra(?:it)?)\b|` +
		`p(?:ou)?r pas qu(?:e\b|')|(?:comme ca|ainsi),? (?:(?:je|on|nous|il|elle|ils|elles|les|le|la|mon|ma|mes)\b|[jl]'))`)
	weakWhyFR = lazily(`^p(?:ou)?r,? `)

	situationFR = lazily(`^(?:quand\b|lorsque\b|lorsqu'|(?:(?:a )?chaque fois|des lors|des|une fois|pendant) qu(?:e\b|')|` +
		`si (?:je|on|nous|une?|le|la|les|mon|ma|mes|notre|quelqu'un|il|elle)\b|si [jl]')`)
	abilityFR = lazily(`^(?:(?:doit|doivent|devrait|devraient|devra|devront) (?:pouvoir\b|etre en mesure d(?:e\b|')|` +
		`etre capables? d(?:e\b|'))|` +
		`(?:doit|doivent|devrait|devraient|devra|devront|peut|peuvent|pourra|pourront|pourrait|pourraient|veut|veulent|` +
		`veux|voudrais|souhaiterais|aimerais|souhaite(?:nt|rait|raient)?|voudrait|voudraient|voulait|voulaient|aimerait|aimeraient|puisse|puissent|pouvait|pouvaient)\b|(?:a|ont|aurait|auraient|avait|avaient) besoin d(?:e\b|'))`)

	fillerFR = lazily(`^(?:(?:de |d'|que |qu')?(?:pouvoir|pourvoir|etre (?:en mesure|capable|en capacite) d(?:e\b|')|` +
		`(?:avoir )?la (?:possibilite|capacite) d(?:e\b|'))|de\b|d'|que\b|qu') ?`)
	quantityFR = lazily(`^(?:vraiment )?(?:beaucoup|enormement|tellement|trop) `)
	adverbFR   = lazily(`^(?:ben|aussi|egalement|vraiment|simplement|juste|seulement|donc|maintenant|bien|desormais|toujours) `)
)

const niceFR = `(?:top|bien|cool|super|genial|geniale|utile|pratique|sympa|chouette|parfait|ideal|mieux|bon|interessant|apprecie)`

const queFR = `(?:que\b|qu'|qu\b|ke\b|k\b|[qk]')` // as people spell it

//nolint:misspell // the words are French
const adverbsFR = `(?:(?:absolument|bien|grand|aussi|egalement|vraiment|donc|toujours|surtout) )?`
