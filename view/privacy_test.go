package view_test

import (
	"testing"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestPrivacyMessages(t *testing.T) {
	t.Parallel()
	found := view.Found{
		Story: story(5, english), Lines: []string{"passwords in plain text <!channel>", "RGPD"}, Channel: "payments",
		Editor: "U2", Contact: "U1", Readers: []scrum.PersonID{"U3", "U1"}, Names: cast,
	}
	alone := found
	alone.Editor = alone.Contact
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, m := range map[string]view.Message{
			"editor":  view.FoundForEditor(w, found),
			"own":     view.FoundForEditor(w, alone),
			"contact": view.FoundForContact(w, found),
			"card":    view.StoryHidden(w, found),
			"hidden":  view.HiddenNow(w, found, true),
			"by":      view.HiddenBy(w, found, false),
			"taker":   view.HiddenFromTaker(w, found),
			"heir":    view.HeirAsked(w, scrum.Product{ID: 1, Channel: "C1"}, "Claire <b>"),
		} {
			golden.CheckJSON(t, "testdata/privacy."+lang+"."+name+".json", m)
		}
	}
}
