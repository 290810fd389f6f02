package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// TeamHabits is how a team answers its stand-ups.
type TeamHabits struct {
	Channel string // its name
	Standup scrum.StandupID
	Weeks   []scrum.Participation // of seven days each, the last first
	Habits  scrum.Habits          // of the last
}

// HabitsTold tells one of the team how much was answered, and how: of the team,
// and nobody in it.
func HabitsTold(w *locale.Words, h TeamHabits) Message {
	title := w.Say("participation.title", "channel", escape(h.Channel))
	if h.Weeks[0].Expected == 0 {
		return Note(title + "\n" + w.Say("participation.none"))
	}
	lines := []string{w.Say("participation.share", "share", turnoutShare(w, h.Weeks[0]))}
	if trend := h.trend(w); trend != "" {
		lines = append(lines, trend)
	}
	if h.Habits.Wait > 0 {
		lines = append(lines, w.Say("participation.wait", "time", waitText(w, h.Habits.Wait)))
	}
	lines = append(lines, w.Say("participation.how",
		"skipped", w.Say("common.percent", "n", percent(h.Habits.SkippedShare())), "long", w.Say("common.percent", "n", percent(h.Habits.LongShare())), "n", scrum.LongAnswer))
	if staysLow(h.Weeks[0], h.Weeks[1]) {
		lines = append(lines, w.Say("weekly.low"))
	}
	text := strings.Join(lines, "\n")
	blocks := []slack.Block{section("*" + title + "*\n" + text)}
	if settings := settingsIfLow(w, h.Standup, h.Weeks[0], h.Weeks[1]); settings != nil {
		blocks = append(blocks, settings)
	}
	note := w.Say("participation.note")
	return Message{Text: title + "\n" + text + "\n" + note, Blocks: append(blocks, footnote(note))}
}

// trend is how much was answered week by week, the first first.
func (h TeamHabits) trend(w *locale.Words) string {
	var shares []string
	for _, week := range h.Weeks {
		if week.Expected > 0 {
			shares = append([]string{turnoutShare(w, week)}, shares...)
		}
	}
	if len(shares) < 2 {
		return ""
	}
	return w.Say("participation.trend", "shares", strings.Join(shares, " → "))
}

// waitText is how long somebody waited: "25 minutes", "2 hours".
func waitText(w *locale.Words, d time.Duration) string {
	const shortWait = 90 * time.Minute
	if d < shortWait {
		return w.Say("participation.minutes", "n", max(1, int(d.Round(time.Minute)/time.Minute)))
	}
	return w.Say("participation.hours", "n", int(d.Round(time.Hour)/time.Hour))
}
