// Package tally counts a ballot that stands in a file: by every method, with the
// same rules as the bot, and compares what comes out with the result that the
// file says was published. With it anybody can check a vote without the bot.
//
// [Read] reads a ballot, which is what /vote export sends or what somebody wrote
// by hand; [Ballot.Count] counts it. Every error says which part of the file is
// wrong and what to write instead.
package tally

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"pogo/scrum"
)

// Result is what a ballot comes to by each method. Its JSON is the output of
// pogo tally.
type Result struct {
	Plurality   map[scrum.Choice]json.Number `json:"plurality"`
	Borda       map[scrum.Choice]json.Number `json:"borda"`
	Condorcet   *scrum.Choice                `json:"condorcet"`
	Schulze     [][]scrum.Choice             `json:"schulze"`
	RankedPairs [][]scrum.Choice             `json:"ranked_pairs"`

	// Where the file says by which method: what it gave each option, and the order.
	Values map[scrum.Choice]json.Number `json:"values,omitempty"`
	Order  [][]scrum.Choice             `json:"order,omitempty"`
	Agrees *bool                        `json:"agrees,omitempty"` // with all that was published, if anything was

	// Of a ballot that Pogo exported: the order for the effort, and the order if
	// everybody counted the same where that is another one.
	Proposed   []scrum.Choice   `json:"proposed,omitempty"`
	Unweighted [][]scrum.Choice `json:"unweighted,omitempty"`
}

// Count counts the ballot by each method. Where the file holds a published
// result, Agrees says whether the ballots give the same.
func (b Ballot) Count() (Result, error) {
	if err := b.checkRoll(); err != nil {
		return Result{}, err
	}
	rule, byRatings := b.ratingRule()
	rankings, ratings, err := b.papers(byRatings)
	if err != nil {
		return Result{}, err
	}
	var given scrum.RatingCount
	if byRatings {
		if given, err = scrum.CountRatings(b.Options, rule, ratings); err != nil {
			return Result{}, complaint(err)
		}
	}
	count, err := scrum.CountRankings(b.Options, rankings)
	if err != nil {
		return Result{}, complaint(err)
	}
	said := Result{
		Plurality:   b.named(count.Plurality()),
		Borda:       b.named(count.Borda()),
		Schulze:     count.Schulze(),
		RankedPairs: eachAlone(count.RankedPairs().Order),
	}
	if winner, found := count.Condorcet(); found {
		said.Condorcet = &winner
	}
	if err := b.recount(&said, count, given); err != nil {
		return Result{}, err
	}
	return said, b.propose(&said)
}

// propose adds what Pogo proposed because of the efforts, where the file says
// enough to do it again.
func (b Ballot) propose(said *Result) error {
	o, ok, err := b.Recount()
	if err != nil || !ok {
		return complainAbout(err)
	}
	for _, row := range o.Rows {
		said.Proposed = append(said.Proposed, b.Options[row.Story-1])
	}
	for _, place := range o.Plain {
		said.Unweighted = append(said.Unweighted, b.choices(place))
	}
	agrees := said.Agrees != nil && *said.Agrees && slices.Equal(said.Proposed, b.Published.Proposed) &&
		slices.EqualFunc(said.Unweighted, b.Published.Unweighted, slices.Equal[[]scrum.Choice])
	said.Agrees = &agrees
	return nil
}

// choices names stories that are numbered as the options are.
func (b Ballot) choices(ids []scrum.StoryID) []scrum.Choice {
	choices := make([]scrum.Choice, len(ids))
	for i, id := range ids {
		choices[i] = b.Options[id-1]
	}
	return choices
}

func complainAbout(err error) error {
	if err == nil {
		return nil
	}
	return complaint(err)
}

// ratingRule is what ratings may be, if the method is by ratings.
func (b Ballot) ratingRule() (scrum.RatingRule, bool) {
	p, options := b.Published, len(b.Options)
	switch p.Method {
	case "approval":
		return scrum.Approval(), true
	case "net":
		return scrum.NetApproval(), true
	case "score":
		return scrum.Scores(cmp.Or(p.Highest, 5)), true
	case "dots":
		return scrum.Dots(cmp.Or(p.Budget, scrum.DotsFor(options))), true
	case "quadratic":
		return scrum.Quadratic(cmp.Or(p.Budget, 100)), true
	}
	return scrum.RatingRule{}, false
}

// recount adds the order by the method of the published result, and whether
// it is that.
func (b Ballot) recount(said *Result, count scrum.Count, given scrum.RatingCount) error {
	switch method := b.Published.Method; method {
	case "":
		if b.Published.Order != nil {
			return errors.New(`the "published_result" has no "method": say by which it came about, such as "ranked_pairs"`)
		}
	case "plurality":
		said.Order = scrum.InOrder(b.Options, count.Plurality(), cmp.Compare)
	case "borda":
		said.Order = scrum.InOrder(b.Options, count.Borda(), cmp.Compare)
	case "schulze":
		said.Order = said.Schulze
	case "ranked_pairs":
		said.Order = count.RankedPairs().Places
	case "approval", "net", "dots", "quadratic":
		said.Values = b.named(given.Sums())
		said.Order = scrum.InOrder(b.Options, given.Sums(), cmp.Compare)
	case "score":
		said.Values = map[scrum.Choice]json.Number{}
		for i, score := range given.ShrunkScores() {
			said.Values[b.Options[i]] = json.Number(score.FloatString(4))
		}
		said.Order = scrum.InOrder(b.Options, given.ShrunkScores(), (*big.Rat).Cmp)
	default:
		return fmt.Errorf(`the "method" is %s: write approval, net, score, dots, quadratic, plurality, borda, schulze or ranked_pairs`, short(method))
	}
	if b.Published.Order != nil {
		agrees := b.published(said.Order)
		said.Agrees = &agrees
	}
	return nil
}

// published reports whether an order is the published one, in which ties may
// stand as ties or be broken.
func (b Ballot) published(order [][]scrum.Choice) bool {
	sorted := func(place []scrum.Choice) []scrum.Choice { return slices.Sorted(slices.Values(place)) }
	asTies := slices.EqualFunc(order, b.Published.Order, func(x, y []scrum.Choice) bool { return slices.Equal(sorted(x), sorted(y)) })
	return asTies || slices.EqualFunc(eachAlone(slices.Concat(order...)), b.Published.Order, slices.Equal[[]scrum.Choice])
}

// named gives each option its votes.
func (b Ballot) named(votes []scrum.Votes) map[scrum.Choice]json.Number {
	numbers := make(map[scrum.Choice]json.Number, len(votes))
	for i, v := range votes {
		numbers[b.Options[i]] = json.Number(v.String())
	}
	return numbers
}

// eachAlone is an order in which nothing ties.
func eachAlone(order []scrum.Choice) [][]scrum.Choice {
	places := make([][]scrum.Choice, len(order))
	for i := range order {
		places[i] = order[i : i+1]
	}
	return places
}
