package scrum

import (
	"cmp"
	"slices"
	"time"
)

// BlockerNews is how a blocker stands to the digest before.
type BlockerNews string

// What a digest says of a blocker.
const (
	BlockerIsNew       BlockerNews = "new"
	BlockerIsChanged   BlockerNews = "changed"   // other words, another helper, somebody cares for it
	BlockerIsUnchanged BlockerNews = "unchanged" // the first time that a digest repeats it
	BlockerNeedsChoice BlockerNews = "choice"    // unchanged once more: take it, help, drop it or escalate
	BlockerIsGone      BlockerNews = "gone"      // resolved since
)

// CarriedBlocker is a blocker as a digest tells of it.
type CarriedBlocker struct {
	Blocker
	News      BlockerNews
	Unchanged int // working days without a change
}

// CarryBlockers returns what a digest of a date tells of blockers: those that
// stand, and those resolved since the digest before. What needs somebody most
// comes first: what demands a choice, then what stops somebody completely, the
// oldest first. Zone and holidays are the product's.
func CarryBlockers(list []Blocker, since time.Time, date string, zone *time.Location, off Holidays) []CarriedBlocker {
	var carried []CarriedBlocker
	for _, b := range list {
		if !b.Stands() && b.ResolvedAt.Before(since) {
			continue
		}
		days := off.WorkingDays(later(b.ChangedAt, b.AskedAt).In(zone).Format(time.DateOnly), date)
		carried = append(carried, CarriedBlocker{Blocker: b, News: b.news(since, days), Unchanged: days})
	}
	slices.SortStableFunc(carried, func(a, b CarriedBlocker) int {
		return cmp.Or(cmp.Compare(a.weight(), b.weight()), cmp.Compare(a.Since, b.Since), cmp.Compare(a.ID, b.ID))
	})
	return carried
}

// unchangedDays is after how many working days without a change a blocker
// demands a choice.
const unchangedDays = 2

func (b Blocker) news(since time.Time, unchanged int) BlockerNews {
	switch {
	case !b.Stands():
		return BlockerIsGone
	case !b.CreatedAt.Before(since):
		return BlockerIsNew
	case !b.ChangedAt.Before(since):
		return BlockerIsChanged
	case unchanged >= unchangedDays:
		return BlockerNeedsChoice
	}
	return BlockerIsUnchanged
}

// weight orders blockers by what needs somebody most.
func (c CarriedBlocker) weight() int {
	switch {
	case c.News == BlockerIsGone:
		return 4
	case c.Goal:
		return 0
	case c.News == BlockerNeedsChoice:
		return 1
	case c.Low:
		return 3
	}
	return 2
}

// BlockerCluster is what the blockers of a class cost together.
type BlockerCluster struct {
	Class   BlockerClass
	Count   int
	Blocked time.Duration // working hours of those who could unblock
}

// Days is the time in working days.
func (c BlockerCluster) Days() float64 { return c.Blocked.Hours() / WorkDay.Hours() }

// Costly reports whether the class is worth a word: it stood in the way more
// than once, or for a working day.
func (c BlockerCluster) Costly() bool { return c.Count > 1 || c.Blocked >= WorkDay }

// ClusterBlockers adds up, by class, the blockers that stood in a span of time
// and how long they stood in it, the costliest class first: how many times how
// long. Hours are those of whoever could unblock.
func ClusterBlockers(list []Blocker, from, to time.Time, hours func(Blocker) WorkHours) []BlockerCluster {
	byClass := map[BlockerClass]*BlockerCluster{}
	for _, b := range list {
		start, end := later(from, b.CreatedAt), to
		if !b.Stands() {
			end = sooner(to, b.ResolvedAt)
		}
		if !end.After(start) {
			continue
		}
		c := byClass[b.Class]
		if c == nil {
			c = &BlockerCluster{Class: b.Class}
			byClass[b.Class] = c
		}
		c.Count++
		c.Blocked += hours(b).Between(start, end)
	}
	var clusters []BlockerCluster
	for _, class := range BlockerClasses() {
		if c := byClass[class]; c != nil {
			clusters = append(clusters, *c)
		}
	}
	slices.SortStableFunc(clusters, func(a, b BlockerCluster) int { return cmp.Compare(b.cost(), a.cost()) })
	return clusters
}

func (c BlockerCluster) cost() float64 { return float64(c.Count) * c.Days() }
