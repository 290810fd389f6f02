package view_test

import (
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestNewsMessages(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	line := func(number int, kind scrum.NewsKind) view.NewsLine {
		return view.NewsLine{
			Item: scrum.NewsItem{Story: scrum.StoryID(number), Kind: kind, Sprint: 4}, Story: story(number, hostile),
			Writer: "Nora <b>", Until: at.AddDate(0, 0, 11),
		}
	}
	shown := func(lines ...view.NewsLine) view.NewsShown {
		n := view.NewsShown{News: scrum.News{ID: 7, Person: "U1", At: at}, Channel: "payments", Lines: lines, Zone: time.UTC}
		return n
	}
	thread := shown(line(1, scrum.NewsToTry))
	thread.News.Thread = "1700000000.000100"
	dropped := line(2, scrum.NewsDropped)
	dropped.Story.DroppedCause = "PayPal <sends> one & twice\n*already*"
	split := line(8, scrum.NewsSplit)
	split.Parts = []string{"PAY-9", "PAY-10"}
	taken := line(3, scrum.NewsDone)
	taken.Item.Taken = true
	var many []view.NewsLine
	for n := range 14 {
		many = append(many, line(n+1, scrum.NewsPlanned))
	}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, m := range map[string]view.Message{
			"thread":  view.News(w, thread),
			"kept":    view.News(w, shown(line(1, scrum.NewsKept))),
			"split":   view.News(w, shown(split)),
			"planned": view.News(w, shown(many...)),
			"mixed":   view.News(w, shown(line(1, scrum.NewsReleased), dropped, taken, line(4, scrum.NewsUnplanned), line(5, scrum.NewsPlanned), line(6, scrum.NewsDropped))),
			"isMuted": view.NewsIsMuted(w, view.MutedNews{Muted: scrum.Muted{Product: 1, Story: 12}, Channel: "payments", Key: "PAY-12"}),
			"muted": view.NewsMuted(w, []view.MutedNews{
				{Muted: scrum.Muted{Product: 1, Story: 12}, Channel: "payments", Key: "PAY-12"}, {Muted: scrum.Muted{Product: 2}, Channel: "boutique"},
			}),
		} {
			golden.CheckJSON(t, "testdata/news."+lang+"."+name+".json", m)
		}
	}
}
