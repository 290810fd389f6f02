package handlers_test

import (
	"strings"
	"testing"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/view"
)

func TestAGuestSaysWhatIsNeededAndLeavesTheRestToTheTeam(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.posted()
	for line, want := range map[string]string{
		"/story payer en trois fois": "PAY-2 est dans le backlog",
		"/story PAY-1":               "PAY-1 · Add a dashboard",
		"/backlog":                   "Backlog de #payments",
		"/story done PAY-1":          "demande à Claire",
		"/estimate PAY-1 5":          "demande à Claire",
		`/sprint start 2w "goal"`:    "demande à Claire",
		"/standup at 09:30 weekdays": "demande à Claire",
		"/vote top 2":                "demande à Claire",
		"/po sprint start 2w":        "demande à Claire",
		"/backlog share":             "demande à Claire",
		"/sprint status":             "sprint",
		"/story help":                "/story voir ID",
	} {
		if got := said(r.types("UINES", "CPAY", line)); !strings.Contains(got, want) {
			t.Errorf("%s: told %q, want %q in it", line, got, want)
		}
	}
	r.posted()
	r.presses("UINES", "CPAY", view.StoryTake, "1")
	r.presses("UEVE", "CPAY", view.StoryFull, "1")
	r.presses("UEVE", "CPAY", view.StoryTake, "1")
	got := strings.Join(texts(r.posted()), "\n")
	if !strings.Contains(got, "respond UINES: Avec un compte invité") || strings.Contains(got, "taken by") {
		t.Errorf("pressing: %s", got)
	}
}

// A guest may be the first to say what is needed. The product is then looked
// after by the first of the team, who alone sees what is hidden from guests.
func TestAProductThatNobodyOfTheTeamOwnsGoesToTheFirstWhoTypes(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UINES", "CPAY", "/story payer en trois fois")
	r.types("UEVE", "CPAY", "/backlog")
	r.posted()
	r.types("USAMIR", "CPAY", "/backlog")
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "post USAMIR: Le produit de #payments est maintenant sous ta responsabilité, à la place de Inès") {
		t.Errorf("told %q", got)
	}
	if got := said(r.types("UNORA", "CPAY", "/po ready on")); !strings.Contains(got, "Samir") {
		t.Errorf("Nora is told %q", got)
	}
	samir := cast()[1]
	samir.Deleted = true
	if err := r.Learn(t.Context(), handlers.Roster{People: []scrum.Person{samir}}); err != nil {
		t.Fatal(err)
	}
	if got := said(r.types("UNORA", "CPAY", "/po ready on")); !strings.Contains(got, "has been told") {
		t.Errorf("once Samir is deactivated, Nora is told %q", got)
	}
	if got := said(r.types("UCLAIRE", "CPAY", "/po ready off")); !strings.Contains(got, "Nora") {
		t.Errorf("Claire is told %q", got)
	}
}
