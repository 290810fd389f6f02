package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"pogo/slacksim"
)

// target is the first card of a channel, which is estimated and voted for all
// the time.
type target struct {
	number           int
	channel, key, ts string
	people           []string

	sizes []told[int]     // estimates, in the order in which they were typed
	likes map[string]bool // who put a thumb there, and did not take it off

	second string // the card of the second story, which is reworded all the time
	ballot ballot
}

// keyOf is what another story of the channel is called.
func (c target) keyOf(number int) string {
	product, _, _ := strings.Cut(c.key, "-")
	return fmt.Sprint(product, "-", number)
}

const mates = 3

// settle has people move in: each channel gets its first story and a stand-up.
// Before that, the process is killed a few times while it makes its tables.
func (s *siege) settle() {
	s.t.Helper()
	for i := range 3 {
		s.end(s.live(), time.Duration(1+i)*100*time.Millisecond)
		s.kills[whileStarting]++
	}
	for i := range crewChannels {
		c := target{number: i, channel: crewChannel(i), people: []string{"U0CLAIRE"}, likes: map[string]bool{}}
		for j := range mates {
			name := fmt.Sprintf("Mate %d of %d", j, i)
			id := s.slack.AddPerson(slacksim.Person{ID: fmt.Sprintf("U0M%dT%d", j, i), Name: name, RealName: name, TZ: "Europe/Paris", Locale: "en-GB"})
			if err := s.slack.Invite("U0CLAIRE", id, c.channel); err != nil {
				s.t.Fatal(err)
			}
			c.people = append(c.people, id)
		}
		s.cards = append(s.cards, c)
	}
	before := greetings(s.slack)
	first := s.live()
	await(s.t, s.slack, "a connection", func() bool { return greetings(s.slack) > before && s.slack.Connections() > 0 })
	s.kept = openKept(s.t, s.address)
	for i := range s.cards {
		s.furnish(&s.cards[i], i)
	}
	s.end(first, 0)
	s.kills[atRandom]++
}

func (s *siege) furnish(c *target, i int) {
	s.t.Helper()
	at := time.Date(2026, time.March, 2, 9, 7*i, 0, 0, time.UTC).Format("15:04")
	for _, line := range []string{"/story the first of all", "/story another one beside it", "/standup at " + at + " mon tue wed thu fri sat sun"} {
		s.insists(c.channel, line)
	}
	await(s.t, s.slack, "two cards", func() bool {
		for _, m := range s.slack.Messages("", c.channel) {
			switch key, _, ok := strings.Cut(m.Text, " · "); {
			case !ok || m.EphemeralTo != "":
			case strings.HasSuffix(key, "-1"):
				c.key, c.ts = key, m.TS
			default:
				c.second = m.TS
			}
		}
		return c.ts != "" && c.second != ""
	})
	s.opens(c, i%2 == 0)
}

// insists types something that changes nothing when it is said again, until it
// is acknowledged: Slack's three seconds pass at the pace, too.
func (s *siege) insists(channel, line string) {
	s.t.Helper()
	err := s.slack.Command("U0CLAIRE", channel, line)
	for range 10 {
		if err != nil {
			err = s.slack.Command("U0CLAIRE", channel, line)
		}
	}
	if err != nil {
		s.t.Fatalf("%s: %v\n%s", line, err, s.log)
	}
}

// until calls do every so often while somebody listens.
func (s *siege) until(stop <-chan struct{}, every time.Duration, do func()) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(every):
			if s.slack.Connections() > 0 {
				do()
			}
		}
	}
}

// estimates types one size after the other.
func (s *siege) estimates(stop <-chan struct{}) {
	n := 0
	s.until(stop, 40*time.Millisecond, func() {
		c := &s.cards[rand.IntN(len(s.cards))]
		n++
		err := s.slack.Command("U0CLAIRE", c.channel, fmt.Sprintf("/estimate %s %d", c.key, n%90+1))
		c.sizes = append(c.sizes, told[int]{n%90 + 1, err == nil})
	})
}

// reacts puts thumbs on cards and takes them off.
func (s *siege) reacts(stop <-chan struct{}) {
	s.until(stop, 40*time.Millisecond, func() {
		c := &s.cards[rand.IntN(len(s.cards))]
		who := c.people[rand.IntN(len(c.people))]
		do := s.slack.React
		if c.likes[who] {
			do = s.slack.Unreact
		}
		if err := do(who, c.channel, c.ts, "+1"); err != nil {
			s.t.Errorf("react: %v", err)
		}
		c.likes[who] = !c.likes[who]
	})
}

// spoils has Slack's answers go wrong, and cuts connections.
func (s *siege) spoils(stop <-chan struct{}) {
	faults := []slacksim.Fault{
		{Status: http.StatusTooManyRequests, RetryAfter: time.Second},
		{Status: http.StatusServiceUnavailable},
		{Store: true, Status: http.StatusInternalServerError},
		{Store: true, Drop: true},
		{Drop: true},
		{Store: true, Hang: true},
		{Hang: true},
		{Error: "internal_error", Store: true},
		{Delay: 100 * time.Millisecond},
		{Delay: 100 * time.Millisecond, Store: true, Status: http.StatusBadGateway},
	}
	methods := []string{
		"chat.postMessage", "chat.postMessage", "chat.postMessage", "chat.update", "conversations.history", "conversations.open", "reactions.get",
		"chat.postEphemeral", "response_url", "reactions.add",
	}
	s.until(stop, 50*time.Millisecond, func() {
		s.slack.Fail(methods[rand.IntN(len(methods))], faults[rand.IntN(len(faults))])
		switch rand.IntN(30) {
		case 0:
			s.slack.Cut()
		case 1:
			s.proxy.cut()
		case 2:
			s.slack.Disconnect("refresh_requested")
		}
	})
}
