package scrum

import (
	"math/big"
	"slices"
)

// propose puts the stories in the order of their value for the effort, and
// says how much hangs on one voter or one estimate.
func (c counting) propose(o Outcome, r counted) (Outcome, error) {
	proposals := make([]Proposal, len(c.choices))
	for i, choice := range c.choices {
		proposals[i] = c.proposal(choice, r.values[i])
	}
	order := Prioritize(proposals, Fibonacci().Points())
	row := c.rows(r)
	for i, p := range order {
		shown := row[p.Choice]
		shown.Guessed, shown.Rank = p.Guessed, i+1
		if i > 0 && p.compare(order[i-1]) == 0 {
			shown.Rank = o.Rows[i-1].Rank
		}
		shown.Raised = i+1 < len(order) && p.compare(order[i+1]) > 0
		o.Rows = append(o.Rows, shown)
	}
	if o.Capacity.Known {
		o.Fits = Fitting(order, o.Capacity)
	}
	if o.Papers == o.Abstained || len(voted(order)) < MinOptions {
		return o, nil
	}
	without, err := c.withoutEach()
	if err != nil {
		return o, err
	}
	checked := CheckOrder(proposals, Fibonacci().Points(), without)
	o.Top, o.Checks, o.First = c.candidates[checked.Top].Story.ID, checked.Checks, checked.First
	for _, choice := range checked.Deciding {
		o.Deciding = append(o.Deciding, c.candidates[choice].Story.ID)
	}
	return o, nil
}

func (c counting) proposal(choice Choice, value *big.Rat) Proposal {
	s := c.candidates[choice]
	p := Proposal{Choice: choice, Value: value, Confidence: s.Story.ConfidenceCounted(), Effort: s.Story.Size, Expedite: s.Story.Class == ClassExpedite}
	if s.Pressing {
		p.Begin = s.Begin
	}
	for _, other := range c.choices {
		if slices.Contains(s.Needs, c.candidates[other].Story.ID) {
			p.Needs = append(p.Needs, other)
		}
	}
	return p
}

// rows says of each choice what it was given and which place that makes.
func (c counting) rows(r counted) map[Choice]OutcomeRow {
	rows := make(map[Choice]OutcomeRow, len(c.choices))
	papers := make([]BallotPaper, len(c.papers))
	for i, p := range c.papers {
		papers[i] = p.BallotPaper
	}
	for i, choice := range c.choices {
		s := c.candidates[choice]
		rows[choice] = OutcomeRow{
			Story: s.Story.ID, Was: s.Was, Effort: s.Story.Size, Needs: s.Needs,
			Confidence: s.Story.ConfidenceCounted(),
			Due:        s.Story.Due, Begin: s.Begin, Pressing: s.Pressing, Expedite: s.Story.Class == ClassExpedite,
			Approvals: people(papers, s.Story.ID, 1), Against: people(papers, s.Story.ID, -1), Sum: r.sums[i], Value: rounded(r.values[i], thousand),
		}
	}
	for i, score := range r.scores {
		row := rows[c.choices[i]]
		row.Score = rounded(score, hundred)
		rows[c.choices[i]] = row
	}
	place := 1
	for _, tied := range r.order {
		for _, choice := range tied {
			row := rows[choice]
			row.Place, row.Tied = place, len(tied) > 1
			rows[choice] = row
		}
		place += len(tied)
	}
	return rows
}

// withoutEach is what the choices are worth without each voter in turn; nil
// where there are too many to matter.
func (c counting) withoutEach() ([][]*big.Rat, error) {
	if len(c.papers) > maxCheckedPapers {
		return nil, nil //nolint:nilnil // because no checks is a list of none
	}
	var values [][]*big.Rat
	for i, paper := range c.papers {
		others := slices.Clone(c.papers)
		others[i].Copies--
		r, err := c.count(others)
		if err != nil {
			return nil, err
		}
		for range paper.Copies {
			values = append(values, r.values)
		}
	}
	return values, nil
}

// Parts of a whole in which numbers are shown.
const (
	hundred  = 100
	thousand = 1000
)

// rounded is a number in whole parts, half up, for showing only.
func rounded(r *big.Rat, parts int64) int {
	scaled := new(big.Rat).Mul(r, big.NewRat(2*parts, 1))
	scaled.Add(scaled, big.NewRat(1, 1))
	whole := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	return int(whole.Int64() / 2) //nolint:mnd // it was doubled above
}
