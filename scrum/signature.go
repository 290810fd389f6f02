package scrum

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The words that end a message, in both languages, as parts of expressions.
//
//nolint:misspell // half of the words are French
const (
	closing = `(?:(?:many |big )?thanks|thank you|thanx|thx|tks|tia|cheers|(?:best|kind|warm) (?:regards|wishes)|regards|yours(?: truly| sincerely)?|` +
		`(?:un (?:grand|gros) |mille |grand )?merci|cordialement|cdlt|bien (?:[àa] (?:vous|toi)|cordialement)|(?:tr[eè]s )?(?:belle|bonne) (?:journ[ée]e|soir[ée]e|semaine|fin de journ[ée]e)|` +
		`[àa] bient[oô]t|bises?|bisous|amicalement)(?: (?:a (?:lot|million|bunch)|in advance|all|so much|very much|again|team|everyone|guys|folks|for your help|` +
		`d['’]avance|par avance|beaucoup|infiniment|encore|[àa] (?:tous|toutes|vous|toi|l['’][ée]quipe)|pour (?:votre|ton) aide|bien))*`
	pleading   = `(?:svp|stp|s['’]il (?:te|vous) pla[iî]t|please|pls|plz)`
	flourish   = `(?:[ \n,.!…)–—-]|[\x{1F000}-\x{1FAFF}\x{2600}-\x{27BF}\x{FE0F}\x{200D}]|:[a-z0-9_+-]+:|[:;]-?[)D])*`
	signedName = `(?:\p{Lu}[\pL'’.-]*(?: \p{Lu}[\pL'’.-]*){0,2}|[\pL'’-]+)?`
)

var (
	// signOff ends a mail on a line of its own; what follows it is a name.
	signOff = lazily(`^(?i:` + closing + `|best)` + flourish + `$`)

	// signedInline ends a message on its last line, names included: ". Thanks!
	// Best, Ines", « svp merci ». A lone word after it is a name only behind a mark.
	signedInline = lazily(`(?:^|[.!?;,…)»"\n]\s?|\s[–—-]+\s)(?i:(?:` + pleading + `,? )?(?:` + closing + `)(?:` + flourish + `(?:et |and )?(?:` + closing + `|best))*)` +
		`(?:` + flourish + `|[ ]?[,.!–—-]+` + flourish + signedName + flourish + `)$`)
	thanked = lazily(`\s(?i:` + pleading + `(?:,? (?:` + closing + `))?|(?:merci|thanks|thx|thank you) (?:d['’]avance|par avance|in advance))` + flourish + `$`)
)

// longestSignature is how many bytes at the end of a text may be one.
const longestSignature = 120

// unsigned parts from lines the thanks and the name at their end.
func unsigned(lines []line) (said, signature []line) {
	end := len(lines)
	for end > 1 && !lines[end-1].startsWithMarker() && !lines[end-1].startsCriteria() {
		end--
	}
	for i := end; i < len(lines); i++ {
		if signOff().MatchString(lines[i].text) {
			lines, signature = lines[:i], slices.Clone(lines[i:])
			break
		}
	}
	if len(lines) == 0 {
		return lines, signature
	}
	last := lines[len(lines)-1]
	words, thanks := signedAt(last.text)
	if thanks == "" {
		return lines, signature
	}
	said = slices.Clone(lines[:len(lines)-1])
	if words != "" {
		said = append(said, line{passage: shade(words), bullet: last.bullet, opens: last.opens})
	}
	if len(said) == 0 {
		return lines, signature
	}
	return said, append([]line{{passage: shade(thanks)}}, signature...)
}

// signedAt cuts a sign-off from the end of a text.
func signedAt(text string) (words, thanks string) {
	from := max(0, len(text)-longestSignature)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	tail := text[from:]
	if !mentions(Fold(tail), "than", "thx", "tks", "tia", "cheers", "regards", "wishes", "yours", "merci", "cord", "cdlt", "bien a", "journee", "soiree", "semaine",
		"bientot", "bis", "amical", "svp", "stp", "s'il", "please", "pls", "plz") {
		return text, ""
	}
	at := signedInline().FindStringIndex(tail)
	if at == nil {
		at = thanked().FindStringIndex(tail)
	}
	if at == nil {
		return text, ""
	}
	cut := from + at[0]
	cut += len(text[cut:]) - len(strings.TrimLeft(text[cut:], ".!?…)»\"")) // the end of the sentence is part of it
	return strings.TrimRight(text[:cut], " \n,;–—-"), strings.TrimSpace(text[cut:])
}
