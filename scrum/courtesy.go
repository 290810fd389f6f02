package scrum

// agreeing are words that say no more than that all is well, as a part of an
// expression over folded text.
const agreeing = `(?:ok(?:ay|i)?|d'accord|dac|entendu|compris|parfait|perfect|super|top|genial|great|cool|nice|nickel|bravo|` +
	`(?:c'est|bien) note|noted|bien recu|got it|understood|de rien|you're welcome|je (?:te|vous) remercie|mille mercis)`

var courteous = lazily(`^` + flourish + `(?:(?:` + closing + `|` + agreeing + `)(?:,? pogo)?` + flourish + `(?:(?:et|and) )?)*$`)

// Courtesy reports whether a message thanks, agrees or smiles, in either language,
// and says nothing else: "merci beaucoup", "ok, thanks", an emoji. Nobody who
// writes that waits for an answer.
func Courtesy(text string) bool {
	said := Fold(AsRead(text))
	return said != "" && courteous().MatchString(said)
}
