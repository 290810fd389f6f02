package scrum

import "slices"

// BallotMethod is what people put on a paper and by which rule it is counted.
type BallotMethod string

// The methods of a ballot.
const (
	ByApproval  BallotMethod = "approval"  // as many stories as one likes
	ByYesNo     BallotMethod = "yesno"     // yes, no or abstain for each
	ByScore     BallotMethod = "score"     // 0 to 5 for each
	ByDots      BallotMethod = "dots"      // a few dots, three on one at the most
	ByRanking   BallotMethod = "ranked"    // an order, counted by Ranked Pairs
	ByQuadratic BallotMethod = "quadratic" // n votes for n² credits
)

// BallotMethods are all methods, in the order in which they are offered.
func BallotMethods() []BallotMethod {
	return []BallotMethod{ByApproval, ByRanking, ByScore, ByDots, ByYesNo, ByQuadratic}
}

// HighestScore is the most that a story can be given in a ballot by scores,
// and HighestLevel where those are cast by reactions.
const (
	HighestScore = 5
	HighestLevel = 3
)

// credits is what each voter of a quadratic ballot can spend.
const credits = 100

// BudgetFor returns how many dots or credits each voter has in a ballot over
// this many stories; 0 for methods without a budget.
func (m BallotMethod) BudgetFor(options int) int64 {
	switch m {
	case ByDots:
		return DotsFor(options)
	case ByQuadratic:
		return credits
	case ByApproval, ByYesNo, ByScore, ByRanking:
	}
	return 0
}

// Fewest is how many options a ballot needs: a yes or a score can be asked for
// one story.
func (m BallotMethod) Fewest() int {
	if m.fitsOne() {
		return 1
	}
	return MinOptions
}

// fitsOne reports whether a vote on one story says something.
func (m BallotMethod) fitsOne() bool { return m == ByYesNo || m == ByScore }

// Secrecy is what suits the method where nobody said: what people react to is
// seen at once, a form can do better.
func (m BallotMethod) Secrecy(options int) Secrecy {
	if m == ByApproval || m.fitsOne() && options == 1 {
		return SeenByAll
	}
	return UntilClosed
}

// Secrecy is who can see what of a ballot.
type Secrecy string

// The kinds of secrecy.
const (
	SeenByAll   Secrecy = "open"      // everyone sees who votes for what, at once
	UntilClosed Secrecy = "secret"    // nobody sees a vote before the close; names are kept with the votes
	Anonymous   Secrecy = "anonymous" // nobody ever learns who voted for what
)

// ByReactions reports whether a ballot is cast by reacting to its message;
// all others are cast by a form.
func (b Ballot) ByReactions() bool {
	if b.Secrecy != SeenByAll {
		return false
	}
	return b.Method == ByApproval && len(b.Options) <= MaxOptions || b.Method.fitsOne() && len(b.Options) == 1
}

// Highest is the most that a ballot by scores can give a story.
func (b Ballot) Highest() int64 {
	if b.ByReactions() {
		return HighestLevel
	}
	return HighestScore
}

// Most is how many options the ballot can be about.
func (b Ballot) Most() int {
	if b.Method == ByApproval && b.Secrecy != SeenByAll {
		return MaxApproved
	}
	return MaxOptions
}

// Rule says which ratings a paper of the ballot may give. A ranking's are
// places: 1 for the first, 0 for none.
func (b Ballot) Rule() RatingRule {
	switch b.Method {
	case ByYesNo:
		return NetApproval()
	case ByScore:
		return Scores(b.Highest())
	case ByDots:
		return Dots(b.Budget)
	case ByQuadratic:
		return Quadratic(b.Budget)
	case ByRanking:
		return RatingRule{Most: int64(len(b.Options))}
	case ByApproval:
	}
	return Approval()
}

// OptionEmoji is the reaction that stands for the option at an index.
func OptionEmoji(i int) string {
	return [MaxOptions]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap_ten"}[i]
}

// What the reactions to a yes-or-no ballot usually say.
const (
	ThumbsDown = "-1"
	Shrug      = "shrug"
)

// Emoji lists the reactions that count on the ballot's message, none if it is
// cast by a form.
func (b Ballot) Emoji() []string {
	switch {
	case !b.ByReactions():
		return nil
	case b.Method == ByYesNo:
		e := b.Answers.Or(UsualEmoji())
		return []string{e.Approve, e.Object, e.Abstain}
	case b.Method == ByScore:
		return []string{"fire", "white_check_mark", Shrug, "x"} // 3 to 0
	}
	emoji := make([]string, len(b.Options))
	for i := range emoji {
		emoji[i] = OptionEmoji(i)
	}
	return emoji
}

// Ratings are what a paper can give one story, what says most first.
func (b Ballot) Ratings() []int64 {
	const votes = 10 // that the credits of a quadratic ballot buy
	switch rule := b.Rule(); b.Method {
	case ByYesNo:
		return []int64{1, -1}
	case ByRanking:
		return upTo(rule.Most)
	case ByScore:
		return downFrom(rule.Most)
	case ByDots:
		return upTo(min(rule.Most, rule.Budget))
	case ByQuadratic:
		return upTo(votes)
	case ByApproval:
	}
	return []int64{1}
}

func downFrom(most int64) []int64 {
	list := append([]int64{0}, upTo(most)...)
	slices.Reverse(list)
	return list
}

func upTo(most int64) []int64 {
	list := make([]int64, most)
	for i := range list {
		list[i] = int64(i) + 1
	}
	return list
}

// Casts reports whether a reaction to the ballot's message is a vote.
func (b Ballot) Casts(emoji string) bool { return slices.Contains(b.Emoji(), emoji) }
