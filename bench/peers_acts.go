package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"
	"time"

	_ "github.com/mattn/go-sqlite3" // the driver, without storage in between

	"pogo/slacksim"
)

const (
	pacePerSecond = 25
	narrowCards   = 24
	away          = 120 * time.Millisecond // that Slack is away in the end
)

// warmUp gives each channel its first card, and the bot time to know everybody.
func (s *stage) warmUp(ctx context.Context) error {
	c, err := s.commands(ctx, s.channels(), 2*pacePerSecond, stageChannel)
	if err == nil && c.refused+c.lost > 0 {
		err = fmt.Errorf("of %d first commands %d were refused, and %d cards did not come", s.channels(), c.refused, c.lost)
	}
	pause(ctx, 8*time.Second)
	return err
}

// paced is an ordinary, if busy, day.
func (s *stage) paced(ctx context.Context, m measured) error {
	c, err := s.commands(ctx, s.size.paced, pacePerSecond, stageChannel)
	m["paced ack"], m["paced card"] = percentile(c.acks, 99), percentile(c.cards, 50)
	m["lost"] += float64(c.lost + c.refused)
	return err
}

// burst is everybody at once.
func (s *stage) burst(ctx context.Context, m measured) error {
	pause(ctx, 2*time.Second)
	c, err := s.commands(ctx, s.size.burst, 0, stageChannel)
	m["burst ack"], m["burst last ack"], m["burst card"] = percentile(c.acks, 99), c.lastAck, c.last
	m["lost"] += float64(c.lost + c.refused)
	return err
}

// flood is everybody reacting at once.
func (s *stage) flood(ctx context.Context, m measured) error {
	pause(ctx, 2*time.Second)
	var on []slacksim.Message
	for i := range stageCards {
		for _, message := range s.slack.Messages(personOf(0), stageChannel(i)) {
			if message.Bot && message.EphemeralTo == "" && strings.Contains(message.Text+string(message.Blocks), "pay in way") {
				on = append(on, message)
				break
			}
		}
	}
	if len(on) < stageCards {
		return fmt.Errorf("only %d cards stand to react to", len(on))
	}
	start := s.now()
	for i := range s.size.flood {
		card := on[i%stageCards]
		if err := s.slack.React(personOf(i/stageCards), card.Channel, card.TS, "+1"); err != nil {
			return fmt.Errorf("react: %w", err)
		}
	}
	var err error
	if m["flood stored"], err = s.stored(ctx, start); err != nil {
		return err
	}
	acks, last, err := s.acknowledged(ctx, start)
	m["flood ack"], m["flood stored"] = percentile(acks, 99), max(m["flood stored"], last)
	return err
}

// stored waits until all reactions are in the file, looking every few
// milliseconds as any other process may.
func (s *stage) stored(ctx context.Context, start time.Time) (float64, error) {
	if s.peer.floor {
		return 0, nil // which has none, and acknowledges what it has written
	}
	db, err := sql.Open("sqlite3", "file:"+s.database+"?mode=ro&_busy_timeout=5000")
	if err != nil {
		return 0, fmt.Errorf("open its file: %w", err)
	}
	defer func() { _ = db.Close() }() // it was only read
	for n := 0; n < s.size.flood; pause(ctx, 5*time.Millisecond) {
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM reaction").Scan(&n); err != nil {
			return 0, fmt.Errorf("count what is stored: %w", err)
		}
		if s.now().Sub(start) > stagePatience {
			return 0, fmt.Errorf("only %d of %d reactions are stored", n, s.size.flood)
		}
	}
	return milliseconds(s.now().Sub(start)), nil
}

// acknowledged waits until all reactions since start are.
func (s *stage) acknowledged(ctx context.Context, start time.Time) (acks []float64, last float64, err error) {
	err = s.now.until(ctx, "the acknowledgements", func() bool {
		acks, last = nil, 0
		for _, e := range s.slack.Envelopes() {
			if e.Acked && !e.SentAt.Before(start) && bytes.Contains(e.Raw, []byte(`"reaction_added"`)) {
				acks, last = append(acks, milliseconds(e.AckedAt.Sub(e.SentAt))), max(last, milliseconds(e.AckedAt.Sub(start)))
			}
		}
		return len(acks) >= s.size.flood
	})
	return acks, last, err
}

// refresh has Slack renew the connection while people go on typing.
func (s *stage) refresh(ctx context.Context, m measured) error {
	pause(ctx, 2*time.Second)
	const between = time.Second + time.Second/pacePerSecond/2 // two commands: nothing is typed as the connection ends
	timer := time.AfterFunc(between, func() { s.slack.Disconnect("refresh_requested") })
	defer timer.Stop()
	c, err := s.commands(ctx, 8*pacePerSecond, pacePerSecond, stageChannel)
	m["refresh ack"], m["refresh refused"], m["refresh lost"] = percentile(c.acks, 100), float64(c.refused), float64(c.lost)
	return err
}

// farAway has every answer of Slack come late. It stays like this.
func (s *stage) farAway(ctx context.Context, m measured) error {
	pause(ctx, 2*time.Second)
	s.slack.Fail("*", slacksim.Fault{Times: math.MaxInt, Delay: away})
	c, err := s.commands(ctx, 6*pacePerSecond, pacePerSecond, stageChannel)
	m["away ack"], m["away card"], m["away lost"] = percentile(c.acks, 100), percentile(c.cards, 50), float64(c.lost+c.refused)
	return err
}

// firstCard is a command as soon as the bot has come, with what it stored
// before.
func (s *stage) firstCard(ctx context.Context, m measured) error {
	before := s.now()
	c, err := s.commands(ctx, 1, 0, stageChannel)
	m["start"] = milliseconds(before.Sub(s.started)) + c.last
	m["lost"] += float64(c.lost + c.refused)
	return err
}

// narrow is more commands in one channel than Slack takes messages there.
func (s *stage) narrow(ctx context.Context, m measured) error {
	pause(ctx, 5*time.Second)
	c, err := s.commands(ctx, narrowCards, 0, func(int) string { return stageChannel(1) })
	m["narrow lost"], m["narrow last"] = float64(c.lost+c.refused), c.last/1000
	return err
}
