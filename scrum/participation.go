package scrum

import (
	"slices"
	"time"
	"unicode/utf8"
)

// Participation is how much of what a team was asked was answered: who was
// away, or skipped the day, was not expected to. It is told of teams alone.
type Participation struct{ Answered, Expected int }

// Share is the share that was answered; false if nothing was expected.
func (p Participation) Share() (float64, bool) { return share(p.Answered, p.Expected) }

// Low reports whether so little was answered that, if it stays so, the time,
// the questions or the days do not suit the team.
func (p Participation) Low() bool {
	const least = 0.6
	part, ok := p.Share()
	return ok && part < least
}

// LongAnswer is how many characters of answers few people read.
const LongAnswer = 600

// Habits are how a team answers its stand-ups, of nobody in particular.
type Habits struct {
	Participation

	Asked, Skipped int           // skipped on purpose
	Long           int           // of those answered: longer than [LongAnswer]
	Wait           time.Duration // from the question to the answer, in the middle; 0 if nobody was asked
}

// HabitsOf reads them off what people were asked. What can still be answered is
// not counted.
func HabitsOf(asks []Ask) Habits {
	var h Habits
	var waits []time.Duration
	for _, a := range asks {
		h.count(a)
		if a.State == AskAnswered && !a.AskedAt.IsZero() && a.AnsweredAt.After(a.AskedAt) {
			waits = append(waits, a.AnsweredAt.Sub(a.AskedAt))
		}
	}
	if slices.Sort(waits); len(waits) > 0 {
		h.Wait = waits[(len(waits)-1)/2]
	}
	return h
}

func (h *Habits) count(a Ask) {
	if !a.AskedAt.IsZero() && a.State != AskOpen {
		h.Asked++
	}
	switch {
	case a.State == AskAnswered:
		h.Answered++
		h.Expected++
		if a.Answers.length() > LongAnswer {
			h.Long++
		}
	case a.State == AskMissed && a.LeftOut():
		h.Expected++
	case a.State == AskSkipped && !a.AskedAt.IsZero():
		h.Skipped++
	}
}

// length is how many characters an answer has.
func (a Answers) length() int {
	n := 0
	for _, text := range a {
		n += utf8.RuneCountInString(text)
	}
	return n
}

// SkippedShare is the share that was skipped of what was asked.
func (h Habits) SkippedShare() (float64, bool) { return share(h.Skipped, h.Asked) }

// LongShare is the share of the answers that are long.
func (h Habits) LongShare() (float64, bool) { return share(h.Long, h.Answered) }
