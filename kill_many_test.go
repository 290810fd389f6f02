package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/locale"
	"pogo/slacksim"
)

// siege is Pogo being killed again and again while people work with it, the
// clock has things done, and neither Slack nor the network is well.
type siege struct {
	*crew
	began    time.Time
	slept    atomic.Int64 // how long nothing happened since, at the pace
	ahead    atomic.Int64 // how far the wall clock is ahead of the steady one
	proxy    *proxy
	kept     kept
	cards    []target
	clickers []*clicker

	kills map[point]int
	late  int // kills at a point that was not reached in time, and so at random
}

// manyStories is a few less than the cards whose reactions are read again after
// nobody listened, among which are those that people react to here.
const manyStories = 180

// haste is the pace of a siege: a lease of 45 seconds ends after two.
const haste = 20

// What a process is killed at, beside the points of the program.
const (
	atRandom      point = "at random"
	whileStarting point = "while it starts"
)

// deaths are all ways to die, and how often at most a point is passed before.
func deaths() []struct {
	at     point
	passed int
} {
	return []struct {
		at     point
		passed int
	}{
		{whileStarting, 0},
		{atRandom, 0},
		{inDeed, 2},
		{beforeCommit, 12},
		{afterCommit, 12},
		{afterAck, 6},
		{beforeCall, 4},
		{afterCall, 6},
		{afterLookUp, 2},
	}
}

func newSiege(t *testing.T) *siege {
	t.Helper()
	s := &siege{began: time.Now(), kills: map[point]int{}}
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	text, err := manifest(handlers.New(handlers.Config{Words: words}).Commands("en"), "", doNotDisturb)
	if err != nil {
		t.Fatal(err)
	}
	s.crew = crewIn(t, slacksim.Config{
		Now: s.now, Manifest: text, AckTimeout: time.Second,
		RetryAfterNoAck: []time.Duration{0, time.Second, time.Minute / haste},
	}, tempo+"="+strconv.Itoa(haste))
	s.most = manyStories
	s.proxy = newProxy(t, s.server.Listener.Addr().String())
	s.api = "http://" + s.proxy.listener.Addr().String()
	return s
}

// since is when the clocks began that run at the pace.
func (s *siege) since() time.Time { return s.began.Add(-time.Duration(s.slept.Load()) / (haste - 1)) }

// now is the wall clock.
func (s *siege) now() time.Time { return paced(s.since(), haste).Add(time.Duration(s.ahead.Load())) }

// life is one process.
type life struct {
	*exec.Cmd
	over chan struct{}
}

func (s *siege) live(env ...string) life {
	s.t.Helper()
	env = append(env, epoch+"="+strconv.FormatInt(s.since().UnixMicro(), 10), ahead+"="+time.Duration(s.ahead.Load()).String())
	l := life{s.start(env...), make(chan struct{})}
	go func() {
		defer close(l.over)
		_ = l.Wait()
	}()
	return l
}

// end kills a process, unless it killed itself within a while: then it is true.
func (s *siege) end(l life, within time.Duration) (itself bool) {
	s.t.Helper()
	select {
	case <-l.over:
		itself = true
	case <-time.After(within):
		_ = l.Process.Kill() // it may die by itself right now
		<-l.over
	}
	if status, ok := l.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		s.t.Errorf("it was not killed: %s", l.ProcessState)
	}
	return itself
}

// strike starts a process and kills it.
func (s *siege) strike(at point, passed int) {
	s.t.Helper()
	if at == inDeed {
		s.advance()
	}
	switch at {
	case whileStarting:
		s.end(s.live(), rand.N(150*time.Millisecond))
	case atRandom:
		before := greetings(s.slack)
		l := s.live()
		s.within(time.Second, func() bool { return greetings(s.slack) > before })
		s.end(l, rand.N(300*time.Millisecond))
	default:
		l := s.live(fmt.Sprintf("%s=%s#%d", fatal, at, 1+rand.IntN(passed)))
		if !s.end(l, 1500*time.Millisecond) {
			s.late++
			at = atRandom
		}
	}
	s.kills[at]++
}

// within waits for something, though not for long.
func (s *siege) within(limit time.Duration, is func() bool) {
	changes, stop := s.slack.Watch()
	defer stop()
	for end := time.After(limit); !is(); {
		select {
		case <-changes:
		case <-end:
			return
		}
	}
}

// advance puts the wall clock forward to what is due next.
func (s *siege) advance() {
	now := s.now().UnixMicro()
	if next := s.kept.number("SELECT next_us FROM schedule WHERE next_us > $1 ORDER BY next_us LIMIT 1", now); next > now {
		s.ahead.Add((next - now) * int64(time.Microsecond))
	}
}

// Whenever and wherever the process is killed, whatever Slack answers and the
// network swallows: what was acknowledged stands in Slack once.
func TestKilledAgainAndAgainUnderFaultsNothingIsLostAndNothingDoubled(t *testing.T) {
	t.Parallel()
	kills := 18 // one of each; CI says more
	if more, err := strconv.Atoi(os.Getenv("POGO_KILLS")); err == nil {
		kills = more
	}
	const side, each = 2, 100 // worlds at once, and kills in each at most
	for i := range side {
		t.Run(fmt.Sprint("side ", i+1), func(t *testing.T) {
			t.Parallel()
			for left := kills / side; left > 0; left -= each {
				t.Run(fmt.Sprint(left, " to go"), func(t *testing.T) { newSiege(t).run(min(left, each)) })
			}
		})
	}
}

// run is a siege from its beginning to the judgment.
func (s *siege) run(kills int) {
	s.t.Helper()
	s.settle()
	s.proxy.bad.Store(true)
	stop := make(chan struct{})
	var busy sync.WaitGroup
	for _, work := range []func(<-chan struct{}){s.types, s.types, s.estimates, s.reacts, s.spoils} {
		busy.Go(func() { work(stop) })
	}
	for mate := range mates {
		c := newClicker(s, mate)
		s.clickers = append(s.clickers, c)
		busy.Go(func() { c.clicks(stop) })
	}
	for i := range kills {
		death := deaths()[i%len(deaths())]
		s.strike(death.at, death.passed)
	}
	close(stop)
	busy.Wait()
	s.proxy.bad.Store(false)
	s.slack.Heal()
	s.judge()
}
