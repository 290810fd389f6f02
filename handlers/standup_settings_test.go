package handlers_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

func TestAChannelHasSeveralStandupsByName(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	for _, test := range []struct{ line, want string }{
		{`/standup "Design" at 10:00 tue thu`, `The stand-up “Design” is set. You are asked first tomorrow, Tue 3 Mar, 10:00 (New York). ` + "`/standup \"Design\" off`"},
		{`/standup « design » 11:00`, "is set"},
		{`/standup "Design"`, "Design, #payments: 11:00"},
		{`/standup`, "Stand-up of #payments: 09:30"},
		{`/standup "Sales" off`, "There is no stand-up “Sales” here"},
		{`/standup "Sales" now`, "There is no stand-up “Sales” here"},
		{`/standup "Sales" digest`, "There is no stand-up “Sales” here"},
		{`/standup "` + strings.Repeat("x", 41) + `" at 10:00`, "at most 40 characters"},
		{`/standup "Design" of`, "/standup off"},
		{`/standup "<b>" at 12:00`, "“&lt;b&gt;” is set"},
		{`/standup "<b>" off`, "Nobody is asked any more"},
		{`/standup off "Design"`, "Nobody is asked any more"},
		{`/standup "Design" off`, "There is no stand-up “Design” here"},
	} {
		if got := said(r.types("UNORA", "CPAY", test.line)); !strings.Contains(got, test.want) {
			t.Errorf("%s: told %q, want %q in it", test.line, got, test.want)
		}
	}
}

func TestEachStandupAsksItsOwnQuestionsAndHasItsOwnDigest(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	opened := r.types("UCLAIRE", "CPAY", `/standup réglages "Design"`)
	if opened.Open == nil {
		t.Fatalf("told %q", said(opened))
	}
	r.sends("UCLAIRE", opened.Open.CallbackID, opened.Open.PrivateMetadata, map[string]string{
		"name": "Design", "time": "14:00", "days": "2", "digest": "17:00", "lines": "each", "questions": "Ce que tu as dessiné ?\nIs anything in your way, or will be?",
	})
	r.until(on("Tue", "12:59"))
	sent := strings.Join(r.until(on("Tue", "16:00")), "\n")
	for _, want := range []string{"Tue 13:00 USAMIR: Design, #payments", "Tue 16:00 CPAY: Design, mar. 3 mars\u202f: aucune réponse"} {
		if !strings.Contains(sent, want) {
			t.Errorf("no %q in\n%s", want, sent)
		}
	}
	read(r, func(tx *storage.Tx) error {
		design, err := tx.StandupNamed(t.Context(), 1, "design")
		want := scrum.Standup{
			ID: design.ID, Product: 1, Name: "Design", Clock: "14:00", Days: 1 << time.Tuesday, Digest: "17:00", Lines: true, SetBy: "UCLAIRE", SetAt: design.SetAt,
			Questions: []scrum.Question{"Ce que tu as dessiné ?", scrum.QuestionObstacle},
		}
		if diff := cmp.Diff(want, design); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		return err
	})
}

func TestWhatIsWrongInTheSettingsIsSaidAtItsField(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	good := map[string]string{"name": "Design", "time": "14:00", "days": "2,4", "digest": "", "questions": "One?\nTwo?"}
	for field, value := range map[string]string{
		view.FieldStandupName: " ", view.FieldStandupTime: "", view.FieldStandupDays: "", view.FieldStandupQuestions: "1\n2\n3\n4\n5\n6",
	} {
		values := map[string]string{field: value}
		for name, v := range good {
			if name != field {
				values[name] = v
			}
		}
		opened := r.types("UCLAIRE", "CPAY", `/standup "Design" settings`)
		if got := r.sends("UCLAIRE", opened.Open.CallbackID, opened.Open.PrivateMetadata, values); got.Errors[field] == "" {
			t.Errorf("%s %q: %v", field, value, got.Errors)
		}
	}
}
