package scrum

import (
	"slices"
	"time"
)

// PokerID identifies a planning poker: several stories that are voted on by
// the same people with the same deck.
type PokerID int64

// PokerItemID identifies a story on the table of a poker.
type PokerItemID int64

// PokerState is where a story of a poker stands. What comes before, a draft,
// is the form in which the poker is prepared; nothing of it is kept.
type PokerState string

// The states of a story in a poker.
const (
	PokerOpen       PokerState = "open"       // cards are put down, face down
	PokerRevealed   PokerState = "revealed"   // the cards are shown, and one is taken unless somebody objects
	PokerDiscussing PokerState = "discussing" // the cards are shown and lie apart
	PokerAgreed     PokerState = "agreed"     // the points are on the story
	PokerParked     PokerState = "parked"     // it ended without points
	PokerGone       PokerState = "gone"       // the story was dropped, hidden or estimated otherwise
)

// Live reports whether the story still waits for cards or for a decision that
// was announced.
func (s PokerState) Live() bool {
	return s == PokerOpen || s == PokerRevealed || s == PokerDiscussing
}

// Over reports whether nothing is to come without somebody's deed.
func (s PokerState) Over() bool { return s == PokerAgreed || s == PokerParked || s == PokerGone }

// PokerCause is why a story ended without points where the cards do not say.
type PokerCause string

// The causes.
const (
	PokerByHand  PokerCause = "hand"   // somebody parked it after its cards were shown
	PokerStopped PokerCause = "stop"   // somebody parked it before
	PokerTooFew  PokerCause = "few"    // too few cards lay there when time was up
	PokerClosed  PokerCause = "closed" // the story is no longer open
	PokerHidden  PokerCause = "hidden" // the channel does not see the story any more
	PokerEpic    PokerCause = "epic"   // the story holds others now
	PokerDecided PokerCause = "sized"  // the story was given points meanwhile
)

// Limits of a poker.
const (
	MaxPokerStories = 10              // on one table
	MinPokerVoters  = 2               // one alone agrees with everybody
	PokerConsent    = 5 * time.Minute // in which one can object to a proposed card
	PokerRounds     = 3               // after which cards that lie apart are parked
)

// Poker is a planning poker over stories.
type Poker struct {
	ID       PokerID
	Product  ProductID
	Opener   PersonID // who leads it, and answers questions
	Deck     Deck
	Everyone bool // who joins the team before a reveal votes too
	// Anonymous: nobody ever learns who put down which card.
	Anonymous bool
	Voters    []PersonID // who is asked
	OpenedAt  time.Time
	ClosesAt  time.Time // of the first round
	Items     []PokerItem
}

// PokerItem is one story of a poker.
type PokerItem struct {
	ID       PokerItemID
	Poker    PokerID
	Story    StoryID
	State    PokerState
	Round    int
	ClosesAt time.Time  // of the round; once the cards are shown, of the time to object
	Card     Face       // proposed or taken; "" for none
	Doubtful bool       // taken although the cards lay apart to the end
	Objector PersonID   // who objected to the card that was proposed; [Somebody] in an anonymous poker
	Cause    PokerCause // why it was parked or is gone, where the cards do not say
}

// Shown reports whether the cards of the story's round lie open. Cards that
// never did stay hidden for ever, or until another is put down.
func (it PokerItem) Shown() bool {
	switch it.State {
	case PokerRevealed, PokerDiscussing, PokerAgreed:
		return true
	case PokerParked:
		return it.Cause == "" || it.Cause == PokerByHand
	case PokerOpen, PokerGone:
	}
	return false
}

// PokerVote is a card that somebody put down.
type PokerVote struct {
	Round  int
	Person PersonID // in an anonymous poker see [Poker.Mark], and nobody once the card was shown
	Card   Face
	Reason string // in their words, shown with the card; "" for none
}

// PokerRound is what became of a round, as it is kept.
type PokerRound struct {
	Round      int
	Outcome    PokerOutcome
	RevealedAt time.Time
	RevealedBy PersonID // "" if the last card or the clock did
}

// Item returns the story of a poker by its id.
func (p Poker) Item(id PokerItemID) (PokerItem, bool) {
	i := slices.IndexFunc(p.Items, func(it PokerItem) bool { return it.ID == id })
	if i < 0 {
		return PokerItem{}, false
	}
	return p.Items[i], true
}

// In counts the stories in any of the states.
func (p Poker) In(states ...PokerState) int {
	n := 0
	for _, it := range p.Items {
		if slices.Contains(states, it.State) {
			n++
		}
	}
	return n
}

// Over reports whether no card is waited for and nothing is about to be taken.
func (p Poker) Over() bool { return p.In(PokerOpen, PokerRevealed) == 0 }

// PokerVoters are those of a team who vote if nobody says who: all but the
// product's owner and whoever leads the poker, who answer questions. Where too
// few would be left, whoever leads votes too.
func PokerVoters(team []Person, owner, opener PersonID) []PersonID {
	var voters []PersonID
	leads := false
	for _, p := range team {
		switch p.ID {
		case owner:
		case opener:
			leads = true
		default:
			voters = append(voters, p.ID)
		}
	}
	if len(voters) < MinPokerVoters && leads {
		voters = append(voters, opener)
	}
	return voters
}

// Expected are the voters who are still in the team.
func (p Poker) Expected(team []Person) []PersonID {
	var expected []PersonID
	for _, id := range p.Voters {
		if slices.ContainsFunc(team, func(m Person) bool { return m.ID == id }) {
			expected = append(expected, id)
		}
	}
	return expected
}

// PokerQuorum is how many cards must lie on the table before they may be
// shown without waiting for all: three in five, and two at least.
func PokerQuorum(expected int) int { return max(2, (6*expected+9)/10) }

// VotesIn returns the cards of a round.
func VotesIn(votes []PokerVote, round int) []PokerVote {
	return slices.DeleteFunc(slices.Clone(votes), func(v PokerVote) bool { return v.Round != round })
}

// VoteOf returns the card that somebody put down in a round.
func VoteOf(votes []PokerVote, round int, person PersonID) (PokerVote, bool) {
	i := slices.IndexFunc(votes, func(v PokerVote) bool { return v.Round == round && v.Person == person })
	if i < 0 {
		return PokerVote{}, false
	}
	return votes[i], true
}

// AllVoted reports whether everybody who is expected put down a card.
func AllVoted(votes []PokerVote, expected []PersonID) bool {
	for _, id := range expected {
		if !slices.ContainsFunc(votes, func(v PokerVote) bool { return v.Person == id }) {
			return false
		}
	}
	return len(expected) > 0
}
