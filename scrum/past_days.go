package scrum

import (
	"strings"
	"time"
)

// historyDays is how far back one looks who does not say how far.
const historyDays = 14

// ParsePastDays reads a stretch of days up to a local date as people type it, in
// either language: "last week", "1–15 nov", "depuis lundi", "novembre", "30
// days". A date without its year is the last one. The dates are both within it;
// nothing typed means the last two weeks.
func ParsePastDays(text string, today time.Time) (from, to string, ok bool) {
	p := dayParser{text: text, tokens: dayTokens(text), today: dateIn(today, today.Location())}
	first, last, ok := p.past()
	if !ok || p.at < len(p.tokens) || last.Before(first) || first.After(p.today) || first.AddDate(0, 0, MaxAbsence).Before(last) {
		return "", "", false
	}
	if last.After(p.today) {
		last = p.today
	}
	return first.Format(time.DateOnly), last.Format(time.DateOnly), true
}

func (p *dayParser) past() (first, last time.Time, ok bool) {
	if len(p.tokens) == 0 {
		return p.today.AddDate(0, 0, 1-historyDays), p.today, true
	}
	for _, read := range []func() (time.Time, time.Time, bool){p.pastWeeks, p.pastMonths, p.pastLength, p.since, p.pastSpan} {
		start := p.at
		if first, last, ok = read(); ok {
			return first, last, true
		}
		p.at = start
	}
	return first, last, false
}

func (p *dayParser) pastWeeks() (first, last time.Time, ok bool) {
	monday := p.today.AddDate(0, 0, -(int(p.today.Weekday())+6)%7)
	switch {
	case p.takeAny("last week", "la semaine derniere", "semaine derniere", "la semaine passee", "semaine passee"):
		return monday.AddDate(0, 0, -7), monday.AddDate(0, 0, -1), true
	case p.takeAny("this week", "cette semaine"):
		return monday, p.today, true
	}
	return first, last, false
}

func (p *dayParser) pastMonths() (first, last time.Time, ok bool) {
	month := time.Date(p.today.Year(), p.today.Month(), 1, 0, 0, 0, 0, time.UTC)
	switch {
	case p.takeAny("last month", "le mois dernier", "mois dernier", "le mois passe", "mois passe"):
		month = month.AddDate(0, -1, 0)
	case p.takeAny("this month", "ce mois - ci", "ce mois"):
	default:
		p.take("in", "en")
		named, known := parseMonth(p.peek(0))
		if _, day := dayNumber(p.peek(1)); !known || day {
			return first, last, false
		}
		p.at++
		year := p.year()
		if year == 0 {
			year = p.today.Year()
			if named > p.today.Month() {
				year--
			}
		}
		month = time.Date(year, named, 1, 0, 0, 0, 0, time.UTC)
	}
	return month, month.AddDate(0, 1, -1), true
}

// pastLength reads "30 days", "the last 2 weeks", "les 3 dernières semaines".
func (p *dayParser) pastLength() (first, last time.Time, ok bool) {
	for p.take("the", "les", "last", "past", "depuis", "for") {
		continue
	}
	var words []dayToken
	for _, token := range p.tokens { // "les 2 dernières semaines"
		if !strings.HasPrefix(token.word, "dernier") {
			words = append(words, token)
		}
	}
	p.tokens = words
	span, ok := p.length(namedDay{date: p.today})
	if !ok {
		return first, last, false
	}
	return p.today.AddDate(0, 0, 1-span.days), p.today, true
}

func (p *dayParser) since() (first, last time.Time, ok bool) {
	if !p.take("since", "depuis") {
		return first, last, false
	}
	first, _, ok = p.pastSpan()
	return first, p.today, ok
}

// pastSpan reads days by their dates, the last ones that are meant.
func (p *dayParser) pastSpan() (first, last time.Time, ok bool) {
	span, ok := p.span()
	if !ok {
		return first, last, false
	}
	a, _ := span.resolve(p.today) // dates that are over are the ones that are looked for
	first, last = parseDate(a.From), parseDate(a.To)
	if !first.After(p.today) {
		return first, last, a.From != ""
	}
	years, months, days := -1, 0, 0
	switch {
	case span.from.weekly:
		years, days = 0, -7
	case !span.from.date.IsZero():
		return first, last, false // tomorrow
	case span.from.date.IsZero() && span.from.month == 0 && span.to.month == 0:
		years, months = 0, -1
	}
	return first.AddDate(years, months, days), last.AddDate(years, months, days), span.from.year == 0
}
