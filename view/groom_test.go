package view_test

import (
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestGroomMessages(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	old := story(12, english)
	old.Size, old.Thumbs = scrum.Points{Halves: 5, Known: true}, 3
	items := []scrum.GroomItem{{Story: 11, Verdict: scrum.GroomKept}, {Story: 12, Since: now.AddDate(0, -3, 0)}}
	offer := view.GroomShown{Groom: scrum.Groom{ID: 7, Weeks: 2, Items: items}, Channel: "payments", Story: old, Names: cast, Now: now}
	sum := offer
	sum.Groom.Items = nil
	for _, v := range []scrum.GroomVerdict{scrum.GroomKept, scrum.GroomKept, scrum.GroomRewritten, scrum.GroomDropped, scrum.GroomSkipped, scrum.GroomGone} {
		sum.Groom.Items = append(sum.Groom.Items, scrum.GroomItem{Verdict: v})
	}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		golden.CheckJSON(t, "testdata/groom."+lang+".offer.json", view.Groom(w, words(t, "en"), offer))
		golden.CheckJSON(t, "testdata/groom."+lang+".sum.json", view.Groom(w, w, sum))
	}
}
