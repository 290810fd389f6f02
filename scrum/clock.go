package scrum

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Clock is a time of day on the wall, in whatever zone it is used, written
// "09:30".
type Clock string

var clockForm = lazily(`^([01]?\d|2[0-3])\s?(?::|h|\.)\s?([0-5]\d)?$|^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\s?(am|pm)$`)

// ParseClock reads "9:30", "09:30", "9h30", "14 h", "9 am", "9:15 pm". It
// reports whether the text is a time of day.
func ParseClock(text string) (Clock, bool) {
	m := clockForm().FindStringSubmatch(strings.TrimSpace(Fold(text)))
	if m == nil || strings.HasSuffix(text, ":") {
		return "", false
	}
	if m[5] != "" {
		return halfDay(m[3], m[4], m[5])
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2]) // "" is the full hour
	return Clock(fmt.Sprintf("%02d:%02d", hour, minute)), true
}

func halfDay(hours, minutes, half string) (Clock, bool) {
	hour, err := strconv.Atoi(hours)
	if err != nil || hour < 1 || hour > 12 {
		return "", false
	}
	hour %= 12
	if half == "pm" {
		hour += 12
	}
	minute, _ := strconv.Atoi(minutes) // "" is the full hour
	return Clock(fmt.Sprintf("%02d:%02d", hour, minute)), true
}

// On returns the instant at which clocks in the zone show c on the date of
// day. A time that occurs twice, in autumn, is its first occurrence; one that
// does not exist, in spring, is the first instant after the gap.
func (c Clock) On(day time.Time, zone *time.Location) time.Time {
	hour, minute := c.parts()
	return wallInstant(day.Year(), day.Month(), day.Day(), hour, minute, zone)
}

func (c Clock) parts() (hour, minute int) {
	h, m, _ := strings.Cut(string(c), ":")
	hour, _ = strconv.Atoi(h)
	minute, _ = strconv.Atoi(m)
	return hour, minute
}

// wallInstant maps a wall clock to an instant. time.Date leaves open which of
// two instants it takes; the offsets around the day decide here.
func wallInstant(year int, month time.Month, day, hour, minute int, zone *time.Location) time.Time {
	wall := time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
	_, before := wall.Add(-36 * time.Hour).In(zone).Zone()
	_, after := wall.Add(36 * time.Hour).In(zone).Zone()
	for _, offset := range slices.Compact([]int{max(before, after), min(before, after)}) {
		t := wall.Add(-time.Duration(offset) * time.Second).In(zone)
		if t.Hour() == hour && t.Minute() == minute && t.Day() == wall.Day() {
			return t.UTC()
		}
	}
	return afterGap(wall, max(before, after)-min(before, after), min(before, after), zone)
}

// afterGap finds the first instant whose wall clock is past wall, which
// falls into a gap of the given length.
func afterGap(wall time.Time, gap, offset int, zone *time.Location) time.Time {
	late := wall.Add(-time.Duration(offset) * time.Second)
	early := late.Add(-2 * time.Duration(gap) * time.Second)
	for early.Before(late) {
		middle := early.Add(late.Sub(early) / 2).Truncate(time.Second)
		_, o := middle.In(zone).Zone()
		if middle.Add(time.Duration(o) * time.Second).Before(wall) {
			early = middle.Add(time.Second)
		} else {
			late = middle
		}
	}
	return early.UTC()
}

// Weekdays is a set of days of the week.
type Weekdays uint8

// Everyday and the working week.
const (
	Workdays Weekdays = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
	Everyday Weekdays = Workdays | 1<<time.Saturday | 1<<time.Sunday
)

// Has reports whether the day is in the set.
func (w Weekdays) Has(d time.Weekday) bool { return w&(1<<d) != 0 }

// ParseWeekdays reads "weekdays", "every day", "mon wed fri", "mon-fri",
// "jours ouvrés", "lundi, jeudi", "du lundi au jeudi". It reports whether the
// text names days.
func ParseWeekdays(text string) (Weekdays, bool) {
	folded := strings.Join(strings.Fields(strings.ReplaceAll(Fold(text), ",", " ")), " ")
	switch folded {
	case "weekdays", "workdays", "working days", "every weekday", "jours ouvres", "en semaine", "les jours ouvres", "semaine":
		return Workdays, true
	case "every day", "everyday", "daily", "tous les jours", "chaque jour":
		return Everyday, true
	}
	if set, ok := parseSpan(folded); ok {
		return set, true
	}
	var set Weekdays
	for word := range strings.FieldsSeq(folded) {
		if word == "and" || word == "et" {
			continue
		}
		day, ok := parseWeekday(word)
		if !ok {
			return 0, false
		}
		set |= 1 << day
	}
	return set, set != 0
}

var spanForm = lazily(`^(?:from |du |de )?([a-z]+) ?(?:-|–|to|through|au|a) ?([a-z]+)$`)

// parseSpan reads "mon-fri", "lundi à jeudi".
func parseSpan(folded string) (Weekdays, bool) {
	m := spanForm().FindStringSubmatch(folded)
	if m == nil {
		return 0, false
	}
	from, ok := parseWeekday(m[1])
	to, ok2 := parseWeekday(m[2])
	if !ok || !ok2 {
		return 0, false
	}
	set := Weekdays(1 << to)
	for day := from; day != to; day = (day + 1) % 7 {
		set |= 1 << day
	}
	return set, true
}

func parseWeekday(word string) (time.Weekday, bool) {
	if len(word) < 3 {
		return 0, false
	}
	names := [...][2]string{
		{"sundays", "dimanches"},
		{"mondays", "lundis"},
		{"tuesdays", "mardis"},
		{"wednesdays", "mercredis"},
		{"thursdays", "jeudis"},
		{"fridays", "vendredis"},
		{"saturdays", "samedis"},
	}
	for day, name := range names {
		if strings.HasPrefix(name[0], word) || strings.HasPrefix(name[1], word) {
			return time.Weekday(day), true
		}
	}
	return 0, false
}
