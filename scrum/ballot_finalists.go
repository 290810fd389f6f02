package scrum

import "slices"

// A vote by approval narrows a long list well and says little about the order
// of its top. Where it was about more stories than manyNarrowed, its first ones
// are worth ranking in a second vote.
const (
	manyNarrowed  = 7
	finalists     = 5
	mostFinalists = 7
)

// Finalists are the stories that a second vote would rank: the first five of
// the result that votes placed, and with them up to two that tie with the fifth.
// There are none where the vote was no approval, over few stories, or nobody's.
func (b Ballot) Finalists() []StoryID {
	rows := slices.DeleteFunc(slices.Clone(b.Outcome.Rows), OutcomeRow.Gated)
	if b.Method != ByApproval || len(rows) <= manyNarrowed || b.Voted.Total() == 0 || b.Outcome.AllAbstained() {
		return nil
	}
	n := finalists
	for n < len(rows) && rows[n].Rank == rows[n-1].Rank {
		n++
	}
	if n > mostFinalists {
		n = finalists // so many tie that only the written order is left to decide
	}
	first := make([]StoryID, n)
	for i, row := range rows[:n] {
		first[i] = row.Story
	}
	return first
}
