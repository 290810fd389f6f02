package view_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

// workedBoard is the sprint that the page of methods works out, closed at its
// end: 30 points committed, 3 added, 23 done.
func workedBoard(t *testing.T) view.SprintBoard {
	t.Helper()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, time.March, 2, 8, 0, 0, 0, time.UTC)
	day := func(n int) time.Time { return time.Date(2026, time.March, 2+n-1+(n-1)/5*2, 12, 0, 0, 0, time.UTC) }
	s := scrum.Sprint{
		ID: 4, Product: 1, Number: 12, Goal: "Clients can pay by card, <!channel> & see the receipt", StartedBy: "U1",
		StartsAt: start, EndsAt: time.Date(2026, time.March, 13, 16, 0, 0, 0, time.UTC),
	}
	var lines []view.SprintLine
	var stays []scrum.SprintStory
	for i, r := range []struct {
		points      int
		added, done int // days; 0 for the start, for never
		owner       scrum.PersonID
	}{{5, 0, 2, "U2"}, {5, 0, 5, "U2"}, {3, 4, 5, "U3"}, {5, 0, 8, "U2"}, {5, 0, 10, ""}, {10, 0, 0, "U3"}} {
		stay := scrum.SprintStory{Sprint: 4, Story: scrum.StoryID(i + 1), Size: scrum.Points{Halves: 2 * r.points, Known: true}, AddedAt: start}
		if r.added > 0 {
			stay.AddedAt = day(r.added)
		}
		st := story(i+1, fmt.Sprintf("As a buyer, I want to see page %d so that I need no cash", i+1))
		st.Owner, st.State, st.Sprint, st.Size = r.owner, scrum.StoryPlanned, 4, stay.Size
		if r.done > 0 {
			stay.DoneAt, st.State = day(r.done), scrum.StoryAccepted
		}
		stays = append(stays, stay)
		lines = append(lines, view.SprintLine{Story: st, Stay: stay, Since: stay.AddedAt})
	}
	s.ClosedAt = s.EndsAt
	return view.SprintBoard{
		Sprint: s, Lines: lines, Tally: s.Tally(stays, s.ClosedAt), Burndown: s.Burndown(stays, paris, nil, s.ClosedAt),
		Zone: paris, Now: s.ClosedAt, Names: cast, Owner: "U1", Examples: []string{"PAY-1", "PAY-2"},
	}
}

// fresh is a sprint that has just begun, without a story or a goal.
func fresh(t *testing.T) view.SprintBoard {
	t.Helper()
	b := workedBoard(t)
	b.Sprint.ClosedAt, b.Sprint.Goal, b.Lines, b.Now = time.Time{}, "", nil, b.Sprint.StartsAt
	b.Tally, b.Burndown = b.Sprint.Tally(nil, b.Now), b.Sprint.Burndown(nil, b.Zone, nil, b.Now)
	return b
}

// halfway is the worked sprint on its fifth day, with a story that has no
// estimate.
func halfway(t *testing.T) view.SprintBoard {
	t.Helper()
	b := workedBoard(t)
	b.Sprint.ClosedAt, b.Now = time.Time{}, time.Date(2026, time.March, 6, 15, 0, 0, 0, time.UTC)
	var stays []scrum.SprintStory
	for i := range b.Lines {
		l := &b.Lines[i]
		if i == 5 {
			l.Stay.Size, l.Story.State = scrum.Points{}, scrum.StoryStarted
		}
		if l.Stay.DoneAt.After(b.Now) {
			l.Stay.DoneAt, l.Story.State = time.Time{}, scrum.StoryPlanned
		}
		stays = append(stays, l.Stay)
	}
	b.Tally, b.Burndown = b.Sprint.Tally(stays, b.Now), b.Sprint.Burndown(stays, b.Zone, nil, b.Now)
	return b
}

func TestSprintMessages(t *testing.T) {
	t.Parallel()
	prepared, empty, late, early, judged := fresh(t), fresh(t), workedBoard(t), workedBoard(t), workedBoard(t)
	prepared.Sprint.StartsAt, prepared.Lines = time.Time{}, workedBoard(t).Lines[:2]
	empty.Sprint.ClosedAt = empty.Sprint.EndsAt
	late.Sprint.ClosedAt = late.Sprint.EndsAt.Add(48 * time.Hour)
	early.Sprint.ClosedAt, early.Sprint.Goal = early.Sprint.EndsAt.Add(-48*time.Hour), ""
	judged.Sprint.Verdict = scrum.GoalReached
	sized, unsized := story(12, english), story(13, "pay by card")
	sized.Size = scrum.Points{Halves: 1, Known: true}
	addedLate := workedBoard(t)
	addedLate.Now = prepared.Sprint.EndsAt.Add(-time.Hour)
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, m := range map[string]view.Message{
			"start":     view.SprintCard(w, fresh(t)),
			"card":      view.SprintCard(w, halfway(t)),
			"over":      view.SprintCard(w, workedBoard(t)),
			"status":    view.SprintStatus(w, halfway(t)),
			"prepared":  view.SprintStatus(w, prepared),
			"summary":   view.SprintSummary(w, workedBoard(t)),
			"judged":    view.SprintSummary(w, judged),
			"late":      view.SprintSummary(w, late),
			"early":     view.SprintSummary(w, early),
			"empty":     view.SprintSummary(w, empty),
			"numbers":   view.SprintNumbers(w, workedBoard(t)),
			"added":     view.SprintAdded(w, prepared, []scrum.Story{sized, unsized}, nil),
			"addedLate": view.SprintAdded(w, addedLate, []scrum.Story{sized}, []scrum.Story{unsized}),
			"removed":   view.SprintRemoved(w, []scrum.Story{sized, unsized}),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/sprint."+lang+"."+name+".json", m)
			})
		}
		for name, m := range map[string]view.Message{
			"set":     view.Estimated(w, []scrum.Story{sized, unsized}, "undo1"),
			"missing": view.Unestimated(w, []scrum.Story{sized, unsized}, 12, 0, "PAY-1"),
			"one":     view.Unestimated(w, []scrum.Story{unsized}, 1, 2, "PAY-1"),
			"dealt":   view.Unestimated(w, nil, 0, 2, "PAY-1"),
			"none":    view.Unestimated(w, nil, 0, 0, "PAY-1"),
		} {
			t.Run(lang+" estimate "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/estimate."+lang+"."+name+".json", m)
			})
		}
	}
}

