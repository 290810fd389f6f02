package scrum

import (
	"strconv"
	"strings"
	"time"
)

// day reads one day: "today", "demain", "next monday", "le 24", "22 Dec 2026",
// "Dec 22", "2026-12-22", "22/12".
func (p *dayParser) day() (namedDay, bool) {
	start := p.at
	for _, read := range []func() (namedDay, bool){p.relativeDay, p.feast, p.weekday, p.date} {
		if d, ok := read(); ok {
			return d, true
		}
		p.at = start
	}
	return namedDay{}, false
}

// relativeDay reads a day by its distance from today.
func (p *dayParser) relativeDay() (namedDay, bool) {
	ahead := func(days int) namedDay { return namedDay{date: p.today.AddDate(0, 0, days)} }
	switch {
	case p.takeAny("day after tomorrow", "the day after tomorrow", "apres - demain", "apres demain"):
		return ahead(2), true
	case p.takeAny("today", "aujourd'hui", "now", "maintenant", "tonight", "ce soir"):
		return ahead(0), true
	case p.takeAny("tomorrow", "demain"):
		return ahead(1), true
	case p.takeAny("yesterday", "hier"):
		return namedDay{date: p.today.AddDate(0, 0, -1), ago: true}, true
	}
	half := ahead(0)
	if p.take("this", "ce", "cet", "cette") {
		half.part = p.part()
	}
	return half, half.part != wholeDay
}

// feast reads a day that people know by its name. With a word behind it that
// makes more days of it, it is none.
func (p *dayParser) feast() (namedDay, bool) {
	for p.take("the", "le", "la", "au", "jour", "de") {
		continue
	}
	for _, feast := range []struct {
		month, day int
		names      []string
	}{
		{12, 24, []string{"christmas eve", "xmas eve", "veille de noel", "reveillon de noel"}},
		{12, 25, []string{"christmas day", "christmas", "xmas day", "xmas", "noel"}},
		{12, 26, []string{"boxing day"}},
		{12, 31, []string{"new year's eve", "saint - sylvestre", "saint sylvestre"}},
		{1, 1, []string{"new year's day", "new year's", "new year", "l'an", "nouvel an"}},
	} {
		if p.takeAny(feast.names...) {
			more := p.take("week", "weeks", "holiday", "holidays", "break", "vacation", "season", "time")
			return namedDay{year: p.year(), month: feast.month, day: feast.day}, !more
		}
	}
	return namedDay{}, false
}

// weekday reads a day of the week. "Tue 24 Nov" says the date too, and the
// date decides.
func (p *dayParser) weekday() (namedDay, bool) {
	next := false
	for p.take("on", "le", "ce", "this", "next", "the") {
		next = next || p.tokens[p.at-1].word == "next"
	}
	day, ok := parseWeekday(strings.TrimSuffix(p.peek(0), "."))
	if !ok || p.isMonthDay() {
		return namedDay{}, false
	}
	p.at++
	next = p.take("prochain", "prochains") || next
	ahead := (int(day) - int(p.today.Weekday()) + 7) % 7
	if next && ahead == 0 {
		ahead = 7
	}
	d := namedDay{date: p.today.AddDate(0, 0, ahead), weekly: true}
	start := p.at
	p.take(",")
	if dated, ok := p.date(); ok && (dated.month != 0 || !dated.date.IsZero()) {
		return dated, true
	}
	p.at = start
	return d, true
}

// isMonthDay reports whether "mar 3" is a day of March: "mar. 3 mars" is not.
func (p *dayParser) isMonthDay() bool {
	_, month := parseMonth(p.peek(0))
	_, day := dayNumber(p.peek(1))
	_, named := parseMonth(p.peek(2))
	return month && day && !named
}

// date reads a date. The year and the month may be left out.
func (p *dayParser) date() (namedDay, bool) {
	p.take("the", "le")
	if d, ok := writtenDate(p.peek(0)); ok {
		p.at++
		return d, true
	}
	if month, ok := parseMonth(p.peek(0)); ok {
		if day, ok := dayNumber(p.peek(1)); ok {
			p.at += 2
			return namedDay{year: p.year(), month: int(month), day: day}, true
		}
		return namedDay{}, false
	}
	day, ok := dayNumber(p.peek(0))
	if !ok {
		return namedDay{}, false
	}
	p.at++
	start := p.at
	p.take("of", "de")
	if month, ok := parseMonth(p.peek(0)); ok {
		p.at++
		return namedDay{year: p.year(), month: int(month), day: day}, true
	}
	p.at = start
	return namedDay{day: day}, true
}

// year reads the year behind a day and its month, 0 if it is left out.
func (p *dayParser) year() int {
	const first, last = 2000, 2200
	start := p.at
	p.take(",")
	if year, err := strconv.Atoi(p.peek(0)); err == nil && year >= first && year < last {
		p.at++
		return year
	}
	p.at = start
	return 0
}

// dayNumber reads the number of a day: "22", "3rd", "1er".
func dayNumber(word string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimRight(word, "stndrheᵉʳ"))
	return n, err == nil && n >= 1 && n <= 31
}

// writtenDate reads a date in figures: "2026-12-22", "22/12", "22.12.2026".
// The day comes first, unless there is no such month.
func writtenDate(word string) (namedDay, bool) {
	if date, err := time.Parse("2006-1-2", word); err == nil {
		return namedDay{date: date}, true
	}
	parts := strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune("/.-", r) })
	if len(parts) < 2 || len(parts) > 3 {
		return namedDay{}, false
	}
	var numbers [3]int
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil {
			return namedDay{}, false
		}
		numbers[i] = n
	}
	d := namedDay{day: numbers[0], month: numbers[1], year: numbers[2]}
	if d.month > 12 && d.day <= 12 {
		d.day, d.month = d.month, d.day
	}
	if d.year > 0 && d.year < 100 {
		d.year += 2000
	}
	return d, d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31
}
