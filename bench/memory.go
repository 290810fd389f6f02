package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"pogo/slacksim"
)

// weighing is Pogo as a process of its own on a large file, and what it weighs
// under load.
type weighing struct {
	*author
	*venue
	now  clock
	out  io.Writer
	pogo *exec.Cmd
}

// The load: commands and reactions, each all at once, then lists by so many
// people at a time.
const (
	weighCommands  = 500
	weighReactions = 2_000
	weighLists     = 1_000
	weighReaders   = 20
	weighCards     = 20
)

// runMemory measures how soon Pogo's first card stands after it was started,
// and how much memory it takes under load.
func runMemory(ctx context.Context, args []string, now clock, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench memory", flag.ContinueOnError)
	flags.SetOutput(progress)
	stories := flags.Int("stories", 100_000, "how many are in the file")
	keep := flags.String("keep", "", "a directory, made if need be, whose filled file is used if it is there, and kept")
	starts := flags.Int("starts", 9, "how often it is started for the first card")
	program := flags.String("pogo", "", "the program to weigh; default: this module's")
	if err := flags.Parse(args); err != nil {
		return err
	}
	v, err := openVenue(ctx, slacksim.Config{Unlimited: true}, progress)
	if err != nil {
		return err
	}
	defer v.close()
	if *program != "" {
		v.binary = *program
	}
	if err := filled(ctx, *keep, v.dir, *stories); err != nil {
		return err
	}
	furnishProducts(v.slack)
	w := &weighing{author: newAuthor(2), venue: v, now: now, out: out}
	defer w.stop()
	if err := w.starts(ctx, *starts); err != nil {
		return err
	}
	return w.weigh(ctx)
}

