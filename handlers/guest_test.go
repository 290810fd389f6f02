package handlers_test

import (
	"slices"
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

// A guest may be the first to say what is needed, and owns nothing.
func TestAProductThatNobodyOfTheTeamOwnsIsOfferedToTheTeamOneByOne(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UINES", "CPAY", "/story payer en trois fois")
	expect := func(step string, got []string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, w) }) {
				t.Errorf("%s: told %q, want %q", step, got, w)
			}
		}
	}
	learn := func(of handlers.Roster) {
		t.Helper()
		if err := r.Learn(t.Context(), of); err != nil {
			t.Fatal(err)
		}
	}
	expect("the first", texts(r.posted()), "post UCLAIRE: Inès, responsable du produit de <#CPAY>, ne fait pas partie de l'équipe")
	r.presses("USAMIR", "CPAY", view.OwnerTake, "1")
	expect("who was not asked", texts(r.posted()), "respond USAMIR: C'est décidé entre-temps")
	if got := said(r.types("UNORA", "CPAY", "/po ready on")); !strings.Contains(got, "Inès, who owns this product, is not in its team") {
		t.Errorf("what only an owner may: %q", got)
	}
	r.presses("UCLAIRE", "DCLAIRE", view.OwnerPass, "1")
	expect("the next", texts(r.posted()), "post UNORA: Inès, who owns", "respond UCLAIRE: Alors je demande")
	r.presses("UCLAIRE", "DCLAIRE", view.OwnerTake, "1")
	expect("too late", texts(r.posted()), "respond UCLAIRE: C'est décidé entre-temps")
	nora := cast()[2]
	nora.Deleted = true
	learn(handlers.Roster{People: []scrum.Person{nora}})
	expect("who cannot answer", texts(r.posted()), "post USAMIR: Inès")
	learn(handlers.Roster{People: []scrum.Person{nora}})
	if got := texts(r.posted()); len(got) > 0 {
		t.Errorf("asked again: %q", got)
	}
	r.presses("USAMIR", "CPAY", view.OwnerPass, "1")
	expect("the last", texts(r.posted()), "respond USAMIR: Il n'y a plus personne à qui demander")
	if got := said(r.types("UCLAIRE", "CPAY", "/po responsable moi")); !strings.Contains(got, "est maintenant sous ta responsabilité") {
		t.Errorf("taken: %q", got)
	}
	expect("the guest", texts(r.posted()), "post UINES: Claire")
}

func TestAnOwnerWhoComesBackStaysOne(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.posted()
	team := []scrum.PersonID{"UNORA", "USAMIR"}
	for _, step := range []struct{ members []scrum.PersonID }{{team}, {append(team, "UCLAIRE")}} {
		if err := r.Learn(t.Context(), handlers.Roster{Members: map[scrum.ChannelID][]scrum.PersonID{"CPAY": step.members}}); err != nil {
			t.Fatal(err)
		}
	}
	if got := texts(r.posted()); len(got) != 1 || got[0] != "post UNORA: Claire owns the product of <#CPAY>: nothing to decide here any more." {
		t.Errorf("told %q", got)
	}
	r.presses("UNORA", "CPAY", view.OwnerTake, "1")
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "decided meanwhile") {
		t.Errorf("a button of before: %q", got)
	}
	for person, want := range map[string]string{"UNORA": "Only Claire", "UINES": "demande à Claire"} {
		if got := said(r.types(person, "CPAY", "/po owner me")); !strings.Contains(got, want) {
			t.Errorf("%s takes it: %q", person, got)
		}
	}
	for to, want := range map[string]string{"<@UINES>": "n'est pas dans l'équipe", "<@UEVE>": "n'est pas dans l'équipe", "<@UBOT>": "n'est pas dans l'équipe", "<@UCLAIRE>": "déjà responsable", "samir": "/po responsable @nora"} {
		if got := said(r.types("UCLAIRE", "CPAY", "/po owner "+to)); !strings.Contains(got, want) {
			t.Errorf("to %s: %q", to, got)
		}
	}
}
