package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/slacksim"
	"pogo/view"
)

// ballot is a vote about the first two stories of a channel, which goes on for
// the whole siege: by reactions in one channel, by a form in the next.
type ballot struct {
	ts     string // of its message
	secret bool
}

// mark is somebody's number on the message of a vote.
type mark struct{ channel, who, emoji string }

// opens has a ballot opened, and waits for it.
func (s *siege) opens(c *target, secret bool) {
	s.t.Helper()
	line := fmt.Sprintf("/vote %s; %s", c.key, c.keyOf(2))
	if secret {
		line += " secret"
	}
	s.insists(c.channel, line)
	c.ballot.secret = secret
	await(s.t, s.slack, "a vote", func() bool {
		for _, m := range s.slack.Messages("", c.channel) {
			if strings.HasPrefix(m.Text, "Vote:") && m.EphemeralTo == "" && (secret || len(m.Reactions) == 2) {
				c.ballot.ts = m.TS
			}
		}
		return c.ballot.ts != ""
	})
}

// votes has somebody vote, or vote another way.
func (s *clicker) votes(c *target, who string) {
	if !c.ballot.secret {
		s.puts(c, who)
		return
	}
	open := slacksim.Press{Channel: c.channel, Message: c.ballot.ts, ActionID: view.BallotVote}
	form, ok := s.form(who, view.BallotCast, func() error { return s.slack.Press(who, open) })
	if !ok {
		return
	}
	first, second := s.story(c, 1), s.story(c, 2)
	paper := [][]string{{first}, {second}, {first, second}}[rand.IntN(3)]
	slices.Sort(paper)
	acked := s.submit(who, form, map[string]any{view.FieldApprove: paper})
	s.papers[c.channel] = append(s.papers[c.channel], told[string]{strings.Join(paper, " "), acked})
}

// puts puts a number on the message of a vote, or takes it off.
func (s *clicker) puts(c *target, who string) {
	m := mark{c.channel, who, scrum.OptionEmoji(rand.IntN(2))}
	do := s.slack.React
	if s.marks[m] {
		do = s.slack.Unreact
	}
	if err := do(who, c.channel, c.ballot.ts, m.emoji); err != nil {
		s.t.Errorf("mark: %v", err)
	}
	s.marks[m] = !s.marks[m]
}

// story is the id of a story of a channel, by its number.
func (s *siege) story(c *target, number int) string {
	return s.kept.text("SELECT story.id FROM story JOIN product ON product.id = product_id WHERE channel_id = $1 AND number = $2", c.channel, number)
}

// closes ends all votes and waits for their results.
func (s *siege) closes() {
	s.t.Helper()
	for i := range s.cards {
		s.insists(s.cards[i].channel, "/vote close")
	}
	for n := 0; n < 60 && s.undecided() > 0; n++ {
		time.Sleep(500 * time.Millisecond)
		// The alarm of the scheduler does not run at the pace. It is set again when
		// a schedule changes.
		s.insists(s.cards[0].channel, fmt.Sprintf("/standup at 09:%02d mon tue wed thu fri sat sun", n))
	}
}

// undecided is how many votes have no result yet.
func (s *siege) undecided() int64 {
	return s.kept.number("SELECT count(*) FROM ballot WHERE state <> 'published'")
}

// votesCounted compares the results of all votes with what was handed in.
func (s *siege) votesCounted() {
	s.t.Helper()
	for i := range s.cards {
		c := &s.cards[i]
		var outcome scrum.Outcome
		text := s.kept.text("SELECT outcome FROM ballot JOIN product ON product.id = product_id WHERE channel_id = $1", c.channel)
		if err := json.Unmarshal([]byte(text), &outcome); err != nil {
			s.t.Fatal(err)
		}
		for number := range 2 {
			story := s.story(c, number+1)
			want := s.approvals(c, number, story)
			i := slices.IndexFunc(outcome.Rows, func(r scrum.OutcomeRow) bool { return fmt.Sprint(r.Story) == story })
			if i < 0 || outcome.Rows[i].Approvals != want {
				s.t.Errorf("%d are for story %d of %s, and the result is %s", want, number+1, c.channel, text)
			}
		}
	}
}

// approvals is how many voted for a story.
func (s *siege) approvals(c *target, number int, story string) (n int64) {
	s.t.Helper()
	for _, voter := range s.clickers {
		who := c.people[1+voter.mate]
		if voter.marks[mark{c.channel, who, scrum.OptionEmoji(number)}] || c.ballot.secret && slices.Contains(voter.paper(c, who), story) {
			n++
		}
	}
	return n
}

// paper is what is kept of somebody's vote by the form: what they said last that
// was acknowledged, or later.
func (s *clicker) paper(c *target, who string) (kept []string) {
	s.t.Helper()
	given := map[string]int{}
	text := s.kept.text(`SELECT given FROM ballot_paper JOIN ballot ON ballot.id = ballot_id JOIN product ON product.id = product_id
		WHERE channel_id = $1 AND voter = $2`, c.channel, who)
	if text != "" {
		if err := json.Unmarshal([]byte(text), &given); err != nil {
			s.t.Fatal(err)
		}
	}
	for id, rating := range given {
		if rating > 0 {
			kept = append(kept, id)
		}
	}
	if slices.Sort(kept); !holds(s.papers[c.channel], "", func(want string) bool { return want == strings.Join(kept, " ") }) {
		s.t.Errorf("the paper of %s is for %q, after %v", who, kept, s.papers[c.channel])
	}
	return kept
}
