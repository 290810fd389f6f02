package scrum

import (
	"cmp"
	"math/big"
	"slices"
)

// maxCheckedPapers is up to how many different papers an order is made again
// without each of them. With more, no single voter decides anything, and only
// the estimates are checked.
const maxCheckedPapers = 200

// Count says what the papers of a ballot came to. Candidates are the stories
// of its options; papers of an anonymous ballot may be signed or not. It fails
// only on papers that the ballot's rule does not allow.
//
// Capacity, if it is known, is how many points can be done next.
func (b Ballot) Count(papers []BallotPaper, candidates []Candidate, capacity Points) (Outcome, error) {
	return b.CountInOrder(papers, b.tieOrder(papers, candidates), capacity)
}

// CountInOrder is [Ballot.Count] where the order of the candidates breaks ties,
// so that a result of before can be counted again.
func (b Ballot) CountInOrder(papers []BallotPaper, candidates []Candidate, capacity Points) (Outcome, error) {
	o := Outcome{Capacity: capacity}
	for _, p := range papers {
		o.Papers += p.Copies
		if p.Abstains {
			o.Abstained += p.Copies
		}
	}
	if b.Secrecy == Anonymous && o.Papers-o.Abstained < MinAnonymous { // who abstained hides nobody
		o.Withheld = true
		return o, nil
	}
	c := b.counting(papers, candidates)
	for _, s := range candidates {
		if !s.Story.State.Open() {
			o.Gone = append(o.Gone, s.Story.ID)
		}
	}
	if len(c.choices) == 0 {
		return o, nil
	}
	counted, err := c.count(c.papers)
	if err != nil {
		return o, err
	}
	o.TieOrder = c.stories([][]Choice{c.choices})[0]
	o.Voted, o.Duels = c.stories(counted.order), c.duels(counted.pairs)
	if o.Plain, err = c.plainOrder(o.Voted); err != nil {
		return o, err
	}
	return c.propose(o, counted)
}

// tieOrder puts candidates in the order that breaks ties.
func (b Ballot) tieOrder(papers []BallotPaper, candidates []Candidate) []Candidate {
	named := make(map[Choice]Candidate, len(candidates))
	contenders := make([]Contender, len(candidates))
	for i, s := range candidates {
		choice := Choice(s.Story.Key)
		named[choice] = s
		contenders[i] = Contender{
			Choice: choice, Effort: s.Story.Size, Created: s.Story.CreatedAt,
			Approvals: Votes(people(papers, s.Story.ID, 1)) * OneVote,
		}
	}
	ordered := make([]Candidate, 0, len(candidates))
	for _, choice := range TieOrder(b.ID, contenders) {
		ordered = append(ordered, named[choice])
	}
	return ordered
}

// plainOrder is the order if everybody counted the same, nil where that is the
// same.
func (c counting) plainOrder(voted [][]StoryID) ([][]StoryID, error) {
	if !c.ballot.Weighted() || c.ballot.Secrecy == Anonymous {
		return nil, nil
	}
	counted, err := c.count(c.plain())
	if err != nil {
		return nil, err
	}
	if plain := c.stories(counted.order); !slices.EqualFunc(plain, voted, slices.Equal[[]StoryID]) {
		return plain, nil
	}
	return nil, nil
}

// counting is a ballot while it is counted: its open candidates as choices, in
// the order that breaks ties, and its papers about them.
type counting struct {
	ballot     Ballot
	choices    []Choice
	candidates map[Choice]Candidate
	papers     []weighed
}

// weighed is a paper with the weight of its voter.
type weighed struct {
	BallotPaper
	weight Weight
}

func (b Ballot) counting(papers []BallotPaper, candidates []Candidate) counting {
	c := counting{ballot: b, candidates: map[Choice]Candidate{}}
	for i, weight := range b.Weigh(papers) {
		c.papers = append(c.papers, weighed{papers[i], weight})
	}
	for _, s := range candidates {
		if s.Story.State.Open() {
			choice := Choice(s.Story.Key)
			c.choices, c.candidates[choice] = append(c.choices, choice), s
		}
	}
	return c
}

// people counts those who gave a story something good, or with sign -1
// something bad.
func people(papers []BallotPaper, story StoryID, sign int64) int64 {
	var n int64
	for _, p := range papers {
		if !p.Abstains && p.Given[story]*sign > 0 {
			n += p.Copies
		}
	}
	return n
}

// plain are the papers if everybody counts the same.
func (c counting) plain() []weighed {
	papers := slices.Clone(c.papers)
	for i := range papers {
		papers[i].weight = papers[i].weight.plain()
	}
	return papers
}

