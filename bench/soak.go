package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"pogo/slacksim"
)

// soak is a long day made short: people who do a little of everything, without
// a pause, and connections that Slack renews meanwhile. What Pogo takes may not
// grow with the time that it runs.
type soak struct {
	flood  // its people, channels and cards
	pogo   *exec.Cmd
	gauges gauges
	random *rand.Rand
	log    io.Writer

	rate, refresh     time.Duration // between two events, and between two renewals
	warm, length      time.Duration // what is not judged, and all of it
	did               sync.WaitGroup
	sent, failed, met atomic.Int64 // met: renewals
	stories, answers  atomic.Int64
}

const sampleEvery = 10 * time.Second

// runSoak has Pogo run for an hour and judges whether it grows.
func runSoak(ctx context.Context, args []string, now clock, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench soak", flag.ContinueOnError)
	flags.SetOutput(progress)
	length := flags.Duration("for", time.Hour, "how long")
	perSecond := flags.Float64("rate", 10, "events a second")
	refresh := flags.Duration("refresh", time.Hour, "how often Slack renews the connections, first after half of it")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *length < time.Minute || *perSecond <= 0 || *refresh <= 0 {
		return errors.New("-for takes a minute or more, and -rate and -refresh more than nothing")
	}
	v, err := openVenue(ctx, slacksim.Config{}, progress)
	if err != nil {
		return err
	}
	defer v.close()
	listen, err := freeAddress(ctx)
	if err != nil {
		return err
	}
	s := &soak{
		flood: flood{slack: v.slack, now: now}, gauges: gauges{address: "http://" + listen + "/metrics", now: now}, log: progress,
		random: rand.New(rand.NewPCG(1, 2)), //nolint:gosec // to be the same each time
		rate:   time.Duration(float64(time.Second) / *perSecond), refresh: *refresh, length: *length, warm: *length / 6,
	}
	s.furnish()
	if s.pogo, err = v.start(ctx, "--listen", listen); err != nil {
		return err
	}
	defer func() { _ = s.pogo.Process.Signal(os.Interrupt); _ = s.pogo.Wait() }() // how it ends is not what is measured
	if err := s.post(ctx, floodCards); err != nil {
		return err
	}
	return s.run(ctx, out)
}

// freeAddress is one at which nobody listens.
func freeAddress(ctx context.Context) (string, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a port: %w", err)
	}
	return listener.Addr().String(), listener.Close()
}

// run lets events come until the time is over, whatever they take, and looks
// at Pogo meanwhile.
func (s *soak) run(ctx context.Context, out io.Writer) error {
	if err := s.standUp(ctx); err != nil {
		return err
	}
	watching, stop := context.WithCancel(ctx)
	seen := make(chan error, 1)
	go func() { seen <- s.watch(watching) }()
	start := s.now()
	renew := s.refresh / 2
	for due := time.Duration(0); due < s.length && ctx.Err() == nil; due += s.rate {
		pause(ctx, due-s.now().Sub(start))
		if due >= renew {
			s.slack.Disconnect("refresh_requested")
			s.met.Add(1)
			renew += s.refresh
		}
		s.happen()
	}
	s.did.Wait()
	stop()
	if err := errors.Join(<-seen, ctx.Err()); err != nil {
		return err
	}
	return s.report(out)
}

// standUp has everybody of the first channel asked, at whatever hour it is.
func (s *soak) standUp(ctx context.Context) error {
	command, _, err := standupSoon(s.now())
	if err != nil {
		return err
	}
	if err := s.slack.Command(s.people[0], channelOf(0), command); err != nil {
		return fmt.Errorf("set the stand-up: %w", err)
	}
	last := s.people[len(s.people)-1]
	return s.now.until(ctx, "the questions", func() bool { return len(s.slack.Messages(last, s.slack.DM(last))) > 0 })
}

// watch looks at Pogo until it is told to stop.
func (s *soak) watch(ctx context.Context) error {
	for ctx.Err() == nil {
		if err := s.gauges.sample(ctx); err != nil && ctx.Err() == nil {
			return err
		}
		fmt.Fprintln(s.log, s.gauges.last())
		pause(ctx, sampleEvery)
	}
	return nil
}

func (s *soak) report(out io.Writer) error {
	acked, again := 0, 0
	for _, e := range s.slack.Envelopes() {
		if e.Acked {
			acked++
		}
		if e.Attempt > 0 {
			again++
		}
	}
	limited := 0
	for _, c := range s.slack.Calls("") {
		if c.Status == 429 {
			limited++
		}
	}
	fmt.Fprintf(out, "%d events in %s, of which %d failed; connections renewed %d times\n", s.sent.Load(), s.length, s.failed.Load(), s.met.Load())
	fmt.Fprintf(out, "of the last requests %d were acknowledged, %d sent again, and %d calls refused by 429\n\n", acked, again, limited)
	if _, err := io.WriteString(out, s.gauges.table(s.length/rowsOfSoak)); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return judge(out, s.gauges.samples, s.warm)
}
