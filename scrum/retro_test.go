package scrum_test

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"pogo/scrum"
)

func notesBy(authors ...scrum.AuthorMark) []scrum.RetroNote {
	notes := make([]scrum.RetroNote, 0, len(authors))
	for i, a := range authors {
		notes = append(notes, scrum.RetroNote{ID: strconv.Itoa(i), Column: scrum.ColumnStop, Text: "x", Author: a})
	}
	return notes
}

func TestNotesArePublishedAboveTheThresholdOnly(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		authors []scrum.AuthorMark
		want    scrum.Shortfall
	}{
		{"nobody wrote", nil, scrum.NoNotes},
		{"four notes by four people", []scrum.AuthorMark{"a", "b", "c", "d"}, scrum.TooFewNotes},
		{"five notes by two people", []scrum.AuthorMark{"a", "a", "a", "b", "b"}, scrum.TooFewAuthors},
		{"twenty notes by one person", make([]scrum.AuthorMark, 20), scrum.TooFewAuthors},
		{"five notes by three people", []scrum.AuthorMark{"a", "a", "a", "b", "c"}, scrum.EnoughNotes},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := scrum.ShortfallOf(notesBy(test.authors...)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAMarkTellsAuthorsApartAndNotWhoTheyAre(t *testing.T) {
	t.Parallel()
	nora := scrum.MarkAuthor("key", "UNORA")
	if nora != scrum.MarkAuthor("key", "UNORA") {
		t.Error("one person has two marks")
	}
	if nora == scrum.MarkAuthor("key", "USAMIR") {
		t.Error("two people have one mark")
	}
	if nora == scrum.MarkAuthor("other", "UNORA") {
		t.Error("a mark outlives its key")
	}
	// printf UNORA | openssl dgst -sha256 -hmac key
	if want := scrum.AuthorMark("13f1a511f8f46dac86628ac0e8826caf06a4f606ba58f82394c9302c1cd35b95"); nora != want {
		t.Errorf("got %s, want %s", nora, want)
	}
}

func TestTheColumnOfANoteIsReadOffItsFront(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		typed, note string
		column      scrum.RetroColumn
	}{
		{"stop: the Monday meeting", "the Monday meeting", scrum.ColumnStop},
		{"Arrêter : la réunion du lundi", "la réunion du lundi", scrum.ColumnStop},
		{"COMMENCER: relire à deux", "relire à deux", scrum.ColumnStart},
		{"continue:pairing", "pairing", scrum.ColumnContinue},
		{"stop the Monday meeting", "stop the Monday meeting", ""},
		{"remember: no deploys on Friday", "remember: no deploys on Friday", ""},
		{"", "", ""},
	} {
		if column, note := scrum.ReadNote(test.typed); column != test.column || note != test.note {
			t.Errorf("%q: got %q, %q", test.typed, column, note)
		}
	}
}

func TestARetrospectiveClosesAfterTwoWorkingDays(t *testing.T) {
	t.Parallel()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, opened, want string }{
		{"opened on Monday, until Wednesday", "2026-03-02 09:00", "2026-03-04 17:00"},
		{"opened on Thursday, until Monday", "2026-03-05 17:00", "2026-03-09 17:00"},
		{"opened on Friday, until Tuesday", "2026-03-06 17:00", "2026-03-10 17:00"},
		{"opened on Saturday, until Tuesday", "2026-03-07 12:00", "2026-03-10 17:00"},
		{"opened before the clocks change, by the clocks after it", "2026-03-27 17:00", "2026-03-31 17:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			opened, err := time.ParseInLocation("2006-01-02 15:04", test.opened, paris)
			if err != nil {
				t.Fatal(err)
			}
			if got := scrum.RetroEnd(opened, paris, nil).In(paris).Format("2006-01-02 15:04"); got != test.want {
				t.Errorf("closes %s, want %s", got, test.want)
			}
		})
	}
}

func TestAnUnknownFormatIsNotTaken(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]bool{"": true, "start-stop-continue": true, "Start / Stop / Continue": true, "Commencer, arrêter, continuer": true, "4L": false, "sailboat": false} {
		if _, ok := scrum.ParseRetroFormat(typed); ok != want {
			t.Errorf("%q: %t", typed, ok)
		}
	}
}

func TestAtMostThreeActionsAreOpen(t *testing.T) {
	t.Parallel()
	open, done := scrum.Action{State: scrum.ActionOpen}, scrum.Action{State: scrum.ActionDone}
	if !scrum.MayAddAction([]scrum.Action{open, open, done, done}) {
		t.Error("what is done takes no place")
	}
	if scrum.MayAddAction([]scrum.Action{open, open, open, done}) {
		t.Error("a fourth was let in")
	}
}

func TestAnActionEndsOnce(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	a, ok := scrum.Action{State: scrum.ActionOpen, Due: "2026-03-01"}.End(scrum.ActionDone, now)
	if !ok || a.State != scrum.ActionDone || a.EndedAt != now || a.Overdue("2026-03-02") {
		t.Errorf("ended as %+v", a)
	}
	if _, ok := a.End(scrum.ActionDropped, now); ok {
		t.Error("what is done was dropped")
	}
}

func ExampleRetroEnd() {
	paris, _ := time.LoadLocation("Europe/Paris")
	friday := time.Date(2026, time.March, 13, 17, 0, 0, 0, paris)
	fmt.Println(scrum.RetroEnd(friday, paris, nil).In(paris).Format("Mon 2 Jan, 15:04"))
	// Output: Tue 17 Mar, 17:00
}

func ExampleReadNote() {
	column, note := scrum.ReadNote("stop: the Monday meeting")
	fmt.Println(column, "·", note)
	// Output: stop · the Monday meeting
}
