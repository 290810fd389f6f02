package storage_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

// standup is due at 08:30 UTC on workdays of March.
func standup(p scrum.Product) scrum.Schedule {
	return scrum.Schedule{
		Product: p.ID, Deed: "standup.ask", Subject: "U1", Clock: "09:30", Days: scrum.Workdays,
		Zone: "Europe/Paris", Window: 2 * time.Hour,
	}
}

func arm(t *testing.T, db *storage.DB, s scrum.Schedule, now time.Time) {
	t.Helper()
	write(t, db, func(tx *storage.Tx) error { return tx.Arm(t.Context(), s, now) })
}

func due(t *testing.T, db *storage.DB, now time.Time) []scrum.Schedule {
	t.Helper()
	list, err := db.Due(t.Context(), now, scrum.Schedule{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// only fails the test unless exactly one schedule is due, and returns it.
func only(t *testing.T, db *storage.DB, now time.Time) scrum.Schedule {
	t.Helper()
	list := due(t, db, now)
	if len(list) != 1 {
		t.Fatalf("%d are due at %s, want one: %v", len(list), now, list)
	}
	return list[0]
}

func TestAScheduleIsKeptWhole(t *testing.T) {
	t.Parallel()
	db := open(t)
	want := standup(payments(t, db))
	arm(t, db, want, monday()) // 09:00 UTC, after this morning's
	want.ID, want.Next = 1, time.Date(2026, time.March, 3, 8, 30, 0, 0, time.UTC)
	if got := due(t, db, want.Next.Add(-time.Microsecond)); len(got) != 0 {
		t.Errorf("due too early: %v", got)
	}
	if diff := cmp.Diff(want, only(t, db, want.Next)); diff != "" {
		t.Errorf("the schedule (-want +got):\n%s", diff)
	}
	next, ok, err := db.NextDue(t.Context(), monday())
	if !ok || err != nil || !next.Equal(want.Next) {
		t.Errorf("next due at %s, %v, %v", next, ok, err)
	}
	if _, ok, err := db.NextDue(t.Context(), want.Next); ok || err != nil {
		t.Errorf("after that one: %v, %v", ok, err)
	}
}

func TestASecondScheduleForTheSameReplacesTheFirst(t *testing.T) {
	t.Parallel()
	db := open(t)
	s := standup(payments(t, db))
	arm(t, db, s, monday())
	s.Clock, s.Days = "10:15", scrum.Everyday
	arm(t, db, s, monday())
	if got := only(t, db, monday().AddDate(0, 0, 9)); got.Clock != "10:15" || got.Days != scrum.Everyday || !got.Next.Equal(monday().Add(15*time.Minute)) {
		t.Errorf("got %+v", got)
	}
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(tx.Disarm(t.Context(), s.Product, s.Deed, s.Subject), tx.Disarm(t.Context(), s.Product, "nothing", ""))
	})
	if got := due(t, db, monday().AddDate(0, 0, 9)); len(got) != 0 {
		t.Errorf("after it was disarmed: %v", got)
	}
}

func TestWhatIsNeverDueIsNotArmed(t *testing.T) {
	t.Parallel()
	db := open(t)
	s := scrum.Schedule{Product: payments(t, db).ID, Deed: "ballot.close", Next: monday()}
	if err := db.Write(t.Context(), func(tx *storage.Tx) error { return tx.Arm(t.Context(), s, monday()) }); err == nil {
		t.Error("it was")
	}
}

func TestAnOccurrenceIsClaimedOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	arm(t, db, standup(payments(t, db)), monday())
	now := monday().AddDate(0, 0, 1)
	o, ok := only(t, db, now).Newest(now)
	if !ok {
		t.Fatal("nothing occurs")
	}
	for n := range 3 {
		write(t, db, func(tx *storage.Tx) error {
			first, err := tx.Claim(t.Context(), o, scrum.OnTime, now)
			if first != (n == 0) {
				t.Errorf("claim %d: %v", n, first)
			}
			if n < 2 {
				return err
			}
			return errors.Join(err, tx.Advance(t.Context(), o, now))
		})
	}
	next := only(t, db, now.AddDate(0, 0, 1)).Next
	if want := o.Due.AddDate(0, 0, 1); !next.Equal(want) {
		t.Errorf("the next is at %s, want %s", next, want)
	}
}

