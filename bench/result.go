package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/slacksim"
	"pogo/storage"
)

// counting is one large vote, from its opening to its result in a pretend
// Slack. The papers are put into the file while Pogo is stopped: how long
// people take to hand them in is not what is measured.
type counting struct {
	dir, binary, api string
	slack            *slacksim.Slack
	progress         io.Writer
	pogo             *exec.Cmd
	now              clock
}

const (
	countChannel = "C0CROWD"
	countOwner   = "U0P00000"
	countOptions = 10
)

// runResult measures how soon after the grace a result stands.
func runResult(ctx context.Context, args []string, now clock, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench result", flag.ContinueOnError)
	flags.SetOutput(progress)
	voters := flags.Int("voters", 10_000, "how many are on the roll and vote")
	how := flags.String("how", "open", "open (reactions), or a form: secret, anonymous, ranked, score …")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "pogo-result-")
	if err != nil {
		return fmt.Errorf("make room: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // whatever is left is seen there
	binary, manifest, err := buildPogo(ctx, dir)
	if err != nil {
		return err
	}
	slack, err := slacksim.New(slacksim.Config{Manifest: manifest, Unlimited: true})
	if err != nil {
		return fmt.Errorf("make a pretend Slack: %w", err)
	}
	server := httptest.NewServer(slack.Handler())
	defer func() { slack.Close(); server.Close() }()
	furnishCrowd(slack, *voters)
	c := &counting{dir: dir, binary: binary, api: server.URL + "/api/", slack: slack, progress: progress, now: now}
	defer c.stop()
	return c.measure(ctx, *how, *voters, out)
}

func furnishCrowd(slack *slacksim.Slack, n int) {
	members := []string{slack.Bot().ID}
	for i := range n {
		name := fmt.Sprintf("Person %d", i)
		members = append(members, slack.AddPerson(slacksim.Person{ID: fmt.Sprintf("U0P%05d", i), Name: name, RealName: name, TZ: "Europe/Paris", Locale: "en-GB"}))
	}
	slack.AddChannel(slacksim.Channel{ID: countChannel, Name: "crowd", Members: members})
}

func (c *counting) measure(ctx context.Context, how string, voters int, out io.Writer) error {
	if err := c.start(ctx); err != nil {
		return err
	}
	for i := range countOptions {
		if err := c.slack.Command(countOwner, countChannel, fmt.Sprintf("/story As a buyer, I want to pay in way %d so that I need no cash", i)); err != nil {
			return fmt.Errorf("create a story: %w", err)
		}
	}
	if err := c.now.until(ctx, "the cards", func() bool { return c.find("in way", countOptions) }); err != nil {
		return err
	}
	opened := c.now()
	if err := c.slack.Command(countOwner, countChannel, fmt.Sprintf("/vote top %d %s", countOptions, how)); err != nil {
		return fmt.Errorf("open the vote: %w", err)
	}
	if err := c.stands(ctx, "what comes first"); err != nil {
		return err
	}
	fmt.Fprintf(out, "opened           %s with a roll of %d\n", c.now().Sub(opened).Round(time.Millisecond), voters)
	pause(ctx, 3*time.Second) // until the reactions to press are on it
	c.stop()
	if err := c.vote(ctx, voters); err != nil {
		return err
	}
	if err := c.start(ctx); err != nil {
		return err
	}
	pause(ctx, 30*time.Second) // until what was found in the file is counted
	return c.closeAndWait(ctx, out)
}

// closeAndWait closes the vote by hand and waits for its result.
func (c *counting) closeAndWait(ctx context.Context, out io.Writer) error {
	closed := c.now()
	if err := c.slack.Command(countOwner, countChannel, "/vote close"); err != nil {
		return fmt.Errorf("close the vote: %w", err)
	}
	fmt.Fprintf(out, "close answered   %s\n", c.now().Sub(closed).Round(time.Millisecond))
	if err := c.stands(ctx, "how it was counted"); err != nil {
		return err
	}
	took := c.now().Sub(closed)
	if took > scrum.BallotGrace {
		took -= scrum.BallotGrace
	}
	fmt.Fprintf(out, "result stands    %s after the grace\n", took.Round(time.Millisecond))
	return nil
}

// stands waits for a message.
func (c *counting) stands(ctx context.Context, text string) error {
	return c.now.until(ctx, text, func() bool { return c.find(text, 1) })
}

// find reports whether so many messages have a text.
func (c *counting) find(text string, n int) bool {
	for _, m := range c.slack.Messages(countOwner, countChannel) {
		if m.Bot && strings.Contains(m.Text, text) {
			n--
		}
	}
	return n <= 0
}

func (c *counting) start(ctx context.Context) error {
	var err error
	if c.pogo, err = startPogo(ctx, c.binary, c.dir, c.api, c.progress); err != nil {
		return err
	}
	if err := c.now.until(ctx, "a connection", func() bool { return c.slack.Connections() > 0 }); err != nil {
		return err
	}
	pause(ctx, 15*time.Second) // until everybody is known
	return nil
}

func (c *counting) stop() {
	if c.pogo != nil {
		_ = c.pogo.Process.Signal(os.Interrupt)
		_ = c.pogo.Wait() // how it ends is not what is measured
		c.pogo = nil
	}
}

// vote puts everybody's vote into the file: each gives something to three of
// the stories.
func (c *counting) vote(ctx context.Context, voters int) error {
	db, err := storage.Open(ctx, storage.Config{Path: filepath.Join(c.dir, "pogo.db")})
	if err != nil {
		return fmt.Errorf("open the file: %w", err)
	}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // to be the same each time
	err = db.Write(ctx, func(tx *storage.Tx) error {
		b, err := tx.Ballot(ctx, 1)
		if err != nil {
			return err
		}
		if len(b.Roll) != voters {
			return fmt.Errorf("%d are on the roll, not %d", len(b.Roll), voters)
		}
		key, err := tx.BallotKey(ctx, b.ID)
		if err != nil && !errors.Is(err, scrum.ErrNotFound) {
			return err
		}
		for _, v := range b.Roll {
			if err := c.cast(ctx, tx, b, v.Person, key, random.Perm(len(b.Options))[:3]); err != nil {
				return err
			}
		}
		return nil
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("put the votes into the file: %w", err)
	}
	return nil
}

// cast is one person's vote for some options.
func (c *counting) cast(ctx context.Context, tx *storage.Tx, b scrum.Ballot, who scrum.PersonID, key string, options []int) error {
	if !b.ByReactions() {
		p := scrum.BallotPaper{Voter: b.Mark(who, key), Given: map[scrum.StoryID]int64{}, Copies: 1}
		if b.Secrecy != scrum.Anonymous {
			p.At = b.OpenedAt
		}
		for i, option := range options {
			p.Given[b.Options[option].Story] = b.Ratings()[min(i, len(b.Ratings())-1)]
		}
		return tx.KeepPaper(ctx, b.ID, p)
	}
	m, err := tx.Delivery(ctx, "ballot:1")
	if err != nil {
		return err
	}
	for _, option := range slices.Sorted(slices.Values(options)) {
		e := scrum.ReactionEvent{Person: who, Emoji: scrum.ParseEmoji(scrum.OptionEmoji(option)), Added: true, At: b.OpenedAt.Add(time.Second)}
		if _, err := tx.KeepReaction(ctx, countChannel, m.TS, e); err != nil {
			return err
		}
	}
	return nil
}
