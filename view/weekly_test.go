package view_test

import (
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestTheWeekInAFewLines(t *testing.T) {
	t.Parallel()
	quiet := view.Week{From: monday("16:00").AddDate(0, 0, -2), To: monday("16:00").AddDate(0, 0, 4), Names: cast}
	full := quiet
	full.Moves = badDay(40).Moves
	full.Blocked = []scrum.BlockerCluster{
		{Class: scrum.BlockedByAccess, Count: 3, Blocked: 4 * scrum.WorkDay},
		{Class: scrum.BlockedByDecision, Count: 1, Blocked: 3 * time.Hour},
	}
	full.Turnout, full.Before = scrum.Participation{Answered: 18, Expected: 35}, scrum.Participation{Answered: 20, Expected: 35}
	full.Away = []scrum.Absence{{Person: "U2", From: "2026-11-30", To: "2026-12-04"}, {Person: "U3", From: "2026-12-01", To: "2026-12-01", FromNoon: true}}
	full.Standup = 3
	full.Mood = view.MoodTrend{Fell: true, Figures: []scrum.MoodFigure{
		{From: "2026-11-16", To: "2026-11-16", Median: 3, Answers: 6}, {From: "2026-11-09", To: "2026-11-09", Median: 4, Answers: 6},
	}}
	first := quiet
	first.Moves, first.Turnout = moves(), scrum.Participation{Answered: 30, Expected: 35}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, week := range map[string]view.Week{"quiet": quiet, "full": full, "first": first} {
			golden.CheckJSON(t, "testdata/weekly."+lang+"."+name+".json", view.WeekTold(w, week))
		}
	}
}
