package scrum

import (
	"slices"
	"strconv"
	"strings"
)

// dayToken is a word, a number or a mark of what was typed, folded, with its
// place in the text.
type dayToken struct {
	word string
	at   int
}

var dayTokenForm = lazily(`\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[/.]\d{1,2}\.?|\d+(?:st|nd|rd|th|er|ᵉʳ)?|\.{2,}|[\p{L}\p{M}'’]+\.?|\S`)

func dayTokens(text string) []dayToken {
	var tokens []dayToken
	for _, at := range dayTokenForm().FindAllStringIndex(text, -1) {
		tokens = append(tokens, dayToken{word: Fold(text[at[0]:at[1]]), at: at[0]})
	}
	return tokens
}

// peek returns the word that is n places ahead; "" if there is none.
func (p *dayParser) peek(ahead int) string {
	if p.at+ahead >= len(p.tokens) {
		return ""
	}
	return p.tokens[p.at+ahead].word
}

// take reads one of several words.
func (p *dayParser) take(words ...string) bool {
	if word := p.peek(0); word == "" || !slices.Contains(words, word) {
		return false
	}
	p.at++
	return true
}

// takeAll reads words that follow each other.
func (p *dayParser) takeAll(words string) bool {
	list := strings.Fields(words)
	for i, word := range list {
		if p.peek(i) != word {
			return false
		}
	}
	p.at += len(list)
	return true
}

func (p *dayParser) takeAny(phrases ...string) bool {
	return slices.ContainsFunc(phrases, p.takeAll)
}

// note is what follows the days, verbatim. It reports false if that goes on
// with days: what somebody took for a part of the absence must not be lost in
// a note.
func (p *dayParser) note() (string, bool) {
	if p.at >= len(p.tokens) {
		return "", true
	}
	rest := strings.TrimSpace(p.text[p.tokens[p.at].at:])
	marked := p.take(":", "(", "\"", "“", "«", "–", "—", "-", ";")
	if !marked {
		p.take(",")
		p.take("and", "et", "&", "+", "puis", "then", "or", "ou")
		if p.goesOn() {
			return "", false
		}
	}
	return strings.TrimSpace(strings.Trim(rest, " \t\n,:;()\"“”«»–—-\u00a0\u202f")), true
}

// goesOn reports whether the next words are of time still: another day, the
// other half of one, or a length that is none of days or weeks.
func (p *dayParser) goesOn() bool {
	if p.part() != wholeDay {
		return true
	}
	if _, day := p.day(); day {
		return true
	}
	next := p.peek(0)
	return next != "" && next[0] >= '0' && next[0] <= '9' ||
		p.take("h", "hour", "hours", "heure", "heures", "minutes", "month", "months", "mois", "year", "years", "an", "ans")
}

// span reads from when to when.
func (p *dayParser) span() (daySpan, bool) {
	between := p.take("between", "entre")
	for p.take("on", "from", "du", "de", "des", "starting", "le", "les", "the", "away", "absent", "absente", "off", "a", "partir", "over", "at") {
		continue
	}
	if p.takeAny("sick", "ill", "unwell", "malade", "souffrant", "souffrante") {
		return p.sick(), true
	}
	if s, ok := p.named(); ok {
		return s, true
	}
	from, ok := p.point()
	if !ok {
		return daySpan{}, false
	}
	if s, ok := p.length(from); ok {
		return s, true
	}
	s := p.upTo(from)
	s.pair = s.pair && !between
	return s, true
}

// sick reads how long somebody is sick, today unless they say. Why they are away
// is not kept.
func (p *dayParser) sick() daySpan {
	start := p.at
	p.take(",")
	if s, ok := p.span(); ok {
		return s
	}
	p.at = start
	return daySpan{from: namedDay{date: p.today}, single: true}
}

