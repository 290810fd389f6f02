package view

import (
	"math/big"
	"strings"
	"time"

	"pogo/locale"
	"pogo/scrum"
)

// CapacityShown is how much a team can work in a stretch of days, and what it
// did in the last sprint; LastDone is zero if there was none.
type CapacityShown struct {
	Capacity     scrum.Capacity
	Names        Names
	Today        time.Time
	Last         scrum.Sprint
	LastDone     scrum.Points
	LastCapacity scrum.Capacity
}

// Capacity says how much the team can work, who is away when, and what that
// comes to at the pace of the last sprint.
func Capacity(w *locale.Words, s CapacityShown) Message {
	c := s.Capacity
	lines := []string{w.Say("capacity.title", "from", dayNamed(w, c.From, s.Today), "to", dayNamed(w, c.To, s.Today),
		"have", days(w, c.Halves()), "of", days(w, c.Of()), "n", len(c.Each))}
	whole := 0
	for _, a := range c.Each {
		if a.Halves == a.Of {
			whole++
			continue
		}
		lines = append(lines, "• "+w.Say("capacity.person", "who", escape(s.Names.Of(a.Person)), "have", days(w, a.Halves), "of", days(w, a.Of))+s.reasons(w, a))
	}
	if whole > 0 && whole < len(c.Each) {
		lines = append(lines, "• "+w.Say("capacity.others", "n", whole))
	}
	if was := s.LastCapacity.Halves(); s.LastDone.Halves > 0 && was > 0 {
		about := scrum.Points{Known: true, Halves: 2 * ((s.LastDone.Halves*c.Halves() + was) / (2 * was))}
		lines = append(lines, w.Say("capacity.pace", "number", s.Last.Number, "done", points(w, s.LastDone), "days", days(w, was), "about", points(w, about)))
	}
	return Note(strings.Join(lines, "\n"))
}

// reasons are the absences that cost somebody days; without any it was
// holidays.
func (s CapacityShown) reasons(w *locale.Words, a scrum.Available) string {
	if len(a.Absences) == 0 {
		return " · " + w.Say("capacity.holidays")
	}
	spans := make([]string, len(a.Absences))
	for i, absence := range a.Absences {
		spans[i] = AbsenceSpan(w, absence, s.Today)
	}
	return " · " + strings.Join(spans, " · ")
}

// days writes half-days as days.
func days(w *locale.Words, halves int) string { return decimal(w, big.NewRat(int64(halves), 2)) }
