package scrum

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Choice names what can be voted for within one ballot, such as "PAY-12".
// Where rules below take a list of choices, its order is the one that breaks
// ties (see [TieOrder]), and nothing else about a choice matters to them.
type Choice string

// Weight is how much one voter counts, in thousandths: a client may have
// 3·[FullWeight]. An observer has weight 0.
type Weight int64

// FullWeight is the weight of everybody who was given no other.
const FullWeight Weight = 1000

// The weights that can be given to a role or a person, 0 apart.
const (
	MinWeight = FullWeight / 2
	MaxWeight = FullWeight * 5
)

// Allowed reports whether people may be given this weight.
func (w Weight) Allowed() bool { return w == 0 || w >= MinWeight && w <= MaxWeight }

// plain is the weight where weights are left out: observers stay observers.
func (w Weight) plain() Weight {
	if w == 0 {
		return 0
	}
	return FullWeight
}

// Dominates reports whether one voter of a roll with these weights has more
// than a third of the whole weight, which wants a confirmation.
func Dominates(roll []Weight) bool {
	var heaviest, all Weight
	for _, w := range roll {
		heaviest, all = max(heaviest, w), all+w
	}
	return 3*heaviest > all
}

// ParseWeight reads "3", "0.5" or "1,25" exactly, to thousandths.
func ParseWeight(text string) (Weight, error) {
	whole, part, found := strings.Cut(strings.ReplaceAll(text, ",", "."), ".")
	if len(whole) == 0 || len(whole) > 9 || found && len(part) == 0 || len(part) > 3 || strings.Trim(whole+part, "0123456789") != "" {
		return 0, fmt.Errorf("%q is no weight", text)
	}
	n, err := strconv.ParseInt(whole+part+"000"[len(part):], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read the weight %q: %w", text, err)
	}
	return Weight(n), nil
}

// Votes is a sum of votes in ten-thousandths. Half of the smallest weight is
// still whole, so that no count ever rounds.
type Votes int64

// OneVote is what one voter of [FullWeight] has.
const OneVote Votes = 10_000

// maxVotes is more than anybody casts, and little enough that no sum of ratings
// over [MaxChoices] choices overflows.
const maxVotes Votes = 1_000_000_000 * OneVote

// String writes the votes as people do: "4", "7.5", "-0.25".
func (v Votes) String() string {
	sign, whole, part := "", int64(v/OneVote), int64(v%OneVote)
	if v < 0 {
		sign, whole, part = "-", -whole, -part
	}
	if part == 0 {
		return fmt.Sprintf("%s%d", sign, whole)
	}
	return strings.TrimRight(fmt.Sprintf("%s%d.%04d", sign, whole, part), "0")
}

// votes is what count papers of a weight are worth together, if it can be
// counted.
func votes(count int64, w Weight) (Votes, error) {
	const perThousandth = int64(OneVote) / int64(FullWeight)
	switch {
	case count < 0:
		return 0, ErrNegativeCount
	case w < 0:
		return 0, ErrNegativeWeight
	case w > 0 && count > int64(maxVotes)/perThousandth/int64(w):
		return 0, ErrTooManyVotes
	}
	return Votes(count * perThousandth * int64(w)), nil
}

// Why a ballot cannot be counted; all but the first three come within a
// [PaperError].
var (
	ErrNoChoices      = errors.New("there is nothing to choose from")
	ErrTooManyChoices = errors.New("there are too many options")
	ErrChoiceTwice    = errors.New("an option is listed twice")
	ErrUnknownChoice  = errors.New("it names what is no option")
	ErrRankedTwice    = errors.New("it ranks an option twice")
	ErrNegativeCount  = errors.New("its count is negative")
	ErrNegativeWeight = errors.New("its weight is negative")
	ErrTooManyVotes   = errors.New("it brings more votes than can be counted")
	ErrBadRating      = errors.New("it gives a rating that this vote does not have")
	ErrOverBudget     = errors.New("it spends more than a voter has")
)

// MaxChoices is how many choices one count can compare. Ballots that people
// are shown have far fewer.
const MaxChoices = 1000

// PaperError says which paper cannot be counted, and wraps why.
type PaperError struct {
	Paper  int    // from 1
	Choice Choice // that it is about; "" if none
	Err    error
}

// Error implements error.
func (e *PaperError) Error() string {
	if e.Choice == "" {
		return fmt.Sprintf("paper %d: %v", e.Paper, e.Err)
	}
	return fmt.Sprintf("paper %d, %q: %v", e.Paper, e.Choice, e.Err)
}

// Unwrap returns why.
func (e *PaperError) Unwrap() error { return e.Err }

// positions numbers choices in their order.
func positions(choices []Choice) (map[Choice]int, error) {
	switch {
	case len(choices) == 0:
		return nil, ErrNoChoices
	case len(choices) > MaxChoices:
		return nil, ErrTooManyChoices
	}
	at := make(map[Choice]int, len(choices))
	for i, c := range choices {
		if _, twice := at[c]; twice {
			return nil, fmt.Errorf("%w: %.40q", ErrChoiceTwice, c)
		}
		at[c] = i
	}
	return at, nil
}
