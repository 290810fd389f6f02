package scrum

import (
	"slices"
	"strings"
	"time"
)

// What is taken where the day or the time of something weekly is left out.
const (
	weeklyDay         = time.Friday
	weeklyClock Clock = "16:00"
)

// ParseWeekly reads a day of the week and a time, in either order and in either
// language: "fri 16:00", "at 4 pm on fridays", "le vendredi à 16h", "jeudi". It
// reports whether the text says nothing else.
func ParseWeekly(text string) (Clock, time.Weekday, bool) {
	clock, day, found := weeklyClock, weeklyDay, false
	var rest []string
	for word := range strings.FieldsSeq(strings.ReplaceAll(Fold(text), ",", " ")) {
		named, ok := parseWeekday(strings.TrimSuffix(word, "."))
		switch {
		case ok && found:
			return "", 0, false
		case ok:
			day, found = named, true
		case !slices.Contains([]string{"at", "on", "every", "a", "le", "les", "chaque", "tous"}, word):
			rest = append(rest, word)
		}
	}
	if len(rest) > 0 {
		var ok bool
		if clock, ok = ParseClock(strings.Join(rest, " ")); !ok {
			return "", 0, false
		}
		found = true
	}
	return clock, day, found
}
