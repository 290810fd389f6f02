package view_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

// ballot is a vote over three stories, two of them estimated, the first with
// a hostile name.
func ballot(t *testing.T) view.BallotShown {
	t.Helper()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	one, two, three := story(12, hostile), story(13, english), story(14, french)
	one.Size, two.Size = scrum.Points{Halves: 16, Known: true}, scrum.Points{Halves: 6, Known: true}
	roll := []scrum.Voter{{Person: "U1", Weight: 1000}, {Person: "U2", Weight: 1000}, {Person: "U3", Weight: 1000}, {Person: "U4", Outside: true, Weight: 1000}}
	return view.BallotShown{
		Ballot: scrum.Ballot{
			ID: 7, Product: 1, Number: 3, Opener: "U1", State: scrum.BallotOpen, Roll: roll,
			Method: scrum.ByApproval, Secrecy: scrum.SeenByAll,
			OpenedAt: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), ClosesAt: time.Date(2026, 11, 26, 16, 0, 0, 0, time.UTC),
			Options: []scrum.Option{{Story: 12}, {Story: 13}, {Story: 14}},
		},
		Stories: map[scrum.StoryID]scrum.Story{12: one, 13: two, 14: three},
		Names:   cast, Zone: paris,
	}
}

// approvedBy counts who approves of what. The stories stood first, fourth and
// third before.
func approvedBy(t *testing.T, b view.BallotShown, approve map[scrum.VoterMark][]scrum.StoryID) scrum.Outcome {
	t.Helper()
	var papers []scrum.BallotPaper
	for _, voter := range slices.Sorted(maps.Keys(approve)) {
		p := rated(voter)
		for _, story := range approve[voter] {
			p.Given[story] = 1
		}
		papers = append(papers, p)
	}
	return counted(t, b, papers, scrum.Points{})
}

func TestBallotMessages(t *testing.T) {
	t.Parallel()
	in := func(state scrum.BallotState, change func(*view.BallotShown)) view.BallotShown {
		b := ballot(t)
		b.State, b.ClosedAt = state, b.ClosesAt
		b.Voted = scrum.Turnout{Team: 2, Outside: 1}
		change(&b)
		b.Outcome = approvedBy(t, b, map[scrum.VoterMark][]scrum.StoryID{"U1": {13}, "U2": {12, 13}, "U4": {13, 14}})
		return b
	}
	after := func(b view.BallotShown, approve map[scrum.VoterMark][]scrum.StoryID) view.BallotShown {
		b.Outcome = approvedBy(t, b, approve)
		return b
	}
	same := func(*view.BallotShown) {}
	dated := in(scrum.BallotPublished, same) // the first must begin now, the last by a later day
	dated.Outcome.Pace, dated.Outcome.Top = scrum.Pace{Today: "2026-11-26", Days: 9}, dated.Outcome.Rows[1].Story
	for i, due := range map[int]string{0: "2026-12-04", 2: "2026-12-20"} {
		row, worth := &dated.Outcome.Rows[i], scrum.Worth{Class: scrum.ClassFixed, Due: due}
		row.Due, row.Begin, row.Pressing = due, dated.Outcome.Pace.Begin(worth), dated.Outcome.Pace.Presses(worth)
	}
	nobody := after(in(scrum.BallotPublished, func(b *view.BallotShown) { b.Voted = scrum.Turnout{} }), nil)
	unsized := func(b *view.BallotShown) {
		for id, s := range b.Stories {
			s.Size = scrum.Points{}
			b.Stories[id] = s
		}
	}
	all := []scrum.StoryID{12, 13, 14}
	decidedOtherwise := in(scrum.BallotApplied, func(b *view.BallotShown) { b.Decider, b.Reason = "U1", hostile })
	decidedOtherwise.Outcome.Decided = []scrum.StoryID{14, 12}
	tied := after(in(scrum.BallotPublished, unsized), map[scrum.VoterMark][]scrum.StoryID{"U1": all, "U2": all, "U4": all})
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		byHand := ballot(t)
		byHand.ClosesAt = time.Time{}
		stories := []scrum.Story{story(1, french), story(2, english), story(3, hostile)}
		for name, m := range map[string]any{
			"open":      view.Ballot(w, ballot(t)),
			"byHand":    view.Ballot(w, byHand),
			"closing":   view.Ballot(w, in(scrum.BallotClosing, same)),
			"closed":    view.Ballot(w, in(scrum.BallotPublished, same)),
			"closedBy":  view.Ballot(w, in(scrum.BallotPublished, func(b *view.BallotShown) { b.Closer = "U3" })),
			"result":    view.BallotResult(w, in(scrum.BallotPublished, same)),
			"reader":    view.BallotResult(w, in(scrum.BallotPublished, same)).Only(func(string, string) bool { return false }),
			"applied":   view.BallotResult(w, in(scrum.BallotApplied, func(b *view.BallotShown) { b.Decider = "U1" })),
			"kept":      view.BallotResult(w, in(scrum.BallotKept, func(b *view.BallotShown) { b.Decider, b.Unverified = "U1", true })),
			"nobody":    view.BallotResult(w, nobody),
			"abstained": view.BallotResult(w, in(scrum.BallotPublished, func(b *view.BallotShown) { b.Outcome.Abstained = b.Outcome.Papers })),
			"allTied":   view.BallotResult(w, tied),
			"dropped": view.BallotResult(w, in(scrum.BallotPublished, func(b *view.BallotShown) {
				s := b.Stories[13]
				s.State = scrum.StoryDropped
				b.Stories[13] = s
			})),
			"dated":         view.BallotResult(w, dated),
			"datedDetails":  view.BallotDetails(w, dated),
			"details":       view.BallotDetails(w, in(scrum.BallotPublished, same)),
			"otherwise":     view.BallotResult(w, decidedOtherwise),
			"otherwiseForm": view.OtherwiseForm(w, "{}", []string{"PAY-13", "PAY-12"}),
			"mine":          view.MyVote(w, ballot(t), &scrum.BallotPaper{Given: map[scrum.StoryID]int64{12: 1, 14: 1}}),
			"none":          view.MyVote(w, ballot(t), nil),
			"form":          view.BallotForm(w, "{}", view.BallotAsked{Stories: stories, Chosen: 2, Method: scrum.ByApproval}),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/ballot."+lang+"."+name+".json", m)
			})
		}
	}
}

