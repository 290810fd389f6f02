package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"pogo/slacksim"
)

// flood is many people reacting to many cards: Pogo as its own process, a
// pretend Slack with Slack's limits here, and a real socket between the two.
type flood struct {
	slack  *slacksim.Slack
	people []string
	cards  []slacksim.Message
	late   time.Duration // the most that the sending itself fell behind
	now    clock
}

// The size of a flood: on each card so many people put a 👍, and some of them
// take it back.
const (
	floodChannels = 5
	floodAdded    = 150
	floodRemoved  = 50
	floodStands   = "👍 100" // what a card shows in the end
	floodPatience = 5 * time.Minute
)

func runFlood(ctx context.Context, args []string, now clock, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench flood", flag.ContinueOnError)
	flags.SetOutput(progress)
	perSecond := flags.Int("rate", 1000, "events a second; 0: all at once")
	cards := flags.Int("cards", 50, "how many cards, on each of which there are 200 events")
	quiet := flags.Duration("quiet", 65*time.Second, "how long to wait after the cards are posted, so that the minute's limits are whole")
	if err := flags.Parse(args); err != nil {
		return err
	}
	v, err := openVenue(ctx, slacksim.Config{}, progress)
	if err != nil {
		return err
	}
	defer v.close()
	f := &flood{slack: v.slack, now: now}
	f.furnish()
	pogo, err := v.start(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = pogo.Process.Kill(); _ = pogo.Wait() }() // it has said all there is to say
	if err := f.post(ctx, *cards); err != nil {
		return err
	}
	pause(ctx, *quiet)
	if err := f.measure(ctx, *perSecond, out); err != nil {
		return err
	}
	_ = pogo.Process.Signal(os.Interrupt)
	_ = pogo.Wait() // how it ends is not what is measured
	fmt.Fprintf(out, "pogo worked      %s of the processors\n", (pogo.ProcessState.UserTime() + pogo.ProcessState.SystemTime()).Round(100*time.Millisecond))
	return nil
}

func (f *flood) furnish() {
	for i := range floodAdded {
		name := fmt.Sprintf("Person %d", i)
		f.people = append(f.people, f.slack.AddPerson(slacksim.Person{ID: fmt.Sprintf("U0P%05d", i), Name: name, RealName: name, TZ: "Europe/Paris", Locale: "en-GB"}))
	}
	for i := range floodChannels {
		f.slack.AddChannel(slacksim.Channel{ID: channelOf(i), Name: "team-" + strconv.Itoa(i), Members: append(slices.Clone(f.people), f.slack.Bot().ID)})
	}
}

func channelOf(i int) string { return fmt.Sprintf("C0TEAM%02d", i%floodChannels) }

// post creates the stories and waits until their cards stand.
func (f *flood) post(ctx context.Context, cards int) error {
	if err := f.now.until(ctx, "a connection", func() bool { return f.slack.Connections() > 0 }); err != nil {
		return err
	}
	pause(ctx, 8*time.Second) // until everybody is known and both connections stand
	for i := range cards {
		if err := f.slack.Command(f.people[0], channelOf(i), fmt.Sprintf("/story As a buyer, I want to pay in way %d so that I need no cash", i)); err != nil {
			return fmt.Errorf("create a story: %w", err)
		}
	}
	return f.now.until(ctx, "the cards", func() bool { f.look(); return len(f.cards) == cards })
}

// look finds the cards as they stand.
func (f *flood) look() {
	f.cards = f.cards[:0]
	for i := range floodChannels {
		for _, m := range f.slack.Messages(f.people[0], channelOf(i)) {
			if m.Bot && strings.Contains(string(m.Blocks), "👍 ") && m.EphemeralTo == "" {
				f.cards = append(f.cards, m)
			}
		}
	}
}

