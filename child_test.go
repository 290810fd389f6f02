package main

import (
	"context"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"pogo/internal/testdb"
)

// The environment of a child: this test binary, behaving as pogo itself, so
// that there is a real process to kill.
const (
	child = "POGO_TEST_CHILD" // how much later than the real time its clocks are
	epoch = "POGO_TEST_EPOCH" // an instant, in microseconds, since which they run at a pace, so that leases end soon
	tempo = "POGO_TEST_PACE"  // that pace, if not the usual one
	ahead = "POGO_TEST_AHEAD" // how far the wall clock is ahead of the steady one
	fatal = "POGO_TEST_POINT" // the point at which it kills itself, and the how manieth time

	fatalInFile = "POGO_TEST_FILE_POINT" // the same of the points of SQLite, see testdb.DieAt
)

// pace is how fast the clocks of children run that have an epoch.
const pace = 8

// paced is the time at a pace since an instant.
func paced(since time.Time, by int) time.Time {
	return since.Add(time.Duration(by) * time.Since(since))
}

func TestMain(m *testing.M) {
	if os.Getenv(slow) != "" {
		os.Exit(drainSlowly())
	}
	later, ok := os.LookupEnv(child)
	if !ok {
		goleak.VerifyTestMain(tables.Around(m))
	}
	w, err := childWorld(later)
	if err != nil {
		os.Exit(3)
	}
	if err := testdb.DieAt(os.Getenv(fatalInFile)); err != nil {
		os.Exit(3)
	}
	ctx, stop := stopping(context.Background())
	code := run(ctx, os.Args[1:], w)
	stop()
	os.Exit(code)
}

// childWorld is the world of a child, as its environment has it.
func childWorld(later string) (world, error) {
	by, err := time.ParseDuration(later)
	if err != nil {
		return world{}, err
	}
	w := world{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.LookupEnv, now: func() time.Time { return time.Now().Add(by) }}
	us, _ := strconv.ParseInt(os.Getenv(epoch), 10, 64)
	if us == 0 {
		return w, nil
	}
	fast := pace
	if other, err := strconv.Atoi(os.Getenv(tempo)); err == nil {
		fast = other
	}
	w.now = func() time.Time { return paced(time.UnixMicro(us), fast) }
	wall := &clock{real: w.now}
	if jump, err := time.ParseDuration(os.Getenv(ahead)); err == nil {
		wall.ahead = jump
	}
	w.rewire = func(with wiring) wiring {
		with.now, with.bot.Pace, with.points = wall.Now, fast, killedAt(os.Getenv(fatal))
		return with
	}
	return w, nil
}

// killedAt kills the process as kill -9 does when it reaches a point for the
// nth time: "after a commit#2". It is nil for "".
func killedAt(where string) points {
	name, nth, ok := strings.Cut(where, "#")
	n, err := strconv.ParseInt(nth, 10, 64)
	if !ok || err != nil {
		return nil
	}
	var times atomic.Int64
	return func(reached point) {
		if reached == point(name) && times.Add(1) == n {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // the signal is on its way
		}
	}
}
