package view

import (
	"slices"
	"strings"
	"time"

	"pogo/locale"
	"pogo/scrum"
)

// mostAway is how many people a digest names who are away.
const mostAway = 10

// away says in a line who is away on the day and when they are back, those
// together who are back on the same day; nothing if everybody is there, or a
// digest before it said so.
func (d DigestDay) away(w *locale.Words) []string {
	if len(d.Away) == 0 || !d.First {
		return nil
	}
	day, err := time.Parse(time.DateOnly, d.Day.Date)
	if err != nil {
		return nil // unreachable: dates are written by us
	}
	var untils []string
	names := map[string][]string{}
	byName := slices.Clone(d.Away)
	slices.SortStableFunc(byName, func(a, b scrum.Away) int {
		return strings.Compare(scrum.Fold(d.Names.Of(a.Person)), scrum.Fold(d.Names.Of(b.Person)))
	})
	for _, a := range byName[:min(mostAway, len(byName))] {
		until := awayUntil(w, a, day)
		if !slices.Contains(untils, until) {
			untils = append(untils, until)
		}
		names[until] = append(names[until], escape(d.Names.Of(a.Person)))
	}
	groups := make([]string, len(untils))
	for i, until := range untils {
		groups[i] = w.List(names[until]) + ", " + until
	}
	if more := len(d.Away) - mostAway; more > 0 {
		groups = append(groups, w.Say("standup.digest.awayMore", "n", more))
	}
	return []string{w.Say("standup.digest.away", "groups", strings.Join(groups, " · "))}
}

// awayUntil says when somebody is back who is away for some of a day.
func awayUntil(w *locale.Words, a scrum.Away, day time.Time) string {
	switch {
	case a.FromNoon:
		return w.Say("standup.digest.awayFromNoon", "day", backDay(w, a, day))
	case a.Half && a.Back == day.Format(time.DateOnly):
		return w.Say("standup.digest.awayNoon")
	}
	return w.Say("standup.digest.awayBack", "day", backDay(w, a, day))
}
