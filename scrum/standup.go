package scrum

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DayBefore returns the instant a working day before another, on the clocks that
// it is told on: on Mondays and over the weekend, that of Friday, and after a
// public holiday that of the day before it.
func (h Holidays) DayBefore(t time.Time) time.Time {
	for t = t.AddDate(0, 0, -1); !h.Working(t); {
		t = t.AddDate(0, 0, -1)
	}
	return t
}

// How a stand-up goes on after the question.
const (
	DigestAfter   = 90 * time.Minute  // what was answered is put together
	CloseAfter    = 240 * time.Minute // who has not answered has missed it
	AskAgainAfter = 30 * time.Minute  // somebody pressed Later
	MaxPutOff     = 2                 // times that one can press it

	TogetherFor = 15 * time.Minute // what comes due so soon after a question joins its message
	MaxTogether = 10               // stand-ups in one message, which Slack gives 50 blocks
	RemindAfter = 60 * time.Minute // of the question, and once more after the same
)

// StandupID identifies a stand-up.
type StandupID int64

// Standup is how one of a product's stand-ups is set: each member of the team
// is asked at Clock of their own zone on each of Days.
type Standup struct {
	ID        StandupID
	Product   ProductID
	Name      string // "" for the channel's first
	Clock     Clock  // "" while nobody is asked by the clock
	Days      Weekdays
	Questions []Question // its own; none: the default ones
	Digest    Clock      // of the digest, in the product's zone; "": [DigestAfter] the time of asking
	Lines     bool       // the digest has a short line for each person
	SetBy     PersonID
	SetAt     time.Time
}

// MaxStandups is how many stand-ups a channel may have.
const MaxStandups = 10

// Runs reports whether people are asked by the clock.
func (s Standup) Runs() bool { return s.Clock != "" }

// Asks are the questions that people are asked.
func (s Standup) Asks() []Question { return orDefault(s.Questions) }

// ParseStandup reads when a stand-up takes place: "09:30 weekdays", "9h30 en
// semaine", "9 am mon wed fri". Without days it is on working days. It
// reports whether the text says a time.
func ParseStandup(text string) (Clock, Weekdays, bool) {
	words := strings.Fields(text)
	for n := min(3, len(words)); n > 0; n-- {
		clock, ok := ParseClock(strings.Join(words[:n], " "))
		if !ok {
			continue
		}
		if n == len(words) {
			return clock, Workdays, true
		}
		days, ok := ParseWeekdays(strings.Join(words[n:], " "))
		return clock, days, ok
	}
	return "", 0, false
}

// Asking is the schedule by which a person is asked. Where Slack does not say
// in which zone somebody lives, it is the product's.
func (s Standup) Asking(p Person, product Product) Schedule {
	return Schedule{
		Product: s.Product, Subject: Asked{s.ID, p.ID}.String(), Clock: s.Clock, Days: s.Days,
		Zone: p.Location(product.Location()).String(), Window: CloseAfter,
	}
}

// The hours between which nobody is asked what somebody else wants to know now.
const (
	nightFrom  Clock = "20:00"
	nightUntil Clock = "08:00"
)

// WhenNow is when a person is asked for a stand-up that is held now: at once by
// day, and before it when their working day begins, or at their usual time if
// that is to come. It reports false for those whose day is over.
func (s Standup) WhenNow(p Person, product Product, now time.Time) (time.Time, bool) {
	zone := p.Location(product.Location())
	local := now.In(zone)
	switch clock := Clock(local.Format("15:04")); {
	case clock >= nightFrom:
		return time.Time{}, false
	case clock >= nightUntil:
		return now, true
	}
	if usual, ok := s.Asking(p, product).NextAfter(now); ok && usual.Date == local.Format(time.DateOnly) {
		return usual.Due, true
	}
	return workFrom.On(dateIn(now, zone), zone), true
}

// Asked is the subject of the schedule by which a person is asked for a
// stand-up.
type Asked struct {
	Standup StandupID
	Person  PersonID
}

// String is the subject as it is kept.
func (a Asked) String() string {
	return strconv.FormatInt(int64(a.Standup), 10) + ":" + string(a.Person)
}

