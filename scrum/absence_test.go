package scrum_test

import (
	"errors"
	"testing"
	"time"

	"pogo/scrum"
)

// wednesday is when these absences are entered.
func wednesday() time.Time { return time.Date(2026, time.November, 25, 10, 0, 0, 0, time.UTC) }

// spanOf writes an absence as the tables below do: "2026-12-22p 2026-12-26a".
func spanOf(a scrum.Absence) string {
	from, to := a.From, a.To
	if a.FromNoon {
		from += "p"
	}
	if a.UntilNoon {
		to += "a"
	}
	return from + " " + to
}

func TestAnAbsenceIsReadAsPeopleTypeIt(t *testing.T) {
	t.Parallel()
	const christmas = "2026-12-22 2026-12-26"
	for _, test := range []struct{ text, want, note string }{
		{"22–26 Dec", christmas, ""},
		{"22-26 dec", christmas, ""},
		{"22 - 26 December 2026", christmas, ""},
		{"Dec 22–26", christmas, ""},
		{"Dec 22, 2026 - Dec 26, 2026", christmas, ""},
		{"from 22 to 26 dec", christmas, ""},
		{"from the 22nd to the 26th of December", christmas, ""},
		{"between 22 and 26 Dec", christmas, ""},
		{"du 22 au 26 décembre", christmas, ""},
		{"22-26 déc.", christmas, ""},
		{"du mardi 22 décembre au samedi 26 décembre", christmas, ""},
		{"entre le 22 et le 26 déc", christmas, ""},
		{"22/12 – 26/12", christmas, ""},
		{"22.12.–26.12.2026", christmas, ""},
		{"12/22/2026 to 12/26/2026", christmas, ""},
		{"22-12-2026 au 26-12-2026", christmas, ""},
		{"2026-12-22 2026-12-26", "several", ""},
		{"2026-12-22..2026-12-26", christmas, ""},
		{"2026-12-22 – 2026-12-26 skiing, at last", christmas, "skiing, at last"},
		{"22–26 Dec: Visite à Mémé", christmas, "Visite à Mémé"},
		{"tomorrow", "2026-11-26 2026-11-26", ""},
		{"demain", "2026-11-26 2026-11-26", ""},
		{"après-demain", "2026-11-27 2026-11-27", ""},
		{"today", "2026-11-25 2026-11-25", ""},
		{"demain matin dentiste", "2026-11-26 2026-11-26a", "dentiste"},
		{"tomorrow a dentist", "2026-11-26 2026-11-26", "a dentist"},
		{"tomorrow for the dentist", "2026-11-26 2026-11-26", "for the dentist"},
		{"monday morning", "2026-11-30 2026-11-30a", ""},
		{"lundi matin", "2026-11-30 2026-11-30a", ""},
		{"lundi après-midi", "2026-11-30p 2026-11-30", ""},
		{"this afternoon", "2026-11-25p 2026-11-25", ""},
		{"cet après-midi", "2026-11-25p 2026-11-25", ""},
		{"wednesday", "2026-11-25 2026-11-25", ""},
		{"next wednesday", "2026-12-02 2026-12-02", ""},
		{"mercredi prochain", "2026-12-02 2026-12-02", ""},
		{"from monday to wednesday", "2026-11-30 2026-12-02", ""},
		{"lundi-mercredi", "2026-11-30 2026-12-02", ""},
		{"from monday afternoon until wednesday noon", "2026-11-30p 2026-12-02a", ""},
		{"until friday", "2026-11-25 2026-11-27", ""},
		{"jusqu'à vendredi", "2026-11-25 2026-11-27", ""},
		{"jusqu’au 4 décembre", "2026-11-25 2026-12-04", ""},
		{"jusqu'à demain", "2026-11-25 2026-11-26", ""},
		{"28 Dec – 3 Jan", "2026-12-28 2027-01-03", ""},
		{"du 28 décembre au 3 janvier", "2026-12-28 2027-01-03", ""},
		{"28 Dec – 3 Jan 2027", "2026-12-28 2027-01-03", ""},
		{"28 Dec 2026 – 3 Jan", "2026-12-28 2027-01-03", ""},
		{"28–3", "2026-11-28 2026-12-03", ""},
		{"le 27", "2026-11-27 2026-11-27", ""},
		{"24", "2026-12-24 2026-12-24", ""},
		{"20–26 Nov", "2026-11-20 2026-11-26", ""}, // has begun
		{"1er juin", "2027-06-01 2027-06-01", ""},
		{"mar 3", "2027-03-03 2027-03-03", ""},
		{"mar. 3 mars", "2027-03-03 2027-03-03", ""},
		{"mar", "2026-12-01 2026-12-01", ""},
		{"for 3 days", "2026-11-25 2026-11-27", ""},
		{"demain pendant 3 jours ouvrés", "2026-11-26 2026-11-30", ""},
		{"2 semaines", "2026-11-25 2026-12-08", ""},
		{"22 Dec for a week", "2026-12-22 2026-12-28", ""},
		{"3 days from 1 july", "2027-07-01 2027-07-03", ""},
		{"for a week from 10 august: Japan", "2027-08-10 2027-08-16", "Japan"},
		{"2 semaines à partir du 1er juin", "2027-06-01 2027-06-14", ""},
		{"2 jours ouvrés dès vendredi", "2026-11-27 2026-11-30", ""},
		{"next week", "2026-11-30 2026-12-04", ""},
		{"sick", "2026-11-25 2026-11-25", ""},
		{"malade", "2026-11-25 2026-11-25", ""},
		{"sick tomorrow", "2026-11-26 2026-11-26", ""},
		{"malade jusqu'à vendredi", "2026-11-25 2026-11-27", ""},
		{"sick, back soon", "2026-11-25 2026-11-25", "back soon"},
		{"noël", "2026-12-25 2026-12-25", ""},
		{"à Noël", "2026-12-25 2026-12-25", ""},
		{"Christmas", "2026-12-25 2026-12-25", ""},
		{"over Christmas 2027", "2027-12-25 2027-12-25", ""},
		{"Christmas eve to boxing day", "2026-12-24 2026-12-26", ""},
		{"entre Noël et le jour de l’an", "2026-12-25 2027-01-01", ""},
		{"New Year's Eve, afternoon", "several", ""},
		{"new year’s eve afternoon", "2026-12-31p 2026-12-31", ""},
		{"christmas holidays", "none", ""},
		{"la semaine prochaine", "2026-11-30 2026-12-04", ""},
		{"this week", "2026-11-25 2026-11-27", ""},
		{"22 and 23 Dec", "2026-12-22 2026-12-23", ""},
		{"22 and 24 Dec", "several", ""},
		{"22 Dec and 4 Jan", "several", ""},
		{"22 Dec, 24 Dec", "several", ""},
		{"tomorrow 9:30-12:00", "several", ""},
		{"vendredi matin et après-midi", "several", ""},
		{"vendredi matin et samedi", "several", ""},
		{"vendredi et samedi après-midi", "several", ""},
		{"vendredi et samedi matin", "2026-11-27 2026-11-28a", ""},
		{"2 hours", "several", ""},
		{"3 mois", "several", ""},
		{"26–22 Dec", "backward", ""},
		{"2026-12-26 to 2026-12-22", "backward", ""},
		{"tomorrow afternoon to tomorrow morning", "backward", ""},
		{"1 March 2027 – 30 November 2027", "2027-03-01 2027-11-30", ""},
		{"2026-12-01 – 2027-12-02", "long", ""},
		{"2026-12-01 – 2027-12-01", "2026-12-01 2027-12-01", ""},
		{"1–5 Nov", "over", ""},
		{"yesterday", "over", ""},
		{"2025-12-22 – 2025-12-26", "over", ""},
		{"30 Feb", "none", ""},
		{"2026-02-30", "none", ""},
		{"29 Feb", "2028-02-29 2028-02-29", ""},
		{"skiing", "none", ""},
		{"", "none", ""},
		{"a", "none", ""},
	} {
		a, err := scrum.ParseAbsence(test.text, wednesday())
		got := spanOf(a)
		for name, is := range map[string]error{"several": scrum.ErrSeveral, "backward": scrum.ErrBackward, "long": scrum.ErrTooLong, "over": scrum.ErrOver, "none": scrum.ErrNoDates} {
			if errors.Is(err, is) {
				got = name
			}
		}
		if got != test.want || err == nil && a.Note != test.note {
			t.Errorf("%q: %s with the note %q (%v), want %s with %q", test.text, got, a.Note, err, test.want, test.note)
		}
	}
}

