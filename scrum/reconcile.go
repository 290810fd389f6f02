package scrum

import (
	"slices"
	"time"
)

// Listed is one emoji on a message as Slack lists it: without times, and with
// a count that is right where the list of people may be cut short.
type Listed struct {
	Emoji  Emoji
	People []PersonID
	Count  int
}

// Reconcile compares the events that are kept for a message with what Slack
// lists there, and returns those that must have been missed. Nobody knows when
// they happened: what was put on is dated at the instant of the reading, and
// what was taken off right after it had been put on, so that an event of which
// we hear later, or a clock that is ahead, is not outdone. The events are those
// that were kept before the reading began. Unsure tells that a list was cut
// short and does not say as many people as are kept: then nobody is taken off
// by it.
func Reconcile(events []ReactionEvent, listed []Listed, at time.Time) (missed []ReactionEvent, unsure bool) {
	held := holds(events)
	for _, l := range listed {
		kept := held[l.Emoji]
		delete(held, l.Emoji)
		for _, person := range l.People {
			if !slices.Contains(kept, person) {
				missed = append(missed, ReactionEvent{Person: person, Emoji: l.Emoji, Added: true, At: at})
			}
		}
		if len(l.People) < l.Count {
			unsure = unsure || len(kept) != l.Count
			continue
		}
		missed = append(missed, taken(events, l.Emoji, kept, l.People)...)
	}
	for emoji, kept := range held {
		missed = append(missed, taken(events, emoji, kept, nil)...)
	}
	slices.SortFunc(missed, compareEvents)
	return missed, unsure
}

// taken are the events of those who held an emoji and no longer do.
func taken(events []ReactionEvent, emoji Emoji, before, now []PersonID) []ReactionEvent {
	var off []ReactionEvent
	for _, person := range before {
		if !slices.Contains(now, person) {
			off = append(off, ReactionEvent{Person: person, Emoji: emoji, At: putOn(events, emoji, person).Add(time.Microsecond)})
		}
	}
	return off
}

// putOn is when somebody last put an emoji on.
func putOn(events []ReactionEvent, emoji Emoji, person PersonID) time.Time {
	var last time.Time
	for _, e := range events {
		if e.Added && e.Person == person && e.Emoji == emoji && e.At.After(last) {
			last = e.At
		}
	}
	return last
}
