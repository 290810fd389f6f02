package view_test

import (
	"testing"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

// lacking is a story that has nothing to do with others, and what would make it
// better.
func lacking(s scrum.Story, others ...scrum.Story) view.Whole {
	whole := alone(s)
	if s.State.Open() {
		whole.Advice = advice(s, others...)
	}
	return whole
}

func TestClinicMessages(t *testing.T) {
	t.Parallel()
	slip := story(12, "En temps que client <b>, je veux payer (par carte) afin d'aller vite")
	moved, _ := scrum.Rewrite(slip, scrum.Remark{Rule: "minimal_brackets"})
	spelled, _ := scrum.Rewrite(slip, scrum.Remark{Rule: "spelling_en_tant_que"})
	bug := story(13, "the page crashes when I upload a PDF")
	bug.Report = scrum.BugReport{Happens: "a blank page <!here>", Expected: "the PDF is listed", Since: "Monday", Workaround: "send it by mail"}
	known := []scrum.Persona{{Key: "buyer", Name: "buyer", Stories: 3}, {Key: "clerk", Name: "clerk <b>", Stories: 1}}
	generic := story(14, "As a user, I want to pay by card")
	readonly := lacking(generic)
	readonly.Advice.Repairs = false
	theirs := story(7, "As a clerk, I want to pay by card so that I carry no <cash>")
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		ask := func(s scrum.Story, rule string) *view.Form {
			return view.QuestionForm(w, "{}", s, scrum.Remark{Rule: rule}, known)
		}
		for name, m := range map[string]any{
			"moved":     view.RewriteForm(w, words(t, "fr"), "{}", slip, moved),
			"spelled":   view.RewriteForm(w, words(t, "fr"), "{}", slip, spelled),
			"role":      ask(generic, "generic_role"),
			"benefit":   ask(generic, "missing_benefit"),
			"vague":     ask(story(15, french), "vague"),
			"whole":     ask(story(16, "add a dashboard"), "not_a_story"),
			"report":    ask(bug, "not_a_story"),
			"link":      view.LinkForm(w, "{}", generic, theirs),
			"compared":  view.Compared(w, generic, theirs, cast, true),
			"onlooker":  view.Compared(w, generic, theirs, cast, false),
			"repaired":  view.Repaired(w, "PAY-14.", advice(generic), "undo1"),
			"done":      view.Repaired(w, "PAY-14.", view.Advice{Story: generic}, ""),
			"readonly":  view.StoryShown(w, w, readonly),
			"bug":       view.StoryCard(w, words(t, "en"), bug, cast),
			"duplicate": view.StoryShown(w, w, lacking(generic, theirs)),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/clinic."+lang+"."+name+".json", m)
			})
		}
	}
}
