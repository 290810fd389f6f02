package scrum

import "time"

// Mood is how somebody's week was, from 1, bad, to 5, great.
type Mood int

// The ends and the middle of the scale.
const (
	WorstMood    Mood = 1
	MiddlingMood Mood = 3
	BestMood     Mood = 5
)

// Valid reports whether the level is on the scale.
func (m Mood) Valid() bool { return WorstMood <= m && m <= BestMood }

// From so many answers on a week's mood is shown: usually, and at least. Of
// three, whoever was at one end alone knows of the two others what they said.
const (
	UsualMoodAnswers = 4
	MinMoodAnswers   = 3
	MaxMoodAnswers   = 50
)

// MarkMood is under what somebody's mood of a week is kept: what the random
// key of that week makes of their id. Who has the key can find out whose it is,
// which is why the key is destroyed when the week is over.
func MarkMood(key string, person PersonID) string { return keyed(key, person) }

// WeekOf is the Monday of the week of an instant, on the clocks of its zone:
// "2026-11-23". Weeks in this form are ordered as their texts are.
func WeekOf(local time.Time) string {
	return dateIn(local, local.Location()).AddDate(0, 0, -sinceMonday(local.Weekday())).Format(time.DateOnly)
}

// WeeksAfter returns the week that is n weeks after another; before it if n is
// negative.
func WeeksAfter(week string, n int) string {
	return parseDate(week).AddDate(0, 0, n*daysOfWeek).Format(time.DateOnly)
}

const daysOfWeek = 7

// sinceMonday is how many days lie between a day and the Monday before it.
func sinceMonday(day time.Weekday) int { return (int(day) + daysOfWeek - 1) % daysOfWeek }

// LastOfWeek reports whether a stand-up on a date is the last that somebody is
// asked in that week: on the later days of it there is none, or they are away.
func LastOfWeek(date string, days Weekdays, c Calendar) bool {
	for day := parseDate(date).AddDate(0, 0, 1); day.Weekday() != time.Monday; day = day.AddDate(0, 0, 1) {
		if days.Has(day.Weekday()) && !c.Absent(day.Format(time.DateOnly)) {
			return false
		}
	}
	return true
}

// Moods counts the answers at each level, the worst first.
type Moods [BestMood]int

// Answers is how many answers there are.
func (c Moods) Answers() int {
	n := 0
	for _, at := range c {
		n += at
	}
	return n
}

// And are the answers of both.
func (c Moods) And(others Moods) Moods {
	for i, n := range others {
		c[i] += n
	}
	return c
}

// Median returns the level in the middle of all answers. There must be at
// least one. If the middle lies between two levels, it is the one further from
// the middle of the scale, so that a 1 or a 5 never means that everybody in
// the middle tapped it.
func (c Moods) Median() Mood {
	n := c.Answers()
	sum := c.at((n-1)/2) + c.at(n/2)
	if sum%2 != 0 && sum > 2*MiddlingMood {
		sum++
	}
	return sum / 2
}

// at is the level of an answer, counted from the worst.
func (c Moods) at(i int) Mood {
	level := WorstMood
	for ; level < BestMood && i >= c[level-1]; level++ {
		i -= c[level-1]
	}
	return level
}