// ParseAsked reads the subject of a schedule.
func ParseAsked(subject string) (Asked, error) {
	id, person, _ := strings.Cut(subject, ":")
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil || person == "" {
		return Asked{}, fmt.Errorf("%q names no stand-up and person", subject)
	}
	return Asked{StandupID(n), PersonID(person)}, nil
}

// DigestDue is when the answers of a date are put together: at the digest's own
// time in the product's zone, or a while after the time of asking there. It is
// never sooner than that while after the first person was asked, who may live
// far west, unless the digest's own time still lets them answer.
func (s Standup) DigestDue(date string, product Product, firstAsked time.Time) time.Time {
	after := firstAsked
	if day, err := time.Parse(time.DateOnly, date); err == nil {
		if own := s.Digest; own != "" && own.On(day, product.Location()).After(firstAsked) {
			return own.On(day, product.Location())
		}
		if s.Runs() {
			after = later(after, s.Clock.On(day, product.Location()))
		}
	}
	return after.Add(DigestAfter)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// StandupDayID identifies one day of a stand-up.
type StandupDayID int64

// StandupDay is one day of a stand-up, which one digest sums up.
type StandupDay struct {
	ID       StandupDayID
	Standup  StandupID
	Product  ProductID // the stand-up's
	Date     string    // of the product's zone, "2026-11-24"
	Since    time.Time // what changed from here on is told
	DigestAt time.Time // when the digest is due, later when it was posted
	Posted   bool      // the digest had its time: it stands in the channel, unless it was kept back
	Late     bool      // it was posted later than it should have been
}

// AskState is where one person stands on one day.
type AskState string

// The states of an ask.
const (
	AskOpen     AskState = "open"     // no answer yet
	AskAnswered AskState = "answered" // perhaps with nothing to report
	AskSkipped  AskState = "skipped"  // they said that they will not answer
	AskMissed   AskState = "missed"   // closed without an answer
)

// AskEnd is why an ask closed without an answer.
type AskEnd string

// Why an ask may close early; "" is that it was too late.
const (
	AskEndAway    AskEnd = "away"
	AskEndStopped AskEnd = "stopped"
)

// AskID identifies an ask.
type AskID int64

// Ask is what one person is asked on one date, and the answer. There is at
// most one for a stand-up, a person and a date of their own zone.
type Ask struct {
	ID         AskID
	Standup    StandupID
	Product    ProductID    // the stand-up's
	Day        StandupDayID // the day whose digest tells of it
	Person     PersonID
	Date       string // of the person's zone
	State      AskState
	Questions  []Question // as they stood when it was asked; none: the default ones
	Answers    Answers
	Lead       AskID     // the ask of the same person in whose message it stands; 0: it has its own
	PutOff     int       // times that they pressed Later
	AskedAt    time.Time // zero if they answered without being asked
	AnsweredAt time.Time // of the first answer
	EditedAt   time.Time // of the last change to it, zero if there was none
	Late       bool      // it was asked later than it should have been
	Perhaps    bool      // the person is asked whether the answer tells of a blocker
	Ended      AskEnd    // why it was missed
}

// Leads is the ask in whose message this one stands.
func (a Ask) Leads() AskID {
	if a.Lead != 0 {
		return a.Lead
	}
	return a.ID
}

// ChangedAt is when the answer was last written; zero if there is none.
func (a Ask) ChangedAt() time.Time { return later(a.AnsweredAt, a.EditedAt) }

// Joins reports whether something else that the person is asked now may join
// the message of this ask, which was sent a moment ago and not answered.
func (a Ask) Joins(now time.Time) bool {
	return a.State == AskOpen && !a.AskedAt.IsZero() && now.Sub(a.AskedAt) <= TogetherFor
}

// LeftOut reports whether the person was asked and let it pass, on purpose or
// not.
func (a Ask) LeftOut() bool {
	return a.State == AskSkipped || a.State == AskMissed && !a.AskedAt.IsZero()
}

// Closed reports whether the time to answer is over. What comes later, until
// the next ask, is late.
func (a Ask) Closed(now time.Time) bool {
	opened := a.AskedAt
	if opened.IsZero() {
		opened = a.AnsweredAt
	}
	return a.State == AskMissed || !opened.IsZero() && !now.Before(opened.Add(CloseAfter))
}

// Asks are the questions that the person was asked.
func (a Ask) Asks() []Question { return orDefault(a.Questions) }
