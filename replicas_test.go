package main

import (
	"crypto/rand"
	"fmt"
	"maps"
	mathrand "math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/slacksim"
)

// crew is a pretend Slack with several of pogo in front of one server.
type crew struct {
	t       *testing.T
	slack   *slacksim.Slack
	server  *httptest.Server
	api     string // where they find it
	address string // of the database
	env     []string
	log     *lockedLog

	mu    sync.Mutex
	most  int               // stories; 0: without end
	acked map[string]string // the channel by what was typed there
	typed map[string]string // the same of what was not acknowledged
}

// lockedLog is what all of them say that is worth reading, and how many
// look-ups of what was in doubt came to what.
type lockedLog struct {
	mu      sync.Mutex
	text    strings.Builder
	lookUps map[string]int
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for line := range strings.Lines(string(p)) {
		if _, rest, ok := strings.Cut(line, "in_doubt=true result="); ok {
			result, _, _ := strings.Cut(rest, " ")
			l.lookUps[result]++
		}
		if !strings.Contains(line, "level=INFO") {
			l.text.WriteString(line)
		}
	}
	return len(p), nil
}

// found is how many look-ups came to what.
func (l *lockedLog) found() map[string]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.lookUps)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

const crewChannels = 12

// newCrew is in front of a server, with clocks at the usual pace.
func newCrew(t *testing.T) *crew {
	t.Helper()
	testdb.NeedServer(t)
	start := time.Now()
	return crewIn(t, slacksim.Config{Now: func() time.Time { return paced(start, pace) }, AckTimeout: 3 * time.Second},
		epoch+"="+strconv.FormatInt(start.UnixMicro(), 10))
}

// crewIn is one in a pretend Slack, with an environment for its processes.
func crewIn(t *testing.T, config slacksim.Config, env ...string) *crew {
	t.Helper()
	config.Unlimited, config.TriggerTimeout = true, unhurried
	slack, err := slacksim.New(config)
	if err != nil {
		t.Fatal(err)
	}
	slack.AddPerson(slacksim.Person{ID: "U0CLAIRE", Name: "Claire", RealName: "Claire", TZ: "Europe/Paris", Locale: "en-GB"})
	for i := range crewChannels {
		slack.AddChannel(slacksim.Channel{ID: crewChannel(i), Name: fmt.Sprintf("team-%c", 'a'+i), Members: []string{"U0CLAIRE", slack.Bot().ID}})
	}
	c := &crew{
		t: t, slack: slack, server: httptest.NewServer(slack.Handler()), address: testdb.Address(t), log: &lockedLog{lookUps: map[string]int{}},
		acked: map[string]string{}, typed: map[string]string{},
	}
	c.api = c.server.URL
	c.env = append(os.Environ(), child+"=0s", "SLACK_BOT_TOKEN=xoxb-sim", "SLACK_APP_TOKEN=xapp-sim", "POGO_DATABASE="+c.address)
	c.env = append(c.env, env...)
	t.Cleanup(func() {
		slack.Close()
		c.server.Close()
		if t.Failed() {
			t.Log(c.log)
		}
	})
	return c
}

// keepAt has the processes that are started from now on keep everything at
// another address.
func (c *crew) keepAt(address string) {
	c.address = address
	c.env = append(c.env, "POGO_DATABASE="+address)
}

func crewChannel(i int) string { return fmt.Sprintf("C0TEAM%c", 'A'+i) }

// start starts one more.
func (c *crew) start(env ...string) *exec.Cmd {
	c.t.Helper()
	cmd := exec.CommandContext(c.t.Context(), os.Args[0], "serve", "--listen", "", "--api-url", c.api+"/api/", "--posts-per-minute", "60000")
	cmd.Env, cmd.Stderr = append(slices.Clip(c.env), env...), c.log
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	return cmd
}

// replica is start for a process that ends with the test at the latest.
func (c *crew) replica() *exec.Cmd {
	c.t.Helper()
	cmd := c.start()
	c.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return cmd
}

// connected waits for so many more connections than there were.
func (c *crew) connected(n int) {
	c.t.Helper()
	await(c.t, c.slack, "connections", func() bool { return c.slack.Connections() >= n })
}

// types has Claire type stories until she is told to stop, and remembers which
// were acknowledged.
func (c *crew) types(stop <-chan struct{}) {
	for i := mathrand.IntN(crewChannels); ; i++ {
		select {
		case <-stop:
			return
		case <-time.After(30 * time.Millisecond):
		}
		if c.slack.Connections() == 0 || c.enough() {
			continue // else Slack would say that nobody is there
		}
		// Words that no other story has: else it is asked whether they are the same.
		text, channel := strings.ToLower(rand.Text()[:9]+" "+rand.Text()[:9]), crewChannel(i%crewChannels)
		err := c.slack.Command("U0CLAIRE", channel, "/story "+text)
		c.mu.Lock()
		if err == nil {
			c.acked[text] = channel
		} else {
			c.typed[text] = channel
		}
		c.mu.Unlock()
	}
}

