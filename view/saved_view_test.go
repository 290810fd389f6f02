package view_test

import (
	"testing"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestSavedViewMessages(t *testing.T) {
	t.Parallel()
	list := view.SavedViews{Product: 1, Channel: "payments", Views: []view.SavedView{
		{Name: "Checkout <design>", Sought: view.Sought{State: scrum.StoryDraft, Text: "pay & go"}}, {Name: "Mine", Sought: view.Sought{Owner: "Nora <b>"}},
	}}
	next := view.BacklogList{Channel: "payments", Stories: []scrum.Story{story(1, french)}}
	waiting := []view.Waiting{{Story: story(2, english), For: []scrum.Story{story(3, english), story(4, english)}}, {Story: story(5, english), For: []scrum.Story{story(3, english)}}}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		golden.CheckJSON(t, "testdata/view."+lang+".list.json", view.Views(w, list))
		golden.CheckJSON(t, "testdata/view."+lang+".none.json", view.Views(w, view.SavedViews{Channel: "payments"}))
		golden.CheckJSON(t, "testdata/view."+lang+".next.json", view.Next(w, next, waiting))
	}
}
