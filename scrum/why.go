package scrum

import (
	"slices"
	"strings"
)

// why returns the marker of the benefit in [from, to): the first strong one,
// else a medium one, else a weak one.
func (r *reading) why(from, to int) mark {
	if strong := r.strongWhy(from, to); strong.found() {
		return strong
	}
	for _, m := range r.medium {
		if m.start >= from && m.end <= to && r.meansWhy(m) && r.cut(from, m.start) != "" {
			return m
		}
	}
	if m := r.weakWhy(from, to); m.found() && r.cut(from, m.start) != "" {
		return m
	}
	return mark{}
}

// strongWhy prefers to a first marker in the middle of a clause a later one of
// another family that begins a clause: "a page that explains what to do in
// order to log in, so that support gets fewer calls".
func (r *reading) strongWhy(from, to int) mark {
	var chosen mark
	count := 0
	for _, m := range r.whys {
		if m.start < from || m.end > to {
			continue
		}
		count++
		switch {
		case !chosen.found():
			chosen = m
		case !r.startsClause(chosen.start) && r.startsClause(m.start) && m.family != chosen.family:
			chosen = m
		}
	}
	if count > 1 {
		r.warn("multiple_benefits")
	}
	return chosen
}

// meansWhy reports whether a medium marker gives a reason here: "car" is an
// English noun and, after an article, a French one.
func (r *reading) meansWhy(m mark) bool {
	switch words := r.shadow[m.start:m.end]; {
	case words == "which " || words == "ce qui ":
		return r.startsClause(m.start) || wouldBring().MatchString(r.shadow[m.end:])
	case words != "car":
		return true
	}
	switch r.wordBefore(m.start) {
	case "un", "le", "du", "au", "en", "de", "the", "a", "my", "ce", "chaque", "par":
		return false
	}
	return r.speaks(French)
}

// wouldBring tells « réserver en ligne ce qui m'éviterait d'appeler » from
// « voir ce qui m'évite d'appeler ».
var wouldBring = lazily(`^(?:(?:will|would)\b|(?:[mtl]'|[a-z]+ )?[a-z]+ra(?:it)?\b)`)

// speaks reports whether a marker of a language was heard, or none at all.
func (r *reading) speaks(l Lang) bool {
	return len(r.heard) == 0 || slices.Contains(r.heard, l)
}

// weakWhy is the last "pour" before an infinitive, or ", to" before a word.
func (r *reading) weakWhy(from, to int) mark {
	var last mark
	weak := of(weakWhy, r.marks)
	if r.speaks(French) {
		for _, m := range weak {
			if m.lang == French && m.start >= from && m.end <= to && isPurpose(r.shadow[m.start:to]) && !r.pullRequest(m) {
				last = m
			}
		}
	}
	if last.found() || !r.speaks(English) {
		return last
	}
	for _, m := range weak {
		if m.lang == English && m.start >= from && m.end <= to && r.afterComma(m.start) {
			m.end = m.start + len("to ")
			return m
		}
	}
	return mark{}
}

// pullRequest tells « la PR valider » from « pr valider ».
func (r *reading) pullRequest(m mark) bool {
	return r.follows(m.start, "pr") && slices.Contains([]string{"la", "une", "ma", "les", "des", "mes", "de", "cette", "chaque"}, r.wordBefore(m.start))
}

// isPurpose reports whether "pour", or "pr" as fingers have it, is followed by
// what one does, at once or behind something put in between: « pour, en cas
// d'absence, convenir ».
func isPurpose(words string) bool {
	rest := strings.TrimPrefix(strings.TrimPrefix(words, "pour"), "pr")
	if inserted, behind := strings.CutPrefix(rest, ", "); behind {
		_, rest, _ = strings.Cut(inserted, ", ")
	}
	return isInfinitive(rest)
}

// afterComma reports whether a comma or a new line stands before a place.
func (r *reading) afterComma(place int) bool {
	before := r.text[:r.at[place]]
	return strings.HasSuffix(before, "\n") || strings.HasSuffix(strings.TrimRight(before, " "), ",")
}

// openingWhy returns the marker of a benefit that the text begins with, which
// must end before a place.
func (r *reading) openingWhy(to int) mark {
	for _, m := range r.whys {
		if m.end <= to && r.startsClause(m.start) {
			return m
		}
	}
	if strings.HasPrefix(r.shadow, "pour ") && isInfinitive(r.shadow[len("pour "):to]) {
		return mark{end: len("pour "), lang: French}
	}
	if strings.HasPrefix(r.shadow, "to ") && len("to ") < to && r.shadow[len("to ")] != ' ' {
		return mark{end: len("to "), lang: English}
	}
	return mark{}
}

// labeledWhy returns the benefit of a labeled field, which may hold a marker.
func labeledWhy(text string) string {
	r := startReading(shade(tidy(text)))
	for _, m := range append(r.whys, r.medium...) {
		if m.start == 0 {
			return r.cut(m.end, r.end())
		}
	}
	if strings.HasPrefix(r.shadow, "pour ") && isInfinitive(r.shadow[len("pour "):]) {
		return r.cut(len("pour "), r.end())
	}
	return r.cut(0, r.end())
}
