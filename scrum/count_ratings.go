package scrum

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
)

// Ratings is a paper that gives each choice a number, or several papers alike:
// 1 for an approval, −1 for an objection, a score, dots, or the votes that
// credits bought. [RatingRule] says which numbers.
type Ratings struct {
	Count  int64  // how many people handed in just this
	Weight Weight // of each of them
	Given  map[Choice]int64
	// Abstains says that the voter was there and wants to decide nothing: the
	// paper counts for the quorum and in no share.
	Abstains bool
}

// Unweighted returns the ratings as they are if everybody counts the same, to
// show both orders side by side. Observers stay observers.
func (m Ratings) Unweighted() Ratings {
	m.Weight = m.Weight.plain()
	return m
}

// Ranking is the order that the ratings imply, by which such a paper can be
// counted by every other rule: more comes first, and no rating is 0. Who
// abstains prefers nothing.
func (m Ratings) Ranking(choices []Choice) Ranking {
	r := Ranking{Count: m.Count, Weight: m.Weight}
	if !m.Abstains {
		given := make([]int64, len(choices))
		for i, c := range choices {
			given[i] = m.Given[c]
		}
		r.Places = InOrder(choices, given, cmp.Compare)
	}
	return r
}

// RatingCount is what papers with ratings add up to.
type RatingCount struct {
	sums  []Votes // ratings times weights
	given []Votes // the weight of those who gave a rating
	cast  Votes   // the weight of all who did not abstain
}

// CountRatings counts papers with ratings. It fails, with a [PaperError] where it
// is about a paper, on what the rule does not allow, and then counts nothing.
func CountRatings(choices []Choice, rule RatingRule, papers []Ratings) (RatingCount, error) {
	at, err := positions(choices)
	if err != nil {
		return RatingCount{}, err
	}
	c := RatingCount{sums: make([]Votes, len(choices)), given: make([]Votes, len(choices))}
	for i, m := range papers {
		worth, err := votes(m.Count, m.Weight)
		if err == nil && worth > maxVotes-c.cast {
			err = ErrTooManyVotes
		}
		if err != nil {
			return RatingCount{}, &PaperError{Paper: i + 1, Err: err}
		}
		if choice, err := rule.check(at, m.Given); err != nil {
			return RatingCount{}, &PaperError{Paper: i + 1, Choice: choice, Err: err}
		}
		if m.Abstains {
			continue
		}
		c.cast += worth
		for choice, rating := range m.Given {
			c.sums[at[choice]] += worth * Votes(rating)
			c.given[at[choice]] += worth
		}
	}
	return c, nil
}

// Sums is what each choice was given, in their order, times the weights of
// those who gave it: approvals, approvals less objections, dots, or votes.
func (c RatingCount) Sums() []Votes { return slices.Clone(c.sums) }

// Shares is each sum as a part of all who voted and did not abstain. It is
// exact, as are all the fractions here, and 0 if nobody voted.
func (c RatingCount) Shares() []*big.Rat {
	shares := make([]*big.Rat, len(c.sums))
	for i, sum := range c.sums {
		shares[i] = fraction(sum, c.cast)
	}
	return shares
}

// ShrunkScores is the mean score of each choice as if three more people had
// given it the mean of all scores: one enthusiast does not outdo six.
func (c RatingCount) ShrunkScores() []*big.Rat {
	const doubters = 3
	var all, given Votes
	for i := range c.sums {
		all, given = all+c.sums[i], given+c.given[i]
	}
	doubt := new(big.Rat).Mul(big.NewRat(int64(doubters*OneVote), 1), fraction(all, given))
	scores := make([]*big.Rat, len(c.sums))
	for i, sum := range c.sums {
		score := new(big.Rat).Add(big.NewRat(int64(sum), 1), doubt)
		scores[i] = score.Quo(score, big.NewRat(int64(c.given[i]+doubters*OneVote), 1))
	}
	return scores
}

// fraction is a part of a whole, 0 of nothing.
func fraction(part, whole Votes) *big.Rat {
	if whole == 0 {
		return new(big.Rat)
	}
	return big.NewRat(int64(part), int64(whole))
}

// InOrder puts choices in the order of their values, which stand at the same
// indexes: more comes first. Choices of the same value share a place, in which
// they keep their order, so that [slices.Concat] of the places breaks ties.
func InOrder[V any](choices []Choice, values []V, compare func(a, b V) int) [][]Choice {
	indexes := make([]int, len(choices))
	for i := range indexes {
		indexes[i] = i
	}
	slices.SortStableFunc(indexes, func(i, j int) int { return compare(values[j], values[i]) })
	var order [][]Choice
	for n, i := range indexes {
		if n == 0 || compare(values[i], values[indexes[n-1]]) != 0 {
			order = append(order, nil)
		}
		order[len(order)-1] = append(order[len(order)-1], choices[i])
	}
	return order
}

// sortedChoices makes what is said of a paper the same each time.
func sortedChoices(given map[Choice]int64) []Choice { return slices.Sorted(maps.Keys(given)) }