// Every method says in its own words what a story got, and how it came about.
func TestResultsByMethod(t *testing.T) {
	t.Parallel()
	for method, papers := range map[scrum.BallotMethod][]scrum.BallotPaper{
		scrum.ByYesNo:     {rated("U1", 1, -1, 1), rated("U2", 1, 1, -1), {Voter: "U3", Abstains: true, Copies: 1}},
		scrum.ByScore:     {rated("U1", 5, 2, 0), rated("U2", 4, 3, 1), rated("U3", 0, 5, 1)},
		scrum.ByDots:      {rated("U1", 1, 1, 0), rated("U2", 0, 2, 0)},
		scrum.ByQuadratic: {rated("U1", 6, 8, 0), rated("U2", 10, 0, 0)},
		scrum.ByRanking:   {rated("U1", 1, 2, 3), rated("U2", 2, 3, 1), rated("U3", 3, 1, 2), rated("U4", 1, 2, 3)},
	} {
		for _, lang := range []string{"en", "fr"} {
			t.Run(lang+" "+string(method), func(t *testing.T) {
				t.Parallel()
				b, w := ballot(t), words(t, lang)
				b.State, b.ClosedAt, b.Method, b.Secrecy = scrum.BallotPublished, b.ClosesAt, method, scrum.UntilClosed
				b.Budget = method.BudgetFor(len(b.Options))
				b.Roll[0].Role, b.Roll[0].Weight = scrum.RoleClient, 3*scrum.FullWeight
				b.Voted = b.TurnoutOf(b.Heard(papers, ""))
				b.Outcome = counted(t, b, papers, scrum.Points{Halves: 12, Known: true})
				golden.CheckJSON(t, "testdata/ballot."+lang+".result_"+string(method)+".json", view.BallotResult(w, b))
				golden.CheckJSON(t, "testdata/ballot."+lang+".details_"+string(method)+".json", view.BallotDetails(w, b))
			})
		}
	}
}

// An approval over many stories lists the first ones, and offers to rank them;
// whatever their number, Slack takes the message.
func TestAResultOverManyStoriesOffersASecondVote(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr"} {
		b, long := ballot(t), story(1, hostile)
		b.State, b.ClosedAt, b.Secrecy, b.Follows = scrum.BallotPublished, b.ClosesAt, scrum.UntilClosed, 2
		b.Options, b.Voted = nil, scrum.Turnout{Team: 2}
		all, some := rated("U1"), rated("U2")
		for i := range 60 {
			id := scrum.StoryID(i + 1)
			long.ID, long.Number, long.Key = id, i+1, scrum.StoryKey("PAY", i+1)
			b.Stories[id], b.Options = long, append(b.Options, scrum.Option{Story: id})
			all.Given[id] = 1
			if i < 5 {
				some.Given[id] = 1
			}
		}
		b.Outcome = counted(t, b, []scrum.BallotPaper{all, some}, scrum.Points{})
		golden.CheckJSON(t, "testdata/ballot."+lang+".result_many.json", view.BallotResult(words(t, lang), b))
		golden.CheckJSON(t, "testdata/ballot."+lang+".details_many.json", view.BallotDetails(words(t, lang), b))
	}
}

func TestAnonymousResultsBelowThreeShowNothing(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr"} {
		b := ballot(t)
		b.State, b.ClosedAt, b.Secrecy, b.Voted = scrum.BallotPublished, b.ClosesAt, scrum.Anonymous, scrum.Turnout{Team: 2}
		b.Outcome = counted(t, b, []scrum.BallotPaper{rated("x", 1), rated("y", 1, 1)}, scrum.Points{})
		golden.CheckJSON(t, "testdata/ballot."+lang+".result_withheld.json", view.BallotResult(words(t, lang), b))
	}
}

// rated is what a voter gives stories 12, 13 and 14 in turn.
func rated(voter scrum.VoterMark, given ...int64) scrum.BallotPaper {
	p := scrum.BallotPaper{Voter: voter, Given: map[scrum.StoryID]int64{}, Copies: 1}
	for i, n := range given {
		p.Given[scrum.StoryID(12+i)] = n
	}
	return p
}

func counted(t *testing.T, b view.BallotShown, papers []scrum.BallotPaper, capacity scrum.Points) scrum.Outcome {
	t.Helper()
	was := map[scrum.StoryID]int{12: 1, 13: 4, 14: 3}
	var candidates []scrum.Candidate
	for _, o := range b.Options {
		candidates = append(candidates, scrum.Candidate{Story: b.Stories[o.Story], Was: was[o.Story]})
	}
	o, err := b.Count(papers, candidates, capacity)
	if err != nil {
		t.Fatal(err)
	}
	return o
}
