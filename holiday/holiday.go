// Package holiday knows the public holidays of countries and their regions.
//
// A calendar is named by a code: "fr", "fr-am" for Alsace and Moselle, "de-by"
// for Bavaria; "" is none. "fr+whit" is France where Whit Monday is worked as
// the day of solidarity. [Parse] reads what people type; [Of] gives the days.
//
// The days come from a library; which of its calendars are offered, and why
// not all, is told in docs/adr/0015.
package holiday

import (
	"cmp"
	"strings"
	"time"

	"github.com/rickar/cal/v2"

	"pogo/scrum"
)

// worked marks a calendar whose Whit Monday is worked.
const worked = "+whit"

// Of returns the holidays of a calendar: nil, which knows none, for "" and for
// a code that is not one.
func Of(code string) scrum.Holidays {
	place, whit := strings.CutSuffix(code, worked)
	days := daysOf(place)
	if days == nil {
		return nil
	}
	return func(day time.Time) string {
		if whit && day.YearDay() == whitMonday(day.Year()).YearDay() {
			return ""
		}
		for _, h := range days {
			for _, year := range []int{day.Year(), day.Year() + 1} { // New Year may be observed on 31 December
				if actual, observed := h.Calc(year); sameDay(actual, day) || sameDay(observed, day) {
					return h.Name
				}
			}
		}
		return ""
	}
}

// Next are the names and dates of a calendar's next holidays after a day, of
// those within a year.
func Next(code string, after time.Time, n int) []Day {
	const year = 366
	var days []Day
	holidays := Of(code)
	for range year {
		if after = after.AddDate(0, 0, 1); len(days) == n {
			break
		}
		if name := holidays.On(after); name != "" {
			days = append(days, Day{Name: name, Date: after})
		}
	}
	return days
}

// Day is a public holiday.
type Day struct {
	Name string // in the country's own language
	Date time.Time
}

// Worked reports whether Whit Monday is worked in a calendar.
func Worked(code string) bool { return strings.HasSuffix(code, worked) }

// Place is the country of a calendar and the name of its region, "" for a
// whole country.
func Place(code string) (country, region string) {
	country, of, _ := strings.Cut(strings.TrimSuffix(code, worked), "-")
	for _, r := range regions(country) {
		if r.code == of {
			region = r.names[0]
		}
	}
	return country, region
}

// Guess is the calendar of the country that a zone lies in; "" where that
// cannot be told, or has none here.
func Guess(zone string) string {
	return map[string]string{
		"Europe/Paris": "fr", "Europe/Brussels": "be", "Europe/Berlin": "de", "Europe/Vienna": "at", "Europe/London": "gb", "Europe/Dublin": "ie", "Europe/Zurich": "ch",
		"Europe/Rome": "it", "Europe/Madrid": "es", "America/New_York": "us", "America/Chicago": "us", "America/Denver": "us", "America/Los_Angeles": "us",
	}[zone]
}

// Parse reads the name of a country, of one of its regions if it is followed
// by one, and that Whit Monday is worked: "france", "France Alsace-Moselle",
// "alsace", "allemagne bavière", "france, pentecôte travaillée", "none". It
// reports whether the text is a calendar.
func Parse(text string) (code string, ok bool) {
	words := strings.Join(strings.FieldsFunc(scrum.Fold(text), func(r rune) bool { return strings.ContainsRune(" ,-()", r) }), " ")
	for _, said := range []string{"whit monday worked", "whit monday", "pentecote travaillee", "lundi de pentecote travaille", "solidarity", "journee de solidarite", "solidarite"} {
		if before, found := strings.CutSuffix(words, said); found {
			code, ok = parsePlace(strings.TrimSpace(before))
			return code + worked, ok && strings.HasPrefix(code, "fr")
		}
	}
	return parsePlace(words)
}

func parsePlace(words string) (string, bool) {
	switch words {
	case "none", "no", "off", "aucun", "aucune", "sans", "non":
		return "", true
	}
	for _, c := range countries() {
		rest, found := cutName(words, append(c.names, c.code))
		if found && rest == "" {
			return c.code, true
		}
		for _, r := range c.regions {
			if after, named := cutName(cmp.Or(rest, words), append(r.names, r.code)); named && after == "" && (found || len(words) > len(r.code)) {
				return c.code + "-" + r.code, true
			}
		}
	}
	return "", false
}

// cutName takes one of several names off the front of folded words.
func cutName(words string, names []string) (rest string, found bool) {
	for _, name := range names {
		name = strings.ReplaceAll(scrum.Fold(name), "-", " ")
		if after, ok := strings.CutPrefix(words+" ", name+" "); ok {
			return strings.TrimSpace(after), true
		}
	}
	return words, false
}

func sameDay(a, b time.Time) bool {
	return a.YearDay() == b.YearDay() && a.Year() == b.Year()
}

func daysOf(place string) []*cal.Holiday {
	country, region, regional := strings.Cut(place, "-")
	for _, c := range countries() {
		if c.code != country {
			continue
		}
		for _, r := range c.regions {
			if r.code == region {
				return r.days
			}
		}
		if !regional {
			return c.days
		}
	}
	return nil
}
