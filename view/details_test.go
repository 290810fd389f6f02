package view_test

import (
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestDetailsEpicsSplitsAndHistories(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	five := scrum.Points{Halves: 10, Known: true}
	full := story(12, english+"\nScenario: by card\nGiven a cart\nWhen I pay\nThen a receipt arrives\n- in euros")
	full.Stream, full.Labels, full.Size, full.Owner, full.Writer = scrum.StreamSales, []string{"R&D", "mobile first"}, five, "U2", "U3"
	full.Attachments = []string{"Mock-up <now> https://figma.com/a?b=c&d=e", "https://example.com/1"}
	full.Permalink, full.Parent = "https://acme.slack.com/archives/C1/p1", 3
	full.Report = scrum.BugReport{Happens: "it stops <here>", Since: "Monday"}
	epic, done, hostileStory := story(3, "pay without cash"), story(7, "pay by bank"), story(9, hostile)
	epic.Epic, done.State, done.Size = true, scrum.StoryAccepted, five
	around := view.Around{
		Epic: epic, Needs: []scrum.Story{done, hostileStory}, NeededBy: []scrum.Story{story(8, "refunds")},
		SplitFrom: []scrum.Story{story(2, "pay")}, SplitInto: []scrum.Story{story(13, "one"), story(14, "two")},
	}
	facts := view.Facts{Story: full, Around: around, Names: cast}
	half := view.Epic{Story: epic, Parts: []scrum.Story{done, full}, Progress: scrum.Progress{Done: 1, Of: 14, DonePoints: five, Points: scrum.Points{Halves: 21, Known: true}, Unsized: 3}}
	whole := view.Epic{Story: epic, Parts: []scrum.Story{done}, Progress: scrum.Progress{Done: 1, Of: 1, DonePoints: five, Points: five}}
	dropped := story(15, "pay")
	dropped.State, dropped.DroppedCause = scrum.StoryDropped, "split into PAY-16 and PAY-17"
	history := view.History{
		Story: full, Page: 15, Names: cast, Now: now, Zone: time.UTC, Stories: map[string]string{"7": "PAY-7"}, Sprints: map[string]int{"4": 2},
		Changes: []scrum.Change{
			{Field: "state", Before: "draft", After: "planned", By: "U1", At: now},
			{Field: "sprint", After: "4", By: "U1", At: now},
			{Field: "needs", Before: "7\n99", After: "7", By: "U3", At: now.Add(-time.Hour)},
			{Field: "labels", Before: "a\nb", After: "b\na", By: "U3", At: now.Add(-time.Hour)},
			{Field: "criteria", Before: "a receipt", After: "a receipt\nin <euros>", By: "", At: now.AddDate(0, 0, -1)},
			{Field: "goal", Before: "pay", After: "pay by card & more", By: "U2", At: now.AddDate(0, 0, -3)},
			{Field: "size", After: "½", By: "U2", At: now.AddDate(0, 0, -4)},
			{Field: "owner", Before: "U1", By: "U2", At: now.AddDate(0, 0, -4)},
			{Field: "stream", After: "design", By: "U2", At: now.AddDate(0, 0, -4)},
			{Field: "epic", After: "yes", By: "U2", At: now.AddDate(0, 0, -4)},
			{Field: "hidden", Before: "yes", By: "U2", At: now.AddDate(0, 0, -4)},
			{Field: "kind", Before: "need", After: "story", By: "U2", At: now.AddDate(0, 0, -4)},
		},
	}
	page := history
	page.Offset, page.More = 15, true
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, m := range map[string]any{
			"shown":       view.StoryShown(w, words(t, "en"), view.Whole{Facts: facts, Sprint: 2, Now: now, Zone: time.UTC}),
			"shownEpic":   view.StoryShown(w, w, view.Whole{Facts: view.Facts{Story: epic, Names: cast}, Epic: half, Now: now, Zone: time.UTC}),
			"set":         view.DetailsSet(w, []view.Facts{facts, {Story: story(1, french), Names: cast}}),
			"form":        view.DetailsForm(w, "{}", facts, view.Offer{Streams: []string{"Support", "design"}, Labels: []string{"Été", "Mobile first"}, Epics: []scrum.Story{story(5, "be found"), epic}}),
			"formEmpty":   view.DetailsForm(w, "{}", view.Facts{Story: story(1, french)}, view.Offer{}),
			"waits":       view.Note("PAY-12").With(view.WaitsFor(w, full, []scrum.Story{hostileStory})),
			"epic":        view.EpicCard(w, w, half, cast),
			"epicDone":    view.EpicCard(w, w, whole, cast),
			"epicEmpty":   view.EpicCard(w, w, view.Epic{Story: epic}, cast),
			"epicKept":    view.EpicKept(w, epic, "undo1"),
			"epics":       view.Epics(w, view.EpicList{Channel: "payments", Epics: []view.Epic{half, whole}, First: 11, Total: 23, Size: 10}),
			"epicsNone":   view.Epics(w, view.EpicList{Channel: "payments"}),
			"split":       view.SplitForm(w, "{}", full, []string{"pay by card", "pay by bank"}, true),
			"splitPart":   view.SplitForm(w, "{}", full, nil, false),
			"droppedCard": view.StoryCard(w, w, dropped, cast),
			"fullCard":    view.StoryCard(w, w, full, cast),
			"history":     view.StoryHistoryPart(w, history),
			"historyPage": view.StoryHistoryPart(w, page),
			"found": view.Backlog(w, view.BacklogList{
				Channel: "payments", Stories: []scrum.Story{full}, First: 1, Total: scrum.Total{N: 1}, Size: 10,
				Sought: view.Sought{Stream: "sales", Label: "R&D", Epic: "PAY-3", Needs: "-", Typed: "x"},
			}),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/details."+lang+"."+name+".json", m)
			})
		}
	}
}