func TestADeedMovedWithinItsDayIsNotDoneTwice(t *testing.T) {
	t.Parallel()
	db := open(t)
	s, now := standup(payments(t, db)), monday()
	s.Clock = "10:15"
	arm(t, db, s, now)
	if !claimOnly(t, db, now.Add(15*time.Minute)) {
		t.Error("the first is not claimed")
	}
	now = now.Add(20 * time.Minute)
	s.Clock = "11:00"
	arm(t, db, s, now)
	if claimOnly(t, db, now.Add(time.Hour)) {
		t.Error("the second of the day is claimed too")
	}
}

// claimOnly claims the newest occurrence of the only schedule that is due.
func claimOnly(t *testing.T, db *storage.DB, now time.Time) bool {
	t.Helper()
	o, ok := only(t, db, now).Newest(now)
	if !ok {
		t.Fatal("nothing occurs")
	}
	return claimed(t, db, o, now)
}

func claimed(t *testing.T, db *storage.DB, o scrum.Occurrence, now time.Time) bool {
	t.Helper()
	var first bool
	write(t, db, func(tx *storage.Tx) (err error) {
		first, err = tx.Claim(t.Context(), o, scrum.OnTime, now)
		return err
	})
	return first
}

func TestAScheduleThatNoLongerStandsClaimsNothing(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*storage.Tx, scrum.Schedule) error{
		"it was taken away": func(tx *storage.Tx, s scrum.Schedule) error {
			return tx.Disarm(t.Context(), s.Product, s.Deed, s.Subject)
		},
		"it was set anew": func(tx *storage.Tx, s scrum.Schedule) error {
			s.Clock = "18:00"
			return tx.Arm(t.Context(), s, monday())
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := open(t)
			arm(t, db, standup(payments(t, db)), monday())
			now := monday().AddDate(0, 0, 1)
			o, _ := only(t, db, now).Newest(now)
			write(t, db, func(tx *storage.Tx) error { return change(tx, o.Schedule) })
			if claimed(t, db, o, now) {
				t.Error("what was found due before is claimed")
			}
		})
	}
}

func TestAdvancePassesOverWhatWentByMeanwhile(t *testing.T) {
	t.Parallel()
	db := open(t)
	arm(t, db, standup(payments(t, db)), monday())
	now := monday().AddDate(0, 0, 5) // Saturday
	o, _ := only(t, db, now).Newest(now)
	write(t, db, func(tx *storage.Tx) error { return tx.Advance(t.Context(), o, now) })
	if got, want := only(t, db, now.AddDate(0, 0, 7)).Next, monday().AddDate(0, 0, 7).Add(-30*time.Minute); !got.Equal(want) {
		t.Errorf("the next is at %s, want %s", got, want)
	}
}

func TestADeedMaySetItsOwnScheduleAnew(t *testing.T) {
	t.Parallel()
	db := open(t)
	s := scrum.Schedule{Product: payments(t, db).ID, Deed: "ballot.close", Subject: "7", Next: monday().Add(time.Hour)}
	arm(t, db, s, monday())
	now := monday().Add(time.Hour)
	o, _ := only(t, db, now).Newest(now)
	s.Next = now.Add(time.Hour)
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(tx.Arm(t.Context(), s, now), tx.Advance(t.Context(), o, now))
	})
	if got := only(t, db, s.Next); !got.Next.Equal(s.Next) {
		t.Errorf("it is due at %s", got.Next)
	}
	o, _ = only(t, db, s.Next).Newest(s.Next)
	write(t, db, func(tx *storage.Tx) error { return tx.Advance(t.Context(), o, s.Next) })
	if got := due(t, db, s.Next.AddDate(1, 0, 0)); len(got) != 0 {
		t.Errorf("done once, it is due again: %v", got)
	}
}

