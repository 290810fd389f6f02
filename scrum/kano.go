package scrum

import (
	"math/big"
	"slices"
	"time"
)

// KanoID identifies a survey.
type KanoID int64

// Kano asks people two questions about a story: how they feel if it is there,
// and if it is not.
type Kano struct {
	ID        KanoID
	Story     StoryID
	StartedBy PersonID
	StartedAt time.Time
	EndsAt    time.Time
	ClosedAt  time.Time // zero while it runs
	Asked     []KanoAnswer
}

// KanoTime is how long a survey runs if nobody closes it.
const KanoTime = 7 * 24 * time.Hour

// Running reports whether answers are still taken.
func (k Kano) Running() bool { return k.ClosedAt.IsZero() }

// Of returns what a person answered; false if they were not asked.
func (k Kano) Of(person PersonID) (KanoAnswer, bool) {
	i := slices.IndexFunc(k.Asked, func(a KanoAnswer) bool { return a.Person == person })
	if i < 0 {
		return KanoAnswer{}, false
	}
	return k.Asked[i], true
}

// Feeling is an answer to one of the questions.
type Feeling string

// Feelings are the answers, the gladdest first.
func Feelings() []Feeling { return []Feeling{"like", "expect", "neutral", "tolerate", "dislike"} }

// KanoAnswer is what somebody who was asked feels; nothing before they
// answered.
type KanoAnswer struct {
	Person          PersonID
	Present, Absent Feeling
	At              time.Time
}

// Given reports whether the person answered.
func (a KanoAnswer) Given() bool { return a.Present != "" }

// KanoClass is what a story is to people.
type KanoClass string

// The classes, in the order in which ties are broken.
const (
	KanoMust         KanoClass = "must"         // missed where it is not there
	KanoOneDim       KanoClass = "performance"  // the more the better
	KanoAttractive   KanoClass = "attractive"   // a joy that nobody misses
	KanoIndifferent  KanoClass = "indifferent"  // all the same
	KanoReverse      KanoClass = "reverse"      // rather not there
	KanoQuestionable KanoClass = "questionable" // the answers contradict each other
)

func kanoClasses() []KanoClass {
	return []KanoClass{KanoMust, KanoOneDim, KanoAttractive, KanoIndifferent, KanoReverse, KanoQuestionable}
}

// Class is what the two answers say together.
func (a KanoAnswer) Class() KanoClass {
	const (
		q, r, n = KanoQuestionable, KanoReverse, KanoIndifferent
		e, o, m = KanoAttractive, KanoOneDim, KanoMust
	)
	table := [5][5]KanoClass{
		{q, e, e, e, o},
		{r, n, n, n, m},
		{r, n, n, n, m},
		{r, n, n, n, m},
		{r, r, r, r, q},
	}
	row, column := slices.Index(Feelings(), a.Present), slices.Index(Feelings(), a.Absent)
	if row < 0 || column < 0 {
		return q
	}
	return table[row][column]
}

// KanoCount is how many answers say which class.
type KanoCount map[KanoClass]int

// Count counts the answers that were given.
func (k Kano) Count() KanoCount {
	count := KanoCount{}
	for _, a := range k.Asked {
		if a.Given() {
			count[a.Class()]++
		}
	}
	return count
}

// Answers is how many answers there are.
func (c KanoCount) Answers() int {
	n := 0
	for _, of := range c {
		n += of
	}
	return n
}

// EnoughForKano is how many answers there must be for a class to be shown, and
// HintOfKano for what they say to be counted at all, once the survey is over.
const (
	EnoughForKano = 12
	HintOfKano    = 3
)

// Enough reports whether there are.
func (c KanoCount) Enough() bool { return c.Answers() >= EnoughForKano }

// Unclear reports whether more than a tenth of the answers contradict
// themselves: the words of the question are the matter then, not the story.
func (c KanoCount) Unclear() bool { return 10*c[KanoQuestionable] > c.Answers() }

// Class is the class that most answers say, and whether that is more than
// chance: Fong's test of the two that most answers say.
func (c KanoCount) Class() (class KanoClass, clear bool) {
	order := kanoClasses()
	slices.SortStableFunc(order, func(a, b KanoClass) int { return c[b] - c[a] })
	first, second, n := c[order[0]], c[order[1]], c.Answers()
	// |a−b| ≥ 1.65·√((a+b)(2n−a−b) ÷ 2n), squared so that it stays exact
	apart := 2 * n * (first - second) * (first - second) * 100 * 100
	return order[0], n > 0 && apart >= 165*165*(first+second)*(2*n-first-second)
}

// Better is how much gladder people are with it, from 0 to 1; Worse how much
// sadder without, from 0 to 1. Both are false where no answer tells.
func (c KanoCount) Better() (*big.Rat, bool) {
	return c.part(c[KanoAttractive] + c[KanoOneDim])
}

// Worse is described at [KanoCount.Better].
func (c KanoCount) Worse() (*big.Rat, bool) {
	return c.part(c[KanoOneDim] + c[KanoMust])
}

func (c KanoCount) part(n int) (*big.Rat, bool) {
	of := c[KanoAttractive] + c[KanoOneDim] + c[KanoMust] + c[KanoIndifferent]
	if of == 0 {
		return nil, false
	}
	return ratio(n, of), true
}
