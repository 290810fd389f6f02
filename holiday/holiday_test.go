package holiday_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/holiday"
)

func day(date string) time.Time {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err) // a test's own constant
	}
	return d
}

// year lists the holidays of a calendar in a year.
func year(code, of string) []string {
	var dates []string
	for _, d := range holiday.Next(code, day(of+"-01-01").AddDate(0, 0, -1), 30) {
		if d.Date.Format("2006") == of {
			dates = append(dates, d.Date.Format("01-02"))
		}
	}
	return dates
}

func TestFranceRestsOnElevenDays(t *testing.T) {
	t.Parallel()
	want := []string{"01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"}
	if diff := cmp.Diff(want, year("fr", "2026")); diff != "" {
		t.Errorf("France (-want +got):\n%s", diff)
	}
	want = []string{"01-01", "04-03", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25", "12-26"}
	if diff := cmp.Diff(want, year("fr-am", "2026")); diff != "" {
		t.Errorf("Alsace and Moselle (-want +got):\n%s", diff)
	}
	want = []string{"01-01", "04-06", "05-01", "05-08", "05-14", "07-14", "08-15", "11-01", "11-11", "12-25"}
	if diff := cmp.Diff(want, year("fr+whit", "2026")); diff != "" {
		t.Errorf("with Whit Monday worked (-want +got):\n%s", diff)
	}
}

func TestSwissCantonsRestOnDaysOfTheirOwn(t *testing.T) {
	t.Parallel()
	for code, want := range map[string][]string{
		"ch":    {"01-01", "05-14", "08-01", "12-25"},
		"ch-zh": {"01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "08-01", "12-25", "12-26"},
		"ch-vd": {"01-01", "01-02", "04-03", "04-06", "05-14", "05-25", "08-01", "09-21", "12-25"},
		"ch-ge": {"01-01", "04-03", "04-06", "05-14", "05-25", "08-01", "09-10", "12-25", "12-31"},
		"ch-vs": {"01-01", "03-19", "05-14", "06-04", "08-01", "08-15", "11-01", "12-08", "12-25"},
	} {
		if diff := cmp.Diff(want, year(code, "2026")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
	}
	// A month that begins on a Sunday: 5 September 2027 is its first one, the 19th its third.
	if holiday.Of("ch-ge").On(day("2027-09-09")) == "" || holiday.Of("ch-vd").On(day("2027-09-20")) == "" {
		t.Error("the fasts of 2027 fall elsewhere")
	}
}

func TestEasterFallsWhereItShould(t *testing.T) {
	t.Parallel()
	for _, easter := range []string{"2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16"} {
		for name, after := range map[string]int{"Vendredi saint": -2, "Lundi de Pâques": 1, "Ascension": 39, "Lundi de Pentecôte": 50} {
			if on := day(easter).AddDate(0, 0, after); holiday.Of("fr-am").On(on) != name {
				t.Errorf("%s is %q, want %s", on.Format(time.DateOnly), holiday.Of("fr-am").On(on), name)
			}
		}
	}
}

func TestADayThatIsMadeUpForIsOffToo(t *testing.T) {
	t.Parallel()
	for code, date := range map[string]string{
		"us": "2027-12-31", // New Year 2028 is a Saturday
		"gb": "2026-12-28", // Boxing Day is a Saturday
	} {
		if holiday.Of(code).On(day(date)) == "" {
			t.Errorf("%s: %s is worked", code, date)
		}
	}
}

func TestACalendarIsNamedAsPeopleDo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"france": "fr", "FR": "fr", "France, Alsace-Moselle": "fr-am", "alsace": "fr-am", "france moselle": "fr-am",
		"France (pentecôte travaillée)": "fr+whit", "alsace-moselle whit monday worked": "fr-am+whit", "none": "", "aucun": "",
		"États-Unis": "us", "united states": "us", "Allemagne": "de", "germany bavaria": "de-by", "de by": "de-by", "Berlin": "de-be", "Royaume-Uni": "gb",
		"Sachsen-Anhalt": "de-st", "suisse": "ch", "Suisse Genève": "ch-ge", "zurich": "ch-zh", "vaud": "ch-vd", "switzerland bern": "ch-be", "bâle": "ch-bs", "saxony": "de-sn", "be": "be",
		"narnia": "?", "france bavaria": "?", "by": "?", "belgium whit monday worked": "?", "": "?", "germany alsace": "?",
	} {
		got, ok := holiday.Parse(text)
		if !ok {
			got = "?"
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
		if got != "" && got != "?" && holiday.Of(got) == nil {
			t.Errorf("%s has no days", got)
		}
	}
}

func TestEveryCountryHasDaysAndAName(t *testing.T) {
	t.Parallel()
	for _, code := range holiday.Countries() {
		if n := len(year(code, "2026")); n < 8 && code != "ch" || n > 14 {
			t.Errorf("%s has %d holidays in 2026", code, n)
		}
		if country, region := holiday.Place(code + "-by+whit"); country != code || (region != "") != (code == "de") {
			t.Errorf("%s: %q, %q", code, country, region)
		}
	}
	if holiday.Of("") != nil || holiday.Of("xx") != nil || holiday.Of("fr-xx") != nil {
		t.Error("what is no calendar has days")
	}
}
