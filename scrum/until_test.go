package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

func TestInstantsAsPeopleSayThem(t *testing.T) {
	t.Parallel()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.November, 24, 18, 30, 0, 0, paris) // a Tuesday
	for _, test := range []struct{ typed, want string }{
		{"19:00", "2026-11-24 19:00"},
		{"7 pm", "2026-11-24 19:00"},
		{"17:00", "2026-11-24 17:00"},
		{"today 20:00", "2026-11-24 20:00"},
		{"tomorrow 17:00", "2026-11-25 17:00"},
		{"tomorrow", "2026-11-25 17:00"},
		{"tomorrow at noon", "2026-11-25 12:00"},
		{"Thu 17:00", "2026-11-26 17:00"},
		{"thursday, 09:30", "2026-11-26 09:30"},
		{"Tue 19:00", "2026-11-24 19:00"},
		{"Tue 17:00", "2026-12-01 17:00"},
		{"Thu 26 Nov, 17:00", "2026-11-26 17:00"},
		{"2026-11-26 17:00", "2026-11-26 17:00"},
		{"2026-11-26T17:00", "2026-11-26 17:00"},
		{"2026-11-20 17:00", "2026-11-20 17:00"},
		{"26/11 17:00", "2026-11-26 17:00"},
		{"26 November 17:00", "2026-11-26 17:00"},
		{"Nov 26 17:00", "2026-11-26 17:00"},
		{"2 Jan", "2027-01-02 17:00"},
		{"19h", "2026-11-24 19:00"},
		{"hier 17 h", "2026-11-23 17:00"},
		{"demain 17 h", "2026-11-25 17:00"},
		{"demain à 17 h 30", "2026-11-25 17:30"},
		{"jeudi 17h30", "2026-11-26 17:30"},
		{"ce jeudi à midi", "2026-11-26 12:00"},
		{"aujourd’hui 20h", "2026-11-24 20:00"},
		{"le 1er décembre à 9 h", "2026-12-01 09:00"},
		{"26 nov. 17\u202fh", "2026-11-26 17:00"},
		{"", ""},
		{"soon", ""},
		{"tomorrow soon", ""},
		{"25:00", ""},
		{"when the cows come home", ""},
	} {
		got := ""
		if at, ok := scrum.ParseUntil(test.typed, now); ok {
			got = at.In(paris).Format("2006-01-02 15:04")
		}
		if got != test.want {
			t.Errorf("%q is %q, want %q", test.typed, got, test.want)
		}
	}
}
