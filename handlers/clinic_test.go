package handlers_test

import (
	"strings"
	"testing"

	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// storyOf reads a story of the product that the tests are about.
func storyOf(r *room, id scrum.StoryID) scrum.Story {
	r.t.Helper()
	var s scrum.Story
	read(r, func(tx *storage.Tx) (err error) {
		s, err = tx.Story(r.t.Context(), id)
		return err
	})
	return s
}

func TestAComparisonShowsNobodyWhatIsHidden(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.types("USAMIR", "CPAY", "/story As a victim, I want the leaked passwords of customers deleted")
	r.types("UNORA", "CPAY", "/story As a victim, I want a receipt")
	r.posted()
	for _, value := range []string{"3 duplicate PAY-2", "2 duplicate PAY-3", "2 missing_benefit", "1 duplicate PAY-99"} {
		r.presses("UNORA", "CPAY", view.ClinicFix, value)
	}
	r.presses("UNORA", "CPAY", view.ClinicSame, "3 PAY-2")
	if got := strings.Join(texts(r.posted()), "\n"); strings.Contains(strings.ToLower(got), "password") || strings.Count(got, "respond UNORA: ") != 5 {
		t.Errorf("made-up presses show %s", got)
	}
	if s := storyOf(r, 3); s.State != scrum.StoryDraft {
		t.Errorf("PAY-3 is %s", s.State)
	}
}

func TestOnlyWhoMayReviseAStoryRepairsIt(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story En temps que cliente, je veux payer (par carte)")
	before := storyOf(r, 1)
	for _, person := range []string{"UINES", "UEVE"} {
		r.presses(person, "CPAY", view.ClinicFix, "1 spelling_en_tant_que")
		answer := r.sends(person, view.ClinicRewrite, `{"c":"CPAY","i":1,"r":1,"u":"spelling_en_tant_que"}`, nil)
		r.sends(person, view.ClinicAnswer, `{"c":"CPAY","i":1,"r":1,"u":"missing_benefit"}`, map[string]string{"benefit": "for me"})
		r.presses(person, "CPAY", view.ClinicSame, "1 PAY-1")
		if answer.Replace == nil {
			t.Errorf("%s is not refused", person)
		}
	}
	if after := storyOf(r, 1); after.Revision != before.Revision {
		t.Errorf("the story became %+v", after.Parsed)
	}
	r.sends("UCLAIRE", view.ClinicRewrite, `{"c":"CPAY","i":1,"r":1,"u":"spelling_en_tant_que"}`, nil)
	if after := storyOf(r, 1); after.Text != before.Text || after.Sentence() != "En tant que cliente\nje veux payer (par carte)" {
		t.Errorf("its author made it %q", after.Sentence())
	}
}
