package handlers_test

import (
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/holiday"
	"pogo/outbox"
	"pogo/scheduler"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// abroad are six people on clocks that change in different weeks, by half
// an hour, the other way round, or never.
func abroad() []scrum.Person {
	return []scrum.Person{
		{ID: "UCLAIRE", Name: "Claire", Zone: "Europe/Paris", Locale: "fr-FR"},
		{ID: "USAMIR", Name: "Samir", Zone: "Asia/Kathmandu", Locale: "fr-FR"},
		{ID: "UNORA", Name: "Nora", Zone: "America/New_York", Locale: "en-US", Holidays: "us"},
		{ID: "ULEE", Name: "Lee", Zone: "Australia/Lord_Howe", Locale: "en-GB"},
		{ID: "UKAI", Name: "Kai", Zone: "Pacific/Honolulu", Locale: "en-US"},
		{ID: "UTOM", Name: "Tom", Zone: "America/St_Johns", Locale: "en-US"},
	}
}

// away are their absences, whole days and halves of them.
func away() []scrum.Absence {
	return []scrum.Absence{
		{Person: "ULEE", From: "2026-04-01", To: "2026-04-08"},
		{Person: "ULEE", From: "2026-10-02", To: "2026-10-05", FromNoon: true},
		{Person: "UKAI", From: "2026-03-25", To: "2026-03-31"},
		{Person: "USAMIR", From: "2026-11-02", To: "2026-11-02", UntilNoon: true},
	}
}

// standupTurn is somebody on a date of theirs.
type standupTurn struct {
	Person scrum.PersonID
	Date   string
}

// season is a stand-up at half past nine on weekdays, whose process comes and
// goes.
type season struct {
	*room
	runs    [][2]time.Time         // when something ran, both ends included
	asked   map[standupTurn][]bool // each time: whether it was said to be late
	missed  map[standupTurn]bool   // as the ledger has it
	digests map[string]int         // by date
	due     map[string]time.Time   // when a date's digest was to come, as its first question said
}

func newSeason(t *testing.T, start time.Time) *season {
	t.Helper()
	s := &season{room: newRoom(t), asked: map[standupTurn][]bool{}, missed: map[standupTurn]bool{}, digests: map[string]int{}, due: map[string]time.Time{}}
	var team []scrum.PersonID
	for _, p := range abroad() {
		team = append(team, p.ID)
	}
	s.now = start
	if err := s.Learn(t.Context(), handlers.Roster{People: abroad(), Members: map[scrum.ChannelID][]scrum.PersonID{"CPAY": team}}); err != nil {
		t.Fatal(err)
	}
	s.types("UCLAIRE", "CPAY", "/standup à 9h30 en semaine")
	err := s.db.Write(t.Context(), func(tx *storage.Tx) error {
		errs := []error{tx.SetProductHolidays(t.Context(), 1, "fr"), tx.SetPersonHolidays(t.Context(), "UNORA", "us")}
		for _, a := range away() {
			a.EnteredBy, a.EnteredAt = a.Person, s.now
			_, err := tx.CreateAbsence(t.Context(), a)
			errs = append(errs, err)
		}
		return errors.Join(errs...)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// runsUntil lets a new process run until an instant.
func (s *season) runsUntil(end time.Time) {
	s.t.Helper()
	s.runs = append(s.runs, [2]time.Time{s.now, end})
	process := scheduler.New(scheduler.Config{Ledger: s.db, Doer: s.Handlers, Now: func() time.Time { return s.now }, Log: slog.New(slog.DiscardHandler), Met: s.met})
	for last := false; ; {
		if err := process.Tick(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
		for _, d := range s.posted() {
			s.reads(d)
		}
		if last {
			return
		}
		next, ok, err := s.db.NextDue(s.t.Context(), s.now)
		if err != nil {
			s.t.Fatal(err)
		}
		if last = !ok || next.After(end); last {
			next = end
		}
		s.now = next
	}
}

// met notes what the scheduler only records.
func (s *season) met(o scrum.Judged, _ time.Duration) {
	if asked, err := scrum.ParseAsked(o.Subject); err == nil && o.Deed == "standup.ask" && o.Timing == scrum.Missed {
		s.missed[standupTurn{asked.Person, o.Date}] = true
	}
}

// reads notes a new question or digest. The first question of a date is
// answered at once, so that there is something to put together.
func (s *season) reads(d outbox.Delivery) {
	s.t.Helper()
	what, text, _ := strings.Cut(d.Name, ":")
	var id int64
	if _, err := fmt.Sscan(text, &id); err != nil || d.Kind != outbox.Post || d.TS != "" || what != "ask" && what != "digest" {
		return
	}
	var ask scrum.Ask
	var day scrum.StandupDay
	read(s.room, func(tx *storage.Tx) (err error) {
		if what == "ask" {
			if ask, err = tx.Ask(s.t.Context(), scrum.AskID(id)); err != nil {
				return err
			}
			id = int64(ask.Day)
		}
		day, err = tx.StandupDay(s.t.Context(), scrum.StandupDayID(id))
		return err
	})
	if what == "digest" {
		s.digests[day.Date]++
		return
	}
	turn := standupTurn{ask.Person, ask.Date}
	s.asked[turn] = append(s.asked[turn], ask.Late)
	if _, begun := s.due[day.Date]; !begun {
		s.due[day.Date] = day.DigestAt
		s.presses(string(ask.Person), "D"+string(ask.Person[1:]), view.StandupNothing, fmt.Sprint(ask.ID))
	}
}

// ranWithin is the first instant from one to another at which something ran.
func (s *season) ranWithin(from, to time.Time) (time.Time, bool) {
	for _, run := range s.runs {
		if at := run[0]; !at.After(to) && !run[1].Before(from) {
			if at.Before(from) {
				at = from
			}
			return at, true
		}
	}
	return time.Time{}, false
}

// checks compares what happened to somebody on a date with what should have.
func (s *season) checks(p scrum.Person, day time.Time) {
	s.t.Helper()
	turn := standupTurn{p.ID, day.Format(time.DateOnly)}
	due := time.Date(day.Year(), day.Month(), day.Day(), 9, 30, 0, 0, p.Location(time.UTC))
	calendar := scrum.Calendar{Holidays: holiday.Of("fr")}
	if p.Holidays != "" {
		calendar.Holidays = holiday.Of(p.Holidays)
	}
	for _, a := range away() {
		if a.Person == p.ID {
			calendar.Absences = append(calendar.Absences, a)
		}
	}
	at, ran := s.ranWithin(due, due.Add(scrum.CloseAfter))
	var want []bool
	if _, away := calendar.At(due); ran && !away && scrum.Workdays.Has(day.Weekday()) && due.After(s.runs[0][0]) {
		want = []bool{at.Sub(due) > scrum.Patience}
	}
	if got := s.asked[turn]; fmt.Sprint(got) != fmt.Sprint(want) {
		s.t.Errorf("%s was asked %v (late or not) on %s %s, want %v; due %s, ran %v", p.Name, got, day.Weekday(), turn.Date, want, due.UTC(), at.UTC())
	}
	if s.missed[turn] && ran {
		s.t.Errorf("%s is recorded as missed by %s, though something ran at %s", turn.Date, p.Name, at)
	}
}

// People in six zones are asked over the nights on which clocks change, by a
// process that stops now and then: each exactly once on each working date of
// theirs on which it ran in time, and never else. POGO_TEST_YEAR=1 takes the
// whole year.
func TestEverybodyIsAskedOnceOnEachWorkingDateHoweverOftenTheProcessStops(t *testing.T) {
	t.Parallel()
	spans := [][2]string{{"2026-03-05", "2026-04-09"}, {"2026-10-01", "2026-11-05"}}
	if os.Getenv("POGO_TEST_YEAR") == "1" {
		spans = [][2]string{{"2026-03-02", "2027-03-02"}, {"2028-02-21", "2028-03-07"}}
	}
	for _, span := range spans {
		t.Run("from "+span[0], func(t *testing.T) {
			t.Parallel()
			start, end := dated(t, span[0]), dated(t, span[1])
			random := rand.New(rand.NewPCG(5, uint64(start.Unix())))
			s := newSeason(t, start)
			for s.now.Before(end) {
				s.runsUntil(s.now.Add(time.Duration(random.IntN(60*96)) * time.Minute))
				if random.IntN(3) > 0 {
					s.now = s.now.Add(time.Duration(random.IntN(60*14)) * time.Minute) // down
				}
			}
			for day := start.AddDate(0, 0, -1); day.Before(end.AddDate(0, 0, -1)); day = day.AddDate(0, 0, 1) {
				for _, p := range abroad() {
					s.checks(p, day)
				}
				s.checksDigest(day.Format(time.DateOnly))
			}
			t.Logf("%d turns, %d missed, %d digests, %d processes", len(s.asked), len(s.missed), len(s.digests), len(s.runs))
			if len(s.missed) == 0 {
				t.Error("nothing was missed: the process never stopped for long")
			}
		})
	}
}

// checksDigest is that a date on which somebody was asked has one digest, if
// something ran when it was due, and no other has any.
func (s *season) checksDigest(date string) {
	s.t.Helper()
	due, begun := s.due[date]
	_, ran := s.ranWithin(due, due.Add(2*time.Hour))
	switch n := s.digests[date]; {
	case n > 1, n == 1 && !begun:
		s.t.Errorf("%s has %d digests", date, n)
	case n == 0 && begun && ran:
		s.t.Errorf("%s has no digest, which was due at %s", date, due)
	}
}

func dated(t *testing.T, date string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return day
}
