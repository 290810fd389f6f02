package locale

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Clock writes the time of day of t, in t's own zone: "09:30", "9 h 30".
func (w *Words) Clock(t time.Time) string {
	if w.lang != French {
		return t.Format("15:04")
	}
	if t.Minute() == 0 {
		return fmt.Sprintf("%d\u00a0h", t.Hour())
	}
	return fmt.Sprintf("%d\u00a0h\u00a0%02d", t.Hour(), t.Minute())
}

// Day writes the date of t without its year, in t's own zone: "Tue 24 Nov",
// "mar. 24 nov.".
func (w *Words) Day(t time.Time) string {
	return w.weekday(t.Weekday()) + " " + w.Date(t)
}

// Date writes the date of t as briefly as can be, in t's own zone: "24 Nov",
// "24 nov.".
func (w *Words) Date(t time.Time) string { return w.dayOfMonth(t.Day()) + " " + w.month(t.Month()) }

// halfYear is how many days from now a date is taken for that of this year.
const halfYear = 183

// Moment writes when t is, as seen at now, in t's own zone, relative where it
// helps and absolute always: "tomorrow, Tue 24 Nov, 09:30 (Paris)". The year
// is named where another could be meant.
func (w *Words) Moment(t, now time.Time) string {
	parts := []string{w.Day(t), w.Clock(t) + " (" + City(t.Location()) + ")"}
	switch days := daysBetween(now.In(t.Location()), t); {
	case days == 0:
		parts[0] = w.Say("common.today")
	case days == 1:
		parts = append([]string{w.Say("common.tomorrow")}, parts...)
	case days == -1:
		parts = append([]string{w.Say("common.yesterday")}, parts...)
	case days < -halfYear, days > halfYear:
		parts[0] += " " + strconv.Itoa(t.Year())
	}
	return strings.Join(parts, ", ")
}

// City names a zone as people do: "Paris", "New York", "UTC".
func City(zone *time.Location) string {
	name := zone.String()
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	return strings.ReplaceAll(name, "_", " ")
}

// Number writes a count with the separators of the language: "12,000",
// "12 000".
func (w *Words) Number(n int) string {
	digits, sign := strconv.Itoa(n), ""
	if n < 0 {
		digits, sign = digits[1:], "−"
	}
	separator := ","
	if w.lang == French {
		separator = narrow
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + separator + digits[i:]
	}
	return sign + digits
}

// Decimal writes a number with two decimals: "0.25", "0,25".
func (w *Words) Decimal(x float64) string {
	text := strings.Replace(strconv.FormatFloat(x, 'f', 2, 64), "-", "−", 1)
	if w.lang == French {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

// Weekdays writes days of the week on which something happens again and
// again: "Mon, Wed and Fri", "lundis, mercredis et vendredis". They are whole
// in French, where a short one would end a sentence with two periods.
func (w *Words) Weekdays(days []time.Weekday) string {
	names := make([]string, len(days))
	for i, day := range days {
		names[i] = w.weekday(day)
		if w.lang == French {
			names[i] = [...]string{"dimanches", "lundis", "mardis", "mercredis", "jeudis", "vendredis", "samedis"}[day]
		}
	}
	return w.List(names)
}

// Weekday names a day of the week by itself: "Mon", "lundi".
func (w *Words) Weekday(d time.Weekday) string {
	if w.lang == French {
		return strings.TrimSuffix(w.Weekdays([]time.Weekday{d}), "s")
	}
	return w.weekday(d)
}

func (w *Words) weekday(d time.Weekday) string {
	if w.lang == French {
		return [...]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."}[d]
	}
	return d.String()[:3]
}

func (w *Words) month(m time.Month) string {
	if w.lang == French {
		return [...]string{"janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."}[m-1]
	}
	return m.String()[:3]
}

func (w *Words) dayOfMonth(day int) string {
	if w.lang == French && day == 1 {
		return "1ᵉʳ"
	}
	return strconv.Itoa(day)
}

// daysBetween counts the midnights from a to b, both read in their own zones.
func daysBetween(a, b time.Time) int {
	dayA := time.Date(a.Year(), a.Month(), a.Day(), 0, 0, 0, 0, time.UTC)
	dayB := time.Date(b.Year(), b.Month(), b.Day(), 0, 0, 0, 0, time.UTC)
	return int(dayB.Sub(dayA).Hours() / 24)
}
