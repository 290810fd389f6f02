package handlers_test

import (
	"strings"
	"testing"
	"time"

	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// sizes are the sizes of the product's first stories, as people write them.
func sizes(r *room, n int) string {
	r.t.Helper()
	var list []string
	read(r, func(tx *storage.Tx) error {
		for number := range n {
			s, err := tx.StoryByNumber(r.t.Context(), 1, number+1)
			if err != nil {
				return err
			}
			list = append(list, s.Size.String())
		}
		return nil
	})
	return strings.Join(list, " ")
}

func TestStoriesAreEstimatedByHand(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, person, line, answer, sizes string }{
		{"one", "UNORA", "/estimate PAY-1 5", "PAY-1: 5 points.", "5 ?"},
		{"in French", "UCLAIRE", "/estimate pay-1 5", "PAY-1\u202f: 5 points.", "5 ?"},
		{"several", "UNORA", "/estimate PAY-1 5 PAY-2 3", "PAY-1: 5 points.\nPAY-2: 3 points.", "5 3"},
		{"with commas and words", "UNORA", "/estimate PAY-1: 5 points, PAY-2 = 3 pts", "PAY-1: 5 points.\nPAY-2: 3 points.", "5 3"},
		{"a half", "UNORA", "/estimate 1 ½", "PAY-1: ½ point.", "½ ?"},
		{"a half with a French comma", "UCLAIRE", "/estimate PAY-1 0,5 PAY-2 2,5", "PAY-1\u202f: ½ point.\nPAY-2\u202f: 2½ points.", "½ 2½"},
		{"nothing to do", "UNORA", "/estimate PAY-1 0", "PAY-1: 0 points.", "0 ?"},
		{"no estimate any more", "UCLAIRE", "/estimate PAY-1 ?", "PAY-1 n'a plus d'estimation.", "? ?"},
		{"through /po", "UNORA", "/po estimate PAY-1 8", "PAY-1: 8 points.", "8 ?"},

		{"points that are none", "UNORA", "/estimate PAY-1 many", "can't read “many” as points", "? ?"},
		{"a third", "UCLAIRE", "/estimate PAY-1 0,3", "`/estimate PAY-1 5`", "? ?"},
		{"too many points", "UNORA", "/estimate PAY-1 1001", "0 to 1000", "? ?"},
		{"below zero", "UNORA", "/estimate PAY-1 -5", "can't read “-5”", "? ?"},
		{"without points", "UNORA", "/estimate PAY-2 5 PAY-1", "How many points for PAY-1? For example `/estimate PAY-1 5`", "? ?"},
		{"without points, in French", "UCLAIRE", "/estimate PAY-2 5 PAY-1", "Combien de points pour PAY-1", "? ?"},
		{"the points first", "UNORA", "/estimate five PAY-1", "can't read “five” as a story", "? ?"},
		{"no such story", "UNORA", "/estimate NOPE-1 5", "There is no NOPE-1 here", "? ?"},
		{"one of two is wrong: neither counts", "UNORA", "/estimate PAY-1 5 PAY-2 x", "can't read “x”", "? ?"},
		{"a lone comma", "UNORA", "/estimate ,", "On which stories", "? ?"},
		{"a poker on nothing", "UNORA", "/estimate anonymous until 17:00", "Name them, `/estimate PAY-1`, or take those without an estimate", "? ?"},
		{"a poker on nothing, in French", "UCLAIRE", "/estimate poker", "`/estimate sans estimation`", "? ?"},
		{"hostile", "UNORA", "/estimate <!channel> 5", "“&lt;!channel&gt;”", "? ?"},
		{"nothing: what is missing", "UNORA", "/estimate", "2 stories have no estimate:", "? ?"},
		{"nothing, in French", "UCLAIRE", "/estimate", "Pour les estimer\u202f: `/estimate PAY-1 5 PAY-2 3`", "? ?"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			r.types("UNORA", "CPAY", "/story add a dashboard")
			r.types("UNORA", "CPAY", "/story pay by card")
			if got := said(r.types(test.person, "CPAY", test.line)); !strings.Contains(got, test.answer) {
				t.Errorf("told %q, want %q in it", got, test.answer)
			}
			if got := sizes(r, 2); got != test.sizes {
				t.Errorf("sizes are %s, want %s", got, test.sizes)
			}
		})
	}
}

func TestAnEstimateIsOnTheCardAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story add a dashboard")
	r.types("UNORA", "CPAY", "/story pay by card")
	r.types("UNORA", "CPAY", "/estimate PAY-1 3")
	answer := r.types("UNORA", "CPAY", "/estimate PAY-1 5 PAY-2 8")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "5 points") || !strings.Contains(got, "8 points") {
		t.Errorf("cards: %s", got)
	}
	undo := undoOf(t, answer.Private)
	r.types("USAMIR", "CPAY", "/estimate PAY-2 13") // meanwhile
	r.presses("USAMIR", "CPAY", view.UndoButton, undo)
	if got := sizes(r, 2); got != "5 13" {
		t.Errorf("somebody else's undo: %s", got)
	}
	r.presses("UNORA", "CPAY", view.UndoButton, undo)
	if got := sizes(r, 2); got != "3 13" {
		t.Errorf("after the undo: %s", got)
	}
	r.posted()
	r.presses("UNORA", "CPAY", view.UndoButton, undo)
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "nothing left to undo") {
		t.Errorf("a second time: %s", got)
	}
	again := undoOf(t, r.types("UNORA", "CPAY", "/estimate PAY-1 1").Private)
	r.now = r.now.Add(scrum.UndoFor + time.Second)
	r.presses("UNORA", "CPAY", view.UndoButton, again)
	if got := sizes(r, 1); got != "1" {
		t.Errorf("ten minutes later: %s", got)
	}
}

func TestWhatIsDoneIsEstimatedNoMore(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story add a dashboard")
	r.types("UNORA", "CPAY", "/story done PAY-1")
	if got := said(r.types("UNORA", "CPAY", "/estimate PAY-1 5")); !strings.Contains(got, "done already") {
		t.Errorf("told %q", got)
	}
	if got := said(r.types("UNORA", "CPAY", "/estimate")); !strings.Contains(got, "Every open story has an estimate") {
		t.Errorf("told %q", got)
	}
}
