package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"pogo/slacksim"
	"pogo/storage"
)

// judge lets Pogo come to rest in peace, and compares what Slack holds with
// what was acknowledged and with what Pogo believes.
func (s *siege) judge() {
	s.t.Helper()
	calm := time.Now()
	const longestWait = 15 * time.Minute // between two attempts to post something
	s.slept.Add(int64(longestWait))
	s.rest()
	reopened := s.reopen()
	if reopened > 0 {
		s.rest()
	}
	rested := time.Since(calm)
	lost := s.compare()
	standing, doubled := s.standing()
	posts := len(standing)
	lost += s.believed(standing)
	for _, c := range s.clickers {
		c.clicksKept()
	}
	s.votesCounted()

	total, each := 0, strings.Builder{}
	for _, at := range slices.Sorted(maps.Keys(s.kills)) {
		total += s.kills[at]
		fmt.Fprintf(&each, "\n%6d %s", s.kills[at], at)
	}
	s.t.Logf("%d kills in %s (%d points were not reached in time), then %s to come to rest:%s",
		total, calm.Sub(s.began).Round(time.Millisecond), s.late, rested.Round(time.Millisecond), each.String())
	s.tellClicks()
	s.t.Logf("stories acknowledged %d, not %d; by the clock %d; posts %d; in doubt, as looked up: %v; given up and opened again %d; lost %d; doubled %d",
		len(s.acked), len(s.typed), s.kept.number("SELECT count(*) FROM occurrence"), posts, s.log.found(), reopened, lost, doubled)
}

// rest lets a process work until everything is sent and counted. An edit that
// was given up is not shown.
func (s *siege) rest() {
	s.t.Helper()
	l := s.live()
	if err := s.slack.WaitIdle(s.t.Context()); err != nil { // until nothing is delivered again
		s.t.Fatal(err)
	}
	s.connected(1)
	s.closes()
	for end := time.Now().Add(time.Minute); s.kept.waiting() > 0 || s.undecided() > 0 || len(s.outdated()) > 0 && s.kept.parked() == 0; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Errorf("it does not come to rest: %d wait; %d votes are not counted; not the newest: %q", s.kept.waiting(), s.undecided(), s.outdated())
			break
		}
	}
	s.end(l, 0)
}

// reopen has what was given up tried again, as an owner would, and returns how
// much that was. A message is given up when a process died a dozen times with
// it in hand.
func (s *siege) reopen() int {
	s.t.Helper()
	db, err := storage.Open(s.t.Context(), storage.Config{Path: s.address})
	if err != nil {
		s.t.Fatal(err)
	}
	parked, err := db.Parked(s.t.Context())
	for _, d := range parked {
		if !d.Follows() {
			err = errors.Join(err, db.Retry(s.t.Context(), d.ID))
		}
	}
	if err := errors.Join(err, db.Close()); err != nil {
		s.t.Fatal(err)
	}
	return len(parked)
}

// outdated are the first cards that do not show the newest estimate that was
// acknowledged, or a later one, and as many thumbs as there are.
func (s *siege) outdated() (cards []string) {
	for _, c := range s.cards {
		for _, m := range s.slack.Messages("", c.channel) {
			if m.TS == c.ts && !c.isShown(m.Text) {
				uncounted := s.kept.number("SELECT count(*) FROM reaction WHERE message_ts = $1 AND counted = 0", c.ts)
				cards = append(cards, fmt.Sprintf("%s, with %v and estimates %v; %d reactions are not counted", m.Text, m.Reactions, c.sizes, uncounted))
			}
		}
	}
	return cards
}

func (c target) isShown(card string) bool {
	thumbs := 0
	for _, likes := range c.likes {
		if likes {
			thumbs++
		}
	}
	_, shown, _ := strings.Cut(strings.TrimSuffix(card, ")"), "👍 ")
	if shown != strconv.Itoa(thumbs) && (thumbs > 0 || shown != "") { // "👍 0" where there was one
		return false
	}
	return holds(c.sizes, 0, func(points int) bool { return points == 0 || strings.Contains(card, fmt.Sprintf(", %d point", points)) })
}

// standing is how often each post of ours stands in Slack, by its key; no key
// and no name stands twice.
func (s *siege) standing() (keys map[string]int, doubled int) {
	s.t.Helper()
	keys, names := map[string]int{}, map[string]int{}
	for _, m := range s.everything() {
		var said struct {
			Payload struct{ Key, Name string } `json:"event_payload"`
		}
		if m.Metadata == nil {
			continue
		}
		if err := json.Unmarshal(m.Metadata, &said); err != nil {
			s.t.Fatal(err)
		}
		keys[said.Payload.Key]++
		if said.Payload.Name != "" {
			names[said.Payload.Name]++
		}
		if keys[said.Payload.Key] > 1 || names[said.Payload.Name] > 1 {
			doubled++
			s.t.Errorf("once more in %s: %s %s", m.Channel, said.Payload.Name, m.Text)
		}
	}
	return keys, doubled
}

// everything is all that stands in all conversations.
func (s *siege) everything() (all []slacksim.Message) {
	for _, c := range s.cards {
		all = append(all, s.slack.Messages("", c.channel)...)
		for _, who := range c.people[1:] {
			all = append(all, s.slack.Messages("", s.slack.DM(who))...)
		}
	}
	return append(all, s.slack.Messages("", s.slack.DM("U0CLAIRE"))...)
}

// believed compares what the outbox says of its posts with what stands.
func (s *siege) believed(standing map[string]int) (lost int) {
	s.t.Helper()
	rows, err := s.kept.pool.QueryContext(s.t.Context(), "SELECT key, name, channel_id, error, state, attempts FROM outbox WHERE kind = 'post'")
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var key, name, channel, fault string
		var state, attempts int
		if err := rows.Scan(&key, &name, &channel, &fault, &state, &attempts); err != nil {
			s.t.Fatal(err)
		}
		if standing[key] == 0 {
			lost++
			s.t.Errorf("%q does not stand in %s: state %d after %d attempts: %s", name, channel, state, attempts, fault)
		}
		delete(standing, key)
	}
	if err := rows.Err(); err != nil {
		s.t.Fatal(err)
	}
	for key := range standing {
		s.t.Errorf("%s stands, and Pogo does not know", key)
	}
	return lost
}
