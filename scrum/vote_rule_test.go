package scrum_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

// The rules of a vote by reactions, as methods.md §2.3 numbers them. Who is on
// the roll, what arrives late and what is found after an outage is tried where
// people are told of it: testdata/script/vote_rule_*.txtar.

func TestVoteRule1EmojiAreReadByTheirOwnName(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]scrum.Emoji{
		"thumbsup":              {Name: "+1"},
		"thumbsup::skin-tone-3": {Name: "+1", Tone: 3},
		"thumbsdown":            {Name: "-1"},
		"👎":                     {Name: "-1"},
		"shit":                  {Name: "hankey"},
		"tshirt":                {Name: "shirt"},
		"pencil":                {Name: "memo"},
		"our_own_emoji":         {Name: "our_own_emoji"},
		"thumb":                 {Name: "thumb"}, // part of a name is another name
		"up":                    {Name: "up"},
	} {
		if got := scrum.ParseEmoji(typed); got != want {
			t.Errorf("%q is %v, want %v", typed, got, want)
		}
	}
}

func TestVoteRule6YesAndNoOfOnePersonCancel(t *testing.T) {
	t.Parallel()
	hearts := scrum.VoteEmoji{Approve: "heart"}
	for _, test := range []struct {
		name   string
		emoji  scrum.VoteEmoji
		events []scrum.ReactionEvent
		want   scrum.CardVote
	}{
		{"one for, one against", scrum.VoteEmoji{}, []scrum.ReactionEvent{put("A", "thumbsup", 1), put("B", "thumbsdown", 2)}, scrum.CardVote{For: people("A"), Against: people("B")}},
		{"both cancel, in whatever tone", scrum.VoteEmoji{}, []scrum.ReactionEvent{put("A", "+1::skin-tone-2", 1), put("A", "-1::skin-tone-5", 2), put("B", "+1", 3)}, scrum.CardVote{For: people("B"), Both: people("A")}},
		{"one taken back, the other counts", scrum.VoteEmoji{}, []scrum.ReactionEvent{put("A", "+1", 1), put("A", "-1", 2), off("A", "+1", 3)}, scrum.CardVote{Against: people("A")}},
		{"an opinion is stronger than a shrug", scrum.VoteEmoji{}, []scrum.ReactionEvent{put("A", "shrug", 1), put("A", "+1", 2), put("B", "🤷", 3)}, scrum.CardVote{For: people("A"), Abstain: people("B")}},
		{"the product's own emoji count instead", hearts, []scrum.ReactionEvent{put("A", "heart", 1), put("B", "+1", 2), put("C", "-1", 3)}, scrum.CardVote{For: people("A"), Against: people("C")}},
		{"any other says nothing", scrum.VoteEmoji{}, []scrum.ReactionEvent{put("A", "tada", 1)}, scrum.CardVote{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := test.emoji.CardVote(test.events)
			if diff := cmp.Diff(test.want, got, cmp.Transformer("", func(p []scrum.PersonID) []scrum.PersonID { return append(people(), p...) })); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func people(ids ...scrum.PersonID) []scrum.PersonID { return append([]scrum.PersonID{}, ids...) }

func TestVoteRules6And7OfSeveralLevelsOrChoicesTheLastCounts(t *testing.T) {
	t.Parallel()
	levels := []string{"fire", "white_check_mark", "shrug", "x"}
	for _, test := range []struct {
		name   string
		events []scrum.ReactionEvent
		at     int
		want   map[scrum.PersonID]scrum.LastChoice
	}{
		{"the last by its time, not by its arrival", []scrum.ReactionEvent{put("A", "x", 2), put("A", "fire", 1)}, 0, map[scrum.PersonID]scrum.LastChoice{"A": {Emoji: "x", Superseded: []string{"fire"}}}},
		{"taken back, the one before counts again", []scrum.ReactionEvent{put("A", "fire", 1), put("A", "x", 2), off("A", "x", 3)}, 0, map[scrum.PersonID]scrum.LastChoice{"A": {Emoji: "fire"}}},
		{"put on again, it is the last", []scrum.ReactionEvent{put("A", "fire", 1), put("A", "x", 2), off("A", "fire", 3), put("A", "🔥", 4)}, 0, map[scrum.PersonID]scrum.LastChoice{"A": {Emoji: "fire", Superseded: []string{"x"}}}},
		{"after the close nothing changes", []scrum.ReactionEvent{put("A", "fire", 1), put("A", "x", 61)}, 60, map[scrum.PersonID]scrum.LastChoice{"A": {Emoji: "fire"}}},
		{"another tone is the same choice", []scrum.ReactionEvent{put("A", "shrug::skin-tone-2", 1), put("A", "fire", 2), put("A", "shrug::skin-tone-4", 3)}, 0, map[scrum.PersonID]scrum.LastChoice{"A": {Emoji: "shrug", Superseded: []string{"fire"}}}},
		{"nobody", nil, 0, map[scrum.PersonID]scrum.LastChoice{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var at time.Time
			if test.at > 0 {
				at = noon().Add(time.Duration(test.at) * time.Second)
			}
			got := scrum.LastChoices(test.events, levels, at)
			if diff := cmp.Diff(test.want, got, cmp.Transformer("", func(s []string) []string { return append([]string{}, s...) })); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPeopleTypeAnEmojiInColonsOrItself(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		":heart:": "heart", ":thumbsup::skin-tone-3:": "+1", "❤️": "heart", "👍": "+1", ":our-own_emoji:": "our-own_emoji",
		"heart": "", "": "", ":": "", "::": "", ":a b:": "", "+1": "", "hello": "",
	} {
		if got, ok := scrum.TypedEmoji(typed); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %q, %v, want %q", typed, got, ok, want)
		}
	}
}

func TestVoteRule10WhatWasMissedIsFoundInSlacksOwnList(t *testing.T) {
	t.Parallel()
	thumb := func(count int, ids ...scrum.PersonID) scrum.Listed {
		return scrum.Listed{Emoji: scrum.ParseEmoji("+1"), People: ids, Count: count}
	}
	gone := func(person scrum.PersonID, emoji string) scrum.ReactionEvent { // right after it was put on in the first second
		e := off(person, emoji, 1)
		e.At = e.At.Add(time.Microsecond)
		return e
	}
	for _, test := range []struct {
		name   string
		kept   []scrum.ReactionEvent
		listed []scrum.Listed
		missed []scrum.ReactionEvent
		unsure bool
	}{
		{"nothing was missed", []scrum.ReactionEvent{put("A", "+1", 1)}, []scrum.Listed{thumb(1, "A")}, nil, false},
		{"one came", nil, []scrum.Listed{thumb(1, "A")}, []scrum.ReactionEvent{put("A", "+1", 60)}, false},
		{"one went", []scrum.ReactionEvent{put("A", "+1", 1), put("B", "+1", 2)}, []scrum.Listed{thumb(1, "B")}, []scrum.ReactionEvent{gone("A", "+1")}, false},
		{"the last one went", []scrum.ReactionEvent{put("A", "+1", 1)}, nil, []scrum.ReactionEvent{gone("A", "+1")}, false},
		{"one changed the tone", []scrum.ReactionEvent{put("A", "+1::skin-tone-2", 1)}, []scrum.Listed{thumb(1, "A")}, []scrum.ReactionEvent{gone("A", "+1::skin-tone-2"), put("A", "+1", 60)}, false},
		{"a list that is cut short takes nobody off", []scrum.ReactionEvent{put("A", "+1", 1), put("B", "+1", 2)}, []scrum.Listed{thumb(2, "B")}, nil, false},
		{"and where the numbers differ nobody can tell", []scrum.ReactionEvent{put("A", "+1", 1), put("B", "+1", 2)}, []scrum.Listed{thumb(1)}, nil, true},
		{"but whom it names, it names", []scrum.ReactionEvent{put("A", "+1", 1)}, []scrum.Listed{thumb(3, "B")}, []scrum.ReactionEvent{put("B", "+1", 60)}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			missed, unsure := scrum.Reconcile(test.kept, test.listed, noon().Add(time.Minute))
			if diff := cmp.Diff(test.missed, missed); diff != "" || unsure != test.unsure {
				t.Errorf("unsure %v %s", unsure, diff)
			}
			again, _ := scrum.Reconcile(append(missed, test.kept...), test.listed, noon().Add(time.Hour))
			if len(again) > 0 {
				t.Errorf("found again: %v", again)
			}
		})
	}
}

func TestVoteRule10AVoteThatArrivesDuringTheReadingStays(t *testing.T) {
	t.Parallel()
	before := []scrum.ReactionEvent{put("A", "+1", 1)}
	missed, _ := scrum.Reconcile(before, nil, noon().Add(time.Hour)) // a clock that is far ahead
	again := put("A", "+1", 5)                                       // after Slack made its list
	if held := scrum.Standing(append(append(missed, before...), again), time.Time{})["+1"]; len(held) != 1 {
		t.Errorf("the vote is lost: %v", missed)
	}
}
