package scrum

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"
	"strconv"
	"time"
)

// Contender is what decides where a choice stands among others that tie.
type Contender struct {
	Choice    Choice
	Effort    Points
	Approvals Votes // unweighted
	Created   time.Time
}

// TieOrder lists choices in the order that breaks ties in a ballot: lower
// effort first (what is not estimated last), then more unweighted approvals,
// then earlier creation, then by [TieHash], so that nobody chooses. It is the
// order in which the other rules want their choices.
func TieOrder(ballot BallotID, contenders []Contender) []Choice {
	sorted := slices.Clone(contenders)
	slices.SortStableFunc(sorted, func(a, b Contender) int {
		hashA, hashB := TieHash(ballot, a.Choice), TieHash(ballot, b.Choice)
		return cmp.Or(compareEffort(a.Effort, b.Effort), cmp.Compare(b.Approvals, a.Approvals),
			a.Created.Compare(b.Created), bytes.Compare(hashA[:], hashB[:]))
	})
	choices := make([]Choice, len(sorted))
	for i, c := range sorted {
		choices[i] = c.Choice
	}
	return choices
}

// TieHash is the SHA-256 of a ballot's id and a choice, one after the other,
// which anybody can compute again: printf 3PAY-12 | sha256sum.
func TieHash(ballot BallotID, c Choice) [sha256.Size]byte {
	return sha256.Sum256([]byte(strconv.FormatInt(int64(ballot), 10) + string(c)))
}
