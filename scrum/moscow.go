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
	Capacity Points // not known, or 0: stories are counted
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

// CheckMoSCoW compares the classes of stories that are to be done together with
// all that they need.
func CheckMoSCoW(stories []Story) MoSCoWCheck {
	check := MoSCoWCheck{Of: map[MoSCoW]Classified{}, Capacity: Points{Known: true}}
	for _, s := range stories {
		c := check.Of[s.MoSCoW]
		c.Stories++
		if s.Size.Known {
			c.Estimated++
			c.Points.Halves += s.Size.Halves
			check.Capacity.Halves += s.Size.Halves
		}
		check.Of[s.MoSCoW] = c
	}
	return check
}

// Counted reports whether stories are counted, because nothing that is planned
// has an estimate to compare.
func (c MoSCoWCheck) Counted() bool { return c.Capacity.Halves == 0 }

// Share is the part of the capacity that a class takes, in percent, and a lower
// bound while stories are not estimated; if they are counted, the part of those
// that are planned. It is false if there are none.
func (c MoSCoWCheck) Share(class MoSCoW) (*big.Rat, bool) {
	if c.Counted() {
		planned := c.Of[Must].Stories + c.Of[Should].Stories + c.Of[Could].Stories
		if planned == 0 {
			return nil, false
		}
		return ratio(100*c.Of[class].Stories, planned), true
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
