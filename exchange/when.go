package exchange

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"pogo/scrum"
)

// when reads a date as the tools write it: ISO, "14/Jul/25 3:42 PM" (Jira, in
// English or French), "Wed May 13 2026 11:21:41 GMT+0000 (GMT+00:00)"
// (Linear), or with slashes if only one order of day and month is possible.
// Times without a zone are the given zone's.
func when(text string, zone *time.Location) (time.Time, bool) {
	text, _, _ = strings.Cut(text, " (")
	text = englishMonths(strings.TrimSpace(text))
	for _, layout := range []string{
		time.RFC3339Nano, "2006-01-02T15:04:05.000-0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly,
		"Mon Jan 02 2006 15:04:05 GMT-0700", "2/Jan/06 3:04 PM", "2/Jan/06 15:04", "2/Jan/2006 3:04 PM", "2/Jan/2006 15:04", "2/Jan/06", "2 Jan 2006", "Jan 2, 2006",
	} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return at.UTC(), true
		}
	}
	return slashed(text, zone)
}

// slashed reads 21/06/2025 and 6/21/2025, and refuses 6/7/2025.
func slashed(text string, zone *time.Location) (time.Time, bool) {
	m := regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2})(?::\d{2})?)?$`).FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
	}
	n := make([]int, len(m))
	for i := range m {
		n[i], _ = strconv.Atoi(m[i]) // digits, or nothing: 0
	}
	day, month := n[1], n[2]
	if month > 12 {
		day, month = month, day
	} else if day <= 12 && day != month {
		return time.Time{}, false
	}
	at := time.Date(n[3], time.Month(month), day, n[4], n[5], 0, 0, zone)
	return at.UTC(), at.Day() == day && int(at.Month()) == month
}

// englishMonths writes the month of "14/juil./25" as Go reads it.
func englishMonths(text string) string {
	day, rest, found := strings.Cut(text, "/")
	month, rest, again := strings.Cut(rest, "/")
	if !found || !again {
		return text
	}
	if name, ok := map[string]string{
		"janv": "Jan", "fevr": "Feb", "mars": "Mar", "avr": "Apr", "mai": "May", "juin": "Jun",
		"juil": "Jul", "aout": "Aug", "sept": "Sep", "oct": "Oct", "nov": "Nov", "dec": "Dec",
	}[strings.TrimSuffix(scrum.Fold(month), ".")]; ok {
		return day + "/" + name + "/" + rest
	}
	return text
}

// trelloBirth is when a card was made: its id begins with the time in seconds.
func trelloBirth(id string) time.Time {
	seconds, err := strconv.ParseInt(id[:min(8, len(id))], 16, 64)
	if len(id) != 24 || err != nil {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}
