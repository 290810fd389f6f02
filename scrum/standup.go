package scrum

import (
	"strings"
	"time"
)

// DayBefore returns the instant a working day before another: on Mondays and
// over the weekend, that of Friday.
func DayBefore(t time.Time) time.Time {
	for t = t.AddDate(0, 0, -1); !Workdays.Has(t.Weekday()); {
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
)

// Standup is how a product's stand-up is set: each member of the team is
// asked at Clock of their own zone on each of Days.
type Standup struct {
	Product ProductID
	Clock   Clock
	Days    Weekdays
	SetBy   PersonID
	SetAt   time.Time
}

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
		Product: s.Product, Subject: string(p.ID), Clock: s.Clock, Days: s.Days,
		Zone: p.Location(product.Location()).String(), Window: CloseAfter,
	}
}

// DigestDue is when the answers of a date are put together: a while after the
// time of asking in the product's zone, and never sooner than that while
// after the first person was asked, who may live far west of it.
func (s Standup) DigestDue(date string, product Product, firstAsked time.Time) time.Time {
	due := firstAsked
	if day, err := time.Parse(time.DateOnly, date); err == nil && s.Clock != "" {
		if home := s.Clock.On(day, product.Location()); home.After(due) {
			due = home
		}
	}
	return due.Add(DigestAfter)
}

// StandupDayID identifies one day of a stand-up.
type StandupDayID int64

// StandupDay is one day of a stand-up, of which one digest tells.
type StandupDay struct {
	ID       StandupDayID
	Product  ProductID
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
	AskMissed   AskState = "missed"   // closed without an answer
)

// AskID identifies an ask.
type AskID int64

// Ask is one person's question of one date, and the answer. There is at most
// one for a person and date of their own zone.
type Ask struct {
	ID         AskID
	Product    ProductID
	Day        StandupDayID // the day whose digest tells of it
	Person     PersonID
	Date       string // of the person's zone
	State      AskState
	Answers    Answers
	PutOff     int       // times that they pressed Later
	AskedAt    time.Time // zero if they answered without being asked
	AnsweredAt time.Time // of the first answer
	EditedAt   time.Time // of the last change to it, zero if there was none
}

// Closed reports whether it is too late to answer or to change the answer.
func (a Ask) Closed(now time.Time) bool {
	opened := a.AskedAt
	if opened.IsZero() {
		opened = a.AnsweredAt
	}
	return a.State == AskMissed || !opened.IsZero() && !now.Before(opened.Add(CloseAfter))
}

// Question is what a stand-up asks, as a code: the sentences are in locale.
type Question string

// The questions, forward first.
const (
	QuestionNext     Question = "next"     // what will you finish or move next?
	QuestionObstacle Question = "obstacle" // is anything in your way, or will be?
	QuestionOther    Question = "other"    // anything others should know?
)

// Questions are the questions in the order in which they are asked.
func Questions() []Question {
	return []Question{QuestionNext, QuestionObstacle, QuestionOther}
}

// Answers are the answers to the questions, as they were written. A question
// that was left out is not in it.
type Answers map[Question]string

// AnswersFrom takes what was written into a form; blank is left out.
func AnswersFrom(values map[string]string) Answers {
	answers := Answers{}
	for _, q := range Questions() {
		if text := strings.TrimSpace(values[string(q)]); text != "" {
			answers[q] = text
		}
	}
	return answers
}

// Empty reports whether there is nothing to report.
func (a Answers) Empty() bool { return len(a) == 0 }