// counted is what a method makes of papers; all lists follow the choices.
type counted struct {
	order  [][]Choice
	sums   []Votes
	scores []*big.Rat  // of a ballot by scores
	pairs  LockedPairs // of a ranked ballot
	values []*big.Rat  // from 0 to 1
}

// count counts papers by the ballot's method.
func (c counting) count(papers []weighed) (counted, error) {
	if c.ballot.Method == ByRanking {
		return c.countRanked(papers)
	}
	ratings, err := CountRatings(c.choices, c.ballot.Rule(), c.ratings(papers))
	if err != nil {
		return counted{}, err
	}
	r := counted{sums: ratings.Sums()}
	r.order = InOrder(c.choices, r.sums, cmp.Compare)
	switch c.ballot.Method {
	case ByScore:
		r.scores = ratings.ShrunkScores()
		r.order = InOrder(c.choices, r.scores, (*big.Rat).Cmp)
		r.values = ScoreValues(r.scores, c.ballot.Highest())
	case ByYesNo:
		r.values = netValues(ratings.Shares())
	case ByDots, ByQuadratic:
		r.values = ScoreValues(rationals(r.sums), int64(max(1, slices.Max(r.sums))))
	case ByApproval, ByRanking:
		r.values = ratings.Shares()
	}
	return r, nil
}

// countRanked counts orders by Ranked Pairs.
func (c counting) countRanked(papers []weighed) (counted, error) {
	rankings := make([]Ranking, len(papers))
	for i, p := range papers {
		rankings[i] = Ranking{Count: p.Copies, Weight: p.weight, Places: p.places(c.choices, c.candidates)}
	}
	count, err := CountRankings(c.choices, rankings)
	if err != nil {
		return counted{}, err
	}
	pairs := count.RankedPairs()
	return counted{sums: count.Borda(), pairs: pairs, order: pairs.Places, values: PlaceValues(c.choices, pairs.Places)}, nil
}

// ratings are the papers as ratings of the choices. What is said of a story
// that is not open any more is left out.
func (c counting) ratings(papers []weighed) []Ratings {
	list := make([]Ratings, len(papers))
	for i, p := range papers {
		list[i] = Ratings{Count: p.Copies, Weight: p.weight, Abstains: p.Abstains, Given: map[Choice]int64{}}
		for _, choice := range c.choices {
			if n, given := p.Given[c.candidates[choice].Story.ID]; given { // a score of 0 is one
				list[i].Given[choice] = n
			}
		}
	}
	return list
}

// places is the order that a ranked paper says: its places without gaps.
func (p BallotPaper) places(choices []Choice, candidates map[Choice]Candidate) [][]Choice {
	if p.Abstains {
		return nil
	}
	given := make(map[Choice]int64, len(choices))
	for _, choice := range choices {
		given[choice] = p.Given[candidates[choice].Story.ID]
	}
	return Places(given)
}

// Places reads the ratings of a ranked paper as an order: the choices at place
// 1 first. Gaps close, and what has no place is left out.
func Places(given map[Choice]int64) [][]Choice {
	var ranked []Choice
	var at []int64
	for _, choice := range sortedChoices(given) {
		if given[choice] > 0 {
			ranked, at = append(ranked, choice), append(at, -given[choice]) // the first is the most
		}
	}
	return InOrder(ranked, at, cmp.Compare)
}

// duels are the comparisons that made a ranked order.
func (c counting) duels(pairs LockedPairs) []Duel {
	var duels []Duel
	for _, list := range []struct {
		pairs   []Majority
		skipped bool
	}{{pairs.Locked, false}, {pairs.Skipped, true}} {
		for _, m := range list.pairs {
			duels = append(duels, Duel{
				Winner: c.candidates[m.Winner].Story.ID, Loser: c.candidates[m.Loser].Story.ID,
				For: m.For, Against: m.Against, Skipped: list.skipped,
			})
		}
	}
	return duels
}

// netValues brings shares of yes less no, from -1 to 1, to 0 to 1.
func netValues(shares []*big.Rat) []*big.Rat {
	values := make([]*big.Rat, len(shares))
	for i, share := range shares {
		values[i] = new(big.Rat).Mul(new(big.Rat).Add(share, big.NewRat(1, 1)), big.NewRat(1, 2)) //nolint:mnd // half way
	}
	return values
}

func rationals(sums []Votes) []*big.Rat {
	list := make([]*big.Rat, len(sums))
	for i, sum := range sums {
		list[i] = big.NewRat(int64(sum), 1)
	}
	return list
}

// stories names the stories behind choices.
func (c counting) stories(order [][]Choice) [][]StoryID {
	places := make([][]StoryID, len(order))
	for i, place := range order {
		for _, choice := range place {
			places[i] = append(places[i], c.candidates[choice].Story.ID)
		}
	}
	return places
}
