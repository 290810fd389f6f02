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
// they happened: they are dated at the instant of the reading. Unsure tells
// that a list was cut short and does not say as many people as are kept: then
// nobody is taken off by it.
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
		missed = append(missed, taken(l.Emoji, kept, l.People, at)...)
	}
	for emoji, kept := range held {
		missed = append(missed, taken(emoji, kept, nil, at)...)
	}
	slices.SortFunc(missed, compareEvents)
	return missed, unsure
}

// taken are the events of those who held an emoji and no longer do.
func taken(emoji Emoji, before, now []PersonID, at time.Time) []ReactionEvent {
	var events []ReactionEvent
	for _, person := range before {
		if !slices.Contains(now, person) {
			events = append(events, ReactionEvent{Person: person, Emoji: emoji, At: at})
		}
	}
	return events
}
