package view

import (
	"strings"
	"time"

	"pogo/locale"
)

// StandupAsked is whom a stand-up that is held now has reached.
type StandupAsked struct {
	N      int          // people who were asked
	Digest time.Time    // when their answers are put together; zero: that was done already
	Later  []AskedLater // for whom the day has not begun
	Late   []string     // names of those for whom it is over
}

// AskedLater is somebody who is asked later, on the reader's clocks.
type AskedLater struct {
	Name string
	At   time.Time
}

// StandupAskedNow tells who wanted a stand-up now whom it has reached, and why
// others were left in peace.
func StandupAskedNow(w *locale.Words, a StandupAsked) Message {
	var said []string
	switch {
	case a.N == 0:
		said = append(said, w.Say("standup.askedNobody"))
	case a.Digest.IsZero():
		said = append(said, w.Say("standup.askedAfter", "n", a.N))
	default:
		said = append(said, w.Say("standup.asked", "n", a.N, "when", w.Clock(a.Digest)))
	}
	var later, late []string
	for _, p := range a.Later {
		later = append(later, w.Say("standup.asked.at", "who", escape(p.Name), "when", w.Clock(p.At)))
	}
	for _, name := range a.Late {
		late = append(late, escape(name))
	}
	if len(later) > 0 {
		said = append(said, w.Say("standup.asked.later", "who", firstOf(w, later)))
	}
	if len(late) > 0 {
		said = append(said, w.Say("standup.asked.late", "who", firstOf(w, late)))
	}
	return Note(strings.Join(said, " "))
}

// firstOf lists the first of many names: "Nora, Kenji and 12 others".
func firstOf(w *locale.Words, names []string) string {
	const named = 5
	if rest := len(names) - named; rest > 0 {
		names = append(names[:named:named], w.Say("standup.asked.others", "n", rest))
	}
	return w.List(names)
}
