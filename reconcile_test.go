package main

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/slacksim"
)

// crowd is a workspace where many people may react, and in which Slack never
// delivers again what could not be delivered.
func crowd(t *testing.T, people int) (*slacksim.Slack, *httptest.Server, []string) {
	t.Helper()
	slack, err := slacksim.New(slacksim.Config{Unlimited: true, AckTimeout: unhurried, TriggerTimeout: unhurried, RetryAfterNoAck: []time.Duration{time.Hour}})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i := range people {
		name := fmt.Sprint("Person ", i)
		ids = append(ids, slack.AddPerson(slacksim.Person{ID: fmt.Sprintf("U0P%03d", i), Name: name, RealName: name, TZ: "Europe/Paris", Locale: "en-GB"}))
	}
	slack.AddChannel(slacksim.Channel{ID: "C0PAYMENTS", Name: "payments", Members: append([]string{slack.Bot().ID}, ids...)})
	server := httptest.NewServer(slack.Handler())
	t.Cleanup(func() { slack.Close(); server.Close() })
	return slack, server, ids
}

// message is the newest one of the channel with a text.
func message(slack *slacksim.Slack, viewer, text string) (found slacksim.Message) {
	for _, m := range slack.Messages(viewer, "C0PAYMENTS") {
		if strings.Contains(m.Text+string(m.Blocks), text) && m.EphemeralTo == "" {
			found = m
		}
	}
	return found
}

// Rule 10: what people put on and took off while Pogo was away is found in
// Slack's own list, on cards and on a running vote.
func TestVoteRule10ReactionsMissedWhileAwayAreFound(t *testing.T) {
	t.Parallel()
	slack, server, people := crowd(t, 4)
	a, b, c, d := people[0], people[1], people[2], people[3]
	database := testdb.Address(t)
	first := serve(t, slack, server, database, 0)
	for _, need := range []string{"pay by card", "pay by bank transfer"} {
		if err := slack.Command(a, "C0PAYMENTS", "/story "+need); err != nil {
			t.Fatalf("%v\n%s", err, first.log)
		}
	}
	if err := slack.Command(a, "C0PAYMENTS", "/vote PAY-1 PAY-2"); err != nil {
		t.Fatalf("%v\n%s", err, first.log)
	}
	await(t, slack, "the vote", func() bool { return len(message(slack, a, "Vote: what comes first").Reactions) == 2 })
	card, vote := message(slack, a, "PAY-1 · ").TS, message(slack, a, "Vote: what comes first").TS
	react := func(how func(user, channel, ts, emoji string) error, who, ts, emoji string) {
		t.Helper()
		if err := how(who, "C0PAYMENTS", ts, emoji); err != nil {
			t.Fatal(err)
		}
	}
	react(slack.React, a, card, "+1")
	react(slack.React, a, vote, "one")
	react(slack.React, b, vote, "two")
	await(t, slack, "the votes", func() bool {
		return strings.Contains(message(slack, a, "Vote: what comes first").Text, "2 of 4") && strings.Contains(message(slack, a, "PAY-1 · ").Text, "👍 1")
	})
	first.kill()
	await(t, slack, "the end of its connections", func() bool { return slack.Connections() == 0 })

	react(slack.Unreact, a, card, "+1")
	react(slack.React, b, card, "thumbsup::skin-tone-3")
	react(slack.React, c, card, "+1")
	react(slack.Unreact, a, vote, "one")
	react(slack.React, c, vote, "one")
	react(slack.React, d, vote, "two")
	second := serve(t, slack, server, database, 2*time.Minute)
	await(t, slack, "what was missed\n"+second.log.String(), func() bool {
		return strings.Contains(message(slack, a, "Vote: what comes first").Text, "3 of 4") && strings.Contains(message(slack, a, "PAY-1 · ").Text, "👍 2")
	})
}

// The crash test of the votes: Pogo is killed in the middle of a flood of
// reactions and started again, and in the end counts what Slack shows.
func TestAKillDuringAFloodOfReactionsLosesNoVote(t *testing.T) {
	t.Parallel()
	const cards = 4
	slack, server, people := crowd(t, 40)
	database := testdb.Address(t)
	first := serve(t, slack, server, database, 0)
	for i := range cards {
		if err := slack.Command(people[0], "C0PAYMENTS", fmt.Sprint("/story pay in way ", i+1)); err != nil {
			t.Fatalf("%v\n%s", err, first.log)
		}
	}
	await(t, slack, "the cards", func() bool { return message(slack, people[0], fmt.Sprintf("PAY-%d · ", cards)).TS != "" })
	flood := func(from, to int) {
		for _, who := range people[from:to] {
			for i := range cards {
				ts := message(slack, people[0], fmt.Sprintf("PAY-%d · ", i+1)).TS
				if err := slack.React(who, "C0PAYMENTS", ts, "+1"); err != nil {
					t.Error(err)
				}
			}
		}
	}
	flood(0, 20)
	await(t, slack, "some acknowledgement", func() bool { return acked(slack) > 10 })
	first.kill()
	kept := acked(slack)
	flood(20, 30)
	second := serve(t, slack, server, database, 2*time.Minute)
	flood(30, 40)
	await(t, slack, fmt.Sprintf("the right tally after %d were acknowledged\n%s", kept, second.log), func() bool {
		for i := range cards {
			if !strings.Contains(message(slack, people[0], fmt.Sprintf("PAY-%d · ", i+1)).Text, "👍 40") {
				return false
			}
		}
		return true
	})
}

// acked counts the events that were acknowledged so far.
func acked(slack *slacksim.Slack) int {
	n := 0
	for _, e := range slack.Envelopes() {
		if e.Acked && e.EventID != "" {
			n++
		}
	}
	return n
}
