package scrum

import (
	"errors"
	"fmt"
	"time"
)

// Why an absence cannot be entered as it was typed.
var (
	ErrNoDates  = errors.New("no dates that can be read")
	ErrSeveral  = errors.New("more than one absence")
	ErrOver     = errors.New("the absence is over already")
	ErrAgo      = fmt.Errorf("of a day named from today on: %w", ErrOver) // no other year can be meant
	ErrBackward = errors.New("the absence ends before it begins")
	ErrTooLong  = errors.New("the absence is longer than a year")
)

// ParseAbsence reads the days of an absence as people type them, in either
// language, and what they say besides: "22–26 Dec", "tomorrow", "lundi matin",
// "du 22 au 26 décembre", "from 3 to 7 aug", "until friday", "2026-12-28 –
// 2027-01-03", "for 3 days", "next week", "22 dec: dentist". Today is the date
// where the person is. A date without its year is the next one to come. With
// an error about the dates themselves, the absence has them as they were read.
func ParseAbsence(text string, today time.Time) (Absence, error) {
	p := dayParser{text: text, tokens: dayTokens(text), today: dateIn(today, today.Location())}
	span, ok := p.span()
	if !ok {
		return Absence{}, ErrNoDates
	}
	note, clear := p.note()
	if !clear {
		return Absence{}, ErrSeveral
	}
	a, err := span.resolve(p.today)
	a.Note = note
	if err != nil {
		return a, err
	}
	return a, a.Check(p.today.Format(time.DateOnly))
}

// dayParser reads the words of an absence one after another.
type dayParser struct {
	text   string
	tokens []dayToken
	at     int
	today  time.Time
}
