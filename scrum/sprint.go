package scrum

import (
	"strconv"
	"strings"
	"time"
)

// SprintID identifies a sprint.
type SprintID int64

// Sprint is a stretch of work with an end and, if it has one, a goal. A
// product has at most one that is not closed: it is being prepared until it
// starts, and runs until it is closed.
type Sprint struct {
	ID        SprintID
	Product   ProductID
	Number    int      // within the product, from 1
	Goal      string   // verbatim; "" if none was set
	StartedBy PersonID // "" while it is prepared
	StartsAt  time.Time
	EndsAt    time.Time
	ClosedAt  time.Time
	Verdict   Verdict
}

// Verdict is what the product's owner says of a sprint's goal. Done points
// never say it: a goal is not the sum of its stories.
type Verdict string

// The verdicts on a goal.
const (
	NotJudged   Verdict = ""
	GoalReached Verdict = "yes"
	GoalPartly  Verdict = "partly"
	GoalMissed  Verdict = "no"
)

// Started reports whether the sprint runs or ran.
func (s Sprint) Started() bool { return !s.StartsAt.IsZero() }

// Closed reports whether the sprint is over.
func (s Sprint) Closed() bool { return !s.ClosedAt.IsZero() }

// Late reports whether the sprint was closed noticeably after its end, which
// happens when nothing ran at that instant.
func (s Sprint) Late() bool { return s.Closed() && s.ClosedAt.Sub(s.EndsAt) > Patience }

// Early reports whether the sprint was closed before its end.
func (s Sprint) Early() bool { return s.Closed() && s.ClosedAt.Before(s.EndsAt) }

// Locked is the instant until which stories belong to what was committed: a
// sprint's first 15 %. What comes later changes the scope.
func (s Sprint) Locked() time.Time {
	return s.StartsAt.Add(s.EndsAt.Sub(s.StartsAt) * 15 / 100)
}

// Days are the dates of the sprint's working days in a zone, as midnights of
// UTC. There is one at least.
func (s Sprint) Days(zone *time.Location, off Holidays) []time.Time {
	first, last := dateIn(s.StartsAt, zone), dateIn(s.EndsAt, zone)
	var days []time.Time
	for day := first; day.Before(last); day = day.AddDate(0, 0, 1) {
		if off.Working(day) {
			days = append(days, day)
		}
	}
	return append(days, last)
}

// Day says which working day of the sprint it is at now, and of how many:
// 0 before the first.
func (s Sprint) Day(now time.Time, zone *time.Location, off Holidays) (day, of int) {
	days := s.Days(zone, off)
	today := dateIn(now, zone)
	for _, d := range days {
		if !d.After(today) {
			day++
		}
	}
	return day, len(days)
}

// dateIn is the date of an instant in a zone, as a midnight of UTC.
func dateIn(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
}

// SprintLength is how long a sprint is to be: in weeks or, where Weeks is 0,
// in working days.
type SprintLength struct{ Weeks, Days int }

// The longest sprints there are.
const (
	MaxSprintWeeks = 6
	MaxSprintDays  = 30
)

// sprintEnds is when the last day of a sprint is over.
const sprintEnds Clock = "17:00"

var sprintLength = lazily(`(?i)^(\d{1,3})[\s\x{a0}\x{202f}]*(?:(weeks?|wks?|w|semaines?|sem\.?|s)|(days?|d|jours?|j))(?:$|[\s\x{a0}\x{202f},:"“”«»])`)

// CutSprintLength reads a length at the beginning of a text, "2w", "2
// semaines", "10d" or "10 jours", and returns what follows it. The length may
// be one that no sprint has: [SprintLength.Valid] tells.
func CutSprintLength(text string) (l SprintLength, rest string, ok bool) {
	text = strings.TrimSpace(text)
	m := sprintLength().FindStringSubmatchIndex(text)
	if m == nil {
		return SprintLength{}, text, false
	}
	n, err := strconv.Atoi(text[m[2]:m[3]])
	if err != nil {
		return SprintLength{}, text, false
	}
	if m[4] >= 0 {
		return SprintLength{Weeks: n}, strings.TrimSpace(text[m[5]:]), true
	}
	return SprintLength{Days: n}, strings.TrimSpace(text[m[7]:]), true
}

// Valid reports whether a sprint may be that long: one to six weeks, one to
// thirty working days.
func (l SprintLength) Valid() bool {
	if l.Days == 0 {
		return l.Weeks >= 1 && l.Weeks <= MaxSprintWeeks
	}
	return l.Weeks == 0 && l.Days >= 1 && l.Days <= MaxSprintDays
}

// EndOf returns when a sprint of this length that starts at an instant ends,
// on the clocks of a zone: at 17:00 of the last working day before the same
// day of the week comes around for the last time, or of the last of so many
// working days. A day on which it is past 17:00 already counts for nothing, as
// does a holiday.
func (l SprintLength) EndOf(start time.Time, zone *time.Location, off Holidays) time.Time {
	day := dateIn(start, zone)
	if l.Days == 0 {
		last := day.AddDate(0, 0, 7*l.Weeks-1)
		for last.After(day) && !off.Working(last) {
			last = last.AddDate(0, 0, -1)
		}
		return sprintEnds.On(last, zone)
	}
	for left := l.Days; ; day = day.AddDate(0, 0, 1) {
		end := sprintEnds.On(day, zone)
		if !off.Working(day) || !end.After(start) {
			continue
		}
		if left--; left == 0 {
			return end
		}
	}
}
