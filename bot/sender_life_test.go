package bot

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"pogo/outbox"
	"pogo/slacksim"
	"pogo/storage"
)

// life is all that happens in a simulation, which depends on nothing else but
// on who is first where two things happen at the same instant.
type life struct {
	Processes int
	Posts     int // that Slack takes in a minute
	Steps     []step
	Mishaps   []mishap
}

func drawLife(t *rapid.T) life {
	return life{
		Processes: rapid.IntRange(1, 2).Draw(t, "processes"),
		Posts:     rapid.SampledFrom([]int{20, 300}).Draw(t, "posts a minute"),
		Steps:     drawSteps(t),
		Mishaps:   drawMishaps(t),
	}
}

// sending is a simulated life of senders over the real store, in time that
// runs as fast as it can: what is to stand in Slack, and what went wrong.
type sending struct {
	*world
	ill   *ill
	path  string
	posts int // a minute
	db    *storage.DB

	running  []*process
	born     int // processes so far
	troubles int // that may have cost a delivery an attempt or two

	n        int                 // texts so far
	cards    map[string]bool     // the names of messages that may be edited
	newest   map[string]string   // the newest text of each message, by its name
	lines    map[string][]string // the names by conversation and thread, in the order in which they were first wanted
	whispers []string
	home     string
}

// step is something that happens.
type step struct {
	Do      string // see drawSteps
	Channel string
	Card    string
	Process int
	Deed    bool   // the clock asks for it
	Point   string // where it dies
	Time    time.Duration
}

func drawSteps(t *rapid.T) []step {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) step {
		s := step{Do: rapid.SampledFrom([]string{
			"card", "card", "card", "once", "once", "reply", "whisper", "thumb", "home", "rewrite", "wait", "wait", "kill", "stall",
		}).Draw(t, "do")}
		switch s.Do {
		case "card", "once", "reply", "thumb":
			s.Channel = rapid.SampledFrom([]string{dev, client, claire}).Draw(t, "channel")
			s.Deed = rapid.Bool().Draw(t, "deed")
			s.Card = rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "card")
		case "wait":
			s.Time = time.Duration(rapid.IntRange(0, 60_000).Draw(t, "ms")) * time.Millisecond
		case "kill":
			s.Process = rapid.IntRange(0, 1).Draw(t, "process")
			s.Point = rapid.SampledFrom(append(deathbeds(), "any time")).Draw(t, "point")
			s.Time = time.Duration(rapid.IntRange(0, 90).Draw(t, "down")) * time.Second
		case "stall":
			s.Process = rapid.IntRange(0, 1).Draw(t, "process")
			s.Time = time.Duration(rapid.IntRange(1, 120).Draw(t, "seconds")) * time.Second
		}
		return s
	}), 1, 30).Draw(t, "steps")
}

// simulate has it all happen in a bubble over the store at a path, and returns
// what is wrong in the end.
func (l life) simulate(t rapid.TB, path string) (wrong string) {
	s := &sending{
		path: path, posts: l.Posts, ill: &ill{fates: l.Mishaps},
		cards: map[string]bool{}, newest: map[string]string{}, lines: map[string][]string{},
	}
	s.world = newWorld(t, slacksim.Config{PostsPerMinute: l.Posts}, func(c *Config) { c.PostsPerMinute = l.Posts }, s.ill.behind)
	defer s.raze()
	for _, m := range l.Mishaps {
		if m.Fate != well && m.Fate != slow {
			s.troubles++
		}
	}
	s.open()
	defer func() { s.must(s.db.Close()) }()
	for range l.Processes {
		s.running = append(s.running, s.process())
	}
	for i, st := range l.Steps {
		s.happen(i, st)
	}
	s.ill.recovers()
	ended := s.rests()
	for _, p := range s.running {
		p.cancel()
		<-p.ended
	}
	if !ended {
		return "it does not come to an end\n" + s.told()
	}
	if wrong = s.judge(); wrong != "" {
		wrong += "\n" + s.told()
	}
	return wrong
}

func (s *sending) open() {
	db, err := storage.Open(context.Background(), storage.Config{Path: s.path})
	s.must(err)
	s.db = db
}