func TestAChartKeepsSlacksLimits(t *testing.T) {
	t.Parallel()
	b := workedBoard(t)
	b.Sprint.EndsAt = b.Sprint.StartsAt.AddDate(0, 0, 41)
	b.Sprint.ClosedAt = b.Sprint.EndsAt
	stays := []scrum.SprintStory{{Story: 1, Size: scrum.Points{Halves: 20, Known: true}, AddedAt: b.Sprint.StartsAt}}
	b.Burndown = b.Sprint.Burndown(stays, b.Zone, nil, b.Sprint.ClosedAt)
	for _, lang := range []string{"en", "fr"} {
		charts := 0
		for _, block := range view.SprintSummary(words(t, lang), b).Blocks {
			if chart, ok := block.(*slack.DataVisualizationBlock); ok {
				charts++
				if err := chart.Validate(); err != nil {
					t.Errorf("%s: %v", lang, err)
				}
			}
		}
		if charts != 1 {
			t.Errorf("%s: %d charts", lang, charts)
		}
	}
}

func TestTheBurndownIsDrawnOnce(t *testing.T) {
	t.Parallel()
	const bars, sentence = "█", "at an even pace"
	summary := view.SprintSummary(words(t, "en"), workedBoard(t)).Text
	if strings.Contains(summary, bars) || strings.Count(summary, sentence) != 1 {
		t.Errorf("beside its chart, a summary says\n%s", summary)
	}
	status := view.SprintStatus(words(t, "en"), halfway(t)).Text
	if !strings.Contains(status, bars) || strings.Count(status, sentence) != 1 {
		t.Errorf("without a chart, a status says\n%s", status)
	}
}

func TestWhatIsCarriedOverIsCountedInItsPoints(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, lang string
		unsized    bool
		want       string
	}{
		{"with an estimate", "en", false, "Carried over, points kept: PAY-6 (10 points)"},
		{"without an estimate", "en", true, "Carried over, points kept: PAY-6 (no estimate)"},
		{"nor in French", "fr", true, "PAY-6 (sans estimation)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := workedBoard(t)
			if test.unsized {
				b.Lines[5].Stay.Size = scrum.Points{}
			}
			if got := view.SprintSummary(words(t, test.lang), b).Text; !strings.Contains(got, test.want) {
				t.Errorf("no %q in\n%s", test.want, got)
			}
		})
	}
}

func TestALongSprintStaysReadable(t *testing.T) {
	t.Parallel()
	b := workedBoard(t)
	for i := range 200 {
		l := b.Lines[i%6]
		l.Story.Number, l.Story.Key = i+7, scrum.StoryKey("PAY", i+7)
		l.Story.Title = strings.Repeat("a very long title ", 60)
		b.Lines = append(b.Lines, l)
	}
	b.Sprint.Goal = strings.Repeat("goal ", 4000)
	for _, m := range []view.Message{
		view.SprintCard(words(t, "en"), b), view.SprintStatus(words(t, "en"), b),
		view.SprintSummary(words(t, "en"), b), view.SprintNumbers(words(t, "en"), b),
	} {
		body, err := m.JSON()
		if err != nil || len(body) > 14000 || utf8.RuneCountInString(m.Text) > 4000 {
			t.Errorf("%d bytes, text of %d: %v\n%.200s", len(body), len(m.Text), err, m.Text)
		}
	}
}

func TestAMessageCanDoWithoutItsCharts(t *testing.T) {
	t.Parallel()
	body, err := view.SprintSummary(words(t, "en"), workedBoard(t)).JSON()
	if err != nil {
		t.Fatal(err)
	}
	plain, changed := view.WithoutCharts(body)
	if !changed || strings.Contains(string(plain), "data_visualization") || !json.Valid(plain) {
		t.Errorf("got %s", plain)
	}
	if again, changed := view.WithoutCharts(plain); changed || string(again) != string(plain) {
		t.Error("without charts there is nothing to take out")
	}
	for _, body := range []string{"", "{}", `{"blocks":3}`} {
		if _, changed := view.WithoutCharts(json.RawMessage(body)); changed {
			t.Errorf("%s has no chart", body)
		}
	}
}
