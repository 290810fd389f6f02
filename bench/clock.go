package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"pogo/scheduler"
	"pogo/scrum"
	"pogo/storage"
)

// ticking is a ledger with many schedules, and a doer that claims what is due
// and does nothing more.
type ticking struct {
	db   *storage.DB
	wall time.Time
	now  clock
}

const tickDeed = "bench"

// runClock measures a tick at which nothing is due and one at which much is.
func runClock(ctx context.Context, args []string, now clock, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench clock", flag.ContinueOnError)
	flags.SetOutput(progress)
	schedules := flags.Int("schedules", 100_000, "how many there are")
	due := flags.Int("due", 5_000, "how many of them are due at the same minute")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "pogo-clock-")
	if err != nil {
		return fmt.Errorf("make room: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // whatever is left is seen there
	db, err := storage.Open(ctx, storage.Config{Path: filepath.Join(dir, "clock.db")})
	if err != nil {
		return fmt.Errorf("open a file: %w", err)
	}
	k := &ticking{db: db, wall: time.Date(2026, time.March, 2, 3, 0, 0, 0, time.UTC), now: now}
	if err = k.fill(ctx, *schedules, *due); err == nil {
		err = k.measure(ctx, *due, out)
	}
	return errors.Join(err, db.Close())
}

// fill sets some for nine o'clock and the others one after the other behind it.
func (k *ticking) fill(ctx context.Context, schedules, due int) error {
	return k.db.Write(ctx, func(tx *storage.Tx) error {
		p, err := tx.CreateProduct(ctx, scrum.Product{Channel: "C0CLOCK", Key: "CLK"})
		if err != nil {
			return err
		}
		for i := range schedules {
			minute := 0
			if i >= due {
				minute = 1 + i%600
			}
			err := tx.Arm(ctx, scrum.Schedule{
				Product: p.ID, Deed: tickDeed, Subject: personOf(i), Days: scrum.Everyday, Zone: "UTC",
				Clock: scrum.Clock(fmt.Sprintf("%02d:%02d", 9+minute/60, minute%60)),
			}, k.wall)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (k *ticking) measure(ctx context.Context, due int, out io.Writer) error {
	bell := scheduler.New(scheduler.Config{Ledger: k.db, Doer: k, Now: func() time.Time { return k.wall }, Log: slog.New(slog.DiscardHandler)})
	var idle []time.Duration
	for range rounds {
		start := k.now()
		if err := bell.Tick(ctx); err != nil {
			return err
		}
		idle = append(idle, k.now().Sub(start))
	}
	slices.Sort(idle)
	fmt.Fprintf(out, "idle tick        p50 %s, p99 %s\n", idle[rounds/2].Round(time.Microsecond), idle[rounds*99/100].Round(time.Microsecond))
	k.wall = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	start := k.now()
	if err := bell.Tick(ctx); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d claims      %s\n", due, k.now().Sub(start).Round(time.Millisecond))
	return nil
}

// Do implements [scheduler.Doer].
func (k *ticking) Do(ctx context.Context, due ...scrum.Judged) error {
	return k.db.Write(ctx, func(tx *storage.Tx) error {
		for _, o := range due {
			claimed, err := tx.Claim(ctx, o.Occurrence, o.Timing, k.wall)
			if err != nil {
				return err
			}
			if !claimed {
				return fmt.Errorf("%s was claimed before", o.Subject)
			}
			if err := tx.Advance(ctx, o.Occurrence, k.wall); err != nil {
				return err
			}
		}
		return nil
	})
}
