package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// TeamAbsence is an absence as it stands in the list of a team.
type TeamAbsence struct {
	Absence scrum.Absence // with its note only if the reader may know it
	Name    string
	Today   time.Time // where they are
	Own     bool      // the reader entered it, and may take it back
}

// TeamAbsencesShown are the absences to come of the team of a channel, or of one
// of them.
type TeamAbsencesShown struct {
	Channel string // a link to it
	Who     string // "": everybody
	Said    string // what was just done
	List    []TeamAbsence
}

// remove is what the buttons of the list are called, so that what is left of
// the same list stands there afterwards.
func (s TeamAbsencesShown) remove() string {
	if s.Who != "" {
		return AbsenceRemoveOf
	}
	return AbsenceRemoveTeam
}

// TeamAbsences lists who is absent, now and later.
func TeamAbsences(w *locale.Words, s TeamAbsencesShown) Message {
	args := []any{"n", len(s.List), "channel", s.Channel, "who", escape(s.Who)}
	key := "absence.team"
	if s.Who != "" {
		key = "absence.of"
	}
	if len(s.List) == 0 {
		key += "None"
	}
	title := w.Say(key, args...)
	if s.Said != "" {
		title = s.Said + "\n" + title
	}
	spoken, blocks := []string{title}, []slack.Block{section(title)}
	for _, a := range s.List[:min(maxAbsenceLines, len(s.List))] {
		line := absenceLine(w, a.Absence, a.Today)
		if s.Who == "" {
			line = "• " + escape(a.Name) + " · " + strings.TrimPrefix(line, "• ")
		}
		spoken = append(spoken, line)
		if a.Own {
			blocks = append(blocks, sectionWith(line, button(s.remove()+"."+itoa(a.Absence.ID), itoa(a.Absence.ID), w.Say("absence.button.remove"))))
		} else {
			blocks = append(blocks, section(line))
		}
	}
	if more := len(s.List) - maxAbsenceLines; more > 0 {
		blocks = append(blocks, footnote(w.Say("home.more", "n", more)))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}
