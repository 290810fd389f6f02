package view_test

import (
	"testing"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestAbsencesHolidaysAndCapacity(t *testing.T) {
	t.Parallel()
	today := monday("09:00")
	week := scrum.Absence{ID: 4, Person: "U1", From: "2026-12-28", To: "2027-01-03", UntilNoon: true, EnteredBy: "U1", Note: "visit <!channel> & *ski*"}
	morning := scrum.Absence{ID: 5, Person: "U1", From: "2026-11-24", To: "2026-11-24", UntilNoon: true, Source: scrum.AbsenceStatus}
	back := scrum.Away{Person: "U1", Back: "2027-01-03", BackNoon: true}
	alsace := view.HolidayPlace{Country: "fr", Region: "Alsace-Moselle", Worked: true, Next: []view.HolidayDay{{Name: "Noël", Date: monday("00:00").AddDate(0, 0, 32)}, {Name: "Saint-Étienne", Date: monday("00:00").AddDate(0, 0, 33)}}}
	capacity := view.CapacityShown{
		Today: today, Names: cast, Last: scrum.Sprint{Number: 11}, LastDone: scrum.Points{Known: true, Halves: 46}, LastCapacity: scrum.Capacity{Each: []scrum.Available{{Halves: 76}}},
		Capacity: scrum.Capacity{From: "2026-12-21", To: "2027-01-01", Each: []scrum.Available{
			{Person: "U1", Halves: 11, Of: 20, Absences: []scrum.Absence{week}}, {Person: "U2", Halves: 18, Of: 20}, {Person: "U3", Halves: 20, Of: 20},
		}},
	}
	away := digestOf(5)
	away.Away = []scrum.Away{
		{Person: "U1", Back: "2026-11-25"},
		{Person: "U2", Back: "2026-11-25"},
		{Person: "U3", Half: true, Back: "2026-11-23", BackNoon: true},
		{Person: "U4", Half: true, FromNoon: true, Back: "2026-11-24"},
	}
	busy := away
	busy.Moves = moves()
	for range 10 {
		busy.Away = append(busy.Away, scrum.Away{Person: "U5", Back: "2027-01-04"})
	}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, m := range map[string]any{
			"entered":    view.AbsenceEntered(w, view.AbsenceShown{Absence: week, Away: back, Today: today}),
			"enteredFor": view.AbsenceEntered(w, view.AbsenceShown{Absence: morning, Away: scrum.Away{Back: "2026-11-24", BackNoon: true}, Who: "Nora <b>", Today: today}),
			"byOther":    view.AbsenceByOther(w, view.AbsenceShown{Absence: week, Away: back, Today: today}, "Claire <b>"),
			"team": view.TeamAbsences(w, view.TeamAbsencesShown{Channel: "<#CPAY>", List: []view.TeamAbsence{
				{Absence: week, Name: "*Léa* <!channel>", Today: today}, {Absence: morning, Name: "Samir", Today: today, Own: true},
			}}),
			"nobody":        view.TeamAbsences(w, view.TeamAbsencesShown{Channel: "<#CPAY>"}),
			"none":          view.Absences(w, view.AbsencesShown{Today: today}),
			"list":          view.Absences(w, view.AbsencesShown{Said: "…", List: []scrum.Absence{morning, week}, Today: today}),
			"form":          view.AbsenceForm(w, "{}", today),
			"holidays":      view.Holidays(w, view.HolidaysShown{Product: 1, Ours: alsace, Mine: &view.HolidayPlace{}, Known: []string{"fr", "be"}, Today: today}),
			"holidaysNone":  view.Holidays(w, view.HolidaysShown{Product: 1, Guess: alsace, Propose: "fr-am", Known: []string{"fr"}, Today: today}),
			"capacity":      view.Capacity(w, capacity),
			"digestAway":    view.Digest(w, away),
			"digestAwayAll": view.Digest(w, busy),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/absence."+lang+"."+name+".json", m)
			})
		}
	}
}

func TestAFormLeftAsItIsMeansOneWholeDay(t *testing.T) {
	t.Parallel()
	a := view.AbsenceFrom(map[string]string{view.AbsenceFirst: "2026-12-22", "part": "whole", "note": " \n"})
	if want := (scrum.Absence{From: "2026-12-22", To: "2026-12-22"}); a != want {
		t.Errorf("%+v, want %+v", a, want)
	}
}
