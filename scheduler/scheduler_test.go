package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scheduler"
	"pogo/scrum"
	"pogo/storage"
)

// office is a product, a clock that tests move, and somebody who does what is
// due and writes it down.
type office struct {
	db      *storage.DB
	product scrum.ProductID
	*scheduler.Scheduler

	mu     sync.Mutex
	moved  time.Time // the zero time: the clock is that of the bubble
	done   []string
	broken map[string]error // what a deed fails with
}

func newOffice(t *testing.T) *office {
	t.Helper()
	db, err := storage.Open(t.Context(), storage.Config{Path: filepath.Join(t.TempDir(), "pogo.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	o := &office{db: db, broken: map[string]error{}}
	o.restart()
	err = db.Write(t.Context(), func(tx *storage.Tx) error {
		p, err := tx.CreateProduct(t.Context(), scrum.Product{Channel: "C1", Key: "PAY"})
		o.product = p.ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// restart forgets all that is in memory.
func (o *office) restart() {
	o.Scheduler = scheduler.New(scheduler.Config{Ledger: o.db, Doer: o, Now: o.now, Log: slog.New(slog.DiscardHandler)})
}

func (o *office) now() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.moved.IsZero() {
		return time.Now()
	}
	return o.moved
}

func (o *office) set(now string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.moved = at(now)
}

func at(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04:05", text)
	if err != nil {
		panic(err)
	}
	return t
}

// Do does what package handlers does: claim, act, advance.
func (o *office) Do(ctx context.Context, due ...scrum.Judged) error {
	var done []string
	err := o.db.Write(ctx, func(tx *storage.Tx) error {
		for _, occ := range due {
			first, err := o.do(ctx, tx, occ)
			if err != nil {
				return err
			}
			if first {
				done = append(done, fmt.Sprintf("%s %s for %s %s", o.now().UTC().Format("2006-01-02 15:04:05"), occ.Deed, occ.Date, occ.Timing))
			}
		}
		return nil
	})
	if err == nil {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.done = append(o.done, done...)
	}
	return err
}

func (o *office) do(ctx context.Context, tx *storage.Tx, occ scrum.Judged) (bool, error) {
	now := o.now()
	first, err := tx.Claim(ctx, occ.Occurrence, occ.Timing, now)
	if err != nil {
		return false, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.broken[occ.Deed]; err != nil {
		if err.Error() == "panic" {
			panic(err)
		}
		return false, err
	}
	return first, tx.Advance(ctx, occ.Occurrence, now)
}

func (o *office) arm(t *testing.T, s scrum.Schedule) {
	t.Helper()
	s.Product = o.product
	if err := o.db.Write(t.Context(), func(tx *storage.Tx) error { return tx.Arm(t.Context(), s, o.now()) }); err != nil {
		t.Fatal(err)
	}
}

func (o *office) tick(t *testing.T) {
	t.Helper()
	if err := o.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (o *office) wantDone(t *testing.T, want ...string) {
	t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	if diff := cmp.Diff(want, o.done); diff != "" {
		t.Fatalf("done (-want +got):\n%s", diff)
	}
}

func standup() scrum.Schedule {
	return scrum.Schedule{Deed: "standup", Clock: "09:30", Days: scrum.Workdays, Zone: "Europe/Paris", Window: 2 * time.Hour}
}

func TestAStandupIsHeldOnceEachWorkday(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.set("2026-03-05 12:00:00") // a Thursday
	o.arm(t, standup())
	o.tick(t)
	o.wantDone(t)
	for _, now := range []string{"2026-03-06 08:29:59", "2026-03-06 08:30:00", "2026-03-06 08:31:00", "2026-03-07 08:30:00", "2026-03-09 08:30:20"} {
		o.set(now)
		o.tick(t)
		o.tick(t)
		o.restart()
	}
	o.wantDone(t, "2026-03-06 08:30:00 standup for 2026-03-06 on time", "2026-03-09 08:30:20 standup for 2026-03-09 on time")
}

// Whoever sets a clock right, or a virtual machine that wakes up with an old
// one, causes nothing to be done a second time.
func TestAClockThatGoesBackDoesNothingTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.set("2026-03-05 12:00:00")
	o.arm(t, standup())
	for _, now := range []string{"2026-03-06 08:30:00", "2026-03-06 07:30:00", "2026-03-05 12:00:00", "2026-03-06 08:30:00", "2026-03-06 08:31:00"} {
		o.set(now)
		o.tick(t)
		o.restart()
	}
	o.arm(t, standup()) // also where it is set anew meanwhile
	o.set("2026-03-06 08:32:00")
	o.tick(t)
	o.wantDone(t, "2026-03-06 08:30:00 standup for 2026-03-06 on time")
}

func TestWhatIsLateIsJudged(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, now, want string }{
		{"a quarter of an hour is nothing", "2026-03-06 08:45:00", "2026-03-06 on time"},
		{"more is late", "2026-03-06 08:45:01", "2026-03-06 late"},
		{"late to the end of its window", "2026-03-06 10:30:00", "2026-03-06 late"},
		{"then it is missed", "2026-03-06 10:30:01", "2026-03-06 missed"},
		{"after a week only the newest counts", "2026-03-13 09:00:00", "2026-03-13 late"},
		{"after a week that ended on a Sunday the newest was missed", "2026-03-15 09:00:00", "2026-03-13 missed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.set("2026-03-05 12:00:00")
			o.arm(t, standup())
			o.set(test.now)
			o.tick(t)
			o.wantDone(t, test.now+" standup for "+test.want)
		})
	}
}

func TestADeedToBeDoneOnceIsDoneHoweverLate(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.set("2026-03-05 12:00:00")
	o.arm(t, scrum.Schedule{Deed: "ballot.close", Subject: "7", Next: at("2026-03-05 17:00:30")})
	o.set("2026-05-05 00:00:00")
	o.tick(t)
	o.tick(t)
	o.wantDone(t, "2026-05-05 00:00:00 ballot.close for 2026-03-05 late")
	if _, ok, err := o.NextDue(t.Context()); ok || err != nil {
		t.Errorf("it is still due: %v, %v", ok, err)
	}
}

func TestThingsAreDoneInTheOrderInWhichTheyAreDue(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.set("2026-03-05 00:00:00")
	o.arm(t, scrum.Schedule{Deed: "third", Clock: "18:00", Date: "2026-03-05", Zone: "UTC"})
	o.arm(t, scrum.Schedule{Deed: "first", Clock: "17:00", Date: "2026-03-05", Zone: "Asia/Kathmandu"})
	o.arm(t, scrum.Schedule{Deed: "second", Clock: "12:00", Days: scrum.Everyday, Zone: "UTC"})
	o.set("2026-03-05 18:00:00")
	o.tick(t)
	now := "2026-03-05 18:00:00 "
	o.wantDone(t, now+"first for 2026-03-05 late", now+"second for 2026-03-05 late", now+"third for 2026-03-05 on time")
}

func TestAClockMovedByHandVisitsEveryDueInstant(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.set("2026-03-27 12:00:00") // the weekend on which clocks change
	o.arm(t, scrum.Schedule{Deed: "night", Clock: "02:30", Days: scrum.Everyday, Zone: "Europe/Paris"})
	for end := at("2026-03-30 12:00:00"); ; {
		next, ok, err := o.NextDue(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !ok || next.After(end) {
			break
		}
		o.set(next.Format("2006-01-02 15:04:05"))
		o.tick(t)
	}
	o.wantDone(t, "2026-03-28 01:30:00 night for 2026-03-28 on time",
		"2026-03-29 01:00:00 night for 2026-03-29 on time",
		"2026-03-30 00:30:00 night for 2026-03-30 on time")
}

func TestNothingIsPassedOverByTimeThatGoesOnBetweenTwoCalls(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.set("2026-03-05 12:00:00")
	o.tick(t)
	o.arm(t, scrum.Schedule{Deed: "soon", Next: at("2026-03-05 12:00:03")})
	o.set("2026-03-05 12:00:05") // while the messages of the last tick were sent
	next, ok, err := o.NextDue(t.Context())
	if want := at("2026-03-05 12:00:03"); !ok || err != nil || !next.Equal(want) {
		t.Errorf("got %s, %v, %v; want %s", next, ok, err, want)
	}
	o.tick(t)
	if next, ok, err := o.NextDue(t.Context()); ok || err != nil {
		t.Errorf("after it was done: %s, %v", next, err)
	}
}

func TestWhatFailsIsTriedAgainMoreAndMorePatientlyAndStopsNothing(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"error", "panic"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.set("2026-03-05 00:00:00")
			o.arm(t, scrum.Schedule{Deed: "bad", Clock: "12:00", Date: "2026-03-05"})
			o.arm(t, scrum.Schedule{Deed: "good", Clock: "12:01", Date: "2026-03-05"})
			o.broken["bad"] = errors.New(how)
			var tried []string
			for minute := 1; minute < 12; minute++ {
				now := fmt.Sprintf("2026-03-05 12:%02d:00", minute)
				o.set(now)
				if err := o.Tick(t.Context()); err != nil {
					tried = append(tried, now[14:16])
					if !strings.Contains(err.Error(), "do bad of product 1") || !strings.Contains(err.Error(), how) {
						t.Errorf("the error is %q", err)
					}
				}
			}
			if diff := cmp.Diff([]string{"01", "02", "04", "08"}, tried); diff != "" {
				t.Errorf("minutes at which it was tried (-want +got):\n%s", diff)
			}
			delete(o.broken, "bad")
			o.set("2026-03-05 12:16:00")
			o.tick(t)
			o.wantDone(t, "2026-03-05 12:01:00 good for 2026-03-05 on time", "2026-03-05 12:16:00 bad for 2026-03-05 late")
		})
	}
}

func TestOneThatFailsIsTakenOutOfTheManyThatAreDoneTogether(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"error", "panic"} {
		o := newOffice(t)
		o.set("2026-03-05 00:00:00")
		var want []string
		for i := range 40 {
			deed := fmt.Sprintf("deed %02d", i)
			o.arm(t, scrum.Schedule{Deed: deed, Clock: "12:00", Date: "2026-03-05"})
			if i != 7 {
				want = append(want, "2026-03-05 12:00:00 "+deed+" for 2026-03-05 on time")
			}
		}
		o.broken["deed 07"] = errors.New(how)
		o.set("2026-03-05 12:00:00")
		if err := o.Tick(t.Context()); err == nil || strings.Count(err.Error(), "due 2026-03-05") != 1 {
			t.Errorf("the error is %v", err)
		}
		o.wantDone(t, want...)
	}
}

func TestTwoReplicasDoItOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.set("2026-03-05 12:00:00")
	o.arm(t, standup())
	o.set("2026-03-06 08:30:00")
	first := o.Scheduler
	o.restart()
	second := o.Scheduler
	var group sync.WaitGroup
	for _, s := range []*scheduler.Scheduler{first, second} {
		group.Go(func() {
			if err := s.Tick(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	o.wantDone(t, "2026-03-06 08:30:00 standup for 2026-03-06 on time")
}

func TestTheBellRingsAtTheStartEveryMinuteAndAtDueInstants(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t) // the bubble's time begins on Saturday 2000-01-01 00:00 UTC
		ctx, stop := context.WithCancel(t.Context())
		var running sync.WaitGroup
		o.broken["flaky"] = errors.New("not yet")
		o.arm(t, scrum.Schedule{Deed: "overdue", Next: time.Now().Add(time.Second)})
		time.Sleep(time.Minute + 10*time.Second)
		running.Go(func() {
			if err := o.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		o.arm(t, scrum.Schedule{Deed: "soon", Next: time.Now().Add(1500 * time.Millisecond)})
		o.arm(t, scrum.Schedule{Deed: "flaky", Next: time.Now().Add(2 * time.Second)})
		o.arm(t, standup())
		time.Sleep(10 * time.Second)
		o.mu.Lock()
		delete(o.broken, "flaky")
		o.mu.Unlock()
		time.Sleep(3 * 24 * time.Hour)
		stop()
		running.Wait()
		o.wantDone(t, "2000-01-01 00:01:10 overdue for 2000-01-01 on time",
			"2000-01-01 00:01:11 soon for 2000-01-01 on time",
			"2000-01-01 00:03:00 flaky for 2000-01-01 on time",
			"2000-01-03 08:30:00 standup for 2000-01-03 on time")
	})
}
