package scheduler_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pogo/scrum"
	"pogo/storage"
)

// zones have what clocks do to dates: hours that are skipped or come twice, by
// half an hour, at midnight, several times a year; quarters of an hour; both
// sides of the date line.
func zones() []string {
	return []string{
		"Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo", "America/Havana", "Africa/Casablanca",
		"Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "UTC",
	}
}

// firstMoment is the oracle: the first minute of a date at which a clock on the
// wall shows a time or a later one.
func firstMoment(day time.Time, clock scrum.Clock, zone *time.Location) (time.Time, bool) {
	date := day.Format(time.DateOnly)
	for t := day.Add(-15 * time.Hour); t.Before(day.Add(40 * time.Hour)); t = t.Add(time.Minute) {
		if local := t.In(zone); local.Format(time.DateOnly) == date && local.Format("15:04") >= string(clock) {
			return t, true
		}
	}
	return time.Time{}, false
}

// walk is a life of a process: when it looked at what is due.
type walk struct {
	*office
	looks []time.Time
}

// runs goes on until an instant, looking at each moment at which something is
// due; what is down looks only when it is started again.
func (w *walk) runs(t *testing.T, until time.Time) {
	t.Helper()
	for {
		next, ok, err := w.db.NextDue(t.Context(), w.moved)
		if err != nil {
			t.Fatal(err)
		}
		if !ok || next.After(until) {
			break
		}
		w.look(t, next)
	}
	w.look(t, until)
}

func (w *walk) look(t *testing.T, at time.Time) {
	t.Helper()
	w.moved = at
	w.looks = append(w.looks, at)
	w.tick(t)
}

func (w *walk) lookedWithin(from, to time.Time) bool {
	return slices.ContainsFunc(w.looks, func(at time.Time) bool { return !at.Before(from) && !at.After(to) })
}

func TestWhateverTheZoneAndTheRestartsADateIsDoneOnceIfSomethingRanInItsWindow(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	people := 0
	rapid.Check(t, func(r *rapid.T) {
		people++
		o.done = nil
		s := scrum.Schedule{
			Deed: "standup", Subject: strconv.Itoa(people), Zone: rapid.SampledFrom(zones()).Draw(r, "zone"), Window: 4 * time.Hour,
			Clock: scrum.Clock(fmt.Sprintf("%02d:%02d", rapid.IntRange(0, 19).Draw(r, "hour"), rapid.SampledFrom([]int{0, 1, 30, 45, 59}).Draw(r, "minute"))),
			Days:  scrum.Weekdays(rapid.IntRange(1, 127).Draw(r, "days")),
		}
		start := at(rapid.SampledFrom([]string{ // nights on which clocks change, a leap day, any day
			"2026-03-27 12:00:00", "2026-10-23 12:00:00", "2026-03-06 12:00:00", "2026-10-30 12:00:00", "2026-04-03 12:00:00",
			"2026-10-02 12:00:00", "2026-04-22 12:00:00", "2028-02-27 12:00:00", "2026-12-30 12:00:00", "2026-06-10 12:00:00",
		}).Draw(r, "start")).Add(time.Duration(rapid.IntRange(0, 1440).Draw(r, "minutes")) * time.Minute)
		o.moved = start
		o.arm(t, s)
		defer o.disarm(t, s)
		w := walk{office: o}
		for range rapid.IntRange(1, 8).Draw(r, "stretches") {
			until := o.moved.Add(time.Duration(rapid.IntRange(1, 60*30).Draw(r, "length")) * time.Minute)
			if rapid.Bool().Draw(r, "down") {
				o.restart()
				w.look(t, until)
			} else {
				w.runs(t, until)
			}
		}
		counted := map[string]int{}
		for _, line := range o.done {
			if date := strings.Fields(line)[4]; !strings.HasSuffix(line, "missed") {
				counted[date]++
			}
		}
		for day := start.AddDate(0, 0, -1).Truncate(24 * time.Hour); day.Before(o.moved.AddDate(0, 0, 1)); day = day.AddDate(0, 0, 1) {
			due, exists := firstMoment(day, s.Clock, s.Location())
			want := 0
			if exists && s.Days.Has(day.Weekday()) && due.After(start) && w.lookedWithin(due, due.Add(s.Window)) {
				want = 1
			}
			if got := counted[day.Format(time.DateOnly)]; got != want {
				r.Fatalf("%s at %s: done %d times, want %d; due %s, done %q", day.Format(time.DateOnly), s.Clock, got, want, due, o.done)
			}
		}
	})
}

func TestWhoMovesOrIsAskedAtAnotherTimeIsAskedOnceADateAtMost(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	people := 0
	rapid.Check(t, func(r *rapid.T) {
		people++
		o.done = nil
		s := scrum.Schedule{Deed: "standup", Subject: strconv.Itoa(people), Window: 4 * time.Hour, Days: scrum.Everyday}
		o.moved = at("2026-10-23 12:00:00")
		defer o.disarm(t, s)
		w := walk{office: o}
		for range rapid.IntRange(2, 10).Draw(r, "changes") {
			s.Zone = rapid.SampledFrom(zones()).Draw(r, "zone")
			s.Clock = scrum.Clock(fmt.Sprintf("%02d:30", rapid.IntRange(0, 23).Draw(r, "hour")))
			o.arm(t, s)
			w.runs(t, o.moved.Add(time.Duration(rapid.IntRange(1, 60*20).Draw(r, "length"))*time.Minute))
		}
		counted := map[string]int{}
		for _, line := range o.done {
			date := strings.Fields(line)[4]
			if counted[date]++; counted[date] > 1 {
				r.Fatalf("%s is done again: %q", date, o.done)
			}
		}
	})
}

func (o *office) disarm(t *testing.T, s scrum.Schedule) {
	t.Helper()
	if err := o.db.Write(t.Context(), func(tx *storage.Tx) error { return tx.Disarm(t.Context(), o.product, s.Deed, s.Subject) }); err != nil {
		t.Fatal(err)
	}
}
