package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/slacksim"
	"pogo/storage"
	"pogo/view"
)

// morning is a channel with many people who are asked at the same minute, and
// the process that asks them.
type morning struct {
	*testing.T
	slack    *slacksim.Slack
	server   *httptest.Server
	database string
	people   []string
	start    time.Time
	later    atomic.Int64 // how far the clocks of Slack and Pogo were put forward
}

const crowdChannel = "C0CROWD"

// newMorning has 200 people, or as many as POGO_TEST_CROWD says.
func newMorning(t *testing.T) *morning {
	t.Helper()
	n := 200
	if more, err := strconv.Atoi(os.Getenv("POGO_TEST_CROWD")); err == nil {
		n = more
	}
	c := &morning{T: t, database: tempDatabase(t), start: time.Now()}
	c.slack, c.server = workspaceAt(t, c.now)
	for i := range n {
		name := fmt.Sprintf("Person %d", i)
		c.people = append(c.people, c.slack.AddPerson(slacksim.Person{ID: fmt.Sprintf("U0P%05d", i), Name: name, RealName: name, TZ: "Africa/Abidjan", Locale: "en-GB"}))
	}
	c.slack.AddChannel(slacksim.Channel{ID: crowdChannel, Name: "crowd", Members: append([]string{c.slack.Bot().ID}, c.people...)})
	return c
}

// now is at a pace, so that the leases of who was killed end soon.
func (c *morning) now() time.Time { return paced(c.start, pace).Add(time.Duration(c.later.Load())) }

// serve starts a process that takes about six seconds to write to everybody,
// so that there is time to kill it.
func (c *morning) serve() *process {
	c.Helper()
	since := c.start.Add(-time.Duration(c.later.Load()) / (pace - 1))
	return serve(c.T, c.slack, c.server, c.database, 0,
		"POGO_POSTS_PER_MINUTE="+strconv.Itoa(60/pace*len(c.people)/6), epoch+"="+strconv.FormatInt(since.UnixMicro(), 10))
}

func (c *morning) types(line string) {
	c.Helper()
	if err := c.slack.Command(c.people[0], crowdChannel, line); err != nil {
		c.Fatal(err)
	}
}

// reads looks into the database of a running process.
func (c *morning) reads(fn func(*storage.Tx) error) {
	c.Helper()
	db, err := storage.OpenReadOnly(c.Context(), c.database)
	if err != nil {
		c.Fatal(err)
	}
	if err := errors.Join(db.Read(c.Context(), fn), db.Close()); err != nil {
		c.Fatal(err)
	}
}

// armed is how many are to be asked.
func (c *morning) armed() (n int) {
	c.Helper()
	c.reads(func(tx *storage.Tx) error {
		armed, err := tx.Schedules(c.Context(), 1, "standup.ask")
		n = len(armed)
		return err
	})
	return n
}

// settled reports whether Pogo knows of every question that it stands, so that
// it will send none again. A server leaves gaps between the numbers of questions.
func (c *morning) settled() bool {
	c.Helper()
	settled := 0
	c.reads(func(tx *storage.Tx) error {
		for id := range scrum.AskID(10 * len(c.people)) {
			switch d, err := tx.Delivery(c.Context(), view.AskName(id, 0)); {
			case errors.Is(err, scrum.ErrNotFound):
			case err != nil:
				return err
			case d.State == outbox.Settled:
				settled++
			case d.State == outbox.Parked:
				c.Errorf("%s was given up: %s", d.Name, d.Error)
			}
		}
		return nil
	})
	return settled == len(c.people)
}

// asked is how many were written to, as they see it: of a post whose answer died
// with the process Slack's log does not tell.
func (c *morning) asked() int {
	n := 0
	for _, who := range c.people {
		if c.questions(who) > 0 {
			n++
		}
	}
	return n
}

// questions is how often somebody was asked.
func (c *morning) questions(who string) int {
	n := 0
	for _, m := range c.slack.Messages(who, c.slack.DM(who)) {
		if strings.HasPrefix(m.Text, "Stand-up of #crowd") {
			n++
		}
	}
	return n
}

// Whenever a process dies while it asks two hundred people, the next one
// asks those who are left, and nobody a second time.
func TestAKillInTheMiddleOfAskingAsksEverybodyOnce(t *testing.T) {
	t.Parallel()
	c := newMorning(t)
	first := c.serve()
	due := c.now().UTC().Truncate(time.Minute).Add(2 * time.Minute)
	c.types("/standup at " + due.Format("15:04") + " mon tue wed thu fri sat sun")
	await(t, c.slack, "everybody to be known", func() bool { c.types("/standup"); return c.armed() == len(c.people) })
	first.kill()
	c.later.Add(int64(3 * time.Minute))
	for _, moment := range []int{1, 2 + rand.IntN(len(c.people)/2)} { // among the transactions that ask, and later
		p := c.serve()
		await(t, c.slack, "some to be asked", func() bool { return c.asked() >= moment })
		p.kill()
		t.Logf("killed when %d of %d were asked", c.asked(), len(c.people))
		c.later.Add(int64(2 * time.Minute)) // when the leases of the killed one are over
	}
	if n := c.asked(); n == len(c.people) {
		t.Fatalf("all %d were asked before the kill", n)
	}
	c.serve()
	await(t, c.slack, "everybody to be asked", func() bool { return c.asked() == len(c.people) })
	await(t, c.slack, "all doubts to end", func() bool { c.types("/standup"); return c.settled() })
	for _, who := range c.people {
		if n := c.questions(who); n != 1 {
			t.Errorf("%s was asked %d times", who, n)
		}
	}
}
