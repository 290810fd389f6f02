package scrum

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
)

// PokerVerdict is what the cards of a round say.
type PokerVerdict string

// The verdicts, in the order in which they are looked for.
const (
	PokerWait    PokerVerdict = "wait"    // fewer than two cards are sizes: it stays open
	PokerSplit   PokerVerdict = "split"   // somebody finds it endless
	PokerRefine  PokerVerdict = "refine"  // a third or more do not know
	PokerAgree   PokerVerdict = "agree"   // all the same
	PokerPropose PokerVerdict = "propose" // neighbors: one card, unless somebody objects
	PokerDiscuss PokerVerdict = "discuss" // apart: the lowest and the highest speak first
	PokerPark    PokerVerdict = "park"    // apart in the last round
)

// PokerOutcome is what the cards of a round say, and why.
type PokerOutcome struct {
	Verdict PokerVerdict
	Card    Face // agreed or proposed; where the cards lie apart, the upper median; "" while there are too few
	Median  int  // its place in the deck, were the upper median taken; -1 while there are too few
	Spread  int  // how many places the highest lies above the lowest
	Low     Face // the lowest and the highest size that was played
	High    Face
	Break   bool // somebody would like a pause, which is heard and not counted
}

// Outcome says what the cards of a round come to.
func (d Deck) Outcome(votes []PokerVote, round int) PokerOutcome {
	t := d.tally(votes)
	o := PokerOutcome{Verdict: PokerWait, Median: -1, Break: t.pause}
	if len(t.places) < 2 {
		return o
	}
	low, high := t.places[0], t.places[len(t.places)-1]
	o.Median, o.Spread, o.Low, o.High = t.places[len(t.places)/2], high-low, d.Cards[low].Face, d.Cards[high].Face
	o.Card = d.Cards[o.Median].Face
	switch {
	case t.endless:
		o.Verdict = PokerSplit
	case 3*t.unsure >= t.voters:
		o.Verdict = PokerRefine
	case o.Spread == 0:
		o.Verdict = PokerAgree
	case o.Spread == 1:
		o.Verdict, o.Card = PokerPropose, d.Cards[ofNeighbors(t.places)].Face
	case round >= PokerRounds:
		o.Verdict = PokerPark
	default:
		o.Verdict = PokerDiscuss
	}
	return o
}

// played is what was played in a round.
type played struct {
	places  []int // of the sizes in the deck, the smallest first
	voters  int   // who played anything but a coffee
	unsure  int   // of these with a question mark
	endless bool  // somebody finds it too large to say
	pause   bool  // somebody would like one
}

func (d Deck) tally(votes []PokerVote) played {
	var p played
	for _, v := range votes {
		switch card, ok := d.Card(v.Card); {
		case v.Card == FaceCoffee:
			p.pause = true
			continue
		case v.Card == FaceUnsure:
			p.unsure++
		case v.Card == FaceEndless:
			p.endless = true
		case ok && card.Points.Known:
			p.places = append(p.places, d.index(v.Card))
		}
		p.voters++
	}
	slices.Sort(p.places)
	return p
}

// ofNeighbors chooses between two places of the deck next to each other: the
// one that three in four played, else the higher, since estimates are too low
// more often than too high.
func ofNeighbors(sorted []int) int {
	low, high := sorted[0], sorted[len(sorted)-1]
	higher := 0
	for _, place := range sorted {
		if place == high {
			higher++
		}
	}
	if 4*higher <= len(sorted) {
		return low
	}
	return high
}

// Next is the state that a story has after the cards were shown.
func (v PokerVerdict) Next() PokerState {
	switch v {
	case PokerAgree:
		return PokerAgreed
	case PokerPropose:
		return PokerRevealed
	case PokerDiscuss, PokerSplit:
		return PokerDiscussing
	case PokerRefine, PokerPark:
		return PokerParked
	case PokerWait:
	}
	return PokerOpen
}

// Sorted returns votes by their place in the deck, the sizes first. Equal cards
// do not keep the order in which they were put down, which would tell who was
// slow.
func (d Deck) Sorted(votes []PokerVote) []PokerVote {
	sorted := slices.Clone(votes)
	slices.SortStableFunc(sorted, func(a, b PokerVote) int {
		return cmp.Or(cmp.Compare(d.index(a.Card), d.index(b.Card)), cmp.Compare(a.Person, b.Person))
	})
	return sorted
}

// Speakers are those who are heard first where the cards lie apart: two at most
// of those who played the lowest card, and of those who played the highest, in
// an order that nobody chooses.
func Speakers(item PokerItem, votes []PokerVote, o PokerOutcome) []PersonID {
	const most = 2
	var speakers []PersonID
	for _, face := range []Face{o.Low, o.High} {
		var holders []PersonID
		for _, v := range votes {
			if v.Card == face {
				holders = append(holders, v.Person)
			}
		}
		slices.SortFunc(holders, func(a, b PersonID) int {
			return cmp.Or(cmp.Compare(lot(item, a), lot(item, b)), cmp.Compare(a, b))
		})
		speakers = append(speakers, holders[:min(most, len(holders))]...)
	}
	return speakers
}

// lot is what somebody draws in a round of a story.
func lot(item PokerItem, person PersonID) uint64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(strconv.FormatInt(int64(item.ID), 10) + " " + strconv.Itoa(item.Round) + " " + string(person))) // a hash takes everything
	return hash.Sum64()
}
