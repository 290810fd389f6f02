package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/slacksim"
	"pogo/storage"
)

// counting is one large vote, from its opening to its result in a pretend
// Slack. Papers are put into the file while Pogo is stopped, because how long
// people take to hand them in is not what is measured; reactions are made in
// Slack, with whose list Pogo compares its own.
type counting struct {
	*venue
	pogo *exec.Cmd
	now  clock
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
	v, err := openVenue(ctx, slacksim.Config{Unlimited: true}, progress)
	if err != nil {
		return err
	}
	defer v.close()
	furnishCrowd(v.slack, *voters)
	c := &counting{venue: v, now: now}
	defer c.stop()
	return c.measure(ctx, *how, *voters, out)
}

func furnishCrowd(slack *slacksim.Slack, n int) {
	members := []string{slack.Bot().ID}
	for i := range n {
		name := fmt.Sprintf("Person %d", i)
		members = append(members, slack.AddPerson(slacksim.Person{ID: personOf(i), Name: name, RealName: name, TZ: "Europe/Paris", Locale: "en-GB"}))
	}
	slack.AddChannel(slacksim.Channel{ID: countChannel, Name: "crowd", Members: members})
}

func personOf(i int) string { return fmt.Sprintf("U0P%05d", i) }

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
	if err := rested(ctx, c.slack, c.now); err != nil { // the reactions to press are on it
		return err
	}
	if err := c.vote(ctx, how, voters); err != nil {
		return err
	}
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
	if c.pogo, err = c.venue.start(ctx); err != nil {
		return err
	}
	if err := c.now.until(ctx, "a connection", func() bool { return c.slack.Connections() > 0 }); err != nil {
		return err
	}
	return rested(ctx, c.slack, c.now)
}

// rested waits until Pogo has asked Slack for nothing for a while: everybody is
// known, and all is counted that was found in the file.
func rested(ctx context.Context, slack *slacksim.Slack, now clock) error {
	calls, since := 0, now()
	return now.until(ctx, "an end of calls", func() bool {
		if n := len(slack.Calls("")); n != calls {
			calls, since = n, now()
		}
		return now().Sub(since) > 15*time.Second
	})
}

func (c *counting) stop() {
	if c.pogo != nil {
		_ = c.pogo.Process.Signal(os.Interrupt)
		_ = c.pogo.Wait() // how it ends is not what is measured
		c.pogo = nil
	}
}

// vote has everybody vote for two of the stories.
func (c *counting) vote(ctx context.Context, how string, voters int) error {
	if how == "open" {
		if err := c.react(ctx, voters); err != nil {
			return err
		}
		return rested(ctx, c.slack, c.now)
	}
	c.stop()
	if err := c.handIn(ctx, voters); err != nil {
		return err
	}
	return c.start(ctx)
}

// react has everybody press two numbers.
func (c *counting) react(ctx context.Context, voters int) error {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // to be the same each time
	all := c.slack.Messages(countOwner, countChannel)
	at := slices.IndexFunc(all, func(m slacksim.Message) bool { return strings.Contains(m.Text, "what comes first") })
	for i := range voters {
		for _, option := range random.Perm(countOptions)[:2] {
			if err := c.slack.React(personOf(i), countChannel, all[at].TS, scrum.OptionEmoji(option)); err != nil {
				return fmt.Errorf("react: %w", err)
			}
		}
		if i%20 == 0 {
			pause(ctx, 20*time.Millisecond)
		}
	}
	return c.stands(ctx, fmt.Sprintf("%d of %d have voted", voters, voters))
}

// handIn puts everybody's paper into the file.
func (c *counting) handIn(ctx context.Context, voters int) error {
	db, err := storage.Open(ctx, storage.Config{Path: c.database()})
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
			if err := keepPaper(ctx, tx, b, v.Person, key, random.Perm(len(b.Options))[:2]); err != nil {
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

// keepPaper is one person's vote for some options.
func keepPaper(ctx context.Context, tx *storage.Tx, b scrum.Ballot, who scrum.PersonID, key string, options []int) error {
	p := scrum.BallotPaper{Voter: b.Mark(who, key), Given: map[scrum.StoryID]int64{}, Copies: 1}
	if b.Secrecy != scrum.Anonymous {
		p.At = b.OpenedAt
	}
	for i, option := range options {
		p.Given[b.Options[option].Story] = b.Ratings()[min(i, len(b.Ratings())-1)]
	}
	return tx.KeepPaper(ctx, b.ID, p)
}
