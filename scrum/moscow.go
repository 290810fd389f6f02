package scrum

import (
	"math/big"
)

// MoSCoW says what a release would be without a story.
type MoSCoW string

// The four classes, of which the first has no way around it: without it there
// is no point, or it is illegal or unsafe.
const (
	Must   MoSCoW = "must"
	Should MoSCoW = "should"
	Could  MoSCoW = "could"
	Wont   MoSCoW = "wont" // this time; it is kept
)

// MoSCoWs are the classes, the first of them first.
func MoSCoWs() []MoSCoW { return []MoSCoW{Must, Should, Could, Wont} }

// MoSCoWNamed reads a class as people type it in English or French.
func MoSCoWNamed(text string) (MoSCoW, bool) {
	switch Fold(text) {
	case "must", "must have", "must-have", "m", "doit", "indispensable":
		return Must, true
	case "should", "should have", "should-have", "s", "devrait", "important", "importante":
		return Should, true
	case "could", "could have", "could-have", "c", "pourrait", "souhaitable":
		return Could, true
	case "wont", "won't", "won’t", "w", "pas cette fois", "pas-cette-fois", "plus tard", "plus-tard":
		return Wont, true
	}
	return "", false
}

// Classified is the effort that the stories of a class need.
type Classified struct {
	Points    Points // of those that are estimated
	Stories   int
	Estimated int
}

// MoSCoWCheck compares what is planned with what there is time for.
type MoSCoWCheck struct {
	Capacity Points // not known, or 0: there is nothing to compare with
	Of       map[MoSCoW]Classified
}

// The shares of a capacity, in percent, that Must should stay below and Could
// should reach.
const (
	MaxMust  = 60
	MinCould = 20
)

// Planned is the effort of all that is not left for another time.
func (c MoSCoWCheck) Planned() Points {
	return Points{Halves: c.Of[Must].Points.Halves + c.Of[Should].Points.Halves + c.Of[Could].Points.Halves, Known: true}
}

// Share is the part of the capacity that a class takes, in percent; false
// without a capacity. It is a lower bound while stories are not estimated.
func (c MoSCoWCheck) Share(class MoSCoW) (*big.Rat, bool) {
	if c.Capacity.Halves == 0 {
		return nil, false
	}
	return ratio(100*c.Of[class].Points.Halves, c.Capacity.Halves), true
}

// AtLeast reports whether a share is only a lower bound.
func (c MoSCoWCheck) AtLeast(class MoSCoW) bool { return c.Of[class].Estimated < c.Of[class].Stories }

// TooMuch is how much has to move out of Must at least; 0 points if nothing
// has to.
func (c MoSCoWCheck) TooMuch() Points {
	excess := 100*c.Of[Must].Points.Halves - MaxMust*c.Capacity.Halves
	if c.Capacity.Halves == 0 || excess <= 0 {
		return Points{Known: true}
	}
	return Points{Halves: (excess + 99) / 100, Known: true}
}

// FewCould reports whether there is less to give up than there should be.
func (c MoSCoWCheck) FewCould() bool {
	share, ok := c.Share(Could)
	return ok && !c.AtLeast(Could) && share.Cmp(big.NewRat(MinCould, 1)) < 0
}
