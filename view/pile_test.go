package view_test

import (
	"testing"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestWhatCouldNotBePosted(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, p := range map[string]view.PileShown{
			"archived": {N: 1, Cause: "is_archived"},
			"out":      {N: 3, Cause: "not_in_channel"},
			"gone":     {N: 3, Cause: "channel_not_found"},
			"unclear":  {N: 2, Cause: "unclear"},
			"unseen":   {N: 2, Cause: "sender_ended"},
			"other":    {N: 1204, Cause: "msg_too_long"},
		} {
			p.Product = scrum.Product{ID: 7, Channel: "C1"}
			golden.CheckJSON(t, "testdata/pile."+lang+"."+name+".json", view.Piled(w, p))
		}
	}
}
