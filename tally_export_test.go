package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pogo/exchange"
	"pogo/scrum"
)

// exported is a vote over three stories by a method, counted and written as
// the bot does. One of the stories needs another, one is urgent, one is due in
// two days, one has no estimate; a client counts three times.
func exported(t *testing.T, method scrum.BallotMethod, secrecy scrum.Secrecy, papers []scrum.BallotPaper) string {
	t.Helper()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	b := scrum.Ballot{
		ID: 7, Number: 3, Method: method, Secrecy: secrecy, Budget: method.BudgetFor(4), OpenedAt: at, ClosedAt: at.Add(time.Hour),
		State: scrum.BallotPublished, Quorum: scrum.Quorum{Percent: 50},
		Roll: []scrum.Voter{{Person: "UC", Role: scrum.RoleClient, Weight: 3000}, {Person: "U1", Weight: 1000}, {Person: "U2", Weight: 1500}, {Person: "U3", Weight: 1000}},
	}
	stories, candidates := map[scrum.StoryID]scrum.Story{}, []scrum.Candidate{}
	pace := scrum.Pace{Today: "2026-11-23", Days: 5}
	for i, halves := range []int{16, 10, 0, 6, 4} {
		s := scrum.Story{ID: scrum.StoryID(i + 10), Key: fmt.Sprint("PAY-", i+1), Text: "pay", State: scrum.StoryReady, CreatedAt: at.AddDate(0, 0, -i)}
		s.Size = scrum.Points{Halves: halves, Known: halves > 0}
		switch i {
		case 1:
			s.Worth = scrum.Worth{Confidence: 80, Class: scrum.ClassFixed, Due: "2026-11-25"}
		case 3:
			s.Class = scrum.ClassExpedite
		case 4:
			s.State = scrum.StoryDropped
		}
		stories[s.ID] = s
		b.Options = append(b.Options, scrum.Option{Story: s.ID})
		candidates = append(candidates, scrum.Candidate{Story: s})
	}
	if secrecy == scrum.Anonymous {
		papers = slices.Clone(papers)
		for i, p := range papers {
			papers[i].Voter = b.Mark(scrum.PersonID(p.Voter), "key")
		}
	}
	candidates[0].Needs = []scrum.StoryID{12}
	var err error
	if b.Outcome, err = b.Count(papers, pace.Dated(candidates), scrum.Points{}); err != nil {
		t.Fatal(err)
	}
	b.Outcome.Pace = pace
	if secrecy == scrum.Anonymous {
		papers = scrum.Unsign(papers)
	}
	text, err := json.Marshal(exchange.FromBallot(b, "PAY", papers, stories, nil))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// said is a paper: what one voter gives stories 10, 11, 12 and 13.
func said(voter scrum.VoterMark, given ...int64) scrum.BallotPaper {
	p := scrum.BallotPaper{Voter: voter, Given: map[scrum.StoryID]int64{14: 1}, Copies: 1} // and one that was dropped
	for i, n := range given {
		p.Given[scrum.StoryID(10+i)] = n
	}
	return p
}

func TestAnExportedBallotIsCountedAgain(t *testing.T) {
	t.Parallel()
	abstains := scrum.BallotPaper{Voter: "U3", Abstains: true, Copies: 1}
	for method, papers := range map[scrum.BallotMethod][]scrum.BallotPaper{
		scrum.ByApproval:  {said("UC", 1, 0, 1, 0), said("U1", 0, 1, 1, 0), said("U2", 1, 1, 0, 1), abstains},
		scrum.ByYesNo:     {said("UC", 1, -1, 1, 0), said("U1", -1, 1, 1, 0), said("U2", 1, 1, -1, 1), abstains},
		scrum.ByScore:     {said("UC", 5, 0, 1, 0), said("U1", 0, 3, 1, 2), said("U2", 4, 4), said("U3", 1, 5, 0, 0)},
		scrum.ByDots:      {said("UC", 1), said("U1", 0, 1), said("U2", 0, 0, 1), abstains},
		scrum.ByQuadratic: {said("UC", 5, 3, 0, 0), said("U1", 0, 7), said("U2", 0, 0, 9), abstains},
		scrum.ByRanking:   {said("UC", 1, 2, 3, 3), said("U1", 3, 1, 2, 4), said("U2", 2, 2, 5, 1), abstains},
	} {
		for _, secrecy := range []scrum.Secrecy{scrum.SeenByAll, scrum.UntilClosed, scrum.Anonymous} {
			t.Run(fmt.Sprint(method, " ", secrecy), func(t *testing.T) {
				t.Parallel()
				file := exported(t, method, secrecy, papers)
				out, complaint, code := tallies(t, file)
				if code != 0 || !strings.Contains(out, `"agrees":true`) || !strings.Contains(out, `"proposed":["PAY-4","PAY-2",`) {
					t.Fatalf("exit code %d, %s%s\n%s", code, out, complaint, file)
				}
				if secrecy == scrum.Anonymous && strings.Contains(file, `"voter"`) {
					t.Errorf("an anonymous file names voters: %s", file)
				}
				turned := strings.NewReplacer(`"proposed":["PAY-4","`, `"proposed":["PAY-9","`).Replace(file)
				if out, _, code := tallies(t, turned); code != 1 || !strings.Contains(out, `"agrees":false`) {
					t.Errorf("another proposed order: exit code %d, %s", code, out)
				}
				quicker := strings.NewReplacer(`"days":5`, `"days":1`).Replace(file)
				if out, _, _ := tallies(t, quicker); strings.Contains(out, `"proposed":["PAY-4","PAY-2",`) && method == scrum.ByApproval {
					t.Errorf("the pace does not place what is due: %s", out)
				}
			})
		}
	}
}

func TestAChangedVoteIsNoticed(t *testing.T) {
	t.Parallel()
	file := exported(t, scrum.ByApproval, scrum.UntilClosed, []scrum.BallotPaper{said("UC", 1, 0, 0, 0), said("U1", 0, 1, 0, 0), said("U2", 0, 0, 1, 1)})
	changed := strings.Replace(file, `"PAY-1":1,"PAY-2":0`, `"PAY-1":0,"PAY-2":1`, 1)
	if changed == file {
		t.Fatalf("there is no vote to change in %s", file)
	}
	if out, _, code := tallies(t, changed); code != 1 || !strings.Contains(out, `"agrees":false`) {
		t.Errorf("exit code %d, %s", code, out)
	}
}

// Whoever stuffs the box keeps the order, perhaps; the roll gives them away.
func TestBallotsThatTheRollDoesNotHaveAreNoticed(t *testing.T) {
	t.Parallel()
	const file = `{"options":["A","B"],"roll":[{"person":"U1","weight":1},{"person":"U2","weight":0.5}],"ballots":[%s]}`
	for _, test := range []struct{ name, ballots, complaint string }{
		{"as they should be", `{"voter":"U1","weight":1,"rank":[["A"]]},{"voter":"U2","weight":0.500,"rank":[["A"]]}`, ""},
		{"unsigned", `{"count":2,"rank":[["A"]]}`, ""},
		{"somebody else", `{"voter":"U3","rank":[["A"]]}`, `ballot 1 is by "U3", who is not on the "roll"`},
		{"twice", `{"voter":"U1","rank":[["A"]]},{"voter":"U1","rank":[["A"]]}`, `ballot 2 is one more by "U1"`},
		{"one for two", `{"voter":"U1","count":2,"rank":[["A"]]}`, `ballot 1 is one more by "U1"`},
		{"heavier", `{"voter":"U2","weight":5,"rank":[["A"]]}`, `ballot 1 gives "U2" another "weight"`},
		{"more than there are people", `{"count":3,"rank":[["A"]]}`, `more "ballots" than people`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, complaint, code := tallies(t, fmt.Sprintf(file, test.ballots))
			if (code == 0) != (test.complaint == "") || !strings.Contains(complaint, test.complaint) {
				t.Errorf("exit code %d, %s", code, complaint)
			}
		})
	}
}
