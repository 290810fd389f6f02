package view_test

import (
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestHome(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var many []scrum.Story
	for n := range 20 {
		s := story(n+1, hostile)
		s.State = scrum.StoryStarted
		many = append(many, s)
	}
	all := view.HomeStories{First: many, Total: scrum.Total{N: len(many)}}
	var drafts []scrum.Draft
	for _, id := range []string{"d1", "d2", "d3", "d4", "d5"} {
		drafts = append(drafts, scrum.Draft{ID: id, Channel: "C2", Text: hostile})
	}
	drafts[1].Channel = "D2"
	pile := func(cause string, n int) view.PileShown {
		return view.PileShown{Product: scrum.Product{ID: 1, Channel: "C1"}, N: n, Cause: cause}
	}
	full := view.HomeShown{
		Piles:    []view.PileShown{pile("not_in_channel", 1), pile("msg_too_long", 1204), pile("a", 1), pile("b", 1), pile("c", 1)},
		Asks:     []view.HomeAsk{{Ask: scrum.Ask{ID: 1}, Channel: "C1"}},
		Pokers:   []view.HomePoker{{Poker: 5, Channel: "C1", Keys: []string{"PAY-1", "PAY-2"}, Until: now.Add(3 * time.Hour)}},
		Ballots:  []view.HomeBallot{{Ballot: scrum.Ballot{Number: 3}, Channel: "C1"}, {Ballot: scrum.Ballot{Number: 4, ClosesAt: now.Add(30 * time.Hour)}, Channel: "C2"}},
		Blockers: []view.HomeBlocker{{Blocker: scrum.Blocker{ID: 2, Person: "UNB", Text: "access to <the> base"}, Names: view.Names{"UNB": "Nora <b>"}}},
		Actions:  []scrum.Action{{ID: 5, Text: "pair on refunds", Due: "2026-11-30"}}, Retros: []view.HomeRetro{{Retro: scrum.Retro{ID: 6, ClosesAt: now.Add(50 * time.Hour)}, Channel: "C1"}},
		Products: []view.HomeProduct{{Product: scrum.Product{ID: 1, Key: "PAY", Channel: "C1", Lang: scrum.French, Zone: "Europe/Paris"}, Open: scrum.Total{N: 12}}},
		ToAccept: view.HomeStories{First: many, Total: scrum.Total{N: 5000, More: true}}, Changes: all, Taken: all,
		Asked: view.HomeStories{First: many, Total: scrum.Total{N: 200, More: true}}, Drafts: drafts, Now: now, Zone: time.UTC,
	}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		golden.CheckJSON(t, "testdata/home."+lang+".full.json", view.Home(w, full))
		note := view.NoteWithUndo("PAY-1", "undo1", "Undo")
		golden.CheckJSON(t, "testdata/home."+lang+".empty.json", view.Home(w, view.HomeShown{Note: &note, Now: now, Zone: time.UTC}))
	}
}
