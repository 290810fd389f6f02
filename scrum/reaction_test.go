package scrum_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestEmojiCountByTheirOwnName(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		typed string
		want  scrum.Emoji
	}{
		{"+1", scrum.Emoji{Name: "+1"}},
		{"thumbsup", scrum.Emoji{Name: "+1"}},
		{":thumbsup:", scrum.Emoji{Name: "+1"}},
		{"thumbsup::skin-tone-3", scrum.Emoji{Name: "+1", Tone: 3}},
		{"+1::skin-tone-6", scrum.Emoji{Name: "+1", Tone: 6}},
		{"-1", scrum.Emoji{Name: "-1"}},
		{"keycap_ten", scrum.Emoji{Name: "keycap_ten"}},
		{"our_own_emoji", scrum.Emoji{Name: "our_own_emoji"}},
		{"", scrum.Emoji{}},
	} {
		if got := scrum.ParseEmoji(test.typed); got != test.want {
			t.Errorf("%q is %v, want %v", test.typed, got, test.want)
		}
	}
}

// noon is when the votes of these tests are cast.
func noon() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) }

func put(person scrum.PersonID, emoji string, second int) scrum.ReactionEvent {
	return scrum.ReactionEvent{Person: person, Emoji: scrum.ParseEmoji(emoji), Added: true, At: noon().Add(time.Duration(second) * time.Second)}
}

func off(person scrum.PersonID, emoji string, second int) scrum.ReactionEvent {
	e := put(person, emoji, second)
	e.Added = false
	return e
}

func TestWhatStandsIsTheLastEventOfEachPerson(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		events []scrum.ReactionEvent
		at     int // seconds; 0 for the end
		want   []scrum.PersonID
	}{
		{"nobody", nil, 0, nil},
		{"one puts it on", []scrum.ReactionEvent{put("A", "+1", 1)}, 0, []scrum.PersonID{"A"}},
		{"one takes it back", []scrum.ReactionEvent{put("A", "+1", 1), off("A", "+1", 2), put("B", "+1", 3)}, 0, []scrum.PersonID{"B"}},
		{"and puts it on again", []scrum.ReactionEvent{put("A", "+1", 1), off("A", "+1", 2), put("A", "thumbsup", 3)}, 0, []scrum.PersonID{"A"}},
		{"five tones of one person are one vote", []scrum.ReactionEvent{put("A", "+1::skin-tone-2", 1), put("A", "+1::skin-tone-3", 2), put("A", "+1::skin-tone-4", 3), put("A", "+1::skin-tone-5", 4), put("A", "+1::skin-tone-6", 5)}, 0, []scrum.PersonID{"A"}},
		{"one of two tones is taken back", []scrum.ReactionEvent{put("A", "+1", 1), put("A", "+1::skin-tone-3", 2), off("A", "+1::skin-tone-3", 3)}, 0, []scrum.PersonID{"A"}},
		{"redelivered events count once", []scrum.ReactionEvent{put("A", "+1", 1), put("A", "+1", 1)}, 0, []scrum.PersonID{"A"}},
		{"the removal arrives first", []scrum.ReactionEvent{off("A", "+1", 2), put("A", "+1", 1)}, 0, nil},
		{"at the same instant the removal decides", []scrum.ReactionEvent{off("A", "+1", 1), put("A", "+1", 1)}, 0, nil},
		{"at the very close it counts", []scrum.ReactionEvent{put("A", "+1", 60)}, 60, []scrum.PersonID{"A"}},
		{"after the close it does not", []scrum.ReactionEvent{put("A", "+1", 61)}, 60, nil},
		{"nor does taking it back", []scrum.ReactionEvent{put("A", "+1", 1), off("A", "+1", 61)}, 60, []scrum.PersonID{"A"}},
		{"another emoji is another matter", []scrum.ReactionEvent{put("A", "-1", 1)}, 0, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var at time.Time
			if test.at > 0 {
				at = noon().Add(time.Duration(test.at) * time.Second)
			}
			for range 5 {
				got := scrum.Standing(test.events, at)[scrum.ThumbsUp]
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Fatalf("(-want +got):\n%s", diff)
				}
				rand.Shuffle(len(test.events), func(i, j int) { test.events[i], test.events[j] = test.events[j], test.events[i] })
			}
		})
	}
}
