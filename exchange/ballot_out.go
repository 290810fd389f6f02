package exchange

import (
	"encoding/json"
	"slices"

	"pogo/scrum"
)

// FromBallot writes a vote whose result was published: everything that it was
// counted from, and what was told. Of an anonymous one the papers have no
// voters. Stories are those of the options; product is its key.
func FromBallot(b scrum.Ballot, product string, papers []scrum.BallotPaper, stories map[scrum.StoryID]scrum.Story, late []NotCounted) Ballot {
	o := b.Outcome
	f := Ballot{
		Product: product, Number: b.Number, OpenedAt: b.OpenedAt, ClosedAt: b.ClosedAt, Opener: b.Opener, Follows: b.Follows,
		Unverified: b.Unverified, NotCounted: late,
		Counted: Counted{Options: []scrum.Choice{}, Ballots: []Paper{}, Secrecy: b.Secrecy, Pace: o.Pace},
	}
	named := func(ids []scrum.StoryID) []scrum.Choice {
		var keys []scrum.Choice
		for _, id := range ids {
			keys = append(keys, scrum.Choice(stories[id].Key))
		}
		return keys
	}
	places := func(order [][]scrum.StoryID) [][]scrum.Choice {
		var keys [][]scrum.Choice
		for _, place := range order {
			keys = append(keys, named(place))
		}
		return keys
	}
	f.Gone, f.Reworded = named(o.Gone), named(b.RewordedStories())
	f.Options = append(f.Options, named(o.TieOrder)...)
	rows := map[scrum.StoryID]scrum.OutcomeRow{}
	proposed := make([]scrum.StoryID, len(o.Rows))
	for i, row := range o.Rows {
		rows[row.Story], proposed[i] = row, row.Story
	}
	for _, id := range o.TieOrder {
		row, s := rows[id], stories[id]
		f.Stories = append(f.Stories, BallotStory{
			Key: scrum.Choice(s.Key), Title: s.Headline(), Points: fromPoints(row.Effort), Confidence: row.Confidence,
			Expedite: row.Expedite, Due: row.Due, Begin: row.Begin, Pressing: row.Pressing, Needs: named(row.Needs),
		})
	}
	for i, weight := range b.Weigh(papers) {
		f.Ballots = append(f.Ballots, fromPaper(b, papers[i], weight, stories))
	}
	for _, v := range b.Roll {
		f.Roll = append(f.Roll, RollEntry{Person: v.Person, Role: v.Role, Weight: fromWeight(v.Weight), Outside: v.Outside, AddedBy: v.Adder, AddedAt: v.AddedAt})
	}
	if !b.Quorum.None() {
		f.Quorum = &BallotQuorum{Percent: b.Quorum.Percent, Votes: b.Quorum.Votes, Groups: b.Quorum.Mandatory, Needed: o.Needed, Met: !o.Advisory}
	}
	f.Published = &BallotResult{
		Method: tallyMethod(b.Method), Budget: b.Budget, Order: places(o.Voted), Unweighted: places(o.Plain), Proposed: named(proposed),
		Decided: named(o.Decided), Reason: b.Reason, Decision: decision(b.State), Decider: b.Decider,
	}
	if b.Method == scrum.ByScore {
		f.Published.Highest = b.Highest()
	}
	return f
}

func decision(s scrum.BallotState) string {
	if s == scrum.BallotApplied || s == scrum.BallotKept {
		return string(s)
	}
	return ""
}

func fromPaper(b scrum.Ballot, p scrum.BallotPaper, weight scrum.Weight, stories map[scrum.StoryID]scrum.Story) Paper {
	written := Paper{Count: &p.Copies, Abstains: p.Abstains, Weight: fromWeight(weight)}
	if b.Secrecy != scrum.Anonymous {
		written.Voter = p.Voter
	}
	ratings := make(map[scrum.Choice]int64, len(p.Given))
	for id, n := range p.Given {
		if !slices.Contains(b.Outcome.Gone, id) {
			ratings[scrum.Choice(stories[id].Key)] = n
		}
	}
	if b.Method != scrum.ByRanking {
		written.Ratings = ratings
		return written
	}
	written.Rank = [][]scrum.Choice{}
	if !p.Abstains {
		written.Rank = append(written.Rank, scrum.Places(ratings)...)
	}
	return written
}

func fromWeight(w scrum.Weight) json.Number {
	return json.Number((scrum.Votes(w) * scrum.OneVote / scrum.Votes(scrum.FullWeight)).String())
}
