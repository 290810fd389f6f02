package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"pogo/slacksim"
)

// morning is a stand-up at which many people are asked at the same minute,
// while somebody in another channel goes on working.
type morning struct {
	slack  *slacksim.Slack
	pogo   *exec.Cmd
	people int
	posts  int     // that the pretend Slack takes in a minute
	author *author // of what others write
	now    clock
	log    io.Writer
}

const (
	otherChannel = "C0OTHER"
	otherPerson  = "U0OTHER"
)

// runStandup measures how soon everybody is asked.
func runStandup(ctx context.Context, args []string, now clock, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench standup", flag.ContinueOnError)
	flags.SetOutput(progress)
	people := flags.Int("people", 5_000, "how many are asked at the same minute")
	posts := flags.Int("posts", 3_000, "how many messages a minute the workspace takes")
	if err := flags.Parse(args); err != nil {
		return err
	}
	v, err := openVenue(ctx, slacksim.Config{PostsPerMinute: *posts}, progress)
	if err != nil {
		return err
	}
	defer v.close()
	slack := v.slack
	furnishCrowd(slack, *people)
	slack.AddPerson(slacksim.Person{ID: otherPerson, Name: "other", RealName: "Other", TZ: "Europe/Paris", Locale: "en-GB"})
	slack.AddChannel(slacksim.Channel{ID: otherChannel, Name: "other", Members: []string{otherPerson, slack.Bot().ID}})
	m := &morning{slack: slack, people: *people, posts: *posts, author: newAuthor(1), now: now, log: progress}
	m.pogo, err = v.start(ctx, "--posts-per-minute", strconv.Itoa(*posts))
	if err != nil {
		return err
	}
	err = m.measure(ctx, out)
	memory, errMemory := weightOf(m.pogo.Process.Pid)
	_ = m.pogo.Process.Signal(os.Interrupt)
	_ = m.pogo.Wait() // how it ends is not what is measured
	fmt.Fprintf(out, "memory           %.0f MB at most\n", memory.most)
	fmt.Fprintf(out, "pogo worked      %s of the processors\n", (m.pogo.ProcessState.UserTime() + m.pogo.ProcessState.SystemTime()).Round(100*time.Millisecond))
	return errors.Join(err, errMemory)
}

func (m *morning) measure(ctx context.Context, out io.Writer) error {
	if err := m.now.until(ctx, "a connection", func() bool { return m.slack.Connections() > 0 }); err != nil {
		return err
	}
	if err := rested(ctx, m.slack, m.now); err != nil {
		return err
	}
	at, due, err := standupSoon(m.now())
	if err != nil {
		return err
	}
	if err := m.slack.Command(personOf(0), countChannel, at); err != nil {
		return fmt.Errorf("set the stand-up: %w", err)
	}
	pause(ctx, due.Sub(m.now()))
	before := len(m.slack.Envelopes())
	var took time.Duration
	for asked := 0; asked < m.people; asked = m.asked() {
		if took = m.now().Sub(due); took > 2*m.allowed()+time.Minute {
			return fmt.Errorf("only %d of %d were asked in %s", asked, m.people, took)
		}
		if err := m.disturb(ctx); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "asked            %d people in %s, where the limit takes %s\n", m.people, took.Round(100*time.Millisecond), m.allowed().Round(100*time.Millisecond))
	m.report(out, m.slack.Envelopes()[before:])
	return nil
}

// disturb looks at a backlog and writes a story, as others do meanwhile.
func (m *morning) disturb(ctx context.Context) error {
	need, _ := m.author.need()
	for _, line := range []string{"/backlog", "/story " + need} {
		if err := m.slack.Command(otherPerson, otherChannel, line); err != nil {
			return fmt.Errorf("type in another channel: %w", err)
		}
		pause(ctx, time.Second)
	}
	return nil
}

// standupSoon is what sets a stand-up for the next minute but one, at whatever
// hour that is, and when it comes.
func standupSoon(now time.Time) (command string, due time.Time, err error) {
	due = now.UTC().Truncate(time.Minute).Add(2 * time.Minute)
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return "", due, fmt.Errorf("find Paris: %w", err)
	}
	return "/standup at " + due.In(paris).Format("15:04") + " mon tue wed thu fri sat sun", due, nil
}

// allowed is how long the workspace's limit makes it take.
func (m *morning) allowed() time.Duration {
	return time.Minute * time.Duration(m.people) / time.Duration(m.posts)
}

// asked counts the direct messages that were taken.
func (m *morning) asked() int {
	n := 0
	for _, c := range m.slack.Calls("chat.postMessage") {
		if c.Status == 200 && strings.HasPrefix(c.Args["channel"], "U") {
			n++
		}
	}
	return n
}

func (m *morning) report(out io.Writer, envelopes []slacksim.Envelope) {
	var took []time.Duration
	for _, e := range envelopes {
		if e.Acked && e.Type == "slash_commands" {
			took = append(took, e.AckedAt.Sub(e.SentAt))
		}
	}
	refused, twice := map[string]int{}, map[string]int{}
	for _, c := range m.slack.Calls("") {
		if c.Status == 429 {
			refused[c.Method]++
		}
		if c.Method == "chat.postMessage" && c.Status == 200 {
			twice[c.Args["channel"]]++
		}
	}
	again := 0
	for to, n := range twice {
		if strings.HasPrefix(to, "U") && n > 1 {
			again++
		}
	}
	fmt.Fprintf(out, "429              of posts %d, of all %v; asked twice %d\n", refused["chat.postMessage"], refused, again)
	fmt.Fprintf(out, "others' commands %s\n", spread(took))
	fmt.Fprintf(out, "others' cards    %s\n", spread(m.cards(envelopes)))
}

// cards is how long after each story the next card stood in its channel.
func (m *morning) cards(envelopes []slacksim.Envelope) (took []time.Duration) {
	posts := m.slack.Calls("chat.postMessage")
	for _, e := range envelopes {
		if e.Type != "slash_commands" || !bytes.Contains(e.Raw, []byte(`"/story"`)) {
			continue
		}
		card := slices.IndexFunc(posts, func(c slacksim.Call) bool {
			return c.Args["channel"] == otherChannel && c.Status == 200 && c.At.After(e.SentAt)
		})
		if card >= 0 {
			took = append(took, posts[card].At.Sub(e.SentAt))
		}
	}
	return took
}

// spread says how long something took.
func spread(took []time.Duration) string {
	if len(took) == 0 {
		return "none"
	}
	slices.Sort(took)
	at := func(percent int) time.Duration {
		return took[min(len(took)*percent/100, len(took)-1)].Round(100 * time.Microsecond)
	}
	return fmt.Sprintf("%d, p50 %s, p99 %s, max %s", len(took), at(50), at(99), at(100))
}
