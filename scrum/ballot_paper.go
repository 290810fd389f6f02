package scrum

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// VoterMark tells two voters of a ballot apart: the person's id, or on an
// anonymous ballot what a random key makes of it, which tells who it is only
// as long as the key exists.
type VoterMark string

// Mark returns a person's mark on the ballot. Key is the ballot's random key,
// "" if it is not anonymous.
func (b Ballot) Mark(person PersonID, key string) VoterMark {
	if b.Secrecy != Anonymous {
		return VoterMark(person)
	}
	return VoterMark(keyed(key, person))
}

// keyed is what a random key makes of a person's id (HMAC-SHA256).
func keyed(key string, person PersonID) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(person))
	return hex.EncodeToString(mac.Sum(nil))
}

// BallotPaper is what one voter says, or several alike whose marks were
// destroyed.
type BallotPaper struct {
	Voter    VoterMark         // "" after an anonymous ballot closed
	Given    map[StoryID]int64 // ratings, as the ballot's rule has them; a story that is left out has 0
	Abstains bool              // was there and decides nothing
	At       time.Time         // zero on an anonymous ballot, which keeps no times
	Copies   int64             // how many said just this; 1 while it has a voter
}

// Papers reads the papers of a ballot by reactions from the events on its
// message up to its limit. Who is not on the roll, and every other emoji, is
// ignored.
func (b Ballot) Papers(events []ReactionEvent) []BallotPaper {
	standing, enrolled := b.standing(events), b.Enrolled()
	given := map[PersonID]*BallotPaper{}
	for i, emoji := range b.Emoji() {
		for _, person := range standing[emoji] {
			if !enrolled[person] {
				continue
			}
			if given[person] == nil {
				given[person] = &BallotPaper{Voter: VoterMark(person), Given: map[StoryID]int64{}, Copies: 1}
			}
			b.react(given[person], i)
		}
	}
	papers := make([]BallotPaper, 0, len(given))
	for _, person := range slices.Sorted(maps.Keys(given)) {
		papers = append(papers, *given[person])
	}
	return papers
}

// standing is who holds which of the ballot's emoji at its limit. Of scores the
// last one that somebody gave stands alone.
func (b Ballot) standing(events []ReactionEvent) map[string][]PersonID {
	if b.Method != ByScore {
		return Standing(events, b.Limit())
	}
	standing := map[string][]PersonID{}
	for person, choice := range LastChoices(events, b.Emoji(), b.Limit()) {
		standing[choice.Emoji] = append(standing[choice.Emoji], person)
	}
	return standing
}

// react adds to a paper what the emoji at an index says. Yes and no together
// cancel; whoever abstains and yet has an opinion has an opinion.
func (b Ballot) react(p *BallotPaper, emoji int) {
	const yes, no, abstain = 0, 1, 2
	story := b.Options[0].Story
	_, said := p.Given[story]
	switch {
	case b.Method == ByApproval:
		p.Given[b.Options[emoji].Story] = 1
	case b.Method == ByScore:
		p.Given[story] = HighestLevel - int64(emoji)
	case emoji == abstain && said:
	case said || emoji == abstain:
		p.Given[story], p.Abstains = 0, true
	case emoji == no:
		p.Given[story] = -1
	case emoji == yes:
		p.Given[story] = 1
	}
}

// Heard returns who of the roll handed in a paper. Key is as in [Ballot.Mark];
// once it is destroyed nobody can tell.
func (b Ballot) Heard(papers []BallotPaper, key string) map[PersonID]bool {
	marks := make(map[VoterMark]bool, len(papers))
	for _, p := range papers {
		marks[p.Voter] = true
	}
	heard := map[PersonID]bool{}
	for _, v := range b.Roll {
		if marks[b.Mark(v.Person, key)] {
			heard[v.Person] = true
		}
	}
	return heard
}

// TurnoutOf counts who voted, the team and others apart.
func (b Ballot) TurnoutOf(heard map[PersonID]bool) Turnout {
	var t Turnout
	for _, v := range b.Roll {
		switch {
		case !heard[v.Person]:
		case v.Outside:
			t.Outside++
		default:
			t.Team++
		}
	}
	return t
}

// Electors is the roll as a quorum reads it.
func (b Ballot) Electors(heard map[PersonID]bool) []Elector {
	var electors []Elector
	for _, v := range b.Roll {
		electors = append(electors, Elector{Person: v.Person, Groups: []string{string(v.Role)}, Excused: v.Outside || v.Excused, Voted: heard[v.Person]})
	}
	return electors
}

// QuorumState is how far the ballot's quorum is.
func (b Ballot) QuorumState(heard map[PersonID]bool) QuorumState {
	return b.Quorum.On(b.Electors(heard))
}

// Judge says in the outcome whether the quorum was met.
func (b Ballot) Judge(heard map[PersonID]bool) Ballot {
	if !b.Quorum.None() {
		state := b.QuorumState(heard)
		b.Outcome.Needed, b.Outcome.Missing, b.Outcome.Advisory = state.Needed, state.Missing, !state.Met()
	}
	return b
}

// Spent is what the ratings of a paper take from the ballot's budget.
func (b Ballot) Spent(p BallotPaper) int64 {
	var spent int64
	for _, rating := range p.Given {
		spent += b.Rule().price(rating)
	}
	return spent
}

// Dearest is the story that takes most of the budget on a paper.
func (b Ballot) Dearest(p BallotPaper) StoryID {
	return slices.MaxFunc(b.Options, func(x, y Option) int { return cmp.Compare(p.Given[x.Story], p.Given[y.Story]) }).Story
}

// Unsign takes the voters off the papers of an anonymous ballot and puts those
// that say the same together, in an order that only what they say decides.
func Unsign(papers []BallotPaper) []BallotPaper {
	copies := map[string]BallotPaper{}
	for _, p := range papers {
		content := p.content()
		copies[content] = BallotPaper{Given: p.Given, Abstains: p.Abstains, Copies: copies[content].Copies + p.Copies}
	}
	var unsigned []BallotPaper
	for _, content := range slices.Sorted(maps.Keys(copies)) {
		unsigned = append(unsigned, copies[content])
	}
	return unsigned
}

// content is what a paper says, the same for papers that say the same.
func (p BallotPaper) content() string {
	var b strings.Builder
	if p.Abstains {
		b.WriteString("abstains ")
	}
	for _, story := range slices.Sorted(maps.Keys(p.Given)) {
		b.WriteString(strconv.FormatInt(int64(story), 10) + ":" + strconv.FormatInt(p.Given[story], 10) + " ")
	}
	return b.String()
}

// Shuffled returns the options in an order of the voter's own, which is the
// same each time, so that no story wins by standing first.
func (b Ballot) Shuffled(person PersonID) []Option {
	shuffled := slices.Clone(b.Options)
	order := func(o Option) string {
		return keyed(strconv.FormatInt(int64(b.ID), 10)+":"+strconv.FormatInt(int64(o.Story), 10), person)
	}
	slices.SortFunc(shuffled, func(x, y Option) int { return cmp.Compare(order(x), order(y)) })
	return shuffled
}
