package exchange

import (
	"encoding/json"
	"time"

	"pogo/scrum"
)

// Ballot is a vote in one file: all that was counted, what was told, and the
// circumstances.
type Ballot struct {
	Counted

	Product    string         `json:"product,omitempty"`
	Number     int            `json:"number,omitempty"`
	OpenedAt   time.Time      `json:"opened_at,omitzero"`
	ClosedAt   time.Time      `json:"closed_at,omitzero"`
	Opener     scrum.PersonID `json:"opener,omitempty"`
	Follows    int            `json:"follows,omitempty"` // the number of the vote whose first options it ranks
	Roll       []RollEntry    `json:"roll,omitempty"`
	Quorum     *BallotQuorum  `json:"quorum,omitempty"`
	Unverified bool           `json:"unverified,omitempty"` // votes may be missing
	Gone       []scrum.Choice `json:"gone,omitempty"`       // options that were not open any more at the close
	Reworded   []scrum.Choice `json:"reworded,omitempty"`   // options that say something else since the first votes
	NotCounted []NotCounted   `json:"not_counted,omitempty"`
}

// Counted is what a vote is counted from. In a file written by hand there may
// be less: options and ballots are enough.
type Counted struct {
	Options []scrum.Choice `json:"options"` // in the order that breaks ties
	Ballots []Paper        `json:"ballots"`

	Published *BallotResult `json:"published_result,omitempty"`
	Secrecy   scrum.Secrecy `json:"secrecy,omitempty"`
	Stories   []BallotStory `json:"stories,omitempty"` // in the order of the options
	Pace      scrum.Pace    `json:"pace,omitzero"`     // that places those with a fixed date
}

// Paper is what one voter said, or several alike.
type Paper struct {
	Voter    any                    `json:"voter,omitempty"`  // who, where the ballot names them; counts for nothing
	Count    *int64                 `json:"count,omitempty"`  // nil: 1
	Weight   json.Number            `json:"weight,omitempty"` // "": 1
	Rank     [][]scrum.Choice       `json:"rank,omitempty"`
	Ratings  map[scrum.Choice]int64 `json:"ratings,omitempty"` // instead of a rank, where the method is by ratings
	Abstains bool                   `json:"abstains,omitempty"`
}

// BallotResult is what people were told.
type BallotResult struct {
	Method  string           `json:"method"`            // by which it came about
	Highest int64            `json:"highest,omitempty"` // score; 0: 5
	Budget  int64            `json:"budget,omitempty"`  // dots, or credits of a quadratic vote; 0: as many as is usual
	Order   [][]scrum.Choice `json:"order"`             // nil: only the method is known

	Unweighted [][]scrum.Choice `json:"unweighted,omitempty"` // if it is another one
	Proposed   []scrum.Choice   `json:"proposed,omitempty"`   // by worth for the effort
	Decided    []scrum.Choice   `json:"decided,omitempty"`    // by the owner instead
	Reason     string           `json:"reason,omitempty"`
	Decision   string           `json:"decision,omitempty"`
	Decider    scrum.PersonID   `json:"decider,omitempty"`
}

// RollEntry is somebody who could vote.
type RollEntry struct {
	Person  scrum.PersonID   `json:"person"`
	Role    scrum.MemberRole `json:"role,omitempty"`
	Weight  json.Number      `json:"weight"`
	Outside bool             `json:"outside,omitempty"`
	AddedBy scrum.PersonID   `json:"added_by,omitempty"` // during the vote
	AddedAt time.Time        `json:"added_at,omitzero"`
}

// BallotQuorum is what a vote needed to stand.
type BallotQuorum struct {
	Percent int      `json:"percent"`
	Votes   int      `json:"votes,omitempty"` // or so many, whatever the roll
	Groups  []string `json:"groups,omitempty"`
	Needed  int      `json:"needed"`
	Met     bool     `json:"met"`
}

// BallotStory is a story of a vote with what decided its place besides votes.
type BallotStory struct {
	Key        scrum.Choice   `json:"key"`
	Title      string         `json:"title"`
	Points     *float64       `json:"points,omitempty"`     // nil: no estimate
	Confidence int            `json:"confidence,omitempty"` // in percent
	Expedite   bool           `json:"expedite,omitempty"`
	Due        string         `json:"due,omitempty"`
	Begin      string         `json:"begin,omitempty"`    // at the latest, to be done by then: it follows from the pace
	Pressing   bool           `json:"pressing,omitempty"` // that date had come, and so it stood before what was voted
	Needs      []scrum.Choice `json:"needs,omitempty"`
}

// NotCounted is a reaction that did not count, and why.
type NotCounted struct {
	Person scrum.PersonID `json:"person"`
	Emoji  string         `json:"emoji"`
	Added  bool           `json:"added"`
	At     time.Time      `json:"at"`
	Why    string         `json:"why"`
}

// tallyMethod is how a method is called in a file.
func tallyMethod(m scrum.BallotMethod) string {
	switch m {
	case scrum.ByYesNo:
		return "net"
	case scrum.ByRanking:
		return "ranked_pairs"
	case scrum.ByApproval, scrum.ByScore, scrum.ByDots, scrum.ByQuadratic:
	}
	return string(m)
}

// BallotMethod is the method that a result names, if a ballot can have it.
func (r BallotResult) BallotMethod() (method scrum.BallotMethod, ok bool) {
	for _, m := range scrum.BallotMethods() {
		if tallyMethod(m) == r.Method {
			return m, true
		}
	}
	return "", false
}