func (s *sending) process() *process {
	s.born++
	cfg := s.cfg
	cfg.Outbox = s.db
	p, err := newProcess(cfg, fmt.Sprint("process ", s.born), s.ill, s.net)
	s.must(err)
	return p
}

func (s *sending) happen(i int, st step) {
	switch st.Do {
	case "wait":
		s.pass(st.Time)
	case "kill":
		s.kill(st)
	case "stall":
		p := s.running[st.Process%len(s.running)]
		s.troubles++
		p.mu.Lock()
		p.stall = st.Time
		p.mu.Unlock()
	case "rewrite":
		for _, name := range slices.Sorted(maps.Keys(s.cards)) {
			channel, _, _ := strings.Cut(name, ":")
			s.want(name, channel, outbox.Delivery{Kind: outbox.Post, Name: name, Channel: channel})
		}
	default:
		s.write(i, st)
	}
}

// write has somebody do something of which Slack is to hear.
func (s *sending) write(i int, st step) {
	name := st.Channel + ":" + st.Card
	switch st.Do {
	case "card":
		s.cards[name] = true
		s.want(name, st.Channel, outbox.Delivery{Kind: outbox.Post, Name: name, Channel: st.Channel, Deed: st.Deed, Request: "noon"})
	case "once":
		name = fmt.Sprint(st.Channel, ":once", i)
		s.want(name, st.Channel, outbox.Delivery{Kind: outbox.Post, Channel: st.Channel, Deed: st.Deed, Request: "noon"})
	case "reply":
		if s.cards[name] {
			s.want(fmt.Sprint(name, ":reply", i), name, outbox.Delivery{Kind: outbox.Post, Channel: st.Channel, Thread: name})
		}
	case "thumb":
		if s.cards[name] {
			s.send(outbox.Delivery{Kind: outbox.Seed, Channel: st.Channel, Body: fmt.Appendf(nil, `{"emoji":"one","on":%q}`, name)})
		}
	case "whisper":
		s.n++
		text := fmt.Sprint("whisper#", s.n)
		s.whispers = append(s.whispers, text)
		s.send(outbox.Delivery{Kind: outbox.Ephemeral, Channel: dev, Person: claire, Body: body(text)})
	case "home":
		s.n++
		s.home = fmt.Sprint("home#", s.n)
		s.send(outbox.Delivery{Kind: outbox.Home, Name: "home", Person: claire, Body: fmt.Appendf(nil,
			`{"type":"home","blocks":[{"type":"section","text":{"type":"plain_text","text":%q}}]}`, s.home)})
	}
}

// want writes a message down, by a name that may be known to the test alone.
func (s *sending) want(name, line string, d outbox.Delivery) {
	s.n++
	text := fmt.Sprint(name, "#", s.n)
	if s.newest[name] == "" {
		s.lines[line] = append(s.lines[line], name)
	}
	s.newest[name] = text
	d.Body = body(text)
	s.send(d)
}

func (s *sending) send(d outbox.Delivery) {
	d.CreatedAt = time.Now()
	s.must(s.db.Write(context.Background(), func(tx *storage.Tx) error {
		_, err := tx.Send(context.Background(), d)
		return err
	}))
}

// kill lets a process die where it is to, or where it is after a while, and
// starts it again. Alone on its database, it finds that as the next one would.
func (s *sending) kill(st step) {
	i := st.Process % len(s.running)
	p := s.running[i]
	s.troubles++
	p.mu.Lock()
	p.dies = st.Point
	p.mu.Unlock()
	timer := time.NewTimer(10 * time.Second)
	select {
	case <-p.gone:
	case <-timer.C:
		p.die()
	}
	<-p.ended
	synctest.Wait()
	if len(s.running) == 1 {
		s.must(s.db.Close())
		s.pass(st.Time)
		s.open()
	}
	s.running[i] = s.process()
}

// rests waits until nothing is left to do, which it has to be in two hours.
func (s *sending) rests() bool {
	for range 120 {
		s.pass(time.Minute) // at first for what is still under way inside Slack
		if _, waiting, err := s.db.NextDelivery(context.Background()); err != nil || !waiting {
			s.must(err)
			return true
		}
	}
	return false
}

func (s *sending) must(err error) {
	if err != nil {
		panic(err) // Fatal would wait for the goroutines in the bubble
	}
}
