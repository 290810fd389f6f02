package scrum

// maxRating is the most that one rating can be, either way: see maxVotes.
const maxRating = 100

// RatingRule says which ratings a paper may give.
type RatingRule struct {
	Least, Most int64 // of one rating
	Budget      int64 // for all ratings together; 0: no matter
	Squared     bool  // n of something cost n² of the budget
}

// Approval lets people approve of as many choices as they like.
func Approval() RatingRule { return RatingRule{Most: 1} }

// NetApproval lets people approve of choices and object to others.
func NetApproval() RatingRule { return RatingRule{Least: -1, Most: 1} }

// Scores lets people give each choice a score from 0.
func Scores(highest int64) RatingRule { return RatingRule{Most: highest} }

// Dots is cumulative voting: each voter has a number of dots to put on
// choices, at most three on one.
func Dots(dots int64) RatingRule { return RatingRule{Most: 3, Budget: dots} }

// DotsFor is how many dots suit a number of choices: one for three of them,
// and never less than two.
func DotsFor(choices int) int64 { return max(2, (int64(choices)+2)/3) }

// Quadratic lets people buy votes with credits, n votes on one choice for n².
func Quadratic(credits int64) RatingRule {
	return RatingRule{Most: maxRating, Budget: credits, Squared: true}
}

// Cost is what ratings take from the budget.
func (r RatingRule) Cost(ratings map[Choice]int64) int64 {
	var cost int64
	for _, rating := range ratings {
		cost += r.price(rating)
	}
	return cost
}

func (r RatingRule) price(rating int64) int64 {
	if r.Squared {
		return rating * rating
	}
	return max(rating, -rating)
}

// check reports why ratings are not allowed, and the choice to blame.
func (r RatingRule) check(at map[Choice]int, ratings map[Choice]int64) (Choice, error) {
	for _, choice := range sortedChoices(ratings) {
		_, known := at[choice]
		rating := ratings[choice]
		switch {
		case !known:
			return choice, ErrUnknownChoice
		case rating < max(r.Least, -maxRating) || rating > min(r.Most, maxRating):
			return choice, ErrBadRating
		}
	}
	if r.Budget > 0 && r.Cost(ratings) > r.Budget {
		return "", ErrOverBudget
	}
	return "", nil
}
