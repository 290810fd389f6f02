package view_test

import (
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestWhatAStoryIsWorth(t *testing.T) {
	t.Parallel()
	s := story(1, english)
	s.Size = scrum.Points{Halves: 6, Known: true}
	s.Worth = scrum.Worth{
		Confidence: 80, Class: scrum.ClassFixed, Due: "2026-12-05", MoSCoW: scrum.Must, Value: 40,
		RICE: scrum.RICE{Reach: 1000, Impact: 1, Effort: 15}, WSJF: scrum.WSJF{Business: 8, Job: 5},
	}
	list := view.BacklogList{
		Channel: "payments", Stories: []scrum.Story{s, story(2, french)}, First: 1, Total: scrum.Total{N: 30}, Size: 2, Later: true,
		Sought: view.Sought{MoSCoW: scrum.Without, Sort: scrum.SortRICE, Typed: `moscow:"-" sort:"rice"`},
	}
	check := view.MoSCoWShown{Channel: "a&b", Given: true, MoSCoWCheck: scrum.MoSCoWCheck{
		Capacity: scrum.Points{Halves: 200, Known: true},
		Of: map[scrum.MoSCoW]scrum.Classified{
			scrum.Must:  {Points: scrum.Points{Halves: 132, Known: true}, Stories: 5, Estimated: 4},
			scrum.Could: {Points: scrum.Points{Halves: 28, Known: true}, Stories: 1, Estimated: 1},
			scrum.Wont:  {Points: scrum.Points{Known: true}, Stories: 1},
		},
	}}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		golden.CheckJSON(t, "testdata/worth."+lang+".kept.json", view.WorthKept(w, s))
		golden.CheckJSON(t, "testdata/worth."+lang+".sorted.json", view.Backlog(w, list))
		golden.CheckJSON(t, "testdata/worth."+lang+".check.json", view.MoSCoW(w, check))
		for _, method := range view.Methods() {
			golden.CheckJSON(t, "testdata/worth."+lang+".form."+string(method)+".json", view.Worth(w, "{}", s, method, nil))
		}
	}
}

func TestASurveySaysNoMoreThanItsAnswersDo(t *testing.T) {
	t.Parallel()
	closed := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	survey := func(answers ...[2]scrum.Feeling) view.KanoState {
		k := view.KanoState{Kano: scrum.Kano{ID: 7, Asked: []scrum.KanoAnswer{{Person: "USILENT"}}, ClosedAt: closed}, Story: story(1, english), People: 20}
		for i := range 12 {
			a := answers[i%len(answers)]
			k.Asked = append(k.Asked, scrum.KanoAnswer{Present: a[0], Absent: a[1]})
		}
		return k
	}
	few := survey([2]scrum.Feeling{"like", "neutral"})
	few.Asked = few.Asked[:8]
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, k := range map[string]view.KanoState{
			"clear":   survey([2]scrum.Feeling{"like", "neutral"}),
			"mixed":   survey([2]scrum.Feeling{"like", "neutral"}, [2]scrum.Feeling{"like", "dislike"}, [2]scrum.Feeling{"neutral", "dislike"}),
			"unclear": survey([2]scrum.Feeling{"like", "neutral"}, [2]scrum.Feeling{"like", "like"}),
			"few":     few,
		} {
			golden.CheckJSON(t, "testdata/kano."+lang+"."+name+".json", view.KanoShown(w, k))
		}
	}
}