// named reads the stretches that are said without a first day: "until friday",
// "for 3 days", "next week".
func (p *dayParser) named() (daySpan, bool) {
	now := namedDay{date: p.today}
	if p.takeAny("until", "till", "til", "through", "jusqu'a", "jusqu'au", "jusque", "d'ici") {
		if p.takeAny("tomorrow", "demain") {
			return daySpan{from: now, to: p.halved(namedDay{date: p.today.AddDate(0, 0, 1)})}, true
		}
		to, ok := p.point()
		return daySpan{from: now, to: to}, ok
	}
	if s, ok := p.length(now); ok {
		return s, true
	}
	monday := p.today.AddDate(0, 0, -(int(p.today.Weekday())+6)%7)
	friday := monday.AddDate(0, 0, 4)
	switch {
	case p.takeAny("next week", "la semaine prochaine", "semaine prochaine"):
		return daySpan{from: namedDay{date: monday.AddDate(0, 0, 7)}, to: namedDay{date: friday.AddDate(0, 0, 7)}}, true
	case p.takeAny("this week", "rest of the week", "cette semaine", "reste de la semaine", "fin de semaine") && !friday.Before(p.today):
		return daySpan{from: now, to: namedDay{date: friday}}, true
	}
	return daySpan{}, false
}

// length reads a number of days or weeks that an absence lasts.
func (p *dayParser) length(from namedDay) (daySpan, bool) {
	start := p.at
	p.take("for", "pendant", "pour", "durant")
	n, err := strconv.Atoi(p.peek(0))
	if one := slices.Contains([]string{"a", "one", "un", "une"}, p.peek(0)); one {
		n, err = 1, nil
	}
	if err == nil && n > 0 {
		p.at++
		working := p.take("working", "business")
		switch {
		case p.take("day", "days", "jour", "jours", "j"):
			working = p.take("ouvres", "ouvre") || working
			from = p.startingOn(from)
			return daySpan{from: from, to: from, single: true, days: n, working: working}, true
		case p.take("week", "weeks", "semaine", "semaines"):
			from = p.startingOn(from)
			return daySpan{from: from, to: from, single: true, days: 7 * min(n, MaxAbsence)}, true
		}
	}
	p.at = start
	return daySpan{}, false
}

// startingOn reads the first day behind a length, "3 days from monday", where
// one is told.
func (p *dayParser) startingOn(from namedDay) namedDay {
	start := p.at
	if p.takeAny("from", "starting on", "starting", "beginning", "as of", "a partir du", "a partir de", "a compter du", "des le", "des") {
		if first, ok := p.point(); ok {
			return first
		}
	}
	p.at = start
	return from
}

// upTo reads the end that may follow a beginning.
func (p *dayParser) upTo(from namedDay) daySpan {
	start := p.at
	p.take(",")
	pair := p.take("and", "et", "&", "+", "puis")
	if pair || p.takeAny("-", "–", "—", "→", "..", "...", "to", "until", "till", "til", "through", "thru", "au", "a", "jusqu'au", "jusqu'a") {
		if to, ok := p.point(); ok && (!pair || from.part != morning && to.part != afternoon) { // between them is half a day
			return daySpan{from: from, to: to, pair: pair}
		}
	}
	p.at = start
	return daySpan{from: from, single: true}
}

// point reads a day, with the half of it that is meant.
func (p *dayParser) point() (namedDay, bool) {
	part := p.part()
	if part != wholeDay {
		p.take("of", "du", "de")
	}
	d, ok := p.day()
	if !ok {
		return d, false
	}
	if d.part == wholeDay {
		d.part = part
	}
	return p.halved(d), true
}

func (p *dayParser) halved(d namedDay) namedDay {
	if part := p.part(); part != wholeDay {
		d.part = part
	}
	return d
}

// part reads which half of a day is meant.
func (p *dayParser) part() dayPart {
	start := p.at
	if !p.takeAny("in the", "at") {
		p.take("le", "au", "a", "l'")
	}
	switch {
	case p.takeAny("morning", "mornings", "am", "a.m.", "matin", "matinee"):
		return morning
	case p.takeAny("noon", "midi"):
		return noon
	case p.takeAny("afternoon", "afternoons", "pm", "p.m.", "apres - midi", "l'apres - midi", "apres midi", "apresmidi", "aprem", "l'aprem"):
		return afternoon
	case p.takeAny("all day", "toute la journee", "la journee", "journee"):
		return wholeDay
	}
	p.at = start
	return wholeDay
}
