package view_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func retroAsk(t *testing.T) view.RetroAsk {
	t.Helper()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 24, 17, 0, 0, 0, paris)
	return view.RetroAsk{
		Retro: scrum.Retro{
			ID: 7, Product: 1, State: scrum.RetroOpen, Format: scrum.StartStopContinue, Sprint: 12, OpenedAt: now, ClosesAt: scrum.RetroEnd(now, paris, nil),
		},
		Notes: 5, Last: lastActions(), Names: cast, Zone: paris, Now: now,
		Blocked: true, Cluster: scrum.BlockerCluster{Class: scrum.BlockedByAccess, Count: 3, Blocked: 4 * scrum.WorkDay},
	}
}

func lastActions() []scrum.Action {
	return []scrum.Action{
		{ID: 1, Text: "pair on refunds", Owner: "U3", Due: "2026-11-20", State: scrum.ActionDone},
		{ID: 2, Text: "cut the *Monday* meeting <!channel>", Owner: "U2", Due: "2026-11-20", State: scrum.ActionOpen},
		{ID: 3, Text: "write\nthings down", Owner: "U1", Due: "2026-12-08", State: scrum.ActionOpen},
		{ID: 4, Text: "one more tool", Owner: "U1", Due: "2026-12-08", State: scrum.ActionDropped},
	}
}

func notes(texts ...string) []scrum.RetroNote {
	var list []scrum.RetroNote
	for i, text := range texts {
		columns := scrum.StartStopContinue.Columns()
		list = append(list, scrum.RetroNote{ID: fmt.Sprintf("%03d", i), Column: columns[i%len(columns)], Text: text})
	}
	return list
}

func outcome(a view.RetroAsk, state scrum.RetroState, n []scrum.RetroNote, actions ...scrum.Action) view.RetroOutcome {
	a.Retro.State, a.Retro.ClosedAt = state, a.Retro.ClosesAt
	return view.RetroOutcome{Retro: a.Retro, Notes: n, Actions: actions, Names: cast, Zone: a.Zone, Now: a.Now}
}

func TestRetroMessages(t *testing.T) {
	t.Parallel()
	ask := retroAsk(t)
	unlinked := ask
	unlinked.Retro.Sprint, unlinked.Last, unlinked.Notes = 0, nil, 0
	waiting := unlinked
	waiting.Retro.State, waiting.Notes = scrum.RetroCollecting, 1
	five := notes("pair on refunds", "the Monday meeting", "short demos", "review within a day", "<!channel> pings at *night*\n<https://x.test|click>")
	late := outcome(ask, scrum.RetroPublished, five)
	late.Retro.ClosedAt = late.Retro.ClosesAt.Add(3 * time.Hour)
	list := view.ActionList{RetroOutcome: outcome(ask, scrum.RetroPublished, nil, lastActions()...), Channel: "payments", May: func(a scrum.Action) bool { return a.Owner == "U2" }, More: true}
	none := view.ActionList{Channel: "payments", RetroOutcome: view.RetroOutcome{Zone: ask.Zone, Now: ask.Now}}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, m := range map[string]any{
			"asked":         view.RetroAsked(w, ask),
			"askedFirst":    view.RetroAsked(w, unlinked),
			"published":     view.RetroEnded(w, outcome(ask, scrum.RetroPublished, nil).Retro, 5),
			"nobody":        view.RetroEnded(w, outcome(ask, scrum.RetroEmpty, nil).Retro, 0),
			"notPublished":  view.RetroEnded(w, outcome(ask, scrum.RetroShort, nil).Retro, 2),
			"result":        view.RetroResult(w, outcome(ask, scrum.RetroPublished, five)),
			"resultActions": view.RetroResult(w, outcome(ask, scrum.RetroPublished, five, lastActions()[1:3]...)),
			"resultLate":    view.RetroResult(w, late),
			"resultNone":    view.RetroResult(w, outcome(ask, scrum.RetroEmpty, nil, lastActions()[1])),
			"short":         view.RetroResult(w, outcome(ask, scrum.RetroShort, nil)),
			"signed":        view.RetroSigned(w, "Nora <b>", five[3:])[0],
			"noteForm":      view.RetroNoteForm(w, "{}", scrum.ColumnStop, "the Monday meeting"),
			"noteFormEmpty": view.RetroNoteForm(w, "{}", "", ""),
			"tooLong":       view.RetroTooLong(w, "a & b"),
			"kept":          view.RetroNoteKept(w, "{}", ask, false),
			"keptNext":      view.RetroNoteKept(w, "{}", waiting, true),
			"how":           view.RetroHowForm(w),
			"sign":          view.RetroSignForm(w, "{}", five[3:]),
			"signNone":      view.RetroNoneToSign(w),
			"status":        view.RetroStatus(w, ask, true),
			"statusWaiting": view.RetroStatus(w, waiting, true),
			"actions":       view.Actions(w, list),
			"actionsNone":   view.Actions(w, none),
			"actionForm":    view.ActionForm(w, "{}", "2026-12-08"),
			"entrusted":     view.ActionEntrusted(w, lastActions()[1], "Nora <b>", "payments"),
			"ended":         view.ActionEnded(w, lastActions()[3]),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/retro."+lang+"."+name+".json", m)
			})
		}
	}
}

// Slack refuses messages whose blocks hold more than 13,200 characters, edits
// of more than 4,000 and messages of more than 50 blocks.
func TestAFloodOfNotesFitsIntoMessages(t *testing.T) {
	t.Parallel()
	var texts []string
	for i := range 40 {
		texts = append(texts, fmt.Sprintf("%d ", i)+strings.Repeat("éà&<", 740))
	}
	w := words(t, "fr")
	o := outcome(retroAsk(t), scrum.RetroPublished, notes(texts...), lastActions()[1:]...)
	fits(t, view.RetroResult(w, o))
	whole := view.RetroWhole(w, o)
	var all strings.Builder
	for _, m := range append(whole, view.RetroSigned(w, "Nora", o.Notes)...) {
		fits(t, m)
		body, err := m.JSON()
		if err != nil {
			t.Fatal(err)
		}
		all.Write(body)
	}
	for _, text := range texts {
		want, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(all.String(), string(want)); n != 2 {
			t.Fatalf("%.20q is whole in the thread %d times", text, n)
		}
	}
}

func fits(t *testing.T, m view.Message) {
	t.Helper()
	if n := len([]rune(m.Text)); n > 4000 {
		t.Errorf("a text of %d characters", n)
	}
	if len(m.Blocks) > 50 {
		t.Errorf("%d blocks", len(m.Blocks))
	}
	body, err := json.Marshal(m.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, piece := range regexp.MustCompile(`"text":"(?:[^"\\]|\\.)*"`).FindAll(body, -1) {
		var text string
		if err := json.Unmarshal(bytes.TrimPrefix(piece, []byte(`"text":`)), &text); err != nil {
			t.Fatal(err)
		}
		shown += len([]rune(text))
	}
	if shown > 13200 {
		t.Errorf("blocks of %d characters", shown)
	}
}