// enough reports whether so many stories were typed as are wanted.
func (c *crew) enough() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.most > 0 && len(c.acked)+len(c.typed) >= c.most
}

// more waits until so many more commands were acknowledged.
func (c *crew) more(n int) {
	c.t.Helper()
	sum := func() int {
		c.mu.Lock()
		defer c.mu.Unlock()
		return len(c.acked)
	}
	n += sum()
	await(c.t, c.slack, "commands", func() bool { return sum() >= n })
}

// idle waits until nothing is left to send.
func (c *crew) idle() {
	c.t.Helper()
	kept := openKept(c.t, c.address)
	for look := time.NewTicker(100 * time.Millisecond); kept.waiting() > 0; {
		<-look.C
	}
}

// settled waits until everything was sent, what was in doubt looked up, and
// judges.
func (c *crew) settled() {
	c.t.Helper()
	c.idle()
	c.compare()
}

// compare looks for a card that is missing or stands twice, and returns how many
// are missing.
func (c *crew) compare() (lost int) {
	c.t.Helper()
	for i := range crewChannels {
		channel := crewChannel(i)
		for text, n := range c.cards(channel) {
			switch {
			case c.acked[text] == channel && n != 1:
				lost += max(1-n, 0)
				c.t.Errorf("%d cards of %s stand in %s, which was acknowledged", n, text, channel)
			case n > 1: // nobody was promised anything, and it may still not stand twice
				c.t.Errorf("%d cards of %s stand in %s", n, text, channel)
			}
		}
	}
	return lost
}

// cards counts the cards of each story that was typed in a channel.
func (c *crew) cards(channel string) map[string]int {
	var cards []string
	for _, m := range c.slack.Messages("U0CLAIRE", channel) {
		if m.EphemeralTo == "" && m.ThreadTS == "" {
			cards = append(cards, strings.ToLower(m.Text))
		}
	}
	n := map[string]int{}
	for _, stories := range []map[string]string{c.acked, c.typed} {
		for text, in := range stories {
			if in != channel {
				continue
			}
			n[text] = 0
			for _, card := range cards {
				if strings.Contains(card, text) {
					n[text]++
				}
			}
		}
	}
	return n
}

// Three processes share a server. Whichever is killed whenever, and whatever
// becomes of their calls, what was acknowledged is done, and nothing is done
// twice.
func TestThreeReplicasKilledAtRandomLoseNothingAndDoubleNothing(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	kills := 12
	if more, err := strconv.Atoi(os.Getenv("POGO_TEST_KILLS")); err == nil {
		kills = more
	}
	faults := []slacksim.Fault{
		{Status: 429, RetryAfter: time.Second}, {Status: 503}, {Store: true, Status: 500}, {Store: true, Drop: true}, {Store: true, Hang: true}, {Hang: true},
	}
	replicas := []*exec.Cmd{c.replica(), c.replica(), c.replica()}
	c.connected(3)
	stop := make(chan struct{})
	var typing sync.WaitGroup
	for range 4 {
		typing.Go(func() { c.types(stop) })
	}
	for range kills {
		c.slack.Fail("chat.postMessage", faults[mathrand.IntN(len(faults))])
		c.more(1 + mathrand.IntN(40)) // in the middle of whatever it does
		i := mathrand.IntN(len(replicas))
		if err := replicas[i].Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = replicas[i].Wait() // the signal is no news
		replicas[i] = c.replica()
	}
	close(stop)
	typing.Wait()
	c.settled()
	t.Logf("%d kills: %d commands were acknowledged and done, %d were not acknowledged", kills, len(c.acked), len(c.typed))
	if len(c.acked) < kills {
		t.Errorf("only %d commands were acknowledged", len(c.acked))
	}
}

// New processes are started beside the old ones, which are then told to stop:
// no command goes unanswered.
func TestARollingRestartLosesNoCommand(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	replicas := []*exec.Cmd{c.replica(), c.replica()}
	c.connected(4)
	stop := make(chan struct{})
	var typing sync.WaitGroup
	typing.Go(func() { c.types(stop) })
	for i := range replicas {
		before := c.slack.Connections()
		next := c.replica()
		c.connected(before + 2)
		if err := replicas[i].Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if err := replicas[i].Wait(); err != nil {
			t.Errorf("it ended with %v", err)
		}
		replicas[i] = next
	}
	close(stop)
	typing.Wait()
	c.settled()
	if len(c.typed) > 0 {
		t.Errorf("%d of %d commands were not acknowledged", len(c.typed), len(c.acked)+len(c.typed))
	}
}
