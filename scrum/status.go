package scrum

import (
	"strings"
	"time"
)

// Status is what somebody lets Slack show beside their name.
type Status struct {
	Emoji string    // ":palm_tree:"
	Text  string    // "Vacationing"
	Until time.Time // zero: until they change it
}

// awayText is a status that says by its words that somebody is away.
var awayText = lazily(`^(away|off|out|ooo|pto|out of (the )?office|out sick|sick|sick leave|on (holidays?|leave|vacation|pto)|vacation(ing)?|annual leave|day off|(parental|maternity|paternity) leave|` +
	`absente?|en (conges?|vacances|rtt|arret( maladie)?)|conges?|vacances|rtt|malade|arret maladie|conge (parental|maternite|paternite))\b`)

// Away reports whether a status says that somebody is away: by one of the
// emoji that Slack proposes for it, or by its first words.
func (s Status) Away() bool {
	switch strings.Trim(s.Emoji, ":") {
	case "palm_tree", "face_with_thermometer", "desert_island", "beach_with_umbrella":
		return true
	}
	return awayText().MatchString(Fold(s.Text))
}

// Absence is what a status says that somebody set, at an instant on their
// clocks. Without an end it is read anew each day, and so lasts until the next
// one. It reports false if nothing is left of it.
func (s Status) Absence(person PersonID, local time.Time) (Absence, bool) {
	a := Absence{
		Person: person, EnteredBy: person, Source: AbsenceStatus, EnteredAt: local,
		From: local.Format(time.DateOnly), FromNoon: local.Hour() >= noonHour,
		To: local.AddDate(0, 0, 1).Format(time.DateOnly),
	}
	if !s.Until.IsZero() {
		end := s.Until.In(local.Location()).Add(-time.Second)
		a.To, a.UntilNoon = end.Format(time.DateOnly), end.Hour() < noonHour
	}
	return a, s.Away() && a.Check(a.From) == nil
}
