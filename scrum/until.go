package scrum

import (
	"slices"
	"strings"
	"time"
)

// EndOfDay is when a day ends that was named without a time.
const EndOfDay Clock = "17:00"

// ParseUntil reads an instant as people say it: "17:00", "tomorrow 17:00",
// "Thu", "jeudi à 17 h 30", "2026-11-26 17:00", "26/11 à midi". It is meant on
// the clocks of now's zone; a day without a time ends at [EndOfDay]. A day of
// the week is the next one that is still to come; everything else may lie in
// the past, which is for the caller to refuse. ParseUntil reports whether the
// text is an instant at all.
func ParseUntil(text string, now time.Time) (time.Time, bool) {
	words := slices.DeleteFunc(strings.FieldsFunc(Fold(text), isUntilGap), func(w string) bool {
		return slices.Contains([]string{"at", "on", "the", "a", "au", "le", "ce", "this", "next", "prochain"}, w)
	})
	day, rest, named := leadingDay(words, now)
	clock := EndOfDay
	if len(rest) > 0 {
		var ok bool
		if clock, ok = untilClock(strings.Join(rest, " ")); !ok {
			return time.Time{}, false
		}
	} else if !named {
		return time.Time{}, false
	}
	due := clock.On(day.date, now.Location())
	if day.weekly && !due.After(now) {
		due = clock.On(day.date.AddDate(0, 0, 7), now.Location())
	}
	return due, true
}

func isUntilGap(r rune) bool { return r == ' ' || r == ',' || r == '\u00a0' || r == '\u202f' }

func untilClock(text string) (Clock, bool) {
	switch text {
	case "noon", "midi":
		return "12:00", true
	}
	return ParseClock(text)
}

// untilDay is a date; weekly if it was named by its day of the week.
type untilDay struct {
	date   time.Time
	weekly bool
}

// leadingDay takes the words that name a day off the front. Without any the
// day is today.
func leadingDay(words []string, now time.Time) (day untilDay, rest []string, named bool) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	if len(words) == 0 {
		return untilDay{date: today}, words, false
	}
	switch words[0] {
	case "today", "aujourd'hui", "tonight":
		return untilDay{date: today}, words[1:], true
	case "yesterday", "hier":
		return untilDay{date: today.AddDate(0, 0, -1)}, words[1:], true
	case "tomorrow", "demain":
		return untilDay{date: today.AddDate(0, 0, 1)}, words[1:], true
	}
	if weekday, ok := parseWeekday(words[0]); ok {
		ahead := (int(weekday) - int(today.Weekday()) + 7) % 7
		day, rest = untilDay{date: today.AddDate(0, 0, ahead), weekly: true}, words[1:]
		// "Thu 26 Nov" says the date too, and the date decides.
		if date, after, ok := leadingDate(rest, today); ok {
			return untilDay{date: date}, after, true
		}
		return day, rest, true
	}
	if date, after, ok := leadingDate(words, today); ok {
		return untilDay{date: date}, after, true
	}
	return untilDay{date: today}, words, false
}

// leadingDate reads "2026-11-26", "2026-11-26t17:00", "26/11", "26 nov" or
// "nov 26". A date without its year is the next one from today.
func leadingDate(words []string, today time.Time) (date time.Time, rest []string, ok bool) {
	if len(words) == 0 {
		return date, words, false
	}
	iso, clock, joined := strings.Cut(words[0], "t")
	if date, err := time.Parse(time.DateOnly, iso); err == nil {
		rest = words[1:]
		if joined {
			rest = append([]string{clock}, rest...)
		}
		return date, rest, true
	}
	if date, err := time.Parse("2/1", words[0]); err == nil {
		return nextDate(date, today), words[1:], true
	}
	if len(words) < 2 {
		return date, words, false
	}
	for _, pair := range []string{words[0] + " " + words[1], words[1] + " " + words[0]} {
		number, name, _ := strings.Cut(pair, " ")
		month, ok := parseMonth(name)
		day, err := time.Parse("2", strings.TrimSuffix(number, "er"))
		if ok && err == nil {
			return nextDate(time.Date(0, month, day.Day(), 0, 0, 0, 0, time.UTC), today), words[2:], true
		}
	}
	return date, words, false
}

func nextDate(date, today time.Time) time.Time {
	next := time.Date(today.Year(), date.Month(), date.Day(), 0, 0, 0, 0, time.UTC)
	if next.Before(today) {
		next = next.AddDate(1, 0, 0)
	}
	return next
}

func parseMonth(word string) (time.Month, bool) {
	if word = strings.TrimSuffix(word, "."); len(word) < 3 {
		return 0, false
	}
	for i, names := range [...][2]string{
		{"january", "janvier"},
		{"february", "février"},
		{"march", "mars"},
		{"april", "avril"},
		{"may", "mai"},
		{"june", "juin"},
		{"july", "juillet"},
		{"august", "août"},
		{"september", "septembre"},
		{"october", "octobre"},
		{"november", "novembre"},
		{"december", "décembre"},
	} {
		if strings.HasPrefix(names[0], word) || strings.HasPrefix(Fold(names[1]), word) {
			return time.Month(i + 1), true
		}
	}
	return 0, false
}