// measure lets everybody react, and tells what came of it.
func (f *flood) measure(ctx context.Context, perSecond int, out io.Writer) error {
	events := f.events()
	before, start := len(f.slack.Envelopes()), f.now()
	for i, react := range events {
		if perSecond > 0 {
			due := start.Add(time.Duration(i) * time.Second / time.Duration(perSecond))
			pause(ctx, due.Sub(f.now()))
			f.late = max(f.late, f.now().Sub(due))
		}
		if err := react(); err != nil {
			return fmt.Errorf("react: %w", err)
		}
	}
	sent := f.now().Sub(start)
	err := f.now.until(ctx, "the final counts", func() bool {
		f.look()
		return !slices.ContainsFunc(f.cards, func(m slacksim.Message) bool {
			return !strings.Contains(string(m.Blocks), floodStands+"\"") && !strings.Contains(string(m.Blocks), floodStands+" ")
		})
	})
	f.report(out, f.slack.Envelopes()[before:], sent, f.now().Sub(start), err == nil)
	return err
}

// events is all that people do, in an order that has nothing to do with
// cards, but for each of them with the 👍 before its end.
func (f *flood) events() []func() error {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // to be the same each time
	var first, second []func() error
	for _, card := range f.cards {
		for i, who := range f.people {
			first = append(first, func() error { return f.slack.React(who, card.Channel, card.TS, "+1") })
			if i < floodRemoved {
				second = append(second, func() error { return f.slack.Unreact(who, card.Channel, card.TS, "+1") })
			}
		}
	}
	random.Shuffle(len(first), func(i, j int) { first[i], first[j] = first[j], first[i] })
	random.Shuffle(len(second), func(i, j int) { second[i], second[j] = second[j], second[i] })
	return append(first, second...)
}

func (f *flood) report(out io.Writer, envelopes []slacksim.Envelope, sent, stood time.Duration, right bool) {
	var took []time.Duration
	again := 0
	for _, e := range envelopes {
		if e.Acked {
			took = append(took, e.AckedAt.Sub(e.SentAt))
		}
		if e.Attempt > 0 {
			again++
		}
	}
	slices.Sort(took)
	at := func(percent int) time.Duration {
		if len(took) == 0 {
			return 0
		}
		return took[min(len(took)*percent/100, len(took)-1)].Round(100 * time.Microsecond)
	}
	refused := 0
	for _, c := range f.slack.Calls("") {
		if c.Status == 429 {
			refused++
		}
	}
	fmt.Fprintf(out, "events sent      %d in %s, at most %s behind\n", len(envelopes)-again, sent.Round(time.Millisecond), f.late.Round(time.Millisecond))
	fmt.Fprintf(out, "acknowledged     %d; sent again %d\n", len(took), again)
	fmt.Fprintf(out, "acknowledgement  p50 %s, p99 %s, max %s\n", at(50), at(99), at(100))
	fmt.Fprintf(out, "edits            %d; nearest two of one card %s apart; 429: %d\n", len(f.slack.Calls("chat.update")), f.nearest().Round(time.Millisecond), refused)
	fmt.Fprintf(out, "right on all %d cards: %v, %s after the first event\n", len(f.cards), right, stood.Round(100*time.Millisecond))
}

// nearest is the shortest time between two edits of one card.
func (f *flood) nearest() time.Duration {
	last, least := map[string]time.Time{}, time.Hour
	for _, c := range f.slack.Calls("chat.update") {
		card := c.Args["channel"] + c.Args["ts"]
		if before, ok := last[card]; ok {
			least = min(least, c.At.Sub(before))
		}
		last[card] = c.At
	}
	return least
}

// clock is what tells the time.
type clock func() time.Time

// until waits for something to become true.
func (now clock) until(ctx context.Context, what string, is func() bool) error {
	for start := now(); !is(); pause(ctx, 200*time.Millisecond) {
		if ctx.Err() != nil || now().Sub(start) > floodPatience {
			return errors.Join(fmt.Errorf("waited in vain for %s", what), ctx.Err())
		}
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
