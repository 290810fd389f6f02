package scrum

import (
	"cmp"
	"slices"
	"time"
)

// MessageID is where a message stands in Slack.
type MessageID struct {
	Channel ChannelID
	TS      string
}

// ReactionEvent is that a person put an emoji on a message or took it off.
// Events arrive in any order, and more than once; only At says which came last.
type ReactionEvent struct {
	Person PersonID
	Emoji  Emoji
	Added  bool
	At     time.Time
}

// Standing returns who holds which emoji, by its name, as it stood at an
// instant; the zero instant is after all events. A person is listed once
// however many tones they hold. Of two events at the same instant the removal
// decides, so that the order of arrival never does.
func Standing(events []ReactionEvent, at time.Time) map[string][]PersonID {
	standing := map[string][]PersonID{}
	for emoji, people := range holds(until(events, at)) {
		standing[emoji.Name] = append(standing[emoji.Name], people...)
	}
	for name, people := range standing {
		slices.Sort(people)
		standing[name] = slices.Compact(people)
	}
	return standing
}

func until(events []ReactionEvent, at time.Time) []ReactionEvent {
	if at.IsZero() {
		return events
	}
	return slices.DeleteFunc(slices.Clone(events), func(e ReactionEvent) bool { return e.At.After(at) })
}

// holds returns who holds which emoji, each tone apart, after all events.
func holds(events []ReactionEvent) map[Emoji][]PersonID {
	type hold struct {
		person PersonID
		emoji  Emoji
	}
	last := map[hold]ReactionEvent{}
	for _, e := range events {
		h := hold{e.Person, e.Emoji}
		if before, ok := last[h]; !ok || e.after(before) {
			last[h] = e
		}
	}
	held := map[Emoji][]PersonID{}
	for h, e := range last {
		if e.Added {
			held[h.emoji] = append(held[h.emoji], h.person)
		}
	}
	return held
}

func compareEvents(x, y ReactionEvent) int {
	return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.Person, y.Person), cmp.Compare(x.Emoji.Name, y.Emoji.Name), cmp.Compare(x.Emoji.Tone, y.Emoji.Tone))
}

func (e ReactionEvent) after(before ReactionEvent) bool {
	return cmp.Or(e.At.Compare(before.At), cmp.Compare(removal(e), removal(before))) > 0
}

func removal(e ReactionEvent) int {
	if e.Added {
		return 0
	}
	return 1
}

// LastChoice is what somebody says by the last of several reactions of which one
// counts.
type LastChoice struct {
	Emoji      string
	Superseded []string // the earlier ones that still stand, in their order
}

// LastChoices returns what each person chose among emoji of which one counts:
// the one that was put on last, by the time of the event, as it stood at an
// instant. The zero instant is after all events. Emoji put on at the same
// instant count in the order in which they are offered.
func LastChoices(events []ReactionEvent, among []string, at time.Time) map[PersonID]LastChoice {
	standing := Standing(events, at)
	put := map[PersonID]map[string]time.Time{}
	for _, emoji := range among {
		for _, person := range standing[emoji] {
			if put[person] == nil {
				put[person] = map[string]time.Time{}
			}
			put[person][emoji] = time.Time{}
		}
	}
	for _, e := range events {
		last, stands := put[e.Person][e.Emoji.Name]
		if stands && e.Added && e.At.After(last) && (at.IsZero() || !e.At.After(at)) {
			put[e.Person][e.Emoji.Name] = e.At
		}
	}
	choices := make(map[PersonID]LastChoice, len(put))
	for person, times := range put {
		held := slices.DeleteFunc(slices.Clone(among), func(emoji string) bool { _, ok := times[emoji]; return !ok })
		slices.SortStableFunc(held, func(x, y string) int { return times[x].Compare(times[y]) })
		choices[person] = LastChoice{Emoji: held[len(held)-1], Superseded: held[:len(held)-1]}
	}
	return choices
}
