package view_test

import (
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestTheMoodOfATeamInBothLanguages(t *testing.T) {
	t.Parallel()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	ask := view.MoodAsk{Product: 7, Channel: "payments", Week: "2026-11-23", Least: 4}
	figures := []scrum.MoodFigure{
		{From: "2026-11-16", To: "2026-11-16", Median: 3, Answers: 6},
		{From: "2026-11-02", To: "2026-11-09", Median: 4, Answers: 9},
	}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, drawn := range map[string]any{
			"asked":   view.MoodAsked(w, []view.MoodAsk{ask, {Product: 8, Channel: "design", Week: "2026-11-23", Least: 3}}),
			"noted":   view.MoodNoted(w, scrum.BestMood, paris),
			"nothing": view.MoodTold(w, view.MoodStatus{Ask: ask}),
			"fell":    view.MoodTold(w, view.MoodStatus{Ask: ask, MoodTrend: view.MoodTrend{Figures: figures, Fell: true}}),
		} {
			golden.CheckJSON(t, "testdata/mood."+lang+"."+name+".json", drawn)
		}
	}
}

func TestAButtonOfTheMoodIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	if got, ok := view.ParseMoodTapped("7:2026-11-23:4"); !ok || got != (view.MoodTapped{Product: 7, Week: "2026-11-23", Level: 4}) {
		t.Errorf("read %+v, %t", got, ok)
	}
	for _, value := range []string{"", "7:2026-11-23", "7:2026-11-23:0", "7:2026-11-23:6", "x:2026-11-23:3", "7:2026-11-23:3:3"} {
		if got, ok := view.ParseMoodTapped(value); ok {
			t.Errorf("%q is read as %+v", value, got)
		}
	}
}

func TestHowATeamAnswersInBothLanguages(t *testing.T) {
	t.Parallel()
	rising := view.TeamHabits{
		Channel: "payments", Standup: 3,
		Weeks:  []scrum.Participation{{Answered: 24, Expected: 30}, {Answered: 20, Expected: 28}, {}, {Answered: 15, Expected: 30}},
		Habits: scrum.Habits{Participation: scrum.Participation{Answered: 24, Expected: 30}, Asked: 32, Skipped: 2, Long: 3, Wait: 25 * time.Minute},
	}
	low := rising
	low.Weeks = []scrum.Participation{{Answered: 14, Expected: 30}, {Answered: 13, Expected: 28}}
	low.Habits.Wait = 3*time.Hour + 20*time.Minute
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, h := range map[string]view.TeamHabits{"rising": rising, "low": low, "none": {Channel: "payments", Weeks: make([]scrum.Participation, 6)}} {
			golden.CheckJSON(t, "testdata/participation."+lang+"."+name+".json", view.HabitsTold(w, h))
		}
	}
}
