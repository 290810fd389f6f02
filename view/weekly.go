package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Week is what a channel is told of its week.
type Week struct {
	From, To        time.Time // in the product's zone
	Moves           []scrum.Move
	Blocked         []scrum.BlockerCluster // the costliest first
	Turnout, Before scrum.Participation    // in the week, and in the one before
	Standup         scrum.StandupID        // whose settings are offered if little was answered
	Mood            MoodTrend              // empty if the channel is not to read it
	Away            []scrum.Absence        // of the team, next week
	Names           Names
}

// Weekly writes when something weekly comes: "on Fri at 16:00 (Paris)".
func Weekly(w *locale.Words, s scrum.Schedule) string {
	return w.Say("weekly.when", "days", daysText(w, s.Days), "time", clockText(w, s.Clock), "city", locale.City(s.Location()))
}

// done are the stories that were finished in the week.
func (k Week) done() []scrum.Story {
	var list []scrum.Story
	for _, m := range k.Moves {
		if m.Story.State.Done() {
			list = append(list, m.Story)
		}
	}
	return list
}

// Idle reports that nothing happened in the week and nobody answered, then or in
// the one before.
func (k Week) Idle() bool {
	return len(k.Moves)+len(k.Blocked)+len(k.Mood.Figures)+len(k.Away) == 0 && k.Turnout.Answered+k.Before.Answered == 0
}

// WeekTold tells a channel of its week in a few lines: what was done, what
// stood in the way, how much was answered, who is away next week.
func WeekTold(w *locale.Words, k Week) Message {
	title := w.Say("weekly.title", "n", len(k.done()), "from", w.Date(k.From), "to", w.Date(k.To))
	if len(k.done()) == 0 {
		title = w.Say("weekly.titleNone", "from", w.Date(k.From), "to", w.Date(k.To))
	}
	lines := []digestLine{{block: section("*" + title + "*"), text: title}}
	for _, text := range []string{k.finished(w), k.alsoMoved(w), k.blocked(w), k.away(w), k.Mood.line(w)} {
		if text != "" {
			lines = append(lines, plainLine(text))
		}
	}
	if foot := k.turnout(w); foot != "" {
		lines = append(lines, digestLine{block: footnote(foot), text: foot, under: settingsIfLow(w, k.Standup, k.Turnout, k.Before)})
	}
	if len(lines) == 1 {
		lines[0].block = section(title)
	}
	return told(lines)
}

const (
	weekShown = 8 // stories, people
	weekTitle = 60
)

func (k Week) finished(w *locale.Words) string {
	done := k.done()
	if len(done) == 0 {
		return ""
	}
	var parts []string
	for _, s := range done[:min(weekShown, len(done))] {
		parts = append(parts, "• "+s.Key+" "+escape(oneLine(s.Headline(), weekTitle)))
	}
	if rest := len(done) - weekShown; rest > 0 {
		parts = append(parts, w.Say("standup.moreMoves", "n", rest))
	}
	return strings.Join(parts, "\n")
}

func (k Week) alsoMoved(w *locale.Words) string {
	var rest []scrum.Move
	for _, m := range k.Moves {
		if !m.Story.State.Done() {
			rest = append(rest, m)
		}
	}
	if len(rest) == 0 {
		return ""
	}
	return w.Say("standup.digest.moved", "moves", countedMoves(w, rest))
}

func (k Week) blocked(w *locale.Words) string {
	var parts []string
	for _, c := range k.Blocked {
		parts = append(parts, w.Say("weekly.class", "n", c.Count, "class", w.Say("blocker.class."+string(c.Class)), "time", workingTime(w, c.Blocked)))
	}
	if len(parts) == 0 {
		return ""
	}
	return w.Say("weekly.blocked", "classes", strings.Join(parts, " · "))
}

func (k Week) away(w *locale.Words) string {
	if len(k.Away) == 0 {
		return ""
	}
	var parts []string
	for _, a := range k.Away[:min(weekShown, len(k.Away))] {
		parts = append(parts, escape(k.Names.Of(a.Person))+", "+AbsenceSpan(w, a, k.To))
	}
	if rest := len(k.Away) - weekShown; rest > 0 {
		parts = append(parts, w.Say("standup.moreMoves", "n", rest))
	}
	return w.Say("weekly.away", "who", strings.Join(parts, " · "))
}

// turnout is how much the team answered, with what to change if that is little
// for the second week.
func (k Week) turnout(w *locale.Words) string {
	if k.Turnout.Expected == 0 {
		return ""
	}
	said := w.Say("weekly.turnout", "share", turnoutShare(w, k.Turnout))
	if k.Before.Expected > 0 {
		said = w.Say("weekly.turnoutBoth", "share", turnoutShare(w, k.Turnout), "before", turnoutShare(w, k.Before))
	}
	if staysLow(k.Turnout, k.Before) {
		said += " " + w.Say("weekly.low")
	}
	return said
}

// staysLow reports whether little was answered for two weeks.
func staysLow(now, before scrum.Participation) bool { return now.Low() && before.Low() }

// settingsIfLow offers the settings of a stand-up then: what does not suit the
// team is its time, its days or its questions.
func settingsIfLow(w *locale.Words, id scrum.StandupID, now, before scrum.Participation) slack.Block {
	if id == 0 || !staysLow(now, before) {
		return nil
	}
	return buttons(button(StandupOpen, itoa(id), w.Say("standup.button.settings")))
}

func turnoutShare(w *locale.Words, p scrum.Participation) string {
	return w.Say("common.percent", "n", percent(p.Share()))
}
