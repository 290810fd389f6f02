package holiday

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ch"
)

// everyCanton are the days on which all of Switzerland rests. Each canton adds
// its own.
func everyCanton() []*cal.Holiday {
	return []*cal.Holiday{ch.Neujahr, ch.Auffahrt, ch.Bundesfeiertag, ch.Weihnachtstag}
}

// cantons are those whose days in the library are those of their law, and Vaud
// and Geneva, whose fasts it does not know.
func cantons() []region {
	return []region{
		{"ar", []string{"Appenzell Ausserrhoden", "Appenzell Rhodes-Extérieures"}, ch.HolidaysAR},
		{"be", []string{"Bern", "Berne"}, ch.HolidaysBE},
		{"bs", []string{"Basel-Stadt", "Basel", "Bâle-Ville", "Bâle"}, ch.HolidaysBS},
		{"ge", []string{"Genève", "Geneva", "Genf"}, geneva()},
		{"nw", []string{"Nidwalden", "Nidwald"}, ch.HolidaysNW},
		{"sg", []string{"St. Gallen", "Sankt Gallen", "Saint-Gall"}, ch.HolidaysSG},
		{"sh", []string{"Schaffhausen", "Schaffhouse"}, ch.HolidaysSH},
		{"tg", []string{"Thurgau", "Thurgovie"}, ch.HolidaysTG},
		{"vd", []string{"Vaud", "Waadt"}, vaud()},
		{"vs", []string{"Valais", "Wallis"}, ch.HolidaysVS},
		{"zh", []string{"Zürich", "Zurich"}, ch.HolidaysZH},
	}
}

// geneva rests on the Thursday after the first Sunday of September and on the
// last day of the year, and not on Corpus Christi.
func geneva() []*cal.Holiday {
	days := slices.DeleteFunc(slices.Clone(ch.HolidaysGE), func(h *cal.Holiday) bool { return h == ch.Fronleichnam })
	return append(days,
		&cal.Holiday{Name: "Jeûne genevois", Month: time.September, Func: afterSunday(1, 4)},
		&cal.Holiday{Name: "Restauration de la République", Month: time.December, Day: 31, Func: cal.CalcDayOfMonth}) //nolint:misspell // because it is French
}

// vaud rests on the Monday after the federal fast, the third Sunday of September.
func vaud() []*cal.Holiday {
	return append(slices.Clone(ch.HolidaysVD), &cal.Holiday{Name: "Lundi du Jeûne fédéral", Month: time.September, Func: afterSunday(3, 1)})
}

// afterSunday is so many days after the nth Sunday of a holiday's month.
func afterSunday(nth, days int) cal.HolidayFn {
	return func(h *cal.Holiday, year int) time.Time {
		first := time.Date(year, h.Month, 1, 12, 0, 0, 0, cal.DefaultLoc)
		toSunday := (7 - int(first.Weekday())) % 7
		return first.AddDate(0, 0, toSunday+7*(nth-1)+days)
	}
}