// filled puts a file of so many stories where Pogo will look for it.
func filled(ctx context.Context, keep, dir string, stories int) error {
	if keep == "" {
		keep = dir
	} else if err := os.MkdirAll(keep, 0o750); err != nil {
		return fmt.Errorf("make room: %w", err)
	}
	path := filepath.Join(keep, strconv.Itoa(stories)+".db")
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if err := fill(ctx, path, stories); err != nil {
			return err
		}
	}
	from, err := os.Open(path) //nolint:gosec // the path is the caller's choice, and nobody has it open
	if err != nil {
		return fmt.Errorf("open the filled file: %w", err)
	}
	defer func() { _ = from.Close() }()                 // it was only read
	to, err := os.Create(filepath.Join(dir, "pogo.db")) //nolint:gosec // likewise
	if err != nil {
		return fmt.Errorf("copy the filled file: %w", err)
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

// furnishProducts makes the people and channels that a filled file knows.
func furnishProducts(slack *slacksim.Slack) {
	members := []string{slack.Bot().ID}
	for i := range people {
		name := fmt.Sprintf("Person %d", i)
		members = append(members, slack.AddPerson(slacksim.Person{ID: string(person(i)), Name: name, RealName: name, TZ: "Europe/Paris", Locale: "en-GB"}))
	}
	for i := range products {
		slack.AddChannel(slacksim.Channel{ID: productChannel(i), Name: fmt.Sprintf("channel-%d", i+1), Members: members})
	}
}

func productChannel(i int) string { return fmt.Sprintf("C%d", i%products+1) }

// unlikeOthers is a need that is like none in a filled file: one that is would
// be kept as a draft, and shown to its author with the other instead of a card.
const unlikeOthers = "As a carpenter, I want to sand the planks so that nobody hurts a finger"

// starts measures how long it takes from the start of the process to the card
// of the first command, which is typed as soon as Slack has a connection.
func (w *weighing) starts(ctx context.Context, n int) error {
	if err := w.settle(ctx); err != nil { // so that the file knows who is where
		return err
	}
	w.stop()
	var took []time.Duration
	for i := range n {
		before := len(w.slack.Calls("chat.postMessage"))
		began := w.now()
		if err := w.start(ctx); err != nil {
			return err
		}
		if err := w.soon(ctx, "a connection", func() bool { return w.slack.Connections() > 0 }); err != nil {
			return err
		}
		greeted := w.now().Sub(began)
		if err := w.story(i, unlikeOthers); err != nil {
			return err
		}
		if err := w.soon(ctx, "the first card", func() bool { return len(w.slack.Calls("chat.postMessage")) > before }); err != nil {
			return err
		}
		took = append(took, w.now().Sub(began))
		fmt.Fprintf(w.progress, "connected after %s, first card after %s\n", greeted, took[i])
		w.stop()
	}
	if slices.Sort(took); n > 0 {
		fmt.Fprintf(w.out, "first card       %s after the start in the median of %d, at most %s\n", took[n/2].Round(time.Millisecond), n, took[n-1].Round(time.Millisecond))
	}
	return nil
}

func (w *weighing) start(ctx context.Context) (err error) {
	w.pogo, err = w.venue.start(ctx, "--posts-per-minute", "6000")
	return err
}

// settle starts Pogo and waits until it knows everybody and has both its
// connections.
func (w *weighing) settle(ctx context.Context) error {
	if err := w.start(ctx); err != nil {
		return err
	}
	if err := w.now.until(ctx, "a connection", func() bool { return w.slack.Connections() > 0 }); err != nil {
		return err
	}
	pause(ctx, 8*time.Second)
	return nil
}

func (w *weighing) stop() {
	if w.pogo != nil {
		_ = w.pogo.Process.Signal(os.Interrupt)
		_ = w.pogo.Wait() // how it ends is not what is measured
		w.pogo = nil
	}
}

func (w *weighing) story(n int, need string) error {
	if err := w.slack.Command(string(person(n%people)), productChannel(n), "/story "+need); err != nil {
		return fmt.Errorf("create a story: %w", err)
	}
	return nil
}

// soon waits for what is measured to the millisecond.
func (w *weighing) soon(ctx context.Context, what string, is func() bool) error {
	for start := w.now(); !is(); pause(ctx, time.Millisecond) {
		if ctx.Err() != nil || w.now().Sub(start) > floodPatience {
			return errors.Join(fmt.Errorf("waited in vain for %s", what), ctx.Err())
		}
	}
	return nil
}

// weigh puts load on the process and tells what it weighed most after each.
func (w *weighing) weigh(ctx context.Context) error {
	if err := w.settle(ctx); err != nil {
		return err
	}
	for _, load := range []struct {
		name string
		put  func(context.Context) error
	}{
		{"at rest", func(context.Context) error { return nil }},
		{fmt.Sprintf("%d commands", weighCommands), w.commands},
		{fmt.Sprintf("%d reactions", weighReactions), w.reactions},
		{fmt.Sprintf("%d lists", weighLists), w.lists},
	} {
		began := w.now()
		if err := load.put(ctx); err != nil {
			return err
		}
		fmt.Fprintf(w.out, "%-16s %s\n", load.name, w.weight(w.now().Sub(began)))
	}
	return nil
}

// commands are typed by as many people at once.
func (w *weighing) commands(context.Context) error {
	needs := make([]string, weighCommands)
	for i := range needs {
		needs[i], _ = w.need()
	}
	return w.together(weighCommands, weighCommands, func(n int) error { return w.story(n, needs[n]) })
}

// reactions are put on the first cards at once.
func (w *weighing) reactions(ctx context.Context) error {
	var cards []slacksim.Message
	err := w.now.until(ctx, "the cards", func() bool {
		cards = cards[:0]
		for i := range products {
			for _, m := range w.slack.Messages(string(person(0)), productChannel(i)) {
				if m.Bot && strings.Contains(string(m.Blocks), "👍 ") && m.EphemeralTo == "" {
					cards = append(cards, m)
				}
			}
		}
		return len(cards) >= weighCards
	})
	if err != nil {
		return err
	}
	return w.together(weighReactions, weighReactions, func(n int) error {
		card := cards[n%weighCards]
		return w.slack.React(string(person(n/weighCards)), card.Channel, card.TS, "+1")
	})
}

// lists asks for pages, filters and searches, by some people one after the
// other.
func (w *weighing) lists(context.Context) error {
	texts := []string{"/backlog", "/story list owner:me", "/story list state:done", "/story list invoice", "/story list pay buyer", "/story list label:\"label 3\""}
	return w.together(weighLists, weighReaders, func(n int) error {
		text := texts[n%len(texts)]
		if err := w.slack.Command(string(person(n%weighReaders)), productChannel(n/2), text); err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
		return nil
	})
}

// together does something n times, so many of them at once. What is not
// answered within Slack's three seconds is counted and no fault: this is about
// memory.
func (w *weighing) together(n, atOnce int, do func(i int) error) error {
	faults, turns := make([]error, n), make(chan struct{}, atOnce)
	var group sync.WaitGroup
	for i := range n {
		turns <- struct{}{}
		group.Go(func() { faults[i] = do(i); <-turns })
	}
	group.Wait()
	late := 0
	for i, err := range faults {
		if err != nil && strings.Contains(err.Error(), "operation_timeout") {
			faults[i] = nil
			late++
		}
	}
	if late > 0 {
		fmt.Fprintf(w.progress, "%d of %d were answered after three seconds\n", late, n)
	}
	return errors.Join(faults...)
}

// weight is what the process weighs now, and has weighed most since it was
// started. What it maps of its own program is in it.
func (w *weighing) weight(took time.Duration) string {
	m, err := weightOf(w.pogo.Process.Pid)
	if err != nil {
		return "this system does not tell: " + err.Error()
	}
	return fmt.Sprintf("%.1f MB, %.1f of them the program's file; most so far %.1f MB; in %s", m.now, m.file, m.most, took.Round(time.Millisecond))
}