func TestWhatIsDueComesInPages(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	for n := range 5 {
		arm(t, db, scrum.Schedule{Product: p.ID, Deed: "d", Subject: strconv.Itoa(n), Next: monday().Add(time.Duration(n/2+1) * time.Second)}, monday())
	}
	var got []string
	var last scrum.Schedule
	for {
		page, err := db.Due(t.Context(), monday().Add(time.Minute), last, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, s := range page {
			got = append(got, s.Subject)
		}
		last = page[len(page)-1]
	}
	if diff := cmp.Diff([]string{"0", "1", "2", "3", "4"}, got); diff != "" {
		t.Errorf("the pages (-want +got):\n%s", diff)
	}
	read(t, db, func(tx *storage.Tx) error {
		list, err := tx.Schedules(t.Context(), p.ID, "d")
		if len(list) != 5 {
			t.Errorf("%d schedules of the deed", len(list))
		}
		return err
	})
}

func TestWhatNobodyAsksForIsForgotten(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	p := payments(t, db)
	for _, name := range []string{"", "card"} {
		send(t, db, outbox.Delivery{Name: name, Channel: "C1"})
		settle(t, db, wantClaims(t, db, now, name)[name], posted("C1", "1.1"+name), now)
	}
	waiting := send(t, db, outbox.Delivery{Channel: "C1"})
	write(t, db, func(tx *storage.Tx) error {
		return tx.KeepUndo(t.Context(), scrum.Undo{ID: "u1", Product: p.ID, Expires: now.Add(scrum.UndoFor)})
	})
	kept := func(at time.Time, ts string) bool {
		if err := db.Prune(t.Context(), at); err != nil {
			t.Fatal(err)
		}
		err := db.Read(t.Context(), func(tx *storage.Tx) error {
			_, err := tx.DeliveryAt(t.Context(), "C1", ts)
			return err
		})
		if err != nil && !errors.Is(err, scrum.ErrNotFound) {
			t.Fatal(err)
		}
		return err == nil
	}
	if !kept(now.AddDate(0, 0, 29), "1.1") {
		t.Error("what was sent is forgotten within the month")
	}
	if kept(now.AddDate(0, 0, 31), "1.1") {
		t.Error("what was sent is kept after a month")
	}
	if !kept(now.AddDate(0, 0, 31), "1.1card") {
		t.Error("a message that may be edited is forgotten")
	}
	if got := wantClaims(t, db, now.AddDate(0, 0, 31), "")[""]; got.ID != waiting.ID {
		t.Errorf("what waits is now %+v", got)
	}
	write(t, db, func(tx *storage.Tx) error {
		if _, err := tx.TakeUndo(t.Context(), "", "u1"); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("the undo: %v", err)
		}
		return nil
	})
}

// An idle tick must cost nothing to speak of, however many schedules wait.
func BenchmarkDueWithNothingDueAmongAHundredThousand(b *testing.B) {
	db, err := storage.Open(b.Context(), storage.Config{Path: b.TempDir() + "/pogo.db"})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.Write(b.Context(), func(tx *storage.Tx) error {
		p, err := tx.CreateProduct(b.Context(), scrum.Product{Channel: "C1", Key: "PAY"})
		for n := 0; n < 100_000 && err == nil; n++ {
			err = tx.Arm(b.Context(), scrum.Schedule{
				Product: p.ID, Deed: "standup.ask", Subject: strconv.Itoa(n), Next: monday().Add(time.Duration(n+1) * time.Second),
			}, monday())
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := db.Due(b.Context(), monday(), scrum.Schedule{}, 500); err != nil {
			b.Fatal(err)
		}
	}
}
