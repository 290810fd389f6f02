package view_test

import (
	"testing"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestBallotsByForm(t *testing.T) {
	t.Parallel()
	by := func(method scrum.BallotMethod, secrecy scrum.Secrecy) view.BallotShown {
		b := ballot(t)
		b.Method, b.Secrecy = method, secrecy
		b.Budget = method.BudgetFor(len(b.Options))
		return b
	}
	weighted := by(scrum.ByScore, scrum.UntilClosed)
	weighted.Roll = []scrum.Voter{{Person: "U1", Role: scrum.RoleOwner, Weight: 1500}, {Person: "U2", Weight: 1000}, {Person: "U3", Role: scrum.RoleClient, Weight: 3000}}
	weighted.Quorum, weighted.Extended = scrum.Quorum{Percent: 50, Mandatory: []string{"client"}}, true
	one := by(scrum.ByYesNo, scrum.SeenByAll)
	one.Options = one.Options[1:2]
	paper := func(b view.BallotShown, own *scrum.BallotPaper) view.BallotPaper {
		return view.BallotPaper{BallotShown: b, Own: own, Offered: []scrum.Story{b.Stories[13], b.Stories[12], b.Stories[14]}}
	}
	said := []scrum.BallotPaper{{Voter: "U1", Given: map[scrum.StoryID]int64{12: 5, 14: 0}}, {Voter: "U2", Abstains: true}}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, m := range map[string]any{
			"secret":    view.Ballot(w, by(scrum.ByRanking, scrum.UntilClosed)),
			"anonymous": view.Ballot(w, by(scrum.ByDots, scrum.Anonymous)),
			"weighted":  view.Ballot(w, weighted),
			"yesNo":     view.Ballot(w, one),
			"all":       view.BallotPapers(w, by(scrum.ByScore, scrum.SeenByAll), said),
			"approve":   view.BallotPaperForm(w, "{}", paper(by(scrum.ByApproval, scrum.Anonymous), &scrum.BallotPaper{Given: map[scrum.StoryID]int64{12: 1}})),
			"rank":      view.BallotPaperForm(w, "{}", paper(by(scrum.ByRanking, scrum.UntilClosed), &scrum.BallotPaper{Given: map[scrum.StoryID]int64{12: 1, 13: 1}})),
			"buy":       view.BallotPaperForm(w, "{}", paper(by(scrum.ByQuadratic, scrum.UntilClosed), &scrum.BallotPaper{Abstains: true})),
			"call":      view.BallotCall(w, by(scrum.ByScore, scrum.UntilClosed).Ballot, w.Say("vote.reminder", "channel", "<#C1>", "until", "17:00")),
			"tooMany":   view.BallotTooMany(w, w.Say("vote.refuse.manyRated", "n", 12), "{}"),
			"dominated": view.BallotDominated(w, weighted.Ballot, "{}"),
			"roles": view.Roles(w, view.RolesShown{
				People:  map[scrum.MemberRole][]string{scrum.RoleOwner: {"Claire"}, scrum.RoleTeam: {"Samir", "<Nora>"}},
				Outside: []string{"Inès"}, Weights: scrum.Weights{scrum.RoleClient: 3000},
			}),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/ballot_cast."+lang+"."+name+".json", m)
			})
		}
	}
}
