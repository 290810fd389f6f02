package holiday

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/us"
)

// country is a calendar with the names that people give it, in English and
// French, and those of its regions that have other days.
type country struct {
	code    string
	names   []string
	days    []*cal.Holiday
	regions []region
}

type region struct {
	code  string
	names []string // the first is shown
	days  []*cal.Holiday
}

// Countries are the codes of the countries whose calendars there are.
func Countries() []string {
	var codes []string
	for _, c := range countries() {
		codes = append(codes, c.code)
	}
	return codes
}

func countries() []country {
	return []country{
		{"fr", []string{"france"}, fr.Holidays, regions("fr")},
		{"be", []string{"belgium", "belgique"}, be.Holidays, nil},
		{"de", []string{"germany", "allemagne", "deutschland"}, de.Holidays, regions("de")},
		{"at", []string{"austria", "autriche"}, at.Holidays, nil},
		{"ch", []string{"switzerland", "suisse", "schweiz"}, everyCanton(), regions("ch")},
		{"gb", []string{"england", "angleterre", "wales", "united kingdom", "uk", "royaume-uni", "pays de galles"}, gb.Holidays, nil},
		{"ie", []string{"ireland", "irlande"}, ie.Holidays, nil},
		{"es", []string{"spain", "espagne"}, es.Holidays, nil},
		{"it", []string{"italy", "italie"}, it.Holidays, nil},
		{"us", []string{"united states", "usa", "america", "etats-unis"}, us.Holidays, nil},
	}
}

func regions(country string) []region {
	switch country {
	case "fr":
		return []region{{"am", []string{"Alsace-Moselle", "Alsace", "Moselle"}, alsaceMoselle()}}
	case "ch":
		return cantons()
	case "de":
		return []region{
			{"bw", []string{"Baden-Württemberg", "Bade-Wurtemberg"}, de.HolidaysBW},
			{"by", []string{"Bayern", "Bavaria", "Bavière"}, de.HolidaysBY},
			{"be", []string{"Berlin"}, de.HolidaysBE},
			{"bb", []string{"Brandenburg", "Brandebourg"}, de.HolidaysBB},
			{"hb", []string{"Bremen", "Brême"}, de.HolidaysHB},
			{"hh", []string{"Hamburg", "Hambourg"}, de.HolidaysHH},
			{"he", []string{"Hessen", "Hesse"}, de.HolidaysHE},
			{"mv", []string{"Mecklenburg-Vorpommern"}, append(slices.Clone(de.HolidaysMV), de.Frauentag)},
			{"ni", []string{"Niedersachsen", "Lower Saxony", "Basse-Saxe"}, de.HolidaysNI},
			{"nw", []string{"Nordrhein-Westfalen", "NRW"}, de.HolidaysNW},
			{"rp", []string{"Rheinland-Pfalz"}, de.HolidaysRP},
			{"sl", []string{"Saarland", "Sarre"}, de.HolidaysSL},
			{"sn", []string{"Sachsen", "Saxony", "Saxe"}, de.HolidaysSN},
			{"st", []string{"Sachsen-Anhalt"}, de.HolidaysST},
			{"sh", []string{"Schleswig-Holstein"}, de.HolidaysSH},
			{"th", []string{"Thüringen", "Thuringia", "Thuringe"}, de.HolidaysTH},
		}
	}
	return nil
}

// alsaceMoselle are the days of France and two more.
func alsaceMoselle() []*cal.Holiday {
	return append(slices.Clone(fr.Holidays),
		aa.GoodFriday.Clone(&cal.Holiday{Name: "Vendredi saint"}),
		aa.ChristmasDay2.Clone(&cal.Holiday{Name: "Saint-Étienne"}))
}

func whitMonday(year int) time.Time {
	day, _ := fr.LundiDePentecôte.Calc(year)
	return day
}