func TestTheNoteOfAnAbsenceIsKeptAsItWasTyped(t *testing.T) {
	t.Parallel()
	a, err := scrum.ParseAbsence("demain – « Rendez-vous  à l’hôpital » 🤒", wednesday())
	if err != nil || a.Note != "Rendez-vous  à l’hôpital » 🤒" {
		t.Errorf("%q, %v", a.Note, err)
	}
}

// Whatever is typed, what was read is an absence that can be kept.
func FuzzParseAbsence(f *testing.F) {
	for _, seed := range []string{"22–26 Dec", "du 28 décembre au 3 janvier", "for 3 days", "lundi matin dentiste", "22 and 23 dec", "2026-12-22..26/12", "l'aprem", "9999999999 days", "31.12.0001"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := scrum.ParseAbsence(text, wednesday())
		if err != nil {
			return
		}
		from, errFrom := time.Parse(time.DateOnly, a.From)
		to, errTo := time.Parse(time.DateOnly, a.To)
		if errFrom != nil || errTo != nil || from.After(to) || to.Sub(from) >= scrum.MaxAbsence*24*time.Hour || a.To < "2026-11-25" {
			t.Errorf("%q is %+v", text, a)
		}
	})
}

func TestWhoIsAwayWhen(t *testing.T) {
	t.Parallel()
	c := scrum.Calendar{
		Person: "UNORA",
		Absences: []scrum.Absence{
			{From: "2026-12-21", To: "2026-12-24", FromNoon: true},
			{From: "2026-12-28", To: "2026-12-29", UntilNoon: true},
		},
		Holidays: func(day time.Time) string {
			if day.Month() == time.December && day.Day() == 25 {
				return "Noël"
			}
			return ""
		},
	}
	for _, test := range []struct {
		at   string
		away bool
		want scrum.Away
	}{
		{"2026-12-21 09:00", false, scrum.Away{}},
		{"2026-12-21 12:00", true, scrum.Away{Person: "UNORA", Half: true, FromNoon: true, Back: "2026-12-29", BackNoon: true}},
		{"2026-12-22 09:00", true, scrum.Away{Person: "UNORA", Back: "2026-12-29", BackNoon: true}},
		{"2026-12-25 09:00", true, scrum.Away{Person: "UNORA", Holiday: "Noël", Back: "2026-12-29", BackNoon: true}},
		{"2026-12-26 09:00", false, scrum.Away{}}, // a Saturday
		{"2026-12-29 09:00", true, scrum.Away{Person: "UNORA", Half: true, Back: "2026-12-29", BackNoon: true}},
		{"2026-12-29 14:00", false, scrum.Away{}},
	} {
		at, err := time.Parse("2006-01-02 15:04", test.at)
		if err != nil {
			t.Fatal(err)
		}
		if got, away := c.At(at); away != test.away || got != test.want {
			t.Errorf("%s: %+v, %v, want %+v", test.at, got, away, test.want)
		}
	}
	// 21 (half), 29 (half), 30, 31 December
	if got := c.HalfDays("2026-12-21", "2026-12-31"); got != 1+1+2+2 {
		t.Errorf("%d half-days of work", got)
	}
}

func TestComingBackCutsAnAbsenceShort(t *testing.T) {
	t.Parallel()
	a := scrum.Absence{From: "2026-12-21", To: "2026-12-24"}
	for _, test := range []struct {
		at, want string
		left     bool
	}{
		{"2026-12-21 09:00", "2026-12-21 2026-12-20", false},
		{"2026-12-21 13:00", "2026-12-21 2026-12-21a", true},
		{"2026-12-22 09:00", "2026-12-21 2026-12-21", true},
		{"2026-12-24 18:00", "2026-12-21 2026-12-24a", true},
	} {
		at, err := time.Parse("2006-01-02 15:04", test.at)
		if err != nil {
			t.Fatal(err)
		}
		if got, left := a.Ends(at); spanOf(got) != test.want || left != test.left {
			t.Errorf("%s: %s, %v, want %s", test.at, spanOf(got), left, test.want)
		}
	}
}
