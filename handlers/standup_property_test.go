package handlers_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
)

// loner is somebody who is alone in a channel of their own, and when they are
// asked.
type loner struct {
	scrum.Person
	clock scrum.Clock
	days  scrum.Weekdays
	away  []scrum.Absence
}

// drawLoner makes one up, whose absences lie in the days from a date on.
func drawLoner(r *rapid.T, n int, from time.Time) loner {
	l := loner{
		Person: scrum.Person{ID: scrum.PersonID(fmt.Sprintf("ULONE%d", n)), Name: "Lone", Locale: "en", Zone: rapid.SampledFrom([]string{
			"Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Havana", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC",
		}).Draw(r, "zone")},
		clock: scrum.Clock(fmt.Sprintf("%02d:%02d", rapid.SampledFrom([]int{0, 1, 2, 3, 9, 12, 17, 22, 23}).Draw(r, "hour"), rapid.SampledFrom([]int{0, 1, 30, 45, 59}).Draw(r, "minute"))),
		days:  rapid.SampledFrom([]scrum.Weekdays{scrum.Everyday, scrum.Workdays, 0b1010101, 0b0100010, 0b0000001}).Draw(r, "days"),
	}
	for range rapid.IntRange(0, 3).Draw(r, "absences") {
		first := from.AddDate(0, 0, rapid.SampledFrom([]int{-1, 0, 1, 2, 3, 4, 5, 6}).Draw(r, "first"))
		a := scrum.Absence{
			Person: l.ID, EnteredBy: l.ID, From: first.Format(time.DateOnly), To: first.AddDate(0, 0, rapid.IntRange(0, 2).Draw(r, "more")).Format(time.DateOnly),
			FromNoon: rapid.Bool().Draw(r, "from noon"), UntilNoon: rapid.Bool().Draw(r, "until noon"),
		}
		if a.Check(a.From) == nil {
			l.away = append(l.away, a)
		}
	}
	return l
}

// typed is how their stand-up is set: "at 09:30 mon thu".
func (l loner) typed() string {
	words := []string{"/standup at", string(l.clock)}
	for day := time.Sunday; day <= time.Saturday; day++ {
		if l.days.Has(day) {
			words = append(words, strings.ToLower(day.String()[:3]))
		}
	}
	return strings.Join(words, " ")
}

// begins has a loner arrive and set their stand-up.
func (s *season) begins(l loner, channel scrum.ChannelID) {
	s.t.Helper()
	s.runs, s.asked, s.due = nil, map[standupTurn][]bool{}, map[string]time.Time{}
	roster := handlers.Roster{
		People:   []scrum.Person{l.Person},
		Channels: []scrum.Channel{{ID: channel, Name: strings.ToLower(string(channel)), Member: true}},
		Members:  map[scrum.ChannelID][]scrum.PersonID{channel: {l.ID}},
	}
	err := s.Learn(s.t.Context(), roster)
	if err == nil {
		err = s.db.Write(s.t.Context(), func(tx *storage.Tx) error {
			var errs []error
			for _, a := range l.away {
				a.EnteredAt = s.now
				_, err := tx.CreateAbsence(s.t.Context(), a)
				errs = append(errs, err)
			}
			return errors.Join(errs...)
		})
	}
	if err != nil {
		s.t.Fatal(err)
	}
	if got := said(s.types(string(l.ID), string(channel), l.typed())); !strings.Contains(got, "set") {
		s.t.Fatalf("%s: told %q", l.typed(), got)
	}
	s.posted()
}

// Whatever somebody's zone, schedule and absences, and however often the process
// stops, they are asked once on each date of theirs on which they work when it is
// time and something runs in time, and never else. POGO_TEST_YEAR=1 tries all
// that rapid draws.
func TestWhoIsThereIsAskedOnceALocalDateWhateverTheZoneAndTheStops(t *testing.T) {
	t.Parallel()
	s := &season{room: newRoom(t), missed: map[standupTurn]bool{}, digests: map[string]int{}}
	const few = 12
	n, asked, spared := 0, 0, 0
	rapid.Check(t, func(r *rapid.T) {
		if n++; n > few && os.Getenv("POGO_TEST_YEAR") != "1" {
			return
		}
		// Nights on which clocks change are met as time goes on: it never goes back.
		s.now = s.now.AddDate(0, 0, rapid.SampledFrom([]int{1, 9, 20, 33, 60}).Draw(r, "later")).Add(time.Duration(rapid.IntRange(0, 1440).Draw(r, "minutes")) * time.Minute)
		l, channel, start := drawLoner(r, n, s.now), scrum.ChannelID(fmt.Sprintf("CLONE%d", n)), s.now
		s.begins(l, channel)
		for range rapid.IntRange(3, 7).Draw(r, "stretches") {
			s.runsUntil(s.now.Add(time.Duration(rapid.SampledFrom([]int{10, 100, 700, 1500, 3000, 4500}).Draw(r, "up")) * time.Minute))
			s.now = s.now.Add(time.Duration(rapid.SampledFrom([]int{1, 100, 239, 300, 700, 1500}).Draw(r, "down")) * time.Minute)
		}
		s.runsUntil(s.now)
		calendar := scrum.Calendar{Absences: l.away}
		for day := start.UTC().AddDate(0, 0, -2).Truncate(24 * time.Hour); day.Before(s.now.AddDate(0, 0, 2)); day = day.AddDate(0, 0, 1) {
			due := l.clock.On(day, l.Location(time.UTC))
			at, ran := s.ranWithin(due, due.Add(scrum.CloseAfter))
			_, away := calendar.At(due.In(l.Location(time.UTC)))
			var want []bool
			if ran && away && due.After(start) {
				spared++
			}
			if due.After(start) && l.days.Has(day.Weekday()) && ran && !away {
				want = []bool{at.Sub(due) > scrum.Patience}
			}
			if got := s.asked[standupTurn{l.ID, day.Format(time.DateOnly)}]; fmt.Sprint(got) != fmt.Sprint(want) {
				r.Fatalf("%s on %s %s: asked %v (late or not), want %v; due %s, away %v, ran %s", l.Zone, day.Weekday(), day.Format(time.DateOnly), got, want, due, l.away, s.runs)
			}
		}
		asked += len(s.asked)
		s.types(string(l.ID), string(channel), "/standup off")
		s.posted()
	})
	if t.Logf("%d asked, %d spared", asked, spared); asked < few || spared == 0 {
		t.Error("hardly anybody was asked, or spared")
	}
}
