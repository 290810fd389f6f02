package scrum

import "strings"

// The openings of stories in languages that are not understood, on a shadow.
var (
	openingES = lazily(`^como [^.]*\b(?:quiero|necesito|deseo|quisiera|me gustaria|queremos)\b`)
	openingPT = lazily(`^(?:eu,? )?como [^.]*\b(?:quero|preciso|desejo|gostaria|queremos)\b`)
	openingDE = lazily(`^als [^.]*\b(?:mochte|will|brauche|wunsche|kann|muss|wollen|mochten) (?:ich|wir)\b`)
	openingNL = lazily(`^als [^.]*\b(?:wil|kan|moet|wens|zou) ik\b`)
	openingIT = lazily(`^(?:come|in qualita di) [^.]*\b(?:voglio|vorrei|desidero|ho bisogno|vogliamo)\b`)
)

// foreign returns the language of a story that is not understood, or "".
func foreign(shadow string) Lang {
	switch {
	case openingES().MatchString(shadow):
		return Spanish
	case openingPT().MatchString(shadow):
		return Portuguese
	case openingDE().MatchString(shadow):
		return German
	case openingNL().MatchString(shadow):
		return Dutch
	case openingIT().MatchString(shadow):
		return Italian
	}
	return ""
}

// elected returns the language most of the markers were in, and whether both
// were heard. A tie is English.
func elected(heard []Lang) (winner Lang, mixed bool) {
	en, fr := 0, 0
	for _, l := range heard {
		if l == French {
			fr++
		} else {
			en++
		}
	}
	if fr > en {
		return French, en > 0
	}
	return English, fr > 0
}

// guessed returns the language of a folded text without markers, by its small
// words; equal counts leave it undetermined.
func guessed(folded string) Lang {
	lang, _ := heardIn(folded)
	return lang
}

// heardIn returns the language that most small words of a folded text are in,
// and how many these are.
func heardIn(folded string) (Lang, int) {
	en, fr := 0, 0
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !isWordRune(r) && r != '\'' }) {
		clitic, rest, cut := strings.Cut(word, "'")
		if cut && (isClitic(clitic) || clitic == "j" || clitic == "c" || clitic == "qu") && rest != "" && rest != "s" {
			fr++
			word = rest
		}
		if l := smallWord(word); l == English {
			en++
		} else if l == French {
			fr++
		}
	}
	switch {
	case en > fr:
		return English, en
	case fr > en:
		return French, fr
	}
	return Undetermined, 0
}

// SureOfLang reports whether the language of a text is more than a guess: the
// words of a story's form tell it, and so do two small words, but not one.
func (p Parsed) SureOfLang() bool {
	if p.Kind == KindStory || p.Kind == KindJobStory || p.Kind == KindAcceptance {
		return true
	}
	_, heard := heardIn(shade(p.Goal).shadow)
	return heard > 1 || p.Lang != English && p.Lang != French && p.Lang != Undetermined
}
