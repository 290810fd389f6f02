package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"pogo/slacksim"
)

// stage is a pretend Slack and one bot in it.
type stage struct {
	*contest
	peer     peer
	slack    *slacksim.Slack
	database string
	process  *exec.Cmd
	started  time.Time
	stories  int // that were typed so far
}

const (
	stageCards    = 20 // that people react to, in as many channels
	stagePatience = 40 * time.Second
	stageBefore   = 1 << 20         // more than is typed before the bot is started again: what it has seen it does not do twice
	stageGrace    = 5 * time.Second // of a connection that Slack wants renewed
)

func stageChannel(i int) string { return fmt.Sprintf("C0P%05d", i) }

// onStage starts a bot, lets act happen to it, notes how much memory it took
// at most, and stops it.
func (c *contest) onStage(ctx context.Context, p peer, dir string, unlimited bool, act func(*stage) error, m measured) error {
	before := 0
	if !unlimited {
		before = stageBefore
	}
	slack, err := slacksim.New(slacksim.Config{Manifest: c.manifest, Unlimited: unlimited, PostsPerMinute: -1, Grace: stageGrace, FirstID: before})
	if err != nil {
		return fmt.Errorf("make a pretend Slack: %w", err)
	}
	server := httptest.NewServer(slack.Handler())
	defer func() { slack.Close(); server.Close() }()
	s := &stage{contest: c, peer: p, slack: slack, database: filepath.Join(dir, "bot.db"), stories: before}
	s.furnish()
	s.process = exec.CommandContext(ctx, p.command[0], append(slices.Clone(p.command[1:]), "--api-url", server.URL+"/api/", "--database", s.database)...) //nolint:gosec // its own programs
	s.process.Env = append(os.Environ(), "SLACK_BOT_TOKEN=xoxb-sim", "SLACK_APP_TOKEN=xapp-sim")
	said, err := os.Create(filepath.Join(dir, "said")) //nolint:gosec // its own directory
	if err != nil {
		return fmt.Errorf("keep what it says: %w", err)
	}
	defer func() { _ = said.Close() }() // what it said is read by nobody then
	s.process.Stdout, s.process.Stderr = said, said
	s.started = c.now()
	if err := s.process.Start(); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	defer func() { _ = s.process.Process.Signal(os.Interrupt); _ = s.process.Wait() }() // how it ends is not what is measured
	if err := s.connected(ctx); err != nil {
		return err
	}
	if err := act(s); err != nil {
		return err
	}
	m["memory"] = max(m["memory"], s.memory())
	return nil
}

// furnish makes a channel for each command that is typed at once: Slack takes
// about a message a second in one.
func (s *stage) furnish() {
	var crowd []string
	for i := range max(s.size.flood/stageCards, 1) {
		name := fmt.Sprintf("Person %d", i)
		crowd = append(crowd, s.slack.AddPerson(slacksim.Person{ID: personOf(i), Name: name, RealName: name, TZ: "Europe/Paris", Locale: "en-GB"}))
	}
	for i := range s.channels() {
		members := []string{s.slack.Bot().ID, crowd[0]}
		if i < stageCards {
			members = append(members, crowd[1:]...)
		}
		s.slack.AddChannel(slacksim.Channel{ID: stageChannel(i), Name: nameOfChannel(i), Members: members})
	}
}

// nameOfChannel gives each channel letters of its own, as Pogo makes a key of
// the first three.
func nameOfChannel(i int) string {
	const letters = 26
	return string([]byte{byte('a' + i/letters/letters%letters), byte('a' + i/letters%letters), byte('a' + i%letters)}) + "-team"
}

func (s *stage) channels() int { return max(s.size.burst, s.size.paced, stageCards) }

// connected waits until the bot is there, and looks often.
func (s *stage) connected(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, stagePatience)
	defer cancel()
	if err := s.slack.Until(ctx, func() bool { return s.slack.Connections() > 0 }); err != nil {
		said, _ := os.ReadFile(filepath.Join(filepath.Dir(s.database), "said")) // for the reader of the error
		return fmt.Errorf("wait for a connection: %w\n%s", err, said)
	}
	return nil
}

// memory is the most that the process ever took, in megabytes; 0 where the
// system does not tell.
func (s *stage) memory() float64 {
	w, err := weightOf(s.process.Process.Pid)
	if err != nil {
		return 0
	}
	return w.most
}

// cards is what came of commands: how long until Slack had the acknowledgement
// and until the card stood, in milliseconds, and what never came.
type cards struct {
	acks, cards   []float64
	lastAck, last float64 // since the first was typed
	refused, lost int     // seen by whoever typed it; seen by nobody
}

// commands has n commands typed, in a channel each, some a second or all at
// once, and waits for their cards.
func (s *stage) commands(ctx context.Context, n, perSecond int, channel func(int) string) (cards, error) {
	start := s.now()
	var typing sync.WaitGroup
	for i := range n {
		if perSecond > 0 {
			pause(ctx, start.Add(time.Duration(i)*time.Second/time.Duration(perSecond)).Sub(s.now()))
		}
		s.stories++
		line := fmt.Sprintf("/story As a buyer, I want to pay in way %d so that I need no cash", s.stories)
		typing.Go(func() { _ = s.slack.Command(personOf(0), channel(i), line) }) // what came of it is told by Slack
	}
	typing.Wait()
	var c cards
	for came, quiet := 0, s.now(); ctx.Err() == nil; pause(ctx, 200*time.Millisecond) {
		c = s.look(start)
		if c.lost == 0 || s.now().Sub(quiet) > stagePatience/4 {
			break
		}
		if len(c.cards) != came {
			came, quiet = len(c.cards), s.now()
		}
	}
	return c, ctx.Err()
}

// look compares what was asked for since start with what stands.
func (s *stage) look(start time.Time) cards {
	stood := map[string][]time.Time{}
	for _, call := range s.slack.Calls("chat.postMessage") {
		if call.Status == 200 && call.Error == "" && call.At.After(start) {
			stood[call.Args["channel"]] = append(stood[call.Args["channel"]], call.At)
		}
	}
	var c cards
	for _, e := range s.slack.Envelopes() {
		if e.Type != "slash_commands" || e.SentAt.Before(start) {
			continue
		}
		if !e.Acked {
			c.refused++
			continue
		}
		c.acks = append(c.acks, milliseconds(e.AckedAt.Sub(e.SentAt)))
		c.lastAck = max(c.lastAck, milliseconds(e.AckedAt.Sub(start)))
		var envelope struct {
			Payload struct {
				Channel string `json:"channel_id"`
			} `json:"payload"`
		}
		_ = json.Unmarshal(e.Raw, &envelope) // the pretend Slack wrote it
		in := stood[envelope.Payload.Channel]
		if len(in) == 0 {
			c.lost++
			continue
		}
		c.cards = append(c.cards, milliseconds(in[0].Sub(e.SentAt)))
		c.last = max(c.last, milliseconds(in[0].Sub(start)))
		stood[envelope.Payload.Channel] = in[1:]
	}
	return c
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// percentile sorts and chooses.
func percentile(took []float64, percent int) float64 {
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[min(len(took)*percent/100, len(took)-1)]
}
