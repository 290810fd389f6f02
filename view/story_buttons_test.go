package view_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

// alone is a story that has nothing to do with others.
func alone(s scrum.Story) view.Whole {
	return view.Whole{Facts: view.Facts{Story: s, Names: cast}, Now: s.CreatedAt, Zone: time.UTC}
}

// inState is a story as it stands on its way.
func inState(state scrum.StoryState) scrum.Story {
	s := story(12, english).Stepped(scrum.Step{State: state, At: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)})
	switch {
	case s.State.Begun() || s.State.Done():
		s.Owner = "U2"
	case s.State == scrum.StoryDropped:
		s.DroppedCause = "nobody <reads> it"
	}
	if s.State == scrum.StoryChanges {
		s.Missing = "the receipt\nshows no *amount*"
	}
	return s
}

func lives() []scrum.StoryState {
	return []scrum.StoryState{
		scrum.StoryDraft, scrum.StoryReady, scrum.StoryPlanned, scrum.StoryStarted, scrum.StoryToAccept, scrum.StoryChanges,
		scrum.StoryAccepted, scrum.StoryReleased, scrum.StoryDropped,
	}
}

func TestACardOffersWhatComesNext(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for _, state := range lives() {
			golden.CheckJSON(t, "testdata/life."+lang+"."+string(state)+".json", view.StoryCard(w, words(t, "en"), inState(state), cast))
		}
		for _, state := range []scrum.StoryState{scrum.StoryDraft, scrum.StoryToAccept, scrum.StoryReleased} {
			golden.CheckJSON(t, "testdata/life."+lang+".all."+string(state)+".json", view.StoryShown(w, words(t, "en"), lacking(inState(state))))
		}
		tried := []scrum.Story{inState(scrum.StoryToAccept), story(13, hostile)}
		golden.CheckJSON(t, "testdata/life."+lang+".changes.json", view.ChangesForm(w, "{}", tried, []string{"PAY-9 …"}))
		golden.CheckJSON(t, "testdata/life."+lang+".asked.json", view.ChangesAsked(w, inState(scrum.StoryChanges), "Nora <b>"))
	}
}

// A button that a card shows and that can only refuse would mislead.
func TestEveryStepThatIsOfferedIsOneThatTheStateLeadsTo(t *testing.T) {
	t.Parallel()
	to := map[string]scrum.StoryState{
		view.StoryTry: scrum.StoryToAccept, view.StoryDone: scrum.StoryAccepted, view.StoryChanges: scrum.StoryChanges,
		view.StoryRelease: scrum.StoryReleased, view.StoryDrop: scrum.StoryDropped,
	}
	w := words(t, "en")
	for _, state := range lives() {
		s := inState(state)
		for where, m := range map[string]view.Message{"the card": view.StoryCard(w, w, s, cast), "all": view.StoryShown(w, w, lacking(s))} {
			body, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			for action, next := range to {
				offered := strings.Contains(string(body), `"`+action+`"`) || strings.Contains(string(body), `"`+action+`:12"`)
				if offered && !state.Leads(next) {
					t.Errorf("%s of a story that is %s offers %s", where, state, action)
				}
				if where == "all" && state.Leads(next) && !offered {
					t.Errorf("%s of a story that is %s lacks %s", where, state, action)
				}
			}
		}
	}
}
