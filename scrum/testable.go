package scrum

// The words by which a criterion can be observed, on its folded text.
var (
	stepWord = lazily(`^(?:\* )?(?:given|when|then|and|but|soit|sachant|etant donnee?s?|quand|lorsqu(?:e\b|')|alors|donc|et|mais|` +
		`scenario|exemples?|examples?|plan du scenario|contexte|background)\b`)

	observable = lazily(`\b(?:sees?|shows?|shown|displays?|displayed|appears?|disappears?|receives?|received|gets?|sends?|sent|` +
		`arrives?|lists?|listed|prints?|printed|opens?|opened|closes?|closed|downloads?|downloaded|uploads?|uploaded|refus(?:es?|ed)|rejects?|` +
		`rejected|accepts?|accepted|blocks?|blocked|fails?|asks?|asked|returns?|returned|redirects?|redirected|saves?|saved|stored?|stores|deletes?|` +
		`deleted|removed?|removes|adds?|added|creates?|created|updates?|updated|changes?|changed|contains?|includes?|included|matches|equals?|` +
		`can|cannot|can't|may not|must|visible|hidden|empty|disabled|enabled|sorted|logged|notified|notifies|warns?|warned|stays?|remains?|exists?|` +
		`works? (?:on|in|with|without|offline)|` +
		`vo(?:is|it|ient|ir)|affich\w+|apparai\w+|disparai\w+|rec(?:oit|oivent|evoir|ue?s?)|envo(?:ie|ient|yer|yee?s?)|arriv\w+|list\w+|imprim\w+|` +
		`ouvr\w+|ouverte?s?|ferm\w+|telecharg\w+|refus\w+|rejet\w+|accept\w+|bloqu\w+|echou\w+|demand\w+|renvo\w+|redirig\w+|enregistr\w+|` +
		`supprim\w+|ajout\w+|cre(?:e|es|ee|ees|ent|er)|modifi\w+|chang\w+|contien\w+|compren\w+|inclu\w+|peu(?:t|vent|x)|doi(?:t|vent)|visibles?|` +
		`masque\w*|vides?|desactive\w*|active\w*|trie\w*|notifie\w*|previen\w+|prevenue?s?|averti\w*|reste(?:nt)?|existe(?:nt)?|fonctionne(?:nt)?|` +
		`part(?:ent)?|passe(?:nt)?|mentionn\w+|indiqu\w+|propos\w+|impossible|possible)\b`)
)

// untestable reports whether nobody could say when a criterion is met: it has
// no number, is no step of a scenario, and nothing in it can be observed.
func untestable(criterion string) bool {
	folded := Fold(tidy(criterion))
	return folded != "" && !digit().MatchString(folded) && !stepWord().MatchString(folded) && !thenWord().MatchString(folded) && !observable().MatchString(folded)
}

var digit = lazily(`[0-9]`)
