package scrum

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Emoji is a reaction as it counts: by its own name, whatever alias it was
// put on with. The tone of the skin says nothing but is kept, because Slack
// lets one person hold several tones and take them back one by one.
type Emoji struct {
	Name string // "+1"
	Tone int    // 2 to 6; 0 for none
}

// ThumbsUp is the reaction that counts on a story's card.
const ThumbsUp = "+1"

// ParseEmoji reads the name that Slack gives a reaction, such as
// "thumbsup::skin-tone-3".
func ParseEmoji(name string) Emoji {
	base, tone, _ := strings.Cut(strings.Trim(strings.TrimSpace(name), ":"), "::skin-tone-")
	e := Emoji{Name: base}
	e.Tone, _ = strconv.Atoi(tone) // an unknown tone is none
	switch base {
	case "thumbsup", "thumbs_up", "👍":
		e.Name = ThumbsUp
	}
	return e
}

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
	type hold struct {
		person PersonID
		emoji  Emoji
	}
	last := map[hold]ReactionEvent{}
	for _, e := range events {
		if !at.IsZero() && e.At.After(at) {
			continue
		}
		h := hold{e.Person, e.Emoji}
		if before, ok := last[h]; !ok || e.after(before) {
			last[h] = e
		}
	}
	standing := map[string][]PersonID{}
	for h, e := range last {
		if e.Added {
			standing[h.emoji.Name] = append(standing[h.emoji.Name], h.person)
		}
	}
	for name, people := range standing {
		slices.Sort(people)
		standing[name] = slices.Compact(people)
	}
	return standing
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
