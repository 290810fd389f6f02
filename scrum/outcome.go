package scrum

import "slices"

// Outcome is what a vote came to, as it was told: whatever becomes of its
// stories later does not change it. The zero Outcome is that of a ballot that
// is not counted yet.
type Outcome struct {
	// Rows are the stories in the order that is proposed: by what the vote
	// says they are worth for their effort.
	Rows []OutcomeRow `json:"rows,omitempty"`
	// Voted are the stories in the order of the votes alone; those that tie
	// share a place.
	Voted [][]StoryID `json:"voted,omitempty"`
	// Plain is the same if everybody counted the same; nil where that is no
	// other order, or nobody has a weight.
	Plain [][]StoryID `json:"plain,omitempty"`
	Gone  []StoryID   `json:"gone,omitempty"` // were not open any more

	Papers    int64 `json:"papers,omitempty"`    // that were handed in
	Abstained int64 `json:"abstained,omitempty"` // of them
	Withheld  bool  `json:"withheld,omitempty"`  // too few voted anonymously to show anything

	Needed   int      `json:"needed,omitempty"`   // votes for the quorum, 0 without one
	Missing  []string `json:"missing,omitempty"`  // groups that had to be heard and were not
	Advisory bool     `json:"advisory,omitempty"` // the quorum was not met

	Decided []StoryID `json:"decided,omitempty"` // the order that the owner applied instead, for a reason

	// How robust the first place is that votes gave: see [Robustness]. Checks is
	// 0 where there was nothing to check; Top is 0 in results of before, where it
	// is the first row.
	Top      StoryID   `json:"top,omitempty"`
	Checks   int       `json:"checks,omitempty"`
	First    int       `json:"first,omitempty"`
	Deciding []StoryID `json:"deciding,omitempty"`

	TieOrder []StoryID `json:"tie_order,omitempty"` // in which ties are listed
	Duels    []Duel    `json:"duels,omitempty"`     // of a ranked ballot, strongest first: the pairs that made the order
	Fits     int       `json:"fits,omitempty"`      // how many rows, from the top, fit into the capacity
	Capacity Points    `json:"capacity,omitzero"`   // that was reckoned with, if one was known
	Pace     Pace      `json:"pace,omitzero"`       // that fixed dates were reckoned with
}

// AllAbstained reports whether people voted and none of them chose anything.
func (o Outcome) AllAbstained() bool { return o.Papers > 0 && o.Papers == o.Abstained }

// FirstVoted is the row of the first story that is in its place by votes, and
// false where there is none, or none is known.
func (o Outcome) FirstVoted() (row int, ok bool) {
	row = slices.IndexFunc(o.Rows, func(r OutcomeRow) bool { return r.Story == o.Top || o.Top == 0 })
	return row, row >= 0 && !o.Rows[row].Gated()
}

// Leads reports whether stories begin in the order of the outcome, as far as
// they are of it, after it was applied as it is.
func (o Outcome) Leads(stories []Story) bool {
	if o.Decided != nil {
		return false
	}
	var led, first []StoryID
	for _, row := range o.Rows {
		if slices.ContainsFunc(stories, func(s Story) bool { return s.ID == row.Story }) {
			led = append(led, row.Story)
		}
	}
	for _, s := range stories[:len(led)] {
		first = append(first, s.ID)
	}
	return len(led) > 0 && slices.Equal(led, first)
}

// OutcomeRow is one story of an outcome.
type OutcomeRow struct {
	Story      StoryID   `json:"story"`
	Rank       int       `json:"rank"`               // by what it is worth for its effort, from 1; equals share it
	Place      int       `json:"place"`              // by the votes alone, from 1; those that tie share it
	Tied       bool      `json:"tied,omitempty"`     // in the votes
	Approvals  int64     `json:"approvals"`          // people who gave it anything good
	Against    int64     `json:"against,omitempty"`  // people who said no
	Sum        Votes     `json:"sum"`                // of what it was given, times the weights
	Score      int       `json:"score,omitempty"`    // its shrunk score, in hundredths
	Value      int       `json:"value,omitempty"`    // what the votes say it is worth, in thousandths of the most
	Was        int       `json:"was,omitempty"`      // its place in the backlog before, 0 for none
	Effort     Points    `json:"effort,omitzero"`    // as it was then
	Confidence int       `json:"sureness,omitempty"` // in percent, that was reckoned with; 0 in results of before
	Due        string    `json:"due,omitempty"`      // must be done by this date of the product's zone
	Raised     bool      `json:"raised,omitempty"`   // because one that comes after needs it
	Begin      string    `json:"begin,omitempty"`    // the latest date to begin, for it to be done by then
	Pressing   bool      `json:"pressing,omitempty"` // that date had come: it was not for the vote to place
	Expedite   bool      `json:"expedite,omitempty"` // nor was this
	Guessed    bool      `json:"guessed,omitempty"`  // reckoned with the median effort of the others
	Needs      []StoryID `json:"needs,omitempty"`    // that come first
}

// Gated reports whether a story was not for the vote to place.
func (r OutcomeRow) Gated() bool { return r.Expedite || r.Pressing }

// Duel is that more voters put one story before another than the reverse.
type Duel struct {
	Winner  StoryID `json:"winner"`
	Loser   StoryID `json:"loser"`
	For     Votes   `json:"for"`
	Against Votes   `json:"against"`
	Skipped bool    `json:"skipped,omitempty"` // because it contradicts stronger ones
}

// MinAnonymous is how many papers that decide something an anonymous ballot
// needs before anything is shown of it.
const MinAnonymous = 3

// Candidate is a story that a ballot is about, with all of it that decides
// where it comes to stand.
type Candidate struct {
	Story    Story
	Needs    []StoryID // that come first
	Was      int       // its place in the backlog, 0 for none
	Begin    string    // of what has a fixed date: when to begin at the latest, see [Pace.Begin]
	Pressing bool      // that date has come
}
