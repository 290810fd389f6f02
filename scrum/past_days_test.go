package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

func TestWhichPastDaysAreMeant(t *testing.T) {
	t.Parallel()
	today := time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC) // a Friday
	for typed, want := range map[string]string{
		"":                          "2026-11-07 2026-11-20",
		"last week":                 "2026-11-09 2026-11-15",
		"la semaine dernière":       "2026-11-09 2026-11-15",
		"this week":                 "2026-11-16 2026-11-20",
		"1–15 nov":                  "2026-11-01 2026-11-15",
		"du 1er au 15 novembre":     "2026-11-01 2026-11-15",
		"10-25 nov":                 "2026-11-10 2026-11-20",
		"1-15 march":                "2026-03-01 2026-03-15",
		"20 déc - 5 janv":           "2025-12-20 2026-01-05",
		"since 1 nov":               "2026-11-01 2026-11-20",
		"depuis lundi":              "2026-11-16 2026-11-20",
		"monday":                    "2026-11-16 2026-11-16",
		"yesterday":                 "2026-11-19 2026-11-19",
		"november":                  "2026-11-01 2026-11-20",
		"décembre":                  "2025-12-01 2025-12-31",
		"oct 2025":                  "2025-10-01 2025-10-31",
		"last month":                "2026-10-01 2026-10-31",
		"30 days":                   "2026-10-22 2026-11-20",
		"the last 2 weeks":          "2026-11-07 2026-11-20",
		"les 2 dernières semaines":  "2026-11-07 2026-11-20",
		"2026-10-01 to 2026-10-10":  "2026-10-01 2026-10-10",
		"2027-10-01 to 2027-10-10":  " ",
		"of last year or something": " ",
		"1 nov whatever":            " ",
	} {
		from, to, ok := scrum.ParsePastDays(typed, today)
		if got := from + " " + to; got != want || ok == (want == " ") {
			t.Errorf("%q: %s, %t; want %s", typed, got, ok, want)
		}
	}
}
