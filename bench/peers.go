package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// contest is Pogo and its peers doing the same, one after the other.
type contest struct {
	dir      string // of all files
	peers    []peer
	manifest []byte
	size     contestSize
	now      clock
	progress io.Writer
}

// contestSize is how much is done.
type contestSize struct {
	rounds, paced, burst, flood int
}

// runPeers measures Pogo beside bots of its kind.
func runPeers(ctx context.Context, args []string, now clock, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench peers", flag.ContinueOnError)
	flags.SetOutput(progress)
	var size contestSize
	flags.IntVar(&size.rounds, "rounds", 5, "how often, of which the medians count")
	flags.IntVar(&size.paced, "paced", 250, "how many commands at 25 a second")
	flags.IntVar(&size.burst, "burst", 500, "how many commands at once")
	flags.IntVar(&size.flood, "flood", 2000, "how many reactions at once")
	only := flags.String("only", "", "which of them: pogo,bolt,bolt-late,slackgo,slackgo-late,floor")
	trouble := flags.Bool("trouble", true, "whether Slack makes trouble in the end")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "pogo-peers-")
	if err != nil {
		return fmt.Errorf("make room: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // whatever is left is seen there
	c := &contest{dir: dir, size: size, now: now, progress: progress}
	if err := c.build(ctx); err != nil {
		return err
	}
	if *only != "" {
		c.peers = slices.DeleteFunc(c.peers, func(p peer) bool { return !slices.Contains(strings.Split(*only, ","), p.name) })
	}
	var s sheetOfPeers
	for round := range size.rounds {
		if err := c.round(ctx, round, *trouble, &s); err != nil {
			return err
		}
	}
	_, err = io.WriteString(out, s.markdown(c.peers))
	return err
}

// round has each of them do everything once.
func (c *contest) round(ctx context.Context, round int, trouble bool, s *sheetOfPeers) error {
	own, err := c.storeRates(ctx, filepath.Join(c.dir, fmt.Sprintf("store-%d.db", round)))
	if err != nil {
		return err
	}
	for _, p := range c.peers {
		dir := filepath.Join(c.dir, fmt.Sprintf("%s-%d", p.name, round))
		if err := os.Mkdir(dir, 0o750); err != nil {
			return fmt.Errorf("make room: %w", err)
		}
		start := c.now()
		measured, err := c.measure(ctx, p, dir, trouble)
		if err != nil {
			return fmt.Errorf("round %d, %s: %w", round+1, p.name, err)
		}
		measured.relate(c.size, own)
		s.add(p.name, measured)
		fmt.Fprintf(c.progress, "round %d, %-12s %s (%s)\n", round+1, p.name, measured, c.now().Sub(start).Round(time.Second))
	}
	return nil
}

// measure has one of them do everything: on a Slack that limits nothing, where
// it begins with an empty database, and then with what it stored there on a
// Slack that limits what Slack does.
func (c *contest) measure(ctx context.Context, p peer, dir string, trouble bool) (measured, error) {
	m := measured{}
	trouble = trouble && !p.floor
	unlimited := func(s *stage) error { return s.unlimited(ctx, m, trouble) }
	if err := c.onStage(ctx, p, dir, true, unlimited, m); err != nil {
		return nil, err
	}
	limited := func(s *stage) error {
		if err := s.firstCard(ctx, m); err != nil || !trouble {
			return err
		}
		return s.narrow(ctx, m)
	}
	return m, c.onStage(ctx, p, dir, false, limited, m)
}

// unlimited is what is measured where Slack takes as much as it is sent.
func (s *stage) unlimited(ctx context.Context, m measured, trouble bool) error {
	if err := s.warmUp(ctx); err != nil {
		return err
	}
	acts := []func(context.Context, measured) error{s.paced, s.burst, s.flood}
	if trouble {
		acts = append(acts, s.refresh, s.farAway)
	}
	for _, act := range acts {
		if err := act(ctx, m); err != nil {
			return err
		}
	}
	return nil
}
