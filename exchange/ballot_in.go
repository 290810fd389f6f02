package exchange

import (
	"fmt"

	"pogo/scrum"
)

// Recount counts the papers of a file again as a vote of Pogo's, by the
// method of its published result and with what it says of the stories, so that
// the proposed order can be checked too. Stories are numbered from 1 in the
// order of the options. It reports false for a file that does not say enough:
// one that was written by hand.
func (f Counted) Recount() (o scrum.Outcome, ok bool, err error) {
	if f.Published == nil || len(f.Stories) != len(f.Options) {
		return o, false, nil
	}
	method, known := f.Published.BallotMethod()
	if !known {
		return o, false, nil
	}
	b := scrum.Ballot{Method: method, Secrecy: f.Secrecy, Budget: f.Published.Budget, Options: make([]scrum.Option, len(f.Options))}
	at := make(map[scrum.Choice]scrum.StoryID, len(f.Options))
	for i, choice := range f.Options {
		at[choice] = scrum.StoryID(i + 1)
		b.Options[i].Story = scrum.StoryID(i + 1)
	}
	papers := make([]scrum.BallotPaper, len(f.Ballots))
	for i, p := range f.Ballots {
		voter := scrum.Voter{Person: scrum.PersonID(fmt.Sprint("paper ", i+1)), Weight: scrum.FullWeight}
		if p.Weight != "" {
			if voter.Weight, err = scrum.ParseWeight(p.Weight.String()); err != nil {
				return o, false, fmt.Errorf("ballot %d: %w", i+1, err)
			}
		}
		b.Roll = append(b.Roll, voter)
		papers[i] = p.paper(scrum.VoterMark(voter.Person), at)
	}
	o, err = b.CountInOrder(papers, f.candidates(at), scrum.Points{})
	return o, err == nil, err
}

func (f Counted) candidates(at map[scrum.Choice]scrum.StoryID) []scrum.Candidate {
	candidates := make([]scrum.Candidate, len(f.Stories))
	for i, s := range f.Stories {
		story := scrum.Story{ID: at[s.Key], Key: string(s.Key), State: scrum.StoryReady, Size: points(s.Points)}
		story.Confidence = s.Confidence
		if s.Expedite {
			story.Class = scrum.ClassExpedite
		} else if s.Due != "" {
			story.Class, story.Due = scrum.ClassFixed, s.Due
		}
		candidates[i].Story = story
		for _, need := range s.Needs {
			candidates[i].Needs = append(candidates[i].Needs, at[need])
		}
	}
	return f.Pace.Dated(candidates)
}

func (p Paper) paper(voter scrum.VoterMark, at map[scrum.Choice]scrum.StoryID) scrum.BallotPaper {
	paper := scrum.BallotPaper{Voter: voter, Abstains: p.Abstains, Copies: 1, Given: map[scrum.StoryID]int64{}}
	if p.Count != nil {
		paper.Copies = *p.Count
	}
	for choice, n := range p.Ratings {
		paper.Given[at[choice]] = n
	}
	for i, place := range p.Rank {
		for _, choice := range place {
			paper.Given[at[choice]] = int64(i + 1)
		}
	}
	return paper
}
